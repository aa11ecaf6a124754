using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>The records of the data module of an .mpr file, taken apart into columns.</summary>
internal sealed class MprRecords
{
    private readonly List<(int Offset, MprKind Kind, int Mask, double[] Values)> fields = [];

    private MprRecords(int count) => Count = count;

    internal int Count { get; }

    internal List<TraceColumn> Columns { get; } = [];

    internal static MprRecords Read(MprModule module, string path, List<Remark> remarks)
    {
        ReadOnlySpan<byte> bytes = module.Content.Span;
        (int[] numbers, int first) = Layout(module, path);
        int announced = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        int size = SizeOf(numbers, path);
        int available = bytes.Length - first;
        if (module.IsComplete && available != (long)announced * size)
        {
            // A column of unknown width would turn all that follows into plausible nonsense.
            throw new DataException($"{announced} records of {size} bytes do not fill the {available} bytes of data. Perhaps a column is wider than Stria thinks; its text export (.mpt) can be read.", path);
        }

        int count = Math.Min(announced, available / size);
        if (count <= 0)
        {
            throw new DataException("holds no record of data. Perhaps the technique was stopped before its first point.", path);
        }

        if (count < announced)
        {
            remarks.Add(Remark.Warning($"The file announces {announced} records and holds {count}. Perhaps the measurement was still running or copying was interrupted."));
        }

        var records = new MprRecords(count);
        records.Arrange(numbers);
        records.Fill(bytes[first..], size);
        return records;
    }

    private static (int[] Numbers, int First) Layout(MprModule module, string path)
    {
        ReadOnlySpan<byte> bytes = module.Content.Span;
        if (bytes.Length < 6)
        {
            throw new DataException("breaks off in the head of the data. Perhaps copying was interrupted.", path);
        }

        // (width of the column count, width of a column number, first byte of the records), by version of the module.
        (int countWidth, int width, int first) = module.Version switch
        {
            0 => (1, 1, 100),
            2 => (1, 2, 405),
            3 => (1, 2, 406),
            10 or 11 => (2, 2, 1007),
            _ => throw new DataException($"version {module.Version} of the data module is unknown (0, 2, 3, 10 and 11 are read). Perhaps EC-Lab is newer than Stria; its text export (.mpt) can be read.", path),
        };
        int count = countWidth == 1 ? bytes[4] : BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        int at = 4 + countWidth;
        if (bytes.Length < first || bytes.Length < at + (count * width))
        {
            throw new DataException("breaks off in the head of the data. Perhaps copying was interrupted.", path);
        }

        int[] numbers = new int[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = width == 1 ? bytes[at + i] : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + (2 * i))..]);
        }

        return (numbers, first);
    }

    private static int SizeOf(int[] numbers, string path)
    {
        int size = numbers.Any(MprColumns.Flags.ContainsKey) ? 1 : 0;
        foreach (int number in numbers.Where(n => !MprColumns.Flags.ContainsKey(n)))
        {
            size += MprColumns.All.TryGetValue(number, out var column) ? MprColumns.Size(column.Kind) : throw new DataException(
                $"holds the column number {number}, which Stria does not know, so that the records cannot be parted. Perhaps EC-Lab is newer than Stria; its text export (.mpt) can be read.", path);
        }

        return size;
    }

    private void Arrange(int[] numbers)
    {
        int offset = 0;
        int flags = -1;
        foreach (int number in numbers)
        {
            double[] values = new double[Count];
            if (MprColumns.Flags.TryGetValue(number, out var flag))
            {
                if (flags < 0)
                {
                    flags = offset++;
                }

                fields.Add((flags, MprKind.Byte, flag.Mask, values));
                Columns.Add(EcLabTable.Column(flag.Heading, values));
                continue;
            }

            var (heading, kind) = MprColumns.All[number];
            fields.Add((offset, kind, 0, values));
            Columns.Add(EcLabTable.Column(heading, values));
            offset += MprColumns.Size(kind);
        }
    }

    private void Fill(ReadOnlySpan<byte> bytes, int size)
    {
        foreach ((int offset, MprKind kind, int mask, double[] values) in fields)
        {
            ReadOnlySpan<byte> column = bytes[offset..];
            for (int row = 0; row < values.Length; row++)
            {
                ReadOnlySpan<byte> field = column[(row * size)..];
                values[row] = kind switch
                {
                    MprKind.Single => BinaryPrimitives.ReadSingleLittleEndian(field),
                    MprKind.Double => BinaryPrimitives.ReadDoubleLittleEndian(field),
                    MprKind.Short => BinaryPrimitives.ReadUInt16LittleEndian(field),
                    MprKind.Long => BinaryPrimitives.ReadUInt32LittleEndian(field),
                    _ => mask == 0 ? field[0] : (field[0] & mask) / (mask & -mask),
                };
            }
        }
    }
}
