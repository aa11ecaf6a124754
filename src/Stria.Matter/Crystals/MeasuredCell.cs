namespace Stria.Matter;

/// <summary>A unit cell with the covariance of what was measured: standard deviations of lengths, angles, volume and lattice spacings follow from it.</summary>
public sealed class MeasuredCell
{
    private const double Degree = Math.PI / 180;

    private readonly double[] metric, covariance; // of the reciprocal metric [Å⁻²] and [Å⁻⁴]
    private readonly double[] direct;

    private MeasuredCell(double[] metric, double[] covariance)
    {
        (this.metric, this.covariance) = (metric, covariance);
        direct = SymmetricMatrix3.Inverse(metric);
        Cell = UnitCell.FromMetric_angstrom2(direct);
    }

    /// <summary>The cell.</summary>
    public UnitCell Cell { get; }

    /// <summary>The reciprocal metric (11, 22, 33, 23, 13, 12) [Å⁻²].</summary>
    public ReadOnlySpan<double> ReciprocalMetric_angstrom2 => metric;

    /// <summary>The covariance of the reciprocal metric [Å⁻⁴], 6 × 6.</summary>
    public ReadOnlySpan<double> Covariance_angstrom4 => covariance;

    /// <summary>From a reciprocal metric and its covariance, as a fit of a pattern gives them.</summary>
    /// <param name="metric">(11, 22, 33, 23, 13, 12) [Å⁻²].</param>
    /// <param name="covariance">6 × 6 [Å⁻⁴].</param>
    /// <exception cref="ArgumentException">The metric belongs to no cell.</exception>
    public static MeasuredCell FromReciprocalMetric(ReadOnlySpan<double> metric, ReadOnlySpan<double> covariance) =>
        SymmetricMatrix3.IsPositiveDefinite(metric) ? new MeasuredCell([.. metric], [.. covariance]) : throw new ArgumentException("The reciprocal metric is not positive definite: it belongs to no cell.", nameof(metric));

    /// <summary>From a published cell with the standard deviations of its parameters, taken as independent.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="lengths_angstrom">Standard deviations of a, b, c [Å].</param>
    /// <param name="angles_deg">Standard deviations of α, β, γ [°].</param>
    public static MeasuredCell WithStandardDeviations(UnitCell cell, ReadOnlySpan<double> lengths_angstrom, ReadOnlySpan<double> angles_deg)
    {
        double[] reciprocal = cell.ReciprocalMetric_angstrom2(), full = new double[36];
        double[] sigma = [.. lengths_angstrom, .. angles_deg];
        for (int parameter = 0; parameter < 6; parameter++)
        {
            double s = parameter < 3 ? sigma[parameter] : sigma[parameter] * Degree;
            double[] change = Change(reciprocal, MetricDerivative(cell, parameter));
            for (int i = 0; i < 36; i++)
            {
                full[i] += s * s * change[i / 6] * change[i % 6];
            }
        }

        return new MeasuredCell(reciprocal, full);
    }

    /// <summary>Standard deviations of a, b, c [Å], α, β, γ [°] and the volume [Å³].</summary>
    public double[] StandardDeviations()
    {
        var derivatives = new double[7][];
        for (int q = 0; q < 7; q++)
        {
            derivatives[q] = new double[6];
        }

        for (int i = 0; i < 6; i++)
        {
            var unit = new double[6];
            unit[i] = 1;
            double[] values = ParameterChanges(Change(direct, unit));
            for (int q = 0; q < 7; q++)
            {
                derivatives[q][i] = values[q];
            }
        }

        return [.. derivatives.Select(d => Math.Sqrt(Math.Max(0, Variance(d))))];
    }

    /// <summary>The distance of lattice planes d with its standard deviation [Å].</summary>
    public (double Value, double Sigma) Spacing_angstrom(MillerIndices h)
    {
        double[] form = [h.H * h.H, h.K * h.K, h.L * h.L, 2 * h.K * h.L, 2 * h.H * h.L, 2 * h.H * h.K];
        double q = SymmetricMatrix3.Form(metric, h.H, h.K, h.L), d = 1 / Math.Sqrt(q);
        return (d, d / (2 * q) * Math.Sqrt(Math.Max(0, Variance(form))));
    }

    private double Variance(ReadOnlySpan<double> derivative)
    {
        double sum = 0;
        for (int i = 0; i < 36; i++)
        {
            // An undetermined direction that does not matter adds nothing.
            double weight = derivative[i / 6] * derivative[i % 6];
            sum += weight == 0 ? 0 : weight * covariance[i];
        }

        return sum;
    }

    // The inverse of a metric changes by −M⁻¹ dM M⁻¹ = −inverse · change · inverse.
    private static double[] Change(double[] inverse, double[] change)
    {
        double[] full = [inverse[0], inverse[5], inverse[4], inverse[5], inverse[1], inverse[3], inverse[4], inverse[3], inverse[2]];
        return [.. SymmetricMatrix3.Congruent(change, full).Select(v => -v)];
    }

    private double[] ParameterChanges(double[] g)
    {
        (double a, double b, double c) = (Math.Sqrt(direct[0]), Math.Sqrt(direct[1]), Math.Sqrt(direct[2]));
        double da = g[0] / (2 * a), db = g[1] / (2 * b), dc = g[2] / (2 * c);
        double Angle(double dot, double change, (double Length, double Change) p, (double Length, double Change) q)
        {
            double cosine = dot / (p.Length * q.Length);
            return -((change / (p.Length * q.Length)) - (cosine * ((p.Change / p.Length) + (q.Change / q.Length)))) / Math.Sqrt(1 - (cosine * cosine)) / Degree;
        }

        double trace = 0;
        for (int p = 0; p < 9; p++)
        {
            trace += metric[SymmetricMatrix3.Place(p / 3, p % 3)] * g[SymmetricMatrix3.Place(p / 3, p % 3)];
        }

        return
        [
            da, db, dc,
            Angle(direct[3], g[3], (b, db), (c, dc)), Angle(direct[4], g[4], (a, da), (c, dc)), Angle(direct[5], g[5], (a, da), (b, db)),
            Math.Sqrt(SymmetricMatrix3.Determinant(direct)) * trace / 2,
        ];
    }

    private static double[] MetricDerivative(UnitCell cell, int parameter)
    {
        (double a, double b, double c) = (cell.A_angstrom, cell.B_angstrom, cell.C_angstrom);
        (double x, double y, double z) = (Math.Cos(cell.Alpha), Math.Cos(cell.Beta), Math.Cos(cell.Gamma));
        return parameter switch
        {
            0 => [2 * a, 0, 0, 0, c * y, b * z],
            1 => [0, 2 * b, 0, c * x, 0, a * z],
            2 => [0, 0, 2 * c, b * x, a * y, 0],
            3 => [0, 0, 0, -b * c * Math.Sin(cell.Alpha), 0, 0],
            4 => [0, 0, 0, 0, -a * c * Math.Sin(cell.Beta), 0],
            _ => [0, 0, 0, 0, 0, -a * b * Math.Sin(cell.Gamma)],
        };
    }
}
