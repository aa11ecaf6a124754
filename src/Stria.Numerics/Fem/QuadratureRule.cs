using Stria.Numerics.Integration;

namespace Stria.Numerics.Fem;

/// <summary>Points and weights that integrate polynomials up to a degree exactly; all weights are positive and all points lie inside.</summary>
public sealed class QuadratureRule
{
    private readonly double[] points, weights;

    private QuadratureRule(int degree, int dimension, double[] points, double[] weights) =>
        (Degree, Dimension, this.points, this.weights) = (degree, dimension, points, weights);

    /// <summary>Highest degree of the polynomials that are integrated exactly; at least what was asked for.</summary>
    public int Degree { get; }

    /// <summary>2 for triangles, 1 for edges.</summary>
    public int Dimension { get; }

    /// <summary>Number of points.</summary>
    public int Count => weights.Length;

    /// <summary>ξ, η of the first point of a triangle, then of the next; or s of each point of an edge.</summary>
    public ReadOnlySpan<double> Points => points;

    /// <summary>Weights; they sum to the area ½ of the reference triangle or to the length 1 of the reference edge.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>A rule on the triangle (0, 0), (1, 0), (0, 1): symmetric up to degree 5 (Strang and Fix, An Analysis of the Finite Element Method, 1973; Radon, Monatsh. Math. 1948), a product of Gauss rules above.</summary>
    /// <param name="degree">Degree that must be exact, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is below 1.</exception>
    public static QuadratureRule Triangle(int degree)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        return degree switch
        {
            1 => Symmetric(1, [(1.0 / 3, 1)], centre: true),
            2 => Symmetric(2, [(1.0 / 6, 1.0 / 3)]),
            3 or 4 => SixPoints(),
            5 => SevenPoints(),
            _ => Collapsed(degree),
        };
    }

    /// <summary>Three points halfway, in their second moment, between the exact rule and the corners: exact for linear functions alone.</summary>
    /// <remarks>On linear cells its mass matrix is the mean of the consistent and the lumped one, which on regular meshes takes the leading error of waves away (Marfurt, Geophysics 49, 533 (1984)),
    /// and likewise that of the energy of an interface: what the exact integral of f(c) has too much, the corners have too little.</remarks>
    public static QuadratureRule BalancedTriangle() => Symmetric(1, [((4 - Math.Sqrt(10)) / 12, 1.0 / 3)]);

    /// <summary>A Gauss rule on the edge 0 … 1.</summary>
    /// <param name="degree">Degree that must be exact, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is below 1.</exception>
    public static QuadratureRule Edge(int degree)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        int n = (degree + 2) / 2;
        (double[] s, double[] w) = Gauss(n);
        return new QuadratureRule((2 * n) - 1, 1, s, w);
    }

    private static QuadratureRule SixPoints()
    {
        double root = Math.Sqrt(10), inner = Math.Sqrt(38 - (44 * Math.Sqrt(0.4))), spread = Math.Sqrt(213125 - (53320 * root));
        return Symmetric(4, [((8 - root + inner) / 18, (620 + spread) / 3720), ((8 - root - inner) / 18, (620 - spread) / 3720)]);
    }

    private static QuadratureRule SevenPoints()
    {
        double root = Math.Sqrt(15);
        return Symmetric(5, [(1.0 / 3, 9.0 / 40), ((6 + root) / 21, (155 + root) / 1200), ((6 - root) / 21, (155 - root) / 1200)], centre: true);
    }

    // Each orbit is three points (a, a), (1 − 2a, a), (a, 1 − 2a) of equal weight (as a share of the area); a first orbit at the centre is one point.
    private static QuadratureRule Symmetric(int degree, (double Place, double Share)[] orbits, bool centre = false)
    {
        var points = new List<double>();
        var weights = new List<double>();
        for (int k = 0; k < orbits.Length; k++)
        {
            (double a, double share) = orbits[k];
            double b = 1 - (2 * a);
            double[] orbit = centre && k == 0 ? [a, a] : [a, a, b, a, a, b];
            points.AddRange(orbit);
            weights.AddRange(Enumerable.Repeat(share / 2, orbit.Length / 2));
        }

        return new QuadratureRule(degree, 2, [.. points], [.. weights]);
    }

    // The square is folded onto the triangle by ξ = u, η = v(1 − u); the Jacobian 1 − u raises the degree in u by one.
    private static QuadratureRule Collapsed(int degree)
    {
        int n = (degree + 3) / 2;
        (double[] s, double[] w) = Gauss(n);
        double[] points = new double[2 * n * n], weights = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            double u = s[i / n], v = s[i % n];
            (points[2 * i], points[(2 * i) + 1], weights[i]) = (u, v * (1 - u), w[i / n] * w[i % n] * (1 - u));
        }

        return new QuadratureRule((2 * n) - 2, 2, points, weights);
    }

    // On 0 … 1.
    private static (double[] Points, double[] Weights) Gauss(int n)
    {
        var rule = new GaussLegendre(n);
        return ([.. rule.Nodes.ToArray().Select(x => (1 + x) / 2)], [.. rule.Weights.ToArray().Select(w => w / 2)]);
    }
}
