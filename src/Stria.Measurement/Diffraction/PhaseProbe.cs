using Stria.Core;

namespace Stria.Measurement;

/// <summary>Whether what a fit leaves asks for a further phase: its reflections are added at the cell it had last, also widened, and χ² must fall by more than noise.</summary>
internal static class PhaseProbe
{
    private static readonly double[] Widenings = [0, 2];

    internal static bool IsAskedFor(Diffractogram pattern, PatternFitResult result, CrystalPhase phase, PatternFitOptions options)
    {
        (pattern, options) = FitPoints.Turned(pattern, options);
        PatternFitOptions known = options with { Instrument = result.Instrument, StartDisplacement_deg = result.Displacement_deg, Intensities = IntensityMethod.Pawley, ForeignLines = result.LinesAsFound(options) };
        FitPoints points = FitPoints.Of(pattern, known);
        CrystalPhase[] with = [.. result.Phases.Select(p => p.Phase with { Cell = p.Cell.Cell, Before = p }), phase];
        known = known.WithRestraintsOf([.. with.Select(p => p.Name)]);
        var problem = new PatternProblem(points, PatternFit.Model(pattern, points, with, known), known);
        double width = WidthEstimate.Of(points.Positions, points.Counts), variance = Math.Max(1, result.GoodnessOfFit * result.GoodnessOfFit);
        foreach (double widening in Widenings)
        {
            problem.Model.ExtraVariance = widening * widening * width * width / 5.545;
            problem.Evaluate();
            int first = problem.Model.FirstPeak(with.Length - 1), count = problem.Model.Phases[^1].Reflections.Count;
            int active = Math.Max(1, problem.Linear.Intensities.AsSpan(first, count).ToArray().Count(i => i > 0));
            double without = ((IntensitySolver)problem.Linear).ChiSquareWithout(problem.Model.Columns, first, first + count);
            if (without - problem.ChiSquare > variance * (active + (4 * Math.Sqrt(2 * active))))
            {
                return true;
            }
        }

        return false;
    }
}
