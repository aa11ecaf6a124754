using System.Buffers.Binary;
using System.Text;

namespace Stria.Files;

/// <summary>One table of a Jet 4 database: its columns, and the values of those of fixed length.</summary>
internal sealed class JetTable
{
    private const int HeadLength = 63;
    private const int IndexLength = 12;
    private const int ColumnLength = 25;
    private readonly JetDatabase database;
    private readonly List<Column> columns;
    private readonly List<(int Page, int Start, int Length)> rows;

    private JetTable(JetDatabase database, List<Column> columns, List<(int, int, int)> rows) => (this.database, this.columns, this.rows) = (database, columns, rows);

    /// <summary>How many rows the database says that there are.</summary>
    internal int Announced { get; private init; }

    internal int RowCount => rows.Count;

    internal bool HasAll(ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!columns.Exists(c => c.Name == name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Names of the columns of numbers and moments.</summary>
    internal IEnumerable<string> NumberNames => columns.Where(c => c.Kind is >= Kind.Byte and <= Kind.Moment && c.IsFixed).Select(c => c.Name);

    internal static JetTable? Define(JetDatabase database, int page)
    {
        byte[] definition = Definition(database, page);
        if (definition.Length < HeadLength)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = definition;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[45..]), indices = BinaryPrimitives.ReadInt32LittleEndian(bytes[51..]);
        int at = HeadLength + (indices * IndexLength), name = at + (count * ColumnLength);
        if (count is 0 or > 255 || indices is < 0 or > 1000 || name > bytes.Length)
        {
            return null;
        }

        List<Column> columns = [];
        for (int i = 0; i < count; i++, at += ColumnLength)
        {
            if (name + 2 > bytes.Length || name + 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[name..]) > bytes.Length)
            {
                return null;
            }

            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[name..]);
            columns.Add(new Column(
                Encoding.Unicode.GetString(bytes.Slice(name + 2, length)), (Kind)bytes[at], BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 5)..]),
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 21)..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 7)..]), (bytes[at + 15] & 1) != 0));
            name += 2 + length;
        }

        return new JetTable(database, columns, database.Rows(page)) { Announced = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]) };
    }

    /// <summary>A column of numbers or moments (days since 30 December 1899); NaN where it is empty.</summary>
    internal double[] Numbers(string name)
    {
        Column column = columns.First(c => c.Name == name);
        double[] values = new double[rows.Count];
        for (int row = 0; row < values.Length; row++)
        {
            ReadOnlySpan<byte> bytes = Row(row);
            int at = 2 + column.FixedOffset;
            if (bytes.Length < 2 || (!IsNull(bytes, column) && at + Size(column.Kind) > bytes.Length))
            {
                throw new DataException($"row {row + 1} of the table with '{name}' is shorter than its columns. Perhaps the database was damaged while copying.", database.Path);
            }

            values[row] = IsNull(bytes, column) ? double.NaN : Number(bytes[at..], column.Kind);
        }

        return values;
    }

    /// <summary>A text of a row; empty when it is none.</summary>
    internal string Text(string name, int row)
    {
        Column? column = columns.Find(c => c.Name == name && c.Kind == Kind.Text && !c.IsFixed);
        ReadOnlySpan<byte> bytes = Row(row);
        if (column is null || bytes.Length < 2 || IsNull(bytes, column))
        {
            return "";
        }

        // The row ends with the offsets of its variable columns, last first, their number, and the mask of what is not empty.
        int mask = bytes.Length - MaskLength(bytes);
        int offsets = mask - 4 - (2 * column.VariableNumber);
        if (offsets < 2 || mask < 4)
        {
            return "";
        }

        int start = BinaryPrimitives.ReadUInt16LittleEndian(bytes[offsets..]), end = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(offsets - 2)..]);
        if (start >= end || end > bytes.Length)
        {
            return "";
        }

        ReadOnlySpan<byte> text = bytes[start..end];
        return text.StartsWith([(byte)0xFF, (byte)0xFE]) ? Encoding.Latin1.GetString(text[2..]) : Encoding.Unicode.GetString(text);
    }

    /// <summary>The definition, which may go on over several pages.</summary>
    private static byte[] Definition(JetDatabase database, int page)
    {
        List<byte> definition = [.. database.PageAt(page)];
        int next = BinaryPrimitives.ReadInt32LittleEndian(database.PageAt(page)[4..]);
        for (int i = 0; i < 16 && next > 0 && database.PageAt(next) is { Length: > 0 } further; i++)
        {
            definition.AddRange(further[8..]);
            next = BinaryPrimitives.ReadInt32LittleEndian(further[4..]);
        }

        return [.. definition];
    }

    private static int Size(Kind kind) => kind switch { Kind.Byte => 1, Kind.Short => 2, Kind.Long or Kind.Single => 4, _ => 8 };

    private static double Number(ReadOnlySpan<byte> bytes, Kind kind) => kind switch
    {
        Kind.Byte => bytes[0],
        Kind.Short => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        Kind.Long => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        Kind.Money => BinaryPrimitives.ReadInt64LittleEndian(bytes) * 1e-4,
        Kind.Single => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };

    private ReadOnlySpan<byte> Row(int row)
    {
        (int page, int start, int length) = rows[row];
        return database.PageAt(page).Slice(start, length);
    }

    private static int MaskLength(ReadOnlySpan<byte> row) => (BinaryPrimitives.ReadUInt16LittleEndian(row) + 7) / 8;

    private static bool IsNull(ReadOnlySpan<byte> row, Column column)
    {
        int stored = BinaryPrimitives.ReadUInt16LittleEndian(row);
        int at = row.Length - MaskLength(row) + (column.Number / 8);
        return column.Number >= stored || at < 0 || at >= row.Length || (row[at] & (1 << (column.Number % 8))) == 0;
    }

    private enum Kind : byte
    {
        Boolean = 1,
        Byte = 2,
        Short = 3,
        Long = 4,
        Money = 5,
        Single = 6,
        Double = 7,
        Moment = 8,
        Text = 10,
    }

    private sealed record Column(string Name, Kind Kind, int Number, int FixedOffset, int VariableNumber, bool IsFixed);
}
