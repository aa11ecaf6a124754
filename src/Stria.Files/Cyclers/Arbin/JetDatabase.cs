using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>
/// Reads the tables of an Access database of the Jet 4 engine (Arbin's .res). The layout is that which the mdbtools project has described:
/// pages of 4096 bytes; pages of kind 2 define tables, pages of kind 1 hold rows and name the page that defines them.
/// </summary>
internal sealed class JetDatabase
{
    internal const int Page = 4096;
    private const byte DataPage = 1;
    private const byte TablePage = 2;
    private readonly byte[] bytes;

    private JetDatabase(string path, byte[] bytes) => (Path, this.bytes) = (path, bytes);

    internal string Path { get; }

    internal static bool IsJet(string beginning) => beginning.Length > 19 && beginning.AsSpan(4).StartsWith("Standard Jet DB", StringComparison.Ordinal);

    internal static JetDatabase Open(string path)
    {
        byte[] bytes = PlainText.Bytes(path);
        if (bytes.Length < Page || !bytes.AsSpan(4).StartsWith("Standard Jet DB"u8))
        {
            throw new DataException("is no Access database. Perhaps it was cut or renamed.", path);
        }

        return bytes[0x14] == 1 ? new JetDatabase(path, bytes) : throw new DataException(
            $"is an Access database of engine version {bytes[0x14]}; Jet 4 (version 1) is read. Perhaps turn its table into text: mdb-export {System.IO.Path.GetFileName(path)} Channel_Normal_Table > test.csv, which is read.", path);
    }

    /// <summary>True when the file does not end with a whole page.</summary>
    internal bool IsCut => bytes.Length % Page != 0;

    /// <summary>The first table that has all the columns, or null.</summary>
    internal JetTable? Find(params ReadOnlySpan<string> columns)
    {
        for (int page = 1; (page + 1) * Page <= bytes.Length; page++)
        {
            if (PageAt(page)[0] == TablePage && JetTable.Define(this, page) is { } table && table.HasAll(columns))
            {
                return table;
            }
        }

        return null;
    }

    /// <summary>One page; empty when the file ends before it.</summary>
    internal ReadOnlySpan<byte> PageAt(int page) => page > 0 && (page + 1) * (long)Page <= bytes.Length ? bytes.AsSpan(page * Page, Page) : [];

    /// <summary>The rows of a table, each as (page, first byte, length), in the order of the file.</summary>
    internal List<(int Page, int Start, int Length)> Rows(int definition)
    {
        const ushort Deleted = 0x8000, Moved = 0x4000, Offset = 0x1FFF;
        List<(int, int, int)> rows = [];
        for (int page = 1; (page + 1) * (long)Page <= bytes.Length; page++)
        {
            ReadOnlySpan<byte> content = PageAt(page);
            if (content[0] != DataPage || BinaryPrimitives.ReadInt32LittleEndian(content[4..]) != definition)
            {
                continue;
            }

            int count = BinaryPrimitives.ReadUInt16LittleEndian(content[12..]);
            int end = Page;
            for (int row = 0; row < count && 14 + (2 * row) + 2 <= Page; row++)
            {
                int entry = BinaryPrimitives.ReadUInt16LittleEndian(content[(14 + (2 * row))..]);
                int start = entry & Offset;
                if ((entry & (Deleted | Moved)) == 0 && start < end)
                {
                    rows.Add((page, start, end - start));
                }

                end = Math.Min(start, Page);
            }
        }

        return rows;
    }
}
