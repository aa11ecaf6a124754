using Stria.Numerics.Jets;

namespace Stria.Physics.FreeEnergies;

/// <summary>Joins the pieces of a <see cref="MultiWell"/> from left to right; f is zero at the first gap's left edge.</summary>
internal sealed class PhaseSequence
{
    private readonly List<double> knots = [], coefficients = [];
    private double end;

    /// <summary>f at the right end of what has been added [J/mol].</summary>
    public double Energy { get; private set; }

    /// <summary>f″ at both edges of a gap [J/mol].</summary>
    public static double EdgeCurvature(MiscibilityGap gap) => 32 * gap.Barrier / ((gap.High - gap.Low) * (gap.High - gap.Low));

    /// <summary>The tangent and, above it, 16 Δf (d (w − d)/w²)².</summary>
    public void AddGap(MiscibilityGap gap)
    {
        double w = gap.High - gap.Low, a = 16 * gap.Barrier / (w * w);
        Add(gap.Low, gap.High, [Energy, gap.Potential, a, -2 * a / w, a / (w * w)]);
    }

    /// <summary>f″ falls on both sides over a length δ to a constant p above 0, so that ∫ f″ is the step between the plateaus.</summary>
    public void AddPhase(MiscibilityGap before, MiscibilityGap after)
    {
        double left = before.High, length = after.Low - left, step = after.Potential - before.Potential, s0 = EdgeCurvature(before), s1 = EdgeCurvature(after);
        double layer = Math.Min(length / 2, step / (s0 + s1)), p = (step - (layer * (s0 + s1) / 2)) / (length - layer), potential = before.Potential;
        AddCurvature(left, left + layer, ref potential, (s0, p));
        if (layer < length / 2)
        {
            AddCurvature(left + layer, after.Low - layer, ref potential, (p, p));
        }

        AddCurvature(after.Low - layer, after.Low, ref potential, (p, s1));
    }

    public PiecewisePolynomial ToPolynomial() => new([.. knots, end], [.. coefficients]);

    private void AddCurvature(double from, double to, ref double potential, (double Left, double Right) curvature)
    {
        double h = to - from, rise = (curvature.Right - curvature.Left) / h;
        Add(from, to, [Energy, potential, curvature.Left / 2, rise / 6, 0]);
        potential += h * (curvature.Left + curvature.Right) / 2;
    }

    private void Add(double from, double to, double[] terms)
    {
        knots.Add(from);
        coefficients.AddRange(terms);
        double h = to - from;
        (end, Energy) = (to, Enumerable.Reverse(terms).Aggregate((sum, term) => (sum * h) + term));
    }
}
