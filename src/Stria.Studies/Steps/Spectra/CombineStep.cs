using Stria.Core;
using Stria.Measurement.Spectra;

namespace Stria.Studies;

/// <summary>Fits all combinations of standards to every spectrum.</summary>
/// <param name="scenario">How.</param>
internal sealed class CombineStep(LcfScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "combine";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Fit];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        FormedSpectra formed = context.Get<FormedSpectra>();
        LcfFitSettings fit = scenario.Fit;
        CombinationRank rank = Enum.Parse<CombinationRank>(fit.Rank.ToString());
        var search = new CombinationSearchOptions { Fewest = Math.Min(fit.Fewest, formed.Standards.Count), Most = Math.Min(fit.Most, formed.Standards.Count), Rank = rank, Keep = fit.Keep };
        var fitted = new List<FittedSpectrum>();
        for (int s = 0; s < formed.Spectra.Count; s++)
        {
            progress.Report(new RunProgress(Name, (double)s / formed.Spectra.Count, formed.Spectra[s].Values.Name));
            IReadOnlyList<CombinationFit> ranked = CombinationSearch.Rank(formed.Spectra[s], formed.Standards, search, formed.Options[s], cancel);
            fitted.Add(new FittedSpectrum(formed.Spectra[s], ranked));
            Doubt(fitted[^1], formed.Options[s], context);
        }

        context.Put<IReadOnlyList<FittedSpectrum>>(fitted);
        LcfTables.Write(context, fitted, formed.Standards, rank);
        CombinationOptions first = formed.Options[0];
        context.Describe(
            $"Each spectrum was fitted by all combinations of {search.Fewest} to {search.Most} of {formed.Standards.Count} standards by least squares, weights {Bounds(first)}{(first.SumToOne ? " with the sum one" : "")}, "
            + $"{Windows(first)}{(first.Shift == ShiftChoice.None ? "" : first.Shift == ShiftChoice.Shared ? ", with a common energy shift" : ", with an energy shift for each standard")}; combinations are ranked by {RankName(rank)}. "
            + "R is Σ(d−f)²/Σd². Intervals of 68 % come from the profile of the sum of squares within the bounds.");
    }

    /// <summary>A criterion in words.</summary>
    public static string RankName(CombinationRank rank) => rank switch
    {
        CombinationRank.RFactor => "the R-factor",
        CombinationRank.Akaike => "Akaike's criterion (AICc)",
        CombinationRank.Bayes => "the Bayesian criterion (BIC)",
        _ => "reduced χ²",
    };

    private static string Bounds(CombinationOptions o) => (double.IsFinite(o.LeastWeight), double.IsFinite(o.LargestWeight)) switch
    {
        (true, true) => $"between {o.LeastWeight} and {o.LargestWeight}",
        (true, false) => o.LeastWeight == 0 ? "not negative" : $"at least {o.LeastWeight}",
        (false, true) => $"at most {o.LargestWeight}",
        _ => "unbounded",
    };

    private static string Windows(CombinationOptions o) =>
        o.Windows_eV.Count == 0 ? "over all common energies" : "over " + string.Join(" and ", o.Windows_eV.Select(w => $"{w.Low:f1}–{w.High:f1} eV"));

    private static void Doubt(FittedSpectrum fitted, CombinationOptions options, StudyContext context)
    {
        CombinationFit best = fitted.Best;
        if (options.Shift != ShiftChoice.None && best.Shifts_eV.Any(s => Math.Abs(s - options.KnownShift_eV) > 0.999 * options.ShiftRange_eV))
        {
            context.Say(Remark.Warning($"'{fitted.Name}': the energy shift lies at the end of its range (±{options.ShiftRange_eV} eV). Perhaps the calibration is farther off: widen 'shift_range'."));
        }

        if (fitted.Ranked.Count > 1 && fitted.Ranked[1].Standards.Count <= best.Standards.Count && fitted.Ranked[1].ReducedChiSquare < 1.05 * best.ReducedChiSquare)
        {
            context.Say(Remark.Note($"'{fitted.Name}': the second combination ({string.Join(" + ", fitted.Ranked[1].Standards.Select(s => s.Name))}) fits within 5 % as well as the first ({string.Join(" + ", best.Standards.Select(s => s.Name))}); the data do not tell them apart."));
        }
    }
}
