namespace Stria.Matter;

/// <summary>A 3 × 3 matrix of small integers, row by row: the rotation of a symmetry operation in the axes of a cell.</summary>
public readonly record struct IntegerMatrix3(int M11, int M12, int M13, int M21, int M22, int M23, int M31, int M32, int M33)
{
    /// <summary>The identity.</summary>
    public static IntegerMatrix3 Identity { get; } = new(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /// <summary>An entry; rows and columns count from 0.</summary>
    public int this[int row, int column] => ((row * 3) + column) switch
    {
        0 => M11, 1 => M12, 2 => M13, 3 => M21, 4 => M22, 5 => M23, 6 => M31, 7 => M32, _ => M33,
    };

    /// <summary>Determinant: ±1 for a rotation.</summary>
    public int Determinant => (M11 * ((M22 * M33) - (M23 * M32))) - (M12 * ((M21 * M33) - (M23 * M31))) + (M13 * ((M21 * M32) - (M22 * M31)));

    /// <summary>The product of two matrices.</summary>
    public static IntegerMatrix3 operator *(IntegerMatrix3 p, IntegerMatrix3 q)
    {
        (int a, int b, int c) = p.RowTimes(q, 0);
        (int d, int e, int f) = p.RowTimes(q, 1);
        (int g, int h, int i) = p.RowTimes(q, 2);
        return new IntegerMatrix3(a, b, c, d, e, f, g, h, i);
    }

    /// <summary>The matrix with every sign turned.</summary>
    public static IntegerMatrix3 operator -(IntegerMatrix3 p) => new(-p.M11, -p.M12, -p.M13, -p.M21, -p.M22, -p.M23, -p.M31, -p.M32, -p.M33);

    /// <summary>The product with a column.</summary>
    public (int X, int Y, int Z) Times(int x, int y, int z) =>
        ((M11 * x) + (M12 * y) + (M13 * z), (M21 * x) + (M22 * y) + (M23 * z), (M31 * x) + (M32 * y) + (M33 * z));

    /// <summary>The product of a row with the matrix: how the indices of a reflection turn.</summary>
    public MillerIndices TurnedBy(MillerIndices h) => new(
        (h.H * M11) + (h.K * M21) + (h.L * M31), (h.H * M12) + (h.K * M22) + (h.L * M32), (h.H * M13) + (h.K * M23) + (h.L * M33));

    private (int, int, int) RowTimes(IntegerMatrix3 q, int row)
    {
        (int a, int b, int c) = (this[row, 0], this[row, 1], this[row, 2]);
        return ((a * q.M11) + (b * q.M21) + (c * q.M31), (a * q.M12) + (b * q.M22) + (c * q.M32), (a * q.M13) + (b * q.M23) + (c * q.M33));
    }
}
