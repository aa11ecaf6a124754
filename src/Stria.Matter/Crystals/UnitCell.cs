namespace Stria.Matter;

/// <summary>A unit cell: lengths in metres and angles in radians, as everywhere inside; crystallography's own numbers are in ångström, and say so.</summary>
/// <param name="A">Length a [m].</param>
/// <param name="B">Length b [m].</param>
/// <param name="C">Length c [m].</param>
/// <param name="Alpha">Angle between b and c [rad].</param>
/// <param name="Beta">Angle between a and c [rad].</param>
/// <param name="Gamma">Angle between a and b [rad].</param>
public sealed record UnitCell(double A, double B, double C, double Alpha, double Beta, double Gamma)
{
    private const double Angstrom = 1e-10, Degree = Math.PI / 180;

    /// <summary>Length a [Å].</summary>
    public double A_angstrom => A / Angstrom;

    /// <summary>Length b [Å].</summary>
    public double B_angstrom => B / Angstrom;

    /// <summary>Length c [Å].</summary>
    public double C_angstrom => C / Angstrom;

    /// <summary>Angle α [°].</summary>
    public double Alpha_deg => Alpha / Degree;

    /// <summary>Angle β [°].</summary>
    public double Beta_deg => Beta / Degree;

    /// <summary>Angle γ [°].</summary>
    public double Gamma_deg => Gamma / Degree;

    /// <summary>Volume [m³].</summary>
    public double Volume
    {
        get
        {
            (double x, double y, double z) = (CosOf(Alpha), CosOf(Beta), CosOf(Gamma));
            return A * B * C * Math.Sqrt(1 - (x * x) - (y * y) - (z * z) + (2 * x * y * z));
        }
    }

    /// <summary>Volume [Å³].</summary>
    public double Volume_angstrom3 => Volume / (Angstrom * Angstrom * Angstrom);

    /// <summary>A cell from lengths in ångström and angles in degrees.</summary>
    /// <exception cref="ArgumentException">A length is not positive, or the angles close no cell.</exception>
    public static UnitCell FromAngstroms(double a, double b, double c, double alpha = 90, double beta = 90, double gamma = 90)
    {
        var cell = new UnitCell(a * Angstrom, b * Angstrom, c * Angstrom, alpha * Degree, beta * Degree, gamma * Degree);
        bool isCell = a > 0 && b > 0 && c > 0 && alpha is > 0 and < 180 && beta is > 0 and < 180 && gamma is > 0 and < 180 && cell.Volume > 0;
        return isCell ? cell : throw new ArgumentException($"a {a:g6}, b {b:g6}, c {c:g6} Å, α {alpha:g5}, β {beta:g5}, γ {gamma:g5}° close no cell: lengths must be positive, and each angle less than the sum of the other two.");
    }

    /// <summary>Whether (11, 22, 33, 23, 13, 12) is the reciprocal metric of a cell: positive definite.</summary>
    public static bool IsReciprocalMetric(ReadOnlySpan<double> metric) => SymmetricMatrix3.IsPositiveDefinite(metric);

    /// <summary>The metric tensor as (11, 22, 33, 23, 13, 12) [Å²]: the squares of lengths are xᵀ G x.</summary>
    public double[] Metric_angstrom2()
    {
        (double a, double b, double c) = (A_angstrom, B_angstrom, C_angstrom);
        return [a * a, b * b, c * c, b * c * CosOf(Alpha), a * c * CosOf(Beta), a * b * CosOf(Gamma)];
    }

    /// <summary>The reciprocal metric as (11, 22, 33, 23, 13, 12) [Å⁻²]: 1/d² = h G* hᵀ.</summary>
    public double[] ReciprocalMetric_angstrom2() => SymmetricMatrix3.Inverse(Metric_angstrom2());

    /// <summary>The cell of a metric tensor (11, 22, 33, 23, 13, 12) [Å²].</summary>
    /// <exception cref="ArgumentException">It is not positive definite.</exception>
    public static UnitCell FromMetric_angstrom2(ReadOnlySpan<double> g)
    {
        if (!SymmetricMatrix3.IsPositiveDefinite(g))
        {
            throw new ArgumentException("The metric tensor is not positive definite: it belongs to no cell.", nameof(g));
        }

        (double a, double b, double c) = (Math.Sqrt(g[0]), Math.Sqrt(g[1]), Math.Sqrt(g[2]));
        return new UnitCell(a * Angstrom, b * Angstrom, c * Angstrom, AngleOf(g[3] / (b * c)), AngleOf(g[4] / (a * c)), AngleOf(g[5] / (a * b)));
    }

    /// <summary>The cell of a reciprocal metric (11, 22, 33, 23, 13, 12) [Å⁻²].</summary>
    /// <exception cref="ArgumentException">It is not positive definite.</exception>
    public static UnitCell FromReciprocalMetric_angstrom2(ReadOnlySpan<double> g) =>
        SymmetricMatrix3.IsPositiveDefinite(g) ? FromMetric_angstrom2(SymmetricMatrix3.Inverse(g)) : throw new ArgumentException("The reciprocal metric is not positive definite: it belongs to no cell.", nameof(g));

    /// <summary>The distance of lattice planes d [Å].</summary>
    public double Spacing_angstrom(MillerIndices h) => 1 / Math.Sqrt(SymmetricMatrix3.Form(ReciprocalMetric_angstrom2(), h.H, h.K, h.L));

    /// <summary>The cell vectors as columns [Å], row by row, with X along a and Z along c*.</summary>
    public double[] Vectors_angstrom()
    {
        double[] g = Metric_angstrom2();
        double a = A_angstrom, bx = g[5] / a, by = Math.Sqrt(g[1] - (bx * bx)), cx = g[4] / a, cy = (g[3] - (bx * cx)) / by;
        return [a, bx, cx, 0, by, cy, 0, 0, Math.Sqrt(g[2] - (cx * cx) - (cy * cy))];
    }

    /// <summary>Whether a symmetry may have this metric: each rotation leaves lengths and angles unchanged to the given relative tolerance.</summary>
    public bool Fits(SpaceGroup group, double tolerance = 1e-4)
    {
        double[] g = ReciprocalMetric_angstrom2(), left = [.. g];
        foreach (double[] basis in group.ReciprocalMetricBasis())
        {
            int lead = Array.FindIndex(basis, v => v != 0);
            for (int i = 0; i < 6; i++)
            {
                left[i] -= g[lead] * basis[i];
            }
        }

        double[] scale = [g[0], g[1], g[2], Math.Sqrt(g[1] * g[2]), Math.Sqrt(g[0] * g[2]), Math.Sqrt(g[0] * g[1])];
        return left.Zip(scale).All(p => Math.Abs(p.First) <= 2 * tolerance * p.Second);
    }

    /// <summary>Lengths in ångström and angles in degrees.</summary>
    public override string ToString() => $"a {A_angstrom:0.#####}, b {B_angstrom:0.#####}, c {C_angstrom:0.#####} Å, α {Alpha_deg:0.####}, β {Beta_deg:0.####}, γ {Gamma_deg:0.####}°";

    // Exact right angles stay exact: cos(π/2) is not zero in doubles.
    private static double CosOf(double angle) => angle == Math.PI / 2 ? 0 : Math.Cos(angle);

    private static double AngleOf(double cosine) => cosine == 0 ? Math.PI / 2 : Math.Acos(cosine);
}
