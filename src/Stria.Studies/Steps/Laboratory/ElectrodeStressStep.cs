using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Curvature;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>From curvature to the stress of the electrode.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ElectrodeStressStep(CurvatureScenario scenario) : IStudyStep
{
    private const double Megapascal = 1e6, UnevenShare = 0.02;

    /// <inheritdoc/>
    public string Name => "stress";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Cell, scenario.Drift];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        if (context.TryGet("", out BentPlate? plate))
        {
            Profiles(plate, context);
        }
        else
        {
            Record(context.Get<BentElectrode>(), context);
        }
    }

    private void Record(BentElectrode electrode, StudyContext context)
    {
        (Substrate substrate, Film film) = Known(electrode.Facts);
        StressRecord stress = StressAnalysis.Run(electrode.Curvature, electrode.Trace, substrate, film, (int)scenario.Drift);
        stress.Remarks.ToList().ForEach(context.Say);
        IReadOnlyList<string> missing = electrode.Facts.MissingForComposition;
        if (missing.Count > 0)
        {
            context.Say(Remark.Warning($"Stress stands against charge and not against x, because {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing in the cell sheet."));
        }

        BentElectrode done = electrode with
        {
            Stress = stress,
            Composition = missing.Count == 0 ? CyclingAnalysis.Composition(electrode.Trace, electrode.Facts.Host!, electrode.Facts.Sheet.StartComposition!.Value) : null,
        };
        context.Put(done);
        Method(context, scenario.Drift);
        Factor(stress.StressPerCurvature, context);
        context.Report(new Headline("stress_noise", stress.Noise / Megapascal, "MPa", "Scatter of a stress against its neighbours"));
        if (stress.Drift is { } drift)
        {
            (double first, double last) = (electrode.Curvature.Times[0], electrode.Curvature.Times[^1]);
            context.Report(new Headline("drift", stress.StressPerCurvature.Value * drift.At(last) / Megapascal, "MPa", "Drift over the record that was removed") { StandardDeviation = stress.StressPerCurvature.Value * drift.SigmaOfChange(first, last) / Megapascal });
        }

        foreach ((string name, StressCycle? cycle) in new[] { ("first", stress.Cycles.Count > 0 ? stress.Cycles[0] : null), ("last", stress.Cycles.Count > 1 ? stress.Cycles[^1] : null) })
        {
            if (cycle is not null)
            {
                Put($"stress_span_{name}", $"Span of the stress in cycle {cycle.Number}", cycle.Span, stress.SigmaOfChange(cycle.StartTime, cycle.EndTime, cycle.Span), context);
                Put($"stress_accumulated_{name}", $"Stress at the end of cycle {cycle.Number} less that at the beginning of the record (tension positive)", cycle.Accumulated, stress.SigmaAt(cycle.EndTime, cycle.Accumulated), context);
            }
        }
    }

    private static void Put(string name, string meaning, double value, double sigma, StudyContext context) =>
        context.Report(new Headline(name, value / Megapascal, "MPa", meaning) { StandardDeviation = sigma / Megapascal });

    private static void Profiles(BentPlate plate, StudyContext context)
    {
        for (int i = 0; i < plate.Curvatures.Count; i++)
        {
            (string name, MeasuredValue k, _) = plate.Curvatures[i];
            context.Report(new Headline($"curvature_{i + 1}", k.Value, "1/m", $"Curvature of the profile '{name}'") { StandardDeviation = k.Sigma });
            double[] heights = plate.Profiles.Heights[i].Values;
            if (plate.Curvatures[i].Residual > UnevenShare * (heights.Max() - heights.Min()))
            {
                context.Say(Remark.Warning($"The parabola leaves {1e6 * plate.Curvatures[i].Residual:g2} µm (root mean square) of the {1e6 * (heights.Max() - heights.Min()):g3} µm of '{name}': the plate is not bent alike everywhere, and its curvature is an average."));
            }
        }

        if (plate.Curvatures.Count < 2)
        {
            return;
        }

        MeasuredValue first = plate.Curvatures[0].Curvature, last = plate.Curvatures[^1].Curvature;
        var change = new MeasuredValue(last.Value - first.Value, Math.Sqrt((first.Sigma * first.Sigma) + (last.Sigma * last.Sigma)));
        context.Report(new Headline("curvature_change", change.Value, "1/m", $"Curvature of '{plate.Curvatures[^1].Name}' less that of '{plate.Curvatures[0].Name}'") { StandardDeviation = change.Sigma });
        if (plate.Facts.Sheet.Substrate is null || plate.Facts.Thickness is null)
        {
            context.Say(Remark.Warning($"No stress is given, because the cell sheet tells no {(plate.Facts.Sheet.Substrate is null ? "'substrate'" : "'thickness' of the film")}. Nothing is assumed in its place."));
            return;
        }

        (Substrate substrate, Film film) = Known(plate.Facts);
        MeasuredValue factor = Stoney.StressPerCurvature(substrate, film);
        Stoney.Validity(substrate, film, change.Value).ToList().ForEach(context.Say);
        MeasuredValue stress = MeasuredValue.Product(1, (factor, 1), (change, 1));
        Factor(factor, context);
        Method(context, DriftChoice.None);
        context.Report(new Headline("stress", stress.Value / Megapascal, "MPa", "Stress of the film (tension positive; positive curvature is hollow on the side of the film)") { StandardDeviation = stress.Sigma / Megapascal });
        context.Put(plate with { Stress = stress });
    }

    private static void Factor(MeasuredValue factor, StudyContext context) =>
        context.Report(new Headline("stress_per_curvature", factor.Value / Megapascal, "MPa m", "Stress per curvature") { StandardDeviation = factor.Sigma > 0 ? factor.Sigma / Megapascal : null });

    private static void Method(StudyContext context, DriftChoice drift)
    {
        context.Describe("Stress after Stoney, Δσ = E_s h_s² ΔK/(6 h_f (1 − ν_s)) (Mater. Horiz. 2020, eq. 1), with the correction for thick films where the film's modulus is known; tension is positive.");
        context.Cite("G. G. Stoney, Proc. R. Soc. A 82, 172 (1909); L. B. Freund, J. A. Floro, E. Chason, Appl. Phys. Lett. 74, 1987 (1999)");
        if (drift != DriftChoice.None)
        {
            context.Describe("A drift of the optics common to all rests, each with a level of its own and without its first third, was removed.");
        }
    }

    private static (Substrate Substrate, Film Film) Known(CellFacts facts)
    {
        SubstrateSheet plate = facts.Sheet.Substrate ?? throw new ScenarioException("The cell sheet tells no 'substrate', whose modulus, Poisson's ratio and thickness a stress needs. Nothing is assumed in its place.");
        MeasuredValue Need(double? value, double? sd, string entry) => CellFacts.Need(value is { } v ? new MeasuredValue(v, sd ?? 0) : null, entry, "a stress from curvature");
        var substrate = new Substrate
        {
            YoungsModulus = Need(plate.YoungsModulus, plate.YoungsModulusSd, "substrate.youngs_modulus"),
            PoissonsRatio = Need(plate.PoissonsRatio, plate.PoissonsRatioSd, "substrate.poissons_ratio"),
            Thickness = Need(plate.Thickness, plate.ThicknessSd, "substrate.thickness"),
            Width = plate.Width ?? double.NaN,
        };
        return (substrate, new Film { Thickness = CellFacts.Need(facts.Thickness, "thickness", "a stress from curvature (thickness of the electrode)"), BiaxialModulus = plate.FilmBiaxialModulus ?? double.NaN });
    }
}
