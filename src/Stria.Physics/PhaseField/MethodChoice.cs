using Stria.Core;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;
using Stria.Physics.Transport;

namespace Stria.Physics.PhaseField;

/// <summary>Which method suits a free energy, its stabilisation, and how fast the fastest wave grows.</summary>
internal sealed record MethodChoice(PhaseFieldMethod Method, string Reason, double Stabilisation, double Deepest)
{
    // With the margin below, regular solutions have 5 at χ = 2.8, which the linear method bears, 7 at χ = 3 and more than 20 at χ = 4, where it fails.
    private const double SafeRatio = 5.5;
    private const int Samples = 2001;
    private const double Spread = 0.02;

    public static MethodChoice Of(PhaseFieldSystem system, PhaseFieldTime time, ReadOnlySpan<double> start)
    {
        (double low, double high) = Range(system, start);
        double deepest = double.PositiveInfinity, steepest = double.NegativeInfinity, coherent = system.Elastic?.LocalStiffness ?? 0;
        for (int i = 0; i < Samples; i++)
        {
            double curvature = system.Problem.FreeEnergy.At(low + ((high - low) * (i + 0.5) / Samples)).Curvature / system.Problem.Scales.ThermalEnergy;
            (deepest, steepest) = (Math.Min(deepest, curvature), Math.Max(steepest, curvature));
        }

        double stabilisation = (time.Stabilisation ?? (0.5 * Math.Max(steepest, 0))) + coherent;
        (PhaseFieldMethod method, string reason) = Choose(system, time, deepest < 0 ? steepest / -deepest : 0);
        return new MethodChoice(method, reason, stabilisation, deepest + coherent);
    }

    private static (PhaseFieldMethod, string) Choose(PhaseFieldSystem system, PhaseFieldTime time, double ratio)
    {
        if (system.Boundary.Shared.Length > 0)
        {
            return time.Method != PhaseFieldMethod.Linear
                ? (PhaseFieldMethod.Newton, "the potential of a part of the boundary is an unknown")
                : throw new ScenarioException("A current through a part of one potential needs the Newton method: its potential is an unknown of each step, not one that can be foretold. Leave 'method' out, or let the current be spread evenly.");
        }

        if (time.Method != PhaseFieldMethod.Automatic)
        {
            return (time.Method, "asked for");
        }

        bool bounded = double.IsFinite(system.Domain.Low);
        if (system.Elastic is { Varies: true })
        {
            return (PhaseFieldMethod.Newton, "the moduli depend on composition");
        }

        if (bounded && system.Problem.Boundary.Any(b => b is not NoFlux))
        {
            return (PhaseFieldMethod.Newton, "lithium passes the boundary, so that any composition may be reached");
        }

        if (ratio == 0)
        {
            return (PhaseFieldMethod.Linear, "f″ is nowhere negative, the mixture does not separate, so that a constant matrix serves");
        }

        return ratio > SafeRatio && bounded
            ? (PhaseFieldMethod.Newton, $"f″ of the phases is {ratio:G3} times as large as in the middle of the gap, a deep quench")
            : (PhaseFieldMethod.Linear, $"f″ of the phases is {ratio:G3} times as large as in the middle of the gap, so that a constant matrix serves");
    }

    // Where the composition may be: between the phases of the common tangent nearest to the start, or the start's own range.
    private static (double Low, double High) Range(PhaseFieldSystem system, ReadOnlySpan<double> start)
    {
        double low = System.Numerics.Tensors.TensorPrimitives.Min(start), high = System.Numerics.Tensors.TensorPrimitives.Max(start);
        CompositionInterval window = system.Problem.FreeEnergy.Window;
        double floor = Math.Max(system.Domain.Low, Math.Min(-1, Math.Min(low, window.Low))), ceiling = Math.Min(system.Domain.High, Math.Max(2, Math.Max(high, window.High)));
        if (Phases(system, (floor, ceiling)) is { } phases)
        {
            (low, high) = (Math.Min(low, phases.Low), Math.Max(high, phases.High));
        }

        double margin = Spread * (high - low), gap = 1e-3 * (ceiling - floor);
        return (Math.Max(low - margin, floor + gap), Math.Min(high + margin, ceiling - gap));
    }

    // From the first to the last phase, by the lower convex hull of f on a fine grid.
    private static (double Low, double High)? Phases(PhaseFieldSystem system, (double Low, double High) range)
    {
        var hull = new List<(double C, double F)>();
        for (int i = 0; i < Samples; i++)
        {
            double c = range.Low + ((range.High - range.Low) * (i + 0.5) / Samples), f = system.Problem.FreeEnergy.At(c).Value;
            while (double.IsFinite(f) && hull.Count > 1 && Cross(hull[^2], hull[^1], (c, f)) <= 0)
            {
                hull.RemoveAt(hull.Count - 1);
            }

            if (double.IsFinite(f))
            {
                hull.Add((c, f));
            }
        }

        double step = (range.High - range.Low) / Samples;
        (double Low, double High)? widest = null;
        for (int k = 1; k < hull.Count; k++)
        {
            if (hull[k].C - hull[k - 1].C > 3 * step)
            {
                widest = (widest?.Low ?? hull[k - 1].C, hull[k].C);
            }
        }

        return widest;
    }

    private static double Cross((double C, double F) a, (double C, double F) b, (double C, double F) c) => ((b.C - a.C) * (c.F - a.F)) - ((b.F - a.F) * (c.C - a.C));
}
