namespace Stria.Matter;

/// <summary>Another choice of cell for the same lattice or for one of its sub- and superlattices: (a′, b′, c′) = (a, b, c) P, with the origin moved by p.</summary>
public sealed class CellTransformation
{
    private const int Parts = SymmetryOperation.Parts;

    private readonly double[] p, v, shift; // P, V = P⁻¹ row by row; x′ = V x + shift

    private CellTransformation(double[] p, double[] v, double[] shift) => (this.p, this.v, this.shift) = (p, v, shift);

    /// <summary>P, row by row: its columns are the new axes in terms of the old ones.</summary>
    public ReadOnlySpan<double> Matrix => p;

    /// <summary>How many times as large the new cell is: |det P|.</summary>
    public double VolumeRatio => Math.Abs(Determinant(p));

    /// <summary>From the new axes: "a+b,b-a,c", "a,2b,c", "a/2+b/2,…". The i-th part is the i-th new axis.</summary>
    /// <exception cref="FormatException">It cannot be read, or the axes lie in a plane.</exception>
    public static CellTransformation ParseAxes(string text)
    {
        (double[] rows, double[] constants) = Triplet(text);
        return constants.All(c => c == 0)
            ? OfAxes([rows[0], rows[3], rows[6], rows[1], rows[4], rows[7], rows[2], rows[5], rows[8]])
            : throw new FormatException($"'{text}' has a constant: axes are sums of a, b and c.");
    }

    /// <summary>From the new coordinates: "x-y,x+y,z" with constants for a shift of the origin.</summary>
    /// <exception cref="FormatException">It cannot be read, or is singular.</exception>
    public static CellTransformation ParseCoordinates(string text)
    {
        (double[] rows, double[] constants) = Triplet(text);
        return OfCoordinates(rows, constants);
    }

    /// <summary>From P, row by row.</summary>
    /// <exception cref="FormatException">It is singular.</exception>
    public static CellTransformation OfAxes(double[] matrix) => new(matrix, Inverse(matrix), new double[3]);

    /// <summary>From x′ = V x + v.</summary>
    /// <exception cref="FormatException">V is singular.</exception>
    public static CellTransformation OfCoordinates(double[] matrix, double[] shift) => new(Inverse(matrix), matrix, shift);

    /// <summary>The cell in the new axes.</summary>
    public UnitCell Apply(UnitCell cell) => UnitCell.FromMetric_angstrom2(SymmetricMatrix3.Congruent(cell.Metric_angstrom2(), p));

    /// <summary>The measured cell in the new axes, with its covariance.</summary>
    public MeasuredCell Apply(MeasuredCell cell)
    {
        // The reciprocal metric goes with V: G*′ = V G* Vᵀ, linear in G*.
        double[] turned = [v[0], v[3], v[6], v[1], v[4], v[7], v[2], v[5], v[8]], map = new double[36], unit = new double[6];
        for (int i = 0; i < 6; i++)
        {
            Array.Clear(unit);
            unit[i] = 1;
            double[] column = SymmetricMatrix3.Congruent(unit, turned);
            for (int j = 0; j < 6; j++)
            {
                map[(j * 6) + i] = column[j];
            }
        }

        return MeasuredCell.FromReciprocalMetric(SymmetricMatrix3.Congruent(cell.ReciprocalMetric_angstrom2, turned), Propagated(map, cell.Covariance_angstrom4));
    }

    /// <summary>The indices of a lattice plane in the new axes: h′ = h P; null where they are not whole.</summary>
    public MillerIndices? Apply(MillerIndices h)
    {
        double x = (h.H * p[0]) + (h.K * p[3]) + (h.L * p[6]), y = (h.H * p[1]) + (h.K * p[4]) + (h.L * p[7]), z = (h.H * p[2]) + (h.K * p[5]) + (h.L * p[8]);
        bool isWhole = IsWhole(x) && IsWhole(y) && IsWhole(z);
        return isWhole ? new MillerIndices((int)Math.Round(x), (int)Math.Round(y), (int)Math.Round(z)) : null;
    }

    /// <summary>The operations in the new axes: V S V⁻¹, and the translations of the old lattice that the new cell holds.</summary>
    internal IEnumerable<SymmetryOperation> Apply(IEnumerable<SymmetryOperation> operations)
    {
        for (int column = 0; column < 3; column++)
        {
            yield return Of(Product(Product(v, [1, 0, 0, 0, 1, 0, 0, 0, 1]), p), [v[column], v[3 + column], v[6 + column]]);
        }

        foreach (SymmetryOperation s in operations)
        {
            IntegerMatrix3 r = s.Rotation;
            double[] rotation = Product(Product(v, [r.M11, r.M12, r.M13, r.M21, r.M22, r.M23, r.M31, r.M32, r.M33]), p);
            double[] moved = Times(rotation, shift), t = Times(v, [(double)s.X / Parts, (double)s.Y / Parts, (double)s.Z / Parts]);
            yield return Of(rotation, [t[0] + shift[0] - moved[0], t[1] + shift[1] - moved[1], t[2] + shift[2] - moved[2]]);
        }
    }

    private static SymmetryOperation Of(double[] rotation, double[] translation)
    {
        if (!rotation.All(IsWhole) || !translation.All(t => IsWhole(t * Parts)))
        {
            throw new ArgumentException("The new cell does not have the symmetry of the old one: an operation is not whole in its axes.");
        }

        int[] m = [.. rotation.Select(x => (int)Math.Round(x))], t = [.. translation.Select(x => (int)Math.Round(x * Parts))];
        return SymmetryOperation.Reduced(new IntegerMatrix3(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]), t[0], t[1], t[2]);
    }

    private static (double[] Rows, double[] Constants) Triplet(string text)
    {
        string[] parts = text.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal).Trim('(', ')').Split(',');
        if (parts.Length != 3)
        {
            throw new FormatException($"'{text}' needs three parts, parted by commas.");
        }

        double[] rows = new double[9], constants = new double[3];
        for (int row = 0; row < 3; row++)
        {
            CoordinateExpression.Read(parts[row], rows.AsSpan(row * 3, 3), out constants[row]);
        }

        return (rows, constants);
    }

    private static double[] Inverse(double[] m)
    {
        double d = Determinant(m);
        if (Math.Abs(d) < 1e-9)
        {
            throw new FormatException("The three new axes lie in a plane (the determinant is 0).");
        }

        return
        [
            ((m[4] * m[8]) - (m[5] * m[7])) / d, ((m[2] * m[7]) - (m[1] * m[8])) / d, ((m[1] * m[5]) - (m[2] * m[4])) / d,
            ((m[5] * m[6]) - (m[3] * m[8])) / d, ((m[0] * m[8]) - (m[2] * m[6])) / d, ((m[2] * m[3]) - (m[0] * m[5])) / d,
            ((m[3] * m[7]) - (m[4] * m[6])) / d, ((m[1] * m[6]) - (m[0] * m[7])) / d, ((m[0] * m[4]) - (m[1] * m[3])) / d,
        ];
    }

    private static double Determinant(double[] m) =>
        (m[0] * ((m[4] * m[8]) - (m[5] * m[7]))) - (m[1] * ((m[3] * m[8]) - (m[5] * m[6]))) + (m[2] * ((m[3] * m[7]) - (m[4] * m[6])));

    private static double[] Product(double[] x, double[] y)
    {
        var product = new double[9];
        for (int i = 0; i < 9; i++)
        {
            int row = i / 3 * 3, column = i % 3;
            product[i] = (x[row] * y[column]) + (x[row + 1] * y[3 + column]) + (x[row + 2] * y[6 + column]);
        }

        return product;
    }

    private static double[] Times(double[] m, double[] x) =>
        [(m[0] * x[0]) + (m[1] * x[1]) + (m[2] * x[2]), (m[3] * x[0]) + (m[4] * x[1]) + (m[5] * x[2]), (m[6] * x[0]) + (m[7] * x[1]) + (m[8] * x[2])];

    private static double[] Propagated(double[] map, ReadOnlySpan<double> covariance)
    {
        double[] half = new double[36], full = new double[36];
        for (int i = 0; i < 36; i++)
        {
            for (int k = 0; k < 6; k++)
            {
                half[i] += map[(i / 6 * 6) + k] * covariance[(k * 6) + (i % 6)];
            }
        }

        for (int i = 0; i < 36; i++)
        {
            for (int k = 0; k < 6; k++)
            {
                full[i] += half[(i / 6 * 6) + k] * map[(i % 6 * 6) + k];
            }
        }

        return full;
    }

    private static bool IsWhole(double x) => Math.Abs(x - Math.Round(x)) < 1e-6;
}
