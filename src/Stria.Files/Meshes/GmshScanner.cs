using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Stria.Files;

/// <summary>Walks through a Gmsh file: lines, and numbers as text or as bytes.</summary>
internal sealed class GmshScanner
{
    private readonly byte[] bytes;
    private readonly string path;
    private int position;

    internal GmshScanner(string path) => (this.path, bytes) = (path, PlainText.Bytes(path));

    /// <summary>Whether numbers are bytes.</summary>
    internal bool Binary { get; set; }

    /// <summary>The section that is being read, for messages.</summary>
    internal string Section { get; private set; } = "MeshFormat";

    /// <summary>The name of the next section ("Nodes"); null at the end of the file.</summary>
    internal string? NextSection()
    {
        while (position < bytes.Length)
        {
            string line = Line().Trim();
            if (line.StartsWith('$'))
            {
                return Section = line[1..];
            }

            if (line.Length > 0)
            {
                throw Wrong($"'{Short(line)}' stands where a section should begin");
            }
        }

        return null;
    }

    /// <summary>Passes over a section that is not read.</summary>
    internal void Skip()
    {
        int end = bytes.AsSpan(position).IndexOf(Encoding.UTF8.GetBytes($"$End{Section}"));
        if (end < 0)
        {
            throw Ends();
        }

        position += end;
        Line();
    }

    /// <summary>Makes sure that the section ends here.</summary>
    internal void End()
    {
        PassBlanks();
        string line = position < bytes.Length ? Line().Trim() : throw Ends();
        if (line != $"$End{Section}")
        {
            throw Wrong($"'{Short(line)}' stands where the section should end. Perhaps a count in it is wrong");
        }
    }

    /// <summary>The rest of the line.</summary>
    internal string Line()
    {
        int end = bytes.AsSpan(position).IndexOf((byte)'\n'), from = position;
        position = end < 0 ? bytes.Length : position + end + 1;
        return Encoding.UTF8.GetString(bytes, from, (end < 0 ? bytes.Length : from + end) - from).TrimEnd('\r');
    }

    /// <summary>The rest of the line, which is read again afterwards.</summary>
    internal string PeekLine()
    {
        int from = position;
        string line = Line();
        position = from;
        return line;
    }

    /// <summary>A whole number that stands alone on its line, as text in either kind of file.</summary>
    internal int LineCount() => int.TryParse(Line(), out int count) && count >= 0 ? count : throw Wrong("a count is missing");

    /// <summary>A number of the size of an int.</summary>
    internal int Int()
    {
        if (Binary)
        {
            return Take<int>();
        }

        ReadOnlySpan<byte> word = Word();
        return Utf8Parser.TryParse(word, out int value, out int used) && used == word.Length ? value : throw NoNumber(word);
    }

    /// <summary>A number of the size of a pointer (format 4) that must be a count or tag of at most 2³¹.</summary>
    internal int Size()
    {
        if (!Binary)
        {
            return Int();
        }

        ulong value = Take<ulong>();
        return value <= int.MaxValue ? (int)value : throw Wrong($"holds the impossible count {value}");
    }

    /// <summary>A number with a fraction.</summary>
    internal double Double()
    {
        if (Binary)
        {
            return Take<double>();
        }

        ReadOnlySpan<byte> word = Word();
        return Utf8Parser.TryParse(word, out double value, out int used) && used == word.Length ? value
            : double.TryParse(word, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out value) ? value : throw NoNumber(word);
    }

    /// <summary>Makes sure that so many things of some bytes each can still follow, before room is made for them.</summary>
    internal int Count(int count, int bytesEach) => count >= 0 && (long)count * bytesEach <= bytes.Length - position ? count : throw Ends();

    /// <summary>A complaint about the place that has been reached.</summary>
    internal DataException Wrong(string what)
    {
        string place = Binary ? $"byte {position}" : $"line {bytes.AsSpan(0, Math.Max(position - 1, 0)).Count((byte)'\n') + 1}";
        return new DataException($"{place}, section ${Section}: {what}.", path);
    }

    private DataException Ends() => Wrong("the file ends within the section. Perhaps copying or writing it was interrupted");

    private T Take<T>()
        where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        if (position + size > bytes.Length)
        {
            throw Ends();
        }

        T value = MemoryMarshal.Read<T>(bytes.AsSpan(position, size));
        position += size;
        return value;
    }

    private ReadOnlySpan<byte> Word()
    {
        PassBlanks();
        int from = position;
        while (position < bytes.Length && bytes[position] > ' ')
        {
            position++;
        }

        return position > from ? bytes.AsSpan(from, position - from) : throw Ends();
    }

    private void PassBlanks()
    {
        while (position < bytes.Length && bytes[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }
    }

    private DataException NoNumber(ReadOnlySpan<byte> word) => Wrong($"'{Short(PlainText.Decode(word))}' is no number of the kind that belongs here. Perhaps a count before it is wrong, or the file was cut");

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
