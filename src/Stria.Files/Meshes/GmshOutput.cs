using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Stria.Files;

/// <summary>Writes the numbers of a Gmsh file as text, parted by blanks, or as bytes.</summary>
internal sealed class GmshOutput(MemoryStream stream, bool binary)
{
    private readonly StringBuilder line = new();

    /// <summary>Writes text in either kind of file.</summary>
    internal void Text(string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    internal void Int(int value)
    {
        if (binary)
        {
            Bytes(value);
        }
        else
        {
            line.Append(value).Append(' ');
        }
    }

    internal void Ints(ReadOnlySpan<int> values)
    {
        foreach (int value in values)
        {
            Int(value);
        }
    }

    /// <summary>Counts and tags of format 4, which have 8 bytes.</summary>
    internal void Sizes(ReadOnlySpan<int> values)
    {
        foreach (int value in values)
        {
            if (binary)
            {
                Bytes((ulong)value);
            }
            else
            {
                Int(value);
            }
        }
    }

    internal void Double(double value)
    {
        if (binary)
        {
            Bytes(value);
        }
        else
        {
            line.Append(double.IsNaN(value) ? "nan" : value.ToString("R", CultureInfo.InvariantCulture)).Append(' ');
        }
    }

    /// <summary>Ends a line of text; bytes have no lines.</summary>
    internal void EndLine()
    {
        if (line.Length > 0)
        {
            line.Length--;
            Text(line.Append('\n').ToString());
            line.Clear();
        }
    }

    /// <summary>Ends a section.</summary>
    internal void End(string section) => Text($"{(binary ? "\n" : "")}$End{section}\n");

    private void Bytes<T>(T value)
        where T : unmanaged => stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
}
