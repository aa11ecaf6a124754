using Stria.Core;
using Stria.Numerics.Jets;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.FreeEnergies;

/// <summary>Any polynomial, f = Σ a_k (c − c₀)^k: wells as a literature fit gives them.</summary>
public readonly struct PolynomialEnergy : IFreeEnergy
{
    private readonly double[] coefficients;
    private readonly CompositionInterval window;

    /// <summary>Makes the law.</summary>
    /// <param name="coefficients">a₀, a₁ … [J/mol]; at least three, or it has no curvature.</param>
    /// <param name="origin">c₀.</param>
    /// <exception cref="ScenarioException">There are fewer than three coefficients or one is not finite.</exception>
    public PolynomialEnergy(IReadOnlyList<double> coefficients, double origin = 0)
    {
        if (coefficients.Count < 3 || !coefficients.All(double.IsFinite))
        {
            throw new ScenarioException($"A polynomial free energy needs at least three finite coefficients a₀, a₁, a₂ …, not {string.Join(", ", coefficients)}.");
        }

        (this.coefficients, Origin) = ([.. coefficients], Mixing.Finite(origin, "origin c₀", "polynomial"));
        window = WindowOf(this.coefficients, Origin);
    }

    /// <inheritdoc/>
    public string Kind => "polynomial";

    /// <inheritdoc/>
    public CompositionDomain Domain => CompositionDomain.Unbounded;

    /// <summary>From 0 to 1, half around the origin c₀, and where its curvature changes its sign with as much room again: phases lie about there.</summary>
    public CompositionInterval Window => window;

    /// <summary>c₀.</summary>
    public double Origin { get; }

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T>
    {
        T d = c - Origin;
        T sum = (coefficients[^1] * d) + coefficients[^2];
        for (int k = coefficients.Length - 3; k >= 0; k--)
        {
            sum = (sum * d) + coefficients[k];
        }

        return sum;
    }

    private static CompositionInterval WindowOf(double[] coefficients, double origin)
    {
        double[] curvature = [.. coefficients.Skip(2).Select((a, k) => a * (k + 1) * (k + 2))];
        (double low, double high) = (Math.Min(0, origin - 0.5), Math.Max(1, origin + 0.5));
        if (RealRoots(curvature) is { Count: > 1 } turns)
        {
            double room = turns[^1] - turns[0];
            (low, high) = (Math.Min(low, origin + turns[0] - room), Math.Max(high, origin + turns[^1] + room));
        }

        return new(low, high);
    }

    // Where the polynomial changes its sign, in rising order: between neighbouring turning points of its own, which are the roots of its derivative, there is one at most.
    private static List<double> RealRoots(double[] a)
    {
        int degree = Array.FindLastIndex(a, v => v != 0);
        if (degree < 1)
        {
            return [];
        }

        double bound = 1 + a[..degree].Max(v => Math.Abs(v / a[degree]));
        double At(double x)
        {
            double sum = 0;
            for (int k = degree; k >= 0; k--)
            {
                sum = (sum * x) + a[k];
            }

            return sum;
        }

        double[] ends = [-bound, .. RealRoots([.. a[1..(degree + 1)].Select((v, k) => v * (k + 1))]), bound];
        var roots = new List<double>();
        for (int i = 1; i < ends.Length; i++)
        {
            (double low, double high, bool isNegative) = (ends[i - 1], ends[i], At(ends[i - 1]) < 0);
            if (isNegative == At(high) < 0)
            {
                continue;
            }

            for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
            {
                (low, high) = (At(middle) < 0) == isNegative ? (middle, high) : (low, middle);
            }

            roots.Add(high);
        }

        return roots;
    }
}
