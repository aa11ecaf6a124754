using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>Fits the circuit, or the circuits of a blocked cell, to the spectra.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class CircuitStep(ImpedanceScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "circuit";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Fit];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<AnalysedSpectrum> spectra = context.Get<IReadOnlyList<AnalysedSpectrum>>();
        if (scenario.Circuit is null && !scenario.Blocking)
        {
            context.Say(Remark.Note("No circuit was asked for (--circuit \"R0-p(R1,CPE1)-Wo1\", or --blocking): none was fitted."));
            return;
        }

        AnalysedSpectrum[] fitted = scenario.Blocking ? Blocked(spectra, context, new Fraction(Name, progress), cancel) : Series(spectra, context, cancel);
        context.Put<IReadOnlyList<AnalysedSpectrum>>(fitted);
        foreach (AnalysedSpectrum one in fitted.Take(5))
        {
            one.Fit!.Remarks.ToList().ForEach(r => context.Say(fitted.Length == 1 ? r : r with { Text = $"{one.Name}: {r.Text}" }));
        }

        AnalysedSpectrum[] further = [.. fitted.Skip(5).Where(f => f.Fit!.Warnings > 0)];
        if (further.Length > 0)
        {
            context.Say(Remark.Warning($"{further.Sum(f => f.Fit!.Warnings)} warnings more concern {further.Length} further spectra, the first of them {further[0].Name}: the column 'warnings' of trend.csv counts them, and eis.json has their words."));
        }

        ImpedanceFitResult first = fitted[0].Fit!;
        string weights = scenario.Fit.Weighting switch { ImpedanceWeighting.Unit => "all points alike", ImpedanceWeighting.Proportional => "each part relative to itself", _ => "weights 1/|Z|²" };
        context.Describe($"Circuits were fitted by complex least squares ({weights}) from up to {scenario.Fit.Starts} starting points; standard deviations are those of the linearised fit scaled by its scatter. Circuit: {first.Circuit.Text}.");
        new ImpedanceHeadlines(scenario, fitted, context).Report();
    }

    private AnalysedSpectrum[] Series(IReadOnlyList<AnalysedSpectrum> spectra, StudyContext context, CancellationToken cancel)
    {
        ImpedanceFitResult[] fits = ImpedanceBatch.Run([.. spectra.Select(s => s.Source.Spectrum)], Circuit.Parse(scenario.Circuit!), Options(), context.Threads, cancel);
        return [.. spectra.Select((s, i) => s with { Fit = fits[i] })];
    }

    private AnalysedSpectrum[] Blocked(IReadOnlyList<AnalysedSpectrum> spectra, StudyContext context, Fraction progress, CancellationToken cancel)
    {
        var results = new AnalysedSpectrum[spectra.Count];
        BlockedElectrode? electrode = Electrode(spectra[0].Facts, context);
        context.Describe("Blocked cell: R_cell = R_HFR + R_cont + K R_ion with K = (1 + R_el/R_ion)/3 (Nat. Mater. 2022, eq. 19)" + (electrode is null ? "." : ", τ = R_ion A κ ε/(n d) with n electrodes in series (eq. 20), the tortuosity factor of the total porosity."));
        context.Cite("J. Luo et al., Nat. Mater. (2022), eqs 19 and 20");
        for (int i = 0; i < results.Length; i++)
        {
            SymmetricCellResult cell = SymmetricCell.Analyse(spectra[i].Source.Spectrum, scenario.Circuit, Options(), cancel);
            SymmetricCellResult read = scenario.IonicRail == IonicRail.Smaller && cell.IsAmbiguous ? cell.Exchanged() : cell;
            results[i] = spectra[i] with
            {
                Fit = read.Fit with { Remarks = [.. cell.Fit.Remarks.Where(r => r.Kind != RemarkKind.Assumed), .. Rails(read, electrode)] },
                Cell = read,
                Tortuosity = electrode?.Tortuosity(read.Ionic),
                MacMullin = electrode?.MacMullin(read.Ionic),
                TortuosityExchanged = read.IsAmbiguous ? electrode?.Tortuosity(read.Exchanged().Ionic) : null,
            };
            progress.Report((i + 1.0) / results.Length);
        }

        return results;
    }

    // In words, because no analysis of the spectrum can decide it.
    private IEnumerable<Remark> Rails(SymmetricCellResult read, BlockedElectrode? electrode)
    {
        if (read.IsAmbiguous)
        {
            SymmetricCellResult other = read.Exchanged();
            yield return Remark.Assumed(
                $"A line looks the same when its two rails change places: nothing in a spectrum tells which is the pores'. The {(scenario.IonicRail == IonicRail.Larger ? "larger" : "smaller")} resistance was taken as that of the pores: R_ion = {read.Ionic.Value:g4} Ω, K = {read.Coefficient:f3}"
                + (electrode is null ? "" : $", τ = {electrode.Tortuosity(read.Ionic).Value:g4}")
                + $". The other way round: R_ion = {other.Ionic.Value:g4} Ω, K = {other.Coefficient:f3}"
                + (electrode is null ? "" : $", τ = {electrode.Tortuosity(other.Ionic).Value:g4}")
                + ". The electronic resistance of the dry electrode, measured apart, would decide (--parameter GTLM1.Rel=VALUE!, or --ionic-rail smaller).");
        }
    }

    private static BlockedElectrode? Electrode(CellFacts facts, StudyContext context)
    {
        (string Entry, MeasuredValue? Value)[] needed = [("area", facts.Area), ("thickness", facts.Thickness), ("porosity", facts.Porosity), ("conductivity", facts.Conductivity)];
        string[] missing = [.. needed.Where(n => n.Value is null).Select(n => $"'{n.Entry}'")];
        if (missing.Length > 0)
        {
            context.Say(Remark.Warning($"No tortuosity is given: the cell sheet lacks {string.Join(", ", missing)}. Nothing is assumed in {(missing.Length == 1 ? "its" : "their")} place."));
            return null;
        }

        if (facts.Sheet.Electrodes is null)
        {
            context.Say(Remark.Assumed("The cell was taken as symmetric, with two like electrodes in series; 'electrodes: 1' in the cell sheet is for a spectrum against a reference electrode."));
        }

        return new BlockedElectrode
        {
            Area = needed[0].Value!.Value,
            Thickness = needed[1].Value!.Value,
            Porosity = needed[2].Value!.Value,
            Conductivity = needed[3].Value!.Value,
            Electrodes = facts.Sheet.Electrodes ?? 2,
        };
    }

    private ImpedanceFitOptions Options() => new()
    {
        Weighting = scenario.Fit.Weighting,
        Starts = scenario.Fit.Starts,
        Seed = scenario.Seed,
        LowestFrequency = scenario.Fit.LowestFrequency,
        HighestFrequency = scenario.Fit.HighestFrequency ?? double.PositiveInfinity,
        DropInductive = scenario.Fit.DropInductive,
        Settings = scenario.Fit.Parameters.ToDictionary(p => p.Name, p => new ParameterSetting { Start = p.Start, Lower = p.Lower, Upper = p.Upper, Fixed = p.Fixed }),
    };
}
