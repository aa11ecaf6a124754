using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Stria.Files;

/// <summary>XML of diffractometers: read without regard to namespaces, which change with every version, and as far as it goes when it was cut.</summary>
internal static class PatternXml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 1L << 30 };

    /// <summary>Parses a document.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="text">The document.</param>
    /// <returns>Its root, and the names of the elements that were open where the text ends; none when it is whole.</returns>
    /// <exception cref="DataException">It is no XML; the message names line and column.</exception>
    internal static (XElement Root, IReadOnlyList<string> Open) Parse(string path, string text)
    {
        try
        {
            return (Load(text), []);
        }
        catch (XmlException whole)
        {
            (string mended, IReadOnlyList<string> open) = Closed(text);
            try
            {
                return open.Count > 0 ? (Load(mended), open) : throw Damaged(path, whole);
            }
            catch (XmlException)
            {
                throw Damaged(path, whole);
            }
        }
    }

    /// <summary>The first child of a name, or null.</summary>
    internal static XElement? One(this XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    /// <summary>The children of a name.</summary>
    internal static IEnumerable<XElement> All(this XElement parent, string name) => parent.Elements().Where(e => e.Name.LocalName == name);

    /// <summary>The first element of a name anywhere below, or null.</summary>
    internal static XElement? Deep(this XElement parent, string name) => parent.Descendants().FirstOrDefault(e => e.Name.LocalName == name);

    /// <summary>The text of the first child of a name; null where there is none.</summary>
    internal static string? Text(this XElement parent, string name) => parent.One(name)?.Value.Trim();

    /// <summary>An attribute, whatever its namespace; null where there is none.</summary>
    internal static string? Word(this XElement element, string name) => element.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value;

    /// <summary>A number, or NaN.</summary>
    internal static double Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    /// <summary>The numbers of a list with blanks between.</summary>
    /// <exception cref="DataException">One is none.</exception>
    internal static double[] Numbers(string path, XElement list)
    {
        string text = list.Value;
        var values = new List<double>();
        foreach (Range part in text.AsSpan().SplitAny([' ', '\t', '\r', '\n']))
        {
            ReadOnlySpan<char> cell = text.AsSpan(part);
            if (!cell.IsEmpty)
            {
                values.Add(double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
                    : throw new DataException($"value {values.Count + 1} of <{list.Name.LocalName}> is '{cell[..Math.Min(cell.Length, 40)]}', which is no number. Perhaps the file is damaged.", path));
            }
        }

        return [.. values];
    }

    /// <summary>A moment such as 2020-10-08T14:14:22+01:00, or null.</summary>
    internal static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment) ? moment : null;

    private static XElement Load(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        return XDocument.Load(reader).Root!;
    }

    private static DataException Damaged(string path, XmlException e) => new($"is no whole XML: {e.Message} Perhaps the file was cut or edited.", path, e);

    // Closes what is open where a text ends.
    private static (string Text, IReadOnlyList<string> Open) Closed(string text)
    {
        var open = new Stack<string>();
        int at = 0, end = text.Length;
        while ((at = text.IndexOf('<', at)) >= 0)
        {
            int close = text.IndexOf('>', at);
            if (close < 0)
            {
                end = at;
                break;
            }

            ReadOnlySpan<char> tag = text.AsSpan(at + 1, close - at - 1);
            if (tag.StartsWith("/"))
            {
                open.TryPop(out _);
            }
            else if (!tag.IsEmpty && tag[0] is not ('?' or '!') && tag[^1] != '/')
            {
                int name = tag.IndexOfAny(" \t\r\n");
                open.Push((name < 0 ? tag : tag[..name]).ToString());
            }

            at = close + 1;
        }

        var mended = new StringBuilder(text, 0, end, end + 256);
        foreach (string name in open)
        {
            mended.Append("</").Append(name).Append('>');
        }

        return (mended.ToString(), [.. open]);
    }
}
