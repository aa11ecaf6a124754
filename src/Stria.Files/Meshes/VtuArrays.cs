using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Stria.Files;

/// <summary>The XML of a VTK file and the numbers of its arrays: as text, base64 or appended bytes, compressed with zlib or not.</summary>
internal sealed class VtuArrays
{
    private readonly string path;
    private readonly byte[] file;
    private readonly int appendedAt;
    private readonly bool appendedRaw, bigEndian, compressed;
    private readonly int headerSize;

    /// <summary>Reads the file and its XML.</summary>
    /// <exception cref="DataException">It is no VTK file of an unstructured grid, or of a kind that is not read.</exception>
    internal VtuArrays(string path)
    {
        this.path = path;
        file = PlainText.Bytes(path);
        int tag = file.AsSpan().IndexOf("<AppendedData"u8);
        string text = Encoding.UTF8.GetString(file, 0, tag < 0 ? file.Length : tag) + (tag < 0 ? "" : "</VTKFile>");
        Root = Parse(text);
        string type = (string?)Root.Attribute("type") ?? "nothing";
        if (Root.Name != "VTKFile" || type != "UnstructuredGrid")
        {
            throw new DataException($"is '{Root.Name}' of type '{type}', not an unstructured grid of VTK.", path);
        }

        bigEndian = (string?)Root.Attribute("byte_order") == "BigEndian";
        headerSize = (string?)Root.Attribute("header_type") switch { null or "UInt32" => 4, "UInt64" => 8, string other => throw new DataException($"header_type '{other}' is neither UInt32 nor UInt64.", path) };
        compressed = (string?)Root.Attribute("compressor") switch
        {
            null or "" => false,
            "vtkZLibDataCompressor" => true,
            string other => throw new DataException($"is compressed by {other}; only vtkZLibDataCompressor is read. Perhaps it can be saved again with zlib or without compression.", path),
        };
        if (tag >= 0)
        {
            (appendedRaw, appendedAt) = FindAppended(tag);
        }
    }

    /// <summary>The element VTKFile.</summary>
    internal XElement Root { get; }

    /// <summary>The numbers of an array as doubles; whole numbers beyond 2⁵³ lose digits.</summary>
    internal double[] Doubles(XElement array)
    {
        if (IsText(array))
        {
            return [.. Words(array).Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v : Odd(array, word))];
        }

        byte[] bytes = Bytes(array);
        int size = Size(array);
        if (bytes.Length % size != 0)
        {
            throw Broken(array, $"has {bytes.Length} bytes, no multiple of {size}");
        }

        string type = Type(array);
        var values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> item = bytes.AsSpan(i * size, size);
            if (bigEndian)
            {
                item.Reverse();
            }

            values[i] = type switch
            {
                "Float64" => BitConverter.ToDouble(item),
                "Float32" => BitConverter.ToSingle(item),
                "Int64" => BitConverter.ToInt64(item),
                "UInt64" => BitConverter.ToUInt64(item),
                "Int32" => BitConverter.ToInt32(item),
                "UInt32" => BitConverter.ToUInt32(item),
                "Int16" => BitConverter.ToInt16(item),
                "UInt16" => BitConverter.ToUInt16(item),
                "Int8" => (sbyte)item[0],
                _ => item[0],
            };
        }

        return values;
    }

    /// <summary>The numbers of an array as whole numbers.</summary>
    internal int[] Integers(XElement array) => [.. Doubles(array).Select(v => v is >= int.MinValue and <= int.MaxValue && v == Math.Floor(v) ? (int)v : throw Broken(array, $"holds {v}, which is no index"))];

    /// <summary>Texts, each ended by a zero byte.</summary>
    internal string[] Texts(XElement array)
    {
        string text = Encoding.UTF8.GetString([.. Doubles(array).Select(v => (byte)v)]);
        return text.Length == 0 ? [] : text.TrimEnd('\0').Split('\0');
    }

    /// <summary>A complaint about an array.</summary>
    internal DataException Broken(XElement array, string what) => new($"array '{(string?)array.Attribute("Name") ?? "without name"}' {what}. Perhaps the file was cut or edited.", path);

    private XElement Parse(string text)
    {
        try
        {
            return XElement.Parse(text);
        }
        catch (XmlException e)
        {
            throw new DataException($"line {e.LineNumber}: is no XML of VTK ({e.Message}). Perhaps the file was cut, or is VTK's older format: save it as .vtu.", path, e);
        }
    }

    private (bool Raw, int At) FindAppended(int tag)
    {
        int end = file.AsSpan(tag).IndexOf((byte)'>'), underscore = end < 0 ? -1 : file.AsSpan(tag + end).IndexOf((byte)'_');
        if (underscore < 0)
        {
            throw new DataException("ends before its appended data. Perhaps copying or writing it was interrupted.", path);
        }

        return (Encoding.UTF8.GetString(file, tag, end).Contains("raw", StringComparison.Ordinal), tag + end + underscore + 1);
    }

    private byte[] Bytes(XElement array)
    {
        string format = (string?)array.Attribute("format") ?? "ascii";
        if (format == "appended" && appendedRaw)
        {
            return Unpack(array, Appended(array));
        }

        if (format is "appended" or "binary")
        {
            ReadOnlySpan<byte> text = format == "binary" ? Encoding.ASCII.GetBytes(OwnText(array).Trim()) : Appended(array);
            return Unpack(array, FromBase64(array, text));
        }

        throw Broken(array, $"has the unknown format '{format}'");
    }

    private ReadOnlySpan<byte> Appended(XElement array)
    {
        if (appendedAt == 0)
        {
            throw Broken(array, "refers to appended data, of which the file has none");
        }

        return long.TryParse((string?)array.Attribute("offset"), NumberStyles.Integer, CultureInfo.InvariantCulture, out long offset) && offset >= 0 && offset < file.Length - appendedAt
            ? file.AsSpan((int)(appendedAt + offset))
            : throw Broken(array, $"begins at byte '{(string?)array.Attribute("offset")}' of {file.Length - appendedAt} appended");
    }

    /// <summary>Decodes base64 up to the first character that is none; several encoded pieces may follow each other.</summary>
    private byte[] FromBase64(XElement array, ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExcept(Base64Letters);
        var letters = new StringBuilder();
        using var bytes = new MemoryStream();
        foreach (byte letter in length < 0 ? text : text[..length])
        {
            if (letter > ' ')
            {
                letters.Append((char)letter);
            }

            // The sign = ends a piece; the next begins a new group of four letters.
            if (letters.Length % 4 == 0 && letter == '=')
            {
                bytes.Write(Decoded(array, letters));
            }
        }

        bytes.Write(Decoded(array, letters));
        return bytes.ToArray();
    }

    private static readonly System.Buffers.SearchValues<byte> Base64Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \r\n\t"u8);

    private byte[] Decoded(XElement array, StringBuilder letters)
    {
        try
        {
            return Convert.FromBase64String(letters.ToString());
        }
        catch (FormatException)
        {
            throw Broken(array, "is no base64");
        }
        finally
        {
            letters.Clear();
        }
    }

    /// <summary>The bytes after the length that precedes them, or the blocks of a compressed array put together.</summary>
    private byte[] Unpack(XElement array, ReadOnlySpan<byte> packed)
    {
        long first = Header(array, packed, 0);
        if (!compressed)
        {
            return first <= packed.Length - headerSize ? packed.Slice(headerSize, (int)first).ToArray() : throw Broken(array, $"should have {first} bytes, but the file has only {packed.Length - headerSize} more");
        }

        using var bytes = new MemoryStream();
        long at = headerSize * (3 + first);
        for (int block = 0; block < first; block++)
        {
            long size = Header(array, packed, 3 + block);
            if (size > packed.Length - at)
            {
                throw Broken(array, $"ends in block {block + 1} of {first}");
            }

            Inflate(array, packed.Slice((int)at, (int)size), bytes);
            at += size;
        }

        return bytes.ToArray();
    }

    private void Inflate(XElement array, ReadOnlySpan<byte> packed, MemoryStream target)
    {
        try
        {
            ZlibData.Unpack(packed.ToArray(), target);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{Broken(array, "cannot be decompressed").Message} ({e.Message})", null, e);
        }
    }

    private long Header(XElement array, ReadOnlySpan<byte> packed, long index)
    {
        if ((index + 1) * headerSize > packed.Length)
        {
            throw Broken(array, "ends within its lengths");
        }

        byte[] bytes = packed.Slice((int)index * headerSize, headerSize).ToArray();
        if (bigEndian)
        {
            Array.Reverse(bytes);
        }

        ulong value = headerSize == 8 ? BitConverter.ToUInt64(bytes) : BitConverter.ToUInt32(bytes);
        return value <= int.MaxValue ? (long)value : throw Broken(array, $"has an impossible length of {value}");
    }

    private static bool IsText(XElement array) => ((string?)array.Attribute("format") ?? "ascii") == "ascii";

    private static string[] Words(XElement array) => OwnText(array).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // VTK puts elements with the range of the values before the values themselves.
    private static string OwnText(XElement array) => string.Concat(array.Nodes().OfType<XText>().Select(t => t.Value));

    private double Odd(XElement array, string word) => word.TrimStart('+', '-').ToUpperInvariant() is "NAN" or "1.#QNAN" or "1.#IND" ? double.NaN : throw Broken(array, $"holds '{word}', which is no number");

    private string Type(XElement array) => (string?)array.Attribute("type") ?? throw Broken(array, "has no type");

    private int Size(XElement array) => Type(array) switch
    {
        "Float64" or "Int64" or "UInt64" => 8,
        "Float32" or "Int32" or "UInt32" => 4,
        "Int16" or "UInt16" => 2,
        "Int8" or "UInt8" => 1,
        string other => throw Broken(array, $"is of the unknown type '{other}'"),
    };
}
