using System.Buffers;
using System.Text;

namespace Stria.Files;

/// <summary>The text of an instrument, decoded once and cut into lines.</summary>
internal sealed class LabText
{
    private static readonly SearchValues<char> ChineseHeadings = SearchValues.Create("电流压容量时间循环工步");
    private readonly int[] starts;

    private LabText(string path, string text)
    {
        (Path, Text) = (path, text);
        List<int> found = [0];
        for (int at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            found.Add(at + 1);
        }

        EndsUnfinished = found[^1] < text.Length;
        if (!EndsUnfinished)
        {
            found.RemoveAt(found.Count - 1);
        }

        starts = [.. found];
    }

    internal string Path { get; }

    internal string Text { get; }

    /// <summary>Number of lines.</summary>
    internal int Count => starts.Length;

    /// <summary>True when the last line has no line end: perhaps its writing was interrupted.</summary>
    internal bool EndsUnfinished { get; }

    /// <summary>Where a line begins in <see cref="Text"/>; lines count from 0 here, from 1 in messages.</summary>
    internal int Start(int line) => starts[line];

    /// <summary>A line without its end.</summary>
    internal ReadOnlySpan<char> this[int line]
    {
        get
        {
            int end = line + 1 < starts.Length ? starts[line + 1] : Text.Length;
            return Text.AsSpan(starts[line], end - starts[line]).TrimEnd("\r\n");
        }
    }

    /// <summary>Reads a text file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="codePage">"1252", "gbk", "utf-8" and the like; null to find out from the bytes.</param>
    /// <exception cref="DataException">The file is missing, empty or not readable.</exception>
    /// <exception cref="ScenarioException">There is no such code page.</exception>
    internal static LabText Read(string path, string? codePage = null) => new(path, Decode(PlainText.Bytes(path), codePage));

    /// <summary>A text that came from elsewhere than a file, for instance from another program.</summary>
    internal static LabText Of(string path, string text) => new(path, text);

    /// <summary>The beginning of a file, for recognising it; empty when there is none.</summary>
    internal static string Beginning(string path, int bytes = 4096)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] head = new byte[bytes];
            int count = stream.ReadAtLeast(head, bytes, throwOnEndOfStream: false);

            // Up to the last whole line, lest a letter of several bytes be cut in two.
            int line = count == bytes ? head.AsSpan(0, count).LastIndexOf((byte)'\n') : -1;
            return Decode(head.AsSpan(0, line > 0 ? line + 1 : count), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string? codePage)
    {
        if (codePage is not null)
        {
            return Named(codePage).GetString(bytes).TrimStart('\uFEFF');
        }

        if (bytes.StartsWith([(byte)0xFF, (byte)0xFE]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        string text = PlainText.Decode(bytes);
        if (text.AsSpan().ContainsAnyInRange('\u0080', '\u00FF') && !IsUtf8(bytes))
        {
            string chinese = Named("936").GetString(bytes[..Math.Min(bytes.Length, 4096)]);
            bool isChinese = chinese.AsSpan().IndexOfAny(ChineseHeadings) >= 0;
            return Named(isChinese ? "936" : "1252").GetString(bytes);
        }

        return text;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static Encoding Named(string codePage)
    {
        try
        {
            return (int.TryParse(codePage, out int number)
                ? CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number)
                : CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage))!;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ScenarioException($"'{codePage}' is no code page. Write its number (1252, 936, 65001) or its name (utf-8, gbk, iso-8859-1).");
        }
    }
}
