using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>NumPy arrays (.npy): patterns in rows, with their common axis in a file beside it (NAME_q.npy, NAME_tth.npy, NAME_d.npy, NAME_energy.npy).</summary>
public sealed partial class NumpyPatternReader : IDiffractionReader
{
    private static readonly (string Ending, DiffractionAxis Axis)[] Axes =
        [("q", DiffractionAxis.MomentumTransfer), ("tth", DiffractionAxis.TwoTheta), ("2theta", DiffractionAxis.TwoTheta), ("twotheta", DiffractionAxis.TwoTheta), ("d", DiffractionAxis.Spacing), ("energy", DiffractionAxis.Energy)];

    /// <inheritdoc/>
    public string Name => "NumPy arrays (.npy)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 64).Contains("NUMPY", StringComparison.Ordinal) && path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        (double[] values, int[] shape) = Array(path);
        if (AxisEnding(path) is not null && shape.Length == 1)
        {
            throw new DataException("is the axis of patterns, not a pattern. Give the file with the patterns beside it.", path);
        }

        int points = shape[^1], count = values.Length / points;
        (string companion, DiffractionAxis axis) = Companion(path);
        (double[] positions, _) = Array(companion);
        if (positions.Length != points)
        {
            throw new DataException($"has {points} points in a row and {Path.GetFileName(companion)} has {positions.Length} positions. Perhaps the files belong to different measurements.", path);
        }

        var remarks = new List<Remark>();
        double factor = Factor(axis, positions, remarks);
        var patterns = new List<Diffractogram>();
        for (int row = 0; row < count; row++)
        {
            var made = new PatternPoints(path) { Axis = axis };
            made.Name += count > 1 ? $" {row + 1}" : "";
            made.Positions.AddRange(positions.Select(p => p * factor));
            made.Counts.AddRange(values.AsSpan(row * points, points));
            patterns.Add(made.Make(options));
            remarks.AddRange(row == 0 ? made.Remarks : []);
        }

        return new DiffractionRecord(path, "NumPy", patterns) { Remarks = remarks };
    }

    private static double Factor(DiffractionAxis axis, double[] positions, List<Remark> remarks)
    {
        // Powder patterns rarely go beyond 12 1/Å, and in 1/nm rarely stay below it.
        if (axis == DiffractionAxis.MomentumTransfer && positions.Max() > 12)
        {
            remarks.Add(Remark.Assumed($"q goes up to {positions.Max().ToString("g4", CultureInfo.InvariantCulture)}: it was taken in 1/nm."));
            return 0.1;
        }

        return 1;
    }

    private static (string Path, DiffractionAxis Axis) Companion(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!, name = Path.GetFileNameWithoutExtension(path);
        string stem = DataEnding().Replace(name, "");
        foreach ((string ending, DiffractionAxis axis) in Axes)
        {
            string candidate = Path.Combine(folder, $"{stem}_{ending}.npy");
            if (File.Exists(candidate) && candidate != Path.GetFullPath(path))
            {
                return (candidate, axis);
            }
        }

        throw new DataException($"has no axis: none of {string.Join(", ", Axes.Select(a => $"{stem}_{a.Ending}.npy"))} stands beside it.", path);
    }

    /// <summary>Whether an array is the axis of patterns by its name.</summary>
    internal static bool IsAxis(string path) => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && AxisEnding(path) is not null;

    private static string? AxisEnding(string path) => Axes.FirstOrDefault(a => Path.GetFileNameWithoutExtension(path).EndsWith("_" + a.Ending, StringComparison.OrdinalIgnoreCase)).Ending;

    // The format: \x93NUMPY, version, length of the head, a Python literal, then the values.
    private static (double[] Values, int[] Shape) Array(string path)
    {
        byte[] bytes = PlainText.Bytes(path);
        if (bytes.Length < 12 || bytes[0] != 0x93)
        {
            throw new DataException("is no NumPy array: it does not begin with \\x93NUMPY.", path);
        }

        long end = bytes[6] == 1 ? 10L + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)) : 12L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        int start = (int)Math.Min(end, bytes.Length);
        string head = end <= bytes.Length ? Encoding.Latin1.GetString(bytes.AsSpan(10, start - 10)) : "";
        Match kind = Kind().Match(head), dimensions = Shape().Match(head);
        bool isFortran = head.Contains("'fortran_order': True", StringComparison.Ordinal);
        if (!kind.Success || !dimensions.Success)
        {
            throw new DataException("is a NumPy array of a kind that is not read: rows of f4, f8, i4, i8, u2 or u4 are, little-endian.", path);
        }

        string[] lengths = dimensions.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int[] shape = [.. lengths.Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 0)];
        int size = kind.Groups[1].Value[1] - '0';
        double announced = shape.Aggregate(1.0, (p, n) => p * n);
        if (shape.Length == 0 || announced == 0 || bytes.Length - start < announced * size)
        {
            throw new DataException($"announces {string.Join(" × ", lengths)} values and holds {(bytes.Length - start) / size}. Perhaps the file was cut.", path);
        }

        int count = (int)announced;
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Fortran's order runs down the columns.
            int place = isFortran && shape.Length == 2 ? ((i % shape[1]) * shape[0]) + (i / shape[1]) : i;
            ReadOnlySpan<byte> at = bytes.AsSpan(start + (place * size));
            values[i] = kind.Groups[1].Value switch
            {
                "f8" => BinaryPrimitives.ReadDoubleLittleEndian(at),
                "f4" => BinaryPrimitives.ReadSingleLittleEndian(at),
                "i4" => BinaryPrimitives.ReadInt32LittleEndian(at),
                "u4" => BinaryPrimitives.ReadUInt32LittleEndian(at),
                "u2" => BinaryPrimitives.ReadUInt16LittleEndian(at),
                _ => BinaryPrimitives.ReadInt64LittleEndian(at),
            };
        }

        return (values, shape);
    }

    [GeneratedRegex("'descr': '<(f8|f4|i4|i8|u4|u2)'")]
    private static partial Regex Kind();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shape();

    [GeneratedRegex("_(data|patterns?|counts|intensity|I)$", RegexOptions.IgnoreCase)]
    private static partial Regex DataEnding();
}
