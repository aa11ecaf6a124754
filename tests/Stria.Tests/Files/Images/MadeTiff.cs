using System.IO.Compression;

namespace Stria.Tests.Files;

/// <summary>Small TIFF files made for tests: one image per frame, one strip of all rows, with the compressions done here.</summary>
internal static class MadeTiff
{
    /// <summary>How the files are made.</summary>
    internal sealed record Options(bool IsBig = false, bool IsBigEndian = false, int Compression = 1, string Description = "", int RowsPerStrip = 5, bool IsReal = false);

    /// <summary>The frames of the sample formula as 16-bit numbers.</summary>
    internal static byte[] Of(Options options, int frames = 4)
    {
        var file = new MemoryStream();
        var writer = new Ordered(file, options.IsBigEndian);
        file.Write(options.IsBigEndian ? "MM"u8 : "II"u8);
        writer.Two(options.IsBig ? 43 : 42);
        if (options.IsBig)
        {
            writer.Two(8);
            writer.Two(0);
        }

        long link = file.Position;
        writer.Place(0, options.IsBig);
        for (int frame = 0; frame < frames; frame++)
        {
            link = Frame(file, writer, link, options, frame);
        }

        return file.ToArray();
    }

    private static long Frame(MemoryStream file, Ordered writer, long link, Options options, int frame)
    {
        List<(long At, long Length)> strips = [];
        for (int top = 0; top < 5; top += options.RowsPerStrip)
        {
            byte[] packed = Pack(Rows(frame, top, Math.Min(5, top + options.RowsPerStrip), options), options.Compression);
            strips.Add((file.Position, packed.Length));
            file.Write(packed);
            file.Write(new byte[file.Position % 2]);
        }

        long textAt = file.Position;
        byte[] text = [.. System.Text.Encoding.ASCII.GetBytes(options.Description), 0];
        file.Write(text);
        file.Write(new byte[file.Position % 2]);
        long offsetsAt = file.Position;
        strips.ForEach(strip => writer.Place(strip.At, options.IsBig));
        long countsAt = file.Position;
        strips.ForEach(strip => writer.Place(strip.Length, options.IsBig));
        long directory = file.Position;
        int longType = options.IsBig ? 16 : 4;
        List<(int Tag, int Type, long Count, long Value)> entries =
        [
            (256, 3, 1, 7), (257, 3, 1, 5), (258, 3, 1, options.IsReal ? 32 : 16), (259, 3, 1, options.Compression), (262, 3, 1, 1),
            (273, longType, strips.Count, strips.Count == 1 ? strips[0].At : offsetsAt), (277, 3, 1, 1), (278, 3, 1, options.RowsPerStrip),
            (279, longType, strips.Count, strips.Count == 1 ? strips[0].Length : countsAt),
        ];
        if (options.IsReal)
        {
            entries.Add((339, 3, 1, 3));
        }

        if (options.Description.Length > 7)
        {
            entries.Insert(5, (270, 2, text.Length, textAt));
        }

        writer.Count(entries.Count, options.IsBig);
        entries.ForEach(entry => writer.Entry(entry, options.IsBig));
        long next = file.Position;
        writer.Place(0, options.IsBig);
        long end = file.Position;
        file.Position = link;
        writer.Place(directory, options.IsBig);
        file.Position = end;
        return next;
    }

    private static byte[] Rows(int frame, int top, int bottom, Options options) =>
    [
        .. from y in Enumerable.Range(top, bottom - top)
           from x in Enumerable.Range(0, 7)
           let value = SampleFormula.Value(frame, y, x)
           let bytes = options.IsReal ? BitConverter.GetBytes(value) : BitConverter.GetBytes((ushort)value)
           from b in options.IsBigEndian ? bytes.AsEnumerable().Reverse() : bytes
           select b,
    ];

    private static byte[] Pack(byte[] bytes, int compression) => compression switch
    {
        1 => bytes,
        5 => Lzw(bytes),
        32773 => PackBits(bytes),
        _ => Deflate(bytes),
    };

    private static byte[] Deflate(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>Runs of two equal bytes where there are any, single bytes elsewhere.</summary>
    private static byte[] PackBits(byte[] bytes)
    {
        List<byte> packed = [];
        for (int i = 0; i < bytes.Length;)
        {
            bool isRun = i + 1 < bytes.Length && bytes[i] == bytes[i + 1];
            packed.AddRange(isRun ? [unchecked((byte)-1), bytes[i]] : [0, bytes[i]]);
            i += isRun ? 2 : 1;
        }

        return [.. packed];
    }

    /// <summary>LZW with a real table of strings, most significant bit first.</summary>
    private static byte[] Lzw(byte[] bytes)
    {
        var table = new Dictionary<string, int>();
        List<bool> bits = [];
        int width = 9, next = 258;
        void Put(int code) => bits.AddRange(Enumerable.Range(0, width).Select(i => ((code >> (width - 1 - i)) & 1) != 0));
        int CodeOf(string text) => text.Length == 1 ? text[0] : table[text];
        Put(256);
        string current = "";
        foreach (byte b in bytes)
        {
            string longer = current + (char)b;
            if (longer.Length == 1 || table.ContainsKey(longer))
            {
                current = longer;
                continue;
            }

            Put(CodeOf(current));
            table[longer] = next++;
            width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
            current = ((char)b).ToString();
        }

        Put(CodeOf(current));
        Put(257);
        return [.. bits.Chunk(8).Select(chunk => (byte)chunk.Select((bit, i) => bit ? 1 << (7 - i) : 0).Sum())];
    }

    /// <summary>Writes numbers in one of the two orders.</summary>
    private sealed class Ordered(Stream file, bool isBigEndian)
    {
        internal void Two(int value) => Bytes(value, 2);

        internal void Place(long value, bool isBig) => Bytes(value, isBig ? 8 : 4);

        internal void Count(int value, bool isBig) => Bytes(value, isBig ? 8 : 2);

        internal void Entry((int Tag, int Type, long Count, long Value) entry, bool isBig)
        {
            Two(entry.Tag);
            Two(entry.Type);
            Place(entry.Count, isBig);
            int size = entry.Count > 1 ? (isBig ? 8 : 4) : entry.Type switch { 3 => 2, 16 => 8, _ => 4 };
            Bytes(entry.Value, size);
            Bytes(0, (isBig ? 8 : 4) - size);
        }

        private void Bytes(long value, int size)
        {
            for (int i = 0; i < size; i++)
            {
                file.WriteByte((byte)(value >> (8 * (isBigEndian ? size - 1 - i : i))));
            }
        }
    }
}
