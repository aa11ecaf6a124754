using System.Globalization;
using System.Text;

namespace Stria.Matter;

/// <summary>A symmetry operation x′ = R x + t in the axes of a cell.</summary>
/// <param name="Rotation">R.</param>
/// <param name="X">Translation along a in units of 1/24 of the axis, 0 … 23.</param>
/// <param name="Y">Translation along b, likewise.</param>
/// <param name="Z">Translation along c, likewise.</param>
public readonly record struct SymmetryOperation(IntegerMatrix3 Rotation, int X, int Y, int Z)
{
    /// <summary>Parts of an axis in which translations are counted; every setting of every group, and each halved or tripled cell, has translations of whole parts.</summary>
    public const int Parts = 24;

    /// <summary>The identity.</summary>
    public static SymmetryOperation Identity { get; } = new(IntegerMatrix3.Identity, 0, 0, 0);

    /// <summary>First <paramref name="q"/>, then <paramref name="p"/>; translations are brought back into the cell.</summary>
    public static SymmetryOperation operator *(SymmetryOperation p, SymmetryOperation q)
    {
        (int x, int y, int z) = p.Rotation.Times(q.X, q.Y, q.Z);
        return Reduced(p.Rotation * q.Rotation, x + p.X, y + p.Y, z + p.Z);
    }

    /// <summary>An operation whose translation is brought into the cell.</summary>
    internal static SymmetryOperation Reduced(IntegerMatrix3 rotation, int x, int y, int z) => new(rotation, Mod(x), Mod(y), Mod(z));

    /// <summary>Reads an operation as CIF writes it: "1/2-x, y+1/2, -z", "-y,x-y,z+1/3".</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static SymmetryOperation Parse(string text)
    {
        string[] rows = text.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal).Trim('\'', '"', '(', ')').Split(',');
        if (rows.Length != 3)
        {
            throw new FormatException($"'{text}' is no symmetry operation: it needs three parts, as in x,y,z.");
        }

        var matrix = new double[9];
        var shift = new double[3];
        for (int row = 0; row < 3; row++)
        {
            CoordinateExpression.Read(rows[row], matrix.AsSpan(row * 3, 3), out shift[row]);
        }

        int[] m = [.. matrix.Select(v => Whole(v, text))], t = [.. shift.Select(v => Whole(v * Parts, text))];
        var rotation = new IntegerMatrix3(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
        return Math.Abs(rotation.Determinant) == 1 ? Reduced(rotation, t[0], t[1], t[2])
            : throw new FormatException($"'{text}' is no symmetry operation: its matrix has the determinant {rotation.Determinant}, not ±1.");
    }

    /// <summary>As CIF writes it: "-x,y+1/2,-z".</summary>
    public override string ToString() => $"{Row(0, X)},{Row(1, Y)},{Row(2, Z)}";

    private string Row(int row, int shift)
    {
        var text = new StringBuilder();
        for (int column = 0; column < 3; column++)
        {
            int entry = Rotation[row, column];
            if (entry != 0)
            {
                text.Append(entry < 0 ? "-" : text.Length > 0 ? "+" : "").Append(Math.Abs(entry) == 1 ? "" : Math.Abs(entry).ToString(CultureInfo.InvariantCulture)).Append("xyz"[column]);
            }
        }

        if (shift != 0)
        {
            int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(shift, Parts);
            text.Append(CultureInfo.InvariantCulture, $"+{shift / divisor}/{Parts / divisor}");
        }

        return text.ToString();
    }

    private static int Whole(double value, string text) => Math.Abs(value - Math.Round(value)) < 0.02 ? (int)Math.Round(value)
        : throw new FormatException($"'{text}' is no symmetry operation of a crystal: {value.ToString("g5", CultureInfo.InvariantCulture)} is not whole (translations are multiples of 1/{Parts}).");

    private static int Mod(int t) => ((t % Parts) + Parts) % Parts;
}
