using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Optimisation;

namespace Stria.Measurement;

/// <summary>
/// Cells of phases that are weak in a pattern, with the ratios of intensities that their end pattern shows: one scale in place of a hundred intensities, each of
/// which would take its part of the noise. Only where the pattern does not contradict these ratios.
/// </summary>
internal static class WeakCells
{
    private const double WeakBelow = 0.5;

    /// <summary>An entry with the cells of its weak phases found so.</summary>
    internal static SeriesEntry With(Diffractogram pattern, SeriesEntry entry, Dictionary<string, Dictionary<MillerIndices, double>> references, SeriesFitOptions options)
    {
        PhaseFit[] phases = [.. entry.Fit.Phases];
        if (!options.HoldsRatiosOfWeakPhases || phases.Count(p => p.IsPresent) < 2)
        {
            return entry;
        }

        for (int p = 0; p < phases.Length; p++)
        {
            if (phases[p].IsPresent && phases[p].Phase.RefinesCell && entry.Scales.TryGetValue(phases[p].Phase.Name, out MeasuredValue scale) && scale.Value > 0 && scale.Value < WeakBelow)
            {
                phases[p] = Better(pattern, entry.Fit, p, references[phases[p].Phase.Name], options) ?? phases[p];
            }
        }

        return entry with { Fit = entry.Fit with { Phases = phases } };
    }

    private static PhaseFit? Better(Diffractogram pattern, PatternFitResult fit, int weak, Dictionary<MillerIndices, double> reference, SeriesFitOptions options)
    {
        (pattern, PatternFitOptions turned) = FitPoints.Turned(pattern, options.Pattern);
        PatternFitOptions known = turned with { Instrument = fit.Instrument, StartDisplacement_deg = fit.Displacement_deg, ForeignLines = fit.LinesAsFound(turned), Restraints = [] };
        FitPoints points = FitPoints.Of(pattern, known);
        PatternModel model = PatternFit.Model(pattern, points, [.. fit.Phases.Select(p => p.Phase with { Cell = p.Cell.Cell, Before = p })], known);
        double[] ratios = [.. model.Phases[weak].Reflections.Select(r => reference.GetValueOrDefault(r.Indices))];
        var held = new HeldRatios(points.Counts, points.Weights, points.Background(known.Background), model.FirstPeak(weak), ratios);
        var problem = new PatternProblem(points, model, known, held);
        Array.Clear(model.Parameters.Free);
        int first = model.Parameters.Cell(weak), n = model.Phases[weak].CellParameters;
        Array.Fill(model.Parameters.Free, true, first, n);
        if (ratios.All(r => r == 0) || !problem.Minimise(options.Pattern.MaximumIterations, options.Pattern.Tolerance, CancellationToken.None))
        {
            return null;
        }

        // As many parameters less as the phase has intensities may cost as much as noise in them would give.
        int active = Math.Max(1, fit.Phases[weak].ActiveReflections), count = points.Counts.Length;
        double variance = Math.Max(1, fit.GoodnessOfFit * fit.GoodnessOfFit);
        if (problem.ChiSquare - fit.ChiSquare > variance * (active + (5 * Math.Sqrt(2.0 * active))))
        {
            return null;
        }

        int[] free = model.Parameters.FreeOnes;
        double freedom = (double)count / Math.Max(1, count - free.Length - held.FreeCount);
        ParameterCovariance covariance = MisfitCovariance.Of(
            problem.Normal(free).Matrix, held.Solver.Projected(model.Columns, problem.Derivatives(free)), points, problem.Residuals, Math.Max(1, problem.ChiSquare * freedom / count), freedom);
        double[] parameters = model.Parameters.Values[first..(first + n)];
        MeasuredCell cell = MeasuredCell.FromReciprocalMetric(model.Phases[weak].Metric(parameters), model.Phases[weak].MetricCovariance([.. Enumerable.Range(0, n * n).Select(i => covariance.Of(i / n, i % n))]));

        // Free intensities of a weak phase take noise for lines, and understate how well the cell is known: the two standard deviations cannot be compared.
        return double.IsFinite(cell.StandardDeviations()[6]) ? fit.Phases[weak] with { Cell = cell, HasHeldRatios = true } : null;
    }
}
