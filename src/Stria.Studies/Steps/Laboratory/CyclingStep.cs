using Stria.Core;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Finds cycles, rates, curves, rests and peaks in the traces.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class CyclingStep(CyclingScenario scenario) : IStudyStep
{
    private const int MostCurves = 5;

    /// <inheritdoc/>
    public string Name => "cycles";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Analysis];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<CycledTrace> traces = context.Get<IReadOnlyList<CycledTrace>>();
        var found = new List<CycledTrace>();
        foreach (CycledTrace trace in traces)
        {
            progress.Report(new RunProgress(Name, found.Count / (double)traces.Count, trace.Name));
            bool isSwept = scenario.Analysis.Technique switch
            {
                CyclingTechnique.Voltammetry => true,
                CyclingTechnique.Galvanostatic => false,
                _ => TraceTechnique.IsSwept(trace.Record.Trace),
            };
            found.Add(isSwept ? Swept(trace) : Cycled(trace, context, cancel));
            CutOff(found[^1], context);
            Missing(found[^1], context);
        }

        if (found.Any(f => f.IsVoltammetry) && found.Any(f => !f.IsVoltammetry))
        {
            throw new ScenarioException("Some of the cells were swept in potential and others charged by a current; they are no replicates. Analyse them apart, or say by --technique what all of them are.");
        }

        context.Describe(found[0].IsVoltammetry
            ? "Sweeps of the potential were told by its turns; peaks of the current on a smoothing spline stand out by five standard deviations, without a base line taken off."
            : "Half cycles were told by the sign of the current; capacities are the instrument's count of charge where it gave one, else the integral of the current. dQ/dU and dU/dQ are smoothed as widely as one half of the lines predicts the other best.");
        context.Put<IReadOnlyList<CycledTrace>>(found);
    }

    private static CycledTrace Swept(CycledTrace trace) => trace with { IsVoltammetry = true, Peaks = CyclicVoltammetry.Peaks(trace.Record.Trace) };

    private CycledTrace Cycled(CycledTrace cell, StudyContext context, CancellationToken cancel)
    {
        CyclerTrace trace = cell.Record.Trace;
        IReadOnlyList<CycleResult> cycles = CyclingAnalysis.Run(trace, cell.Facts.NominalCapacity);
        var curves = new List<CycleCurves>();
        foreach (CycleResult cycle in Shown(cycles))
        {
            cancel.ThrowIfCancellationRequested();
            curves.AddRange(new[] { cycle.First, cycle.Second }.OfType<HalfCycle>().Select(half => Curves(trace, cycle.Number, half, context)));
        }

        return cell with
        {
            Cycles = cycles,
            Curves = curves,
            Rates = RateCapability.Of(cycles),
            Slippage = EndPointSlippage.Of(trace),
            Rests = [.. Rests(trace, curves)],
            Composition = cell.Facts.MissingForComposition.Count == 0 ? CyclingAnalysis.Composition(trace, cell.Facts.Host!, cell.Facts.Sheet.StartComposition!.Value) : null,
        };
    }

    // Those asked for; else the first, the last and some between.
    private IEnumerable<CycleResult> Shown(IReadOnlyList<CycleResult> cycles)
    {
        if (scenario.Analysis.CurvesOf.Count > 0)
        {
            int missing = scenario.Analysis.CurvesOf.FirstOrDefault(n => n < 1 || n > cycles.Count);
            return missing == 0 ? scenario.Analysis.CurvesOf.Select(n => cycles[n - 1])
                : throw new ScenarioException($"'curves_of' asks for cycle {missing}; the trace has the cycles 1 to {cycles.Count}.");
        }

        int count = Math.Min(MostCurves, cycles.Count);
        return Enumerable.Range(0, count).Select(k => cycles[count == 1 ? 0 : (int)Math.Round(k * (cycles.Count - 1.0) / (count - 1))]).Distinct();
    }

    private CycleCurves Curves(CyclerTrace trace, int cycle, HalfCycle half, StudyContext context)
    {
        T? Try<T>(string what, Func<T> compute)
            where T : class
        {
            try
            {
                return compute();
            }
            catch (DataException e)
            {
                context.Say(Remark.Note($"No {what} of the {Words.Of(half.Kind)} of cycle {cycle}: {e.Message}"));
                return null;
            }
        }

        return new CycleCurves(cycle, half)
        {
            Capacity = Try("dQ/dU", () => IncrementalCapacity.Of(trace, half, scenario.Analysis.Bandwidth)),
            Voltage = Try("dU/dQ", () => DifferentialVoltage.Of(trace, half)),
        };
    }

    private IEnumerable<(SelfDischarge Decay, double? IncrementalCapacity)> Rests(CyclerTrace trace, IReadOnlyList<CycleCurves> curves)
    {
        foreach (TracePhase rest in TracePhases.Find(trace).Where(p => p.Kind == PhaseKind.Rest && p.Duration > 0 && p.Duration >= scenario.Analysis.LeastRest))
        {
            // Fewer than five lines in the last half tell no rate.
            if (SelfDischarge.IsTold(trace, rest))
            {
                yield return (SelfDischarge.From(trace, rest), DensityAt(trace, rest, curves));
            }
        }
    }

    // dQ/dU at the potential of a rest, from the shown half cycle that ended last before it, or the first after it, and reaches that potential.
    private static double? DensityAt(CyclerTrace trace, TracePhase rest, IReadOnlyList<CycleCurves> curves)
    {
        double potential = trace.Potentials[rest.Last];
        IncrementalCapacity? near = curves.Where(c => c.Capacity is { } q && potential >= q.Potentials[0] && potential <= q.Potentials[^1])
            .OrderBy(c => c.Half.Last <= rest.First ? 0 : 1).ThenBy(c => Math.Abs(c.Half.Last - rest.First)).FirstOrDefault()?.Capacity;
        return near?.Density[Math.Clamp((int)Math.Round((potential - near.Potentials[0]) / (near.Potentials[1] - near.Potentials[0])), 0, near.Density.Length - 1)];
    }

    private static void CutOff(CycledTrace cell, StudyContext context)
    {
        if (cell.Cycles is [.., { } last] && (last.Second ?? last.First) is { IsWhole: false } half)
        {
            double ended = cell.Record.Trace.Potentials[half.Last];
            context.Say(Remark.Warning($"{cell.Name}: the record ends in the midst of the {Words.Of(half.Kind)} of cycle {last.Number}, at {ended:f3} V: its capacity stands in cycles.csv, but counts in no efficiency, retention, rate or slippage."));
        }
    }

    private static void Missing(CycledTrace cell, StudyContext context)
    {
        if (cell.Facts.Mass is null && !cell.IsVoltammetry)
        {
            context.Say(Remark.Warning($"{cell.Name}: the mass of the active material is not known, so that capacities stand in mAh and none per mass. 'active_mass' in a cell sheet, or --mass, gives it."));
        }

        if (cell.Facts.Mass is { } mass && !cell.IsVoltammetry && cell.Cycles[0].First.MeanCurrent / mass.Value is var specific && specific is < 1e-4 or > 1e5)
        {
            context.Say(Remark.Warning($"{cell.Name}: a mass of {mass.Value * 1e6:g4} mg makes the current {specific:g3} mA/g, which no cell is cycled with. Perhaps the mass has another unit."));
        }

        if (cell.IsVoltammetry && cell.Facts.Area is null)
        {
            context.Say(Remark.Warning($"{cell.Name}: the area of the electrode is not known, so that currents stand in mA and none per area. 'area' in a cell sheet, or --area, gives it."));
        }

        IReadOnlyList<string> missing = cell.Facts.MissingForComposition;
        if (missing.Count is > 0 and < 3 && !cell.IsVoltammetry && (cell.Facts.Sheet.Formula is not null || cell.Facts.Sheet.StartComposition is not null))
        {
            context.Say(Remark.Warning($"{cell.Name}: no composition x is given, because {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing."));
        }

        if (cell.Facts.NominalCapacity is null && !cell.IsVoltammetry)
        {
            context.Say(Remark.Note($"{cell.Name}: no nominal capacity is known, so that no C-rates are given."));
        }
    }
}
