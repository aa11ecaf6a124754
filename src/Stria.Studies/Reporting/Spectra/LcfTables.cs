using System.Globalization;
using Stria.Files;
using Stria.Measurement.Spectra;

namespace Stria.Studies;

/// <summary>Tables and headline numbers of linear combinations.</summary>
internal static class LcfTables
{
    /// <summary>Writes the result, the ranking, and the curves of the best fit of each spectrum.</summary>
    public static void Write(StudyContext context, IReadOnlyList<FittedSpectrum> fitted, IReadOnlyList<CombinationStandard> standards, CombinationRank rank)
    {
        Result(context, fitted, standards);
        Ranking(context, fitted, standards, rank);
        IReadOnlyDictionary<string, string> spectra = Slugs(fitted.Select(f => f.Name)), known = Slugs(standards.Select(s => s.Name));
        foreach (FittedSpectrum f in fitted)
        {
            Curves(context, f, spectra[f.Name]);
        }

        foreach (FittedSpectrum f in fitted)
        {
            Report(context, f, fitted.Count > 1 ? "_" + spectra[f.Name] : "", known);
        }
    }

    /// <summary>Names as parts of files' and numbers' names, no two alike, not even where a file system takes capitals for small letters.</summary>
    public static IReadOnlyDictionary<string, string> Slugs(IEnumerable<string> names)
    {
        var slugs = new Dictionary<string, string>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in names)
        {
            string slug = Slug(name), free = slug;
            for (int n = 2; !taken.Add(free); n++)
            {
                free = string.Create(CultureInfo.InvariantCulture, $"{slug}_{n}");
            }

            slugs[name] = free;
        }

        return slugs;
    }

    private static string Slug(string name)
    {
        string plain = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '=' ? c : '_'));
        return plain.Trim('_') is { Length: > 0 } slug ? slug : "unnamed";
    }

    private static void Result(StudyContext context, IReadOnlyList<FittedSpectrum> fitted, IReadOnlyList<CombinationStandard> standards)
    {
        CsvColumn Of(string name, string unit, Func<CombinationFit, double> value) => new(name, unit, fitted.Select(f => value(f.Best)));
        CsvTable.Write(
            context.Table("lcf.csv", "The best combination of each spectrum"),
            [
                new CsvColumn("spectrum", fitted.Select(f => f.Name)),
                .. standards.SelectMany(s => new[]
                {
                    Of(s.Name, "1", f => At(f, s, f.Weights)),
                    Of($"sd of {s.Name}", "1", f => At(f, s, f.Deviations)),
                    Of($"{s.Name} from", "1", f => At(f, s, [.. f.Intervals.Select(i => i.Low)])),
                    Of($"{s.Name} to", "1", f => At(f, s, [.. f.Intervals.Select(i => i.High)])),
                }),
                Of("sum of weights", "1", f => f.Sum),
                .. Shifts(fitted, standards),
                .. fitted.All(f => f.Best.Composition is not null) ? (CsvColumn[])[Of("x", "1", f => f.Composition!.Value), Of("sd of x", "1", f => f.CompositionDeviation!.Value)] : [],
                .. Figures(fitted.Select(f => f.Best)),
            ]);
    }

    private static IEnumerable<CsvColumn> Shifts(IReadOnlyList<FittedSpectrum> fitted, IReadOnlyList<CombinationStandard> standards)
    {
        CombinationFit[] fits = [.. fitted.Select(f => f.Best)];
        if (fits.All(f => f.ShiftDeviations_eV.All(double.IsNaN)))
        {
            return [];
        }

        if (fits.All(f => f.Shifts_eV.Distinct().Count() == 1))
        {
            return [new CsvColumn("energy shift", "eV", fits.Select(f => f.Shifts_eV[0])), new CsvColumn("sd of energy shift", "eV", fits.Select(f => f.ShiftDeviations_eV[0]))];
        }

        return standards.SelectMany(s => new[]
        {
            new CsvColumn($"energy shift of {s.Name}", "eV", fits.Select(f => At(f, s, f.Shifts_eV))), new CsvColumn($"sd of energy shift of {s.Name}", "eV", fits.Select(f => At(f, s, f.ShiftDeviations_eV))),
        });
    }

    private static void Ranking(StudyContext context, IReadOnlyList<FittedSpectrum> fitted, IReadOnlyList<CombinationStandard> standards, CombinationRank rank)
    {
        (string Name, int Rank, CombinationFit Fit)[] rows = [.. fitted.SelectMany(f => f.Ranked.Select((fit, i) => (f.Name, i + 1, fit)))];
        CsvTable.Write(
            context.Table("lcf-ranking.csv", $"Combinations of each spectrum, by {CombineStep.RankName(rank)}"),
            [
                new CsvColumn("spectrum", rows.Select(r => r.Name)),
                new CsvColumn("rank", "1", rows.Select(r => (double)r.Rank)),
                .. standards.Select(s => new CsvColumn(s.Name, "1", rows.Select(r => At(r.Fit, s, r.Fit.Weights)))),
                .. Figures(rows.Select(r => r.Fit)),
                new CsvColumn("AICc", "1", rows.Select(r => r.Fit.Akaike)),
                new CsvColumn("BIC", "1", rows.Select(r => r.Fit.Bayes)),
            ]);
    }

    private static IEnumerable<CsvColumn> Figures(IEnumerable<CombinationFit> fits)
    {
        CombinationFit[] all = [.. fits];
        return
        [
            new CsvColumn("R = Σ(d−f)²/Σd²", "1", all.Select(f => f.RFactor)),
            new CsvColumn("R about mean = Σ(d−f)²/Σ(d−d̄)²", "1", all.Select(f => f.RFactorAboutMean)),
            new CsvColumn(all.All(f => f.NoiseIsKnown) ? "reduced χ²" : "reduced χ² (noise taken as 1)", "1", all.Select(f => f.ReducedChiSquare)),
            new CsvColumn("points", "1", all.Select(f => (double)f.Data.Length)),
            new CsvColumn("free parameters", "1", all.Select(f => (double)f.ParameterCount)),
        ];
    }

    private static void Curves(StudyContext context, FittedSpectrum fitted, string slug)
    {
        CombinationFit f = fitted.Best;
        CsvTable.Write(
            context.Table($"lcf-fit-{slug}.csv", $"Best fit of {fitted.Name}"),
            [
                new CsvColumn("photon energy", "eV", f.PhotonEnergies_eV),
                new CsvColumn("data", "1", f.Data),
                new CsvColumn("fit", "1", f.Fitted),
                new CsvColumn("residual", "1", f.Residuals),
                .. f.Standards.Select((s, k) => new CsvColumn($"{s.Name} times its weight", "1", f.Parts[k])),
            ]);
    }

    private static void Report(StudyContext context, FittedSpectrum fitted, string suffix, IReadOnlyDictionary<string, string> standards)
    {
        CombinationFit f = fitted.Best;
        string of = suffix.Length > 0 ? $" in {fitted.Name}" : "";
        for (int k = 0; k < f.Standards.Count; k++)
        {
            (double low, double high) = f.Intervals[k];
            context.Report(new Headline($"weight_{standards[f.Standards[k].Name]}{suffix}", f.Weights[k], "1", $"Weight of {f.Standards[k].Name}{of}")
            {
                StandardDeviation = f.Deviations[k],
                Note = string.Create(CultureInfo.InvariantCulture, $"68 %: {low:f4} … {high:f4}{(f.AtBound[k] ? ", at its bound" : "")}"),
            });
        }

        if (f.Composition is { } x)
        {
            context.Report(new Headline($"x{suffix}", x, "1", $"Mean composition{of}") { StandardDeviation = f.CompositionDeviation });
        }

        if (f.Shifts_eV.Distinct().Count() == 1 && double.IsFinite(f.ShiftDeviations_eV[0]))
        {
            context.Report(new Headline($"energy_shift{suffix}", f.Shifts_eV[0], "eV", $"Energy shift{of}") { StandardDeviation = f.ShiftDeviations_eV[0] });
        }

        context.Report(new Headline($"r_factor{suffix}", f.RFactor, "1", $"R-factor Σ(d−f)²/Σd²{of}"));
        context.Report(new Headline($"reduced_chi_square{suffix}", f.ReducedChiSquare, "1", $"Reduced χ²{(f.NoiseIsKnown ? "" : " with the noise taken as 1")}{of}"));
    }

    private static double At(CombinationFit fit, CombinationStandard standard, double[] values)
    {
        int k = fit.Standards.ToList().FindIndex(s => s.Name == standard.Name);
        return k < 0 ? double.NaN : values[k];
    }
}
