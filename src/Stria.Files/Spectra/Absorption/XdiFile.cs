using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>
/// A file in the XAS Data Interchange format (github.com/XraySpectroscopy/XAS-Data-Interchange, version 1.0): a version line, header fields
/// "Family.key: value", a line of slashes, comments, a line of dashes, the names of the columns, and rows of numbers.
/// </summary>
/// <remarks>What breaks the format is an error; what leaves a part of the description unusable is a warning, and the data are read.</remarks>
internal sealed partial class XdiFile
{
    private static readonly string[] Edges = ["K", "L", "L1", "L2", "L3", "M", "M1", "M2", "M3", "M4", "M5", "N", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "O1", "O2", "O3", "O4", "O5", "O6", "O7"];
    private readonly string path;
    private readonly Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, string> labels = [];
    private readonly List<double[]> rows = [];
    private readonly List<Remark> remarks = [];
    private string lastComment = "";

    private XdiFile(string path) => this.path = path;

    private enum Part
    {
        Fields,
        Comments,
        Labels,
        Data,
    }

    /// <summary>Names of the columns, without units.</summary>
    internal IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>Units of the columns as written; empty where none stands.</summary>
    internal IReadOnlyList<string> Units { get; private set; } = [];

    /// <summary>What is odd about the file.</summary>
    internal IReadOnlyList<Remark> Remarks => remarks;

    /// <summary>Number of rows.</summary>
    internal int RowCount => rows.Count;

    /// <summary>Whether a text is the first line of such a file.</summary>
    internal static bool IsFirstLine(string line) => FirstLine().IsMatch(line);

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataException">It breaks the format; the message names line and likely cause.</exception>
    internal static XdiFile Read(string path)
    {
        var file = new XdiFile(path);
        string[] lines = [.. PlainText.Read(path).Split('\n').Select(l => l.Trim())];
        if (!IsFirstLine(lines[0]))
        {
            throw new DataException($"line 1: '{Short(lines[0])}' where an XDI file begins with '# XDI/1.0'. Perhaps it is another format, or its first line was lost.", path);
        }

        file.Parse(lines);
        file.Name();
        file.Check();
        return file;
    }

    /// <summary>The value of a header field ("Element.symbol"), or null.</summary>
    internal string? Field(string name) => fields.GetValueOrDefault(name);

    /// <summary>A column.</summary>
    internal double[] Column(int index) => [.. rows.Select(r => r[index])];

    /// <summary>A field that begins with a number, perhaps with a unit behind it; null when it is absent or no number.</summary>
    internal double? Number(string name) =>
        Field(name)?.Split(' ')[0] is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private void Parse(string[] lines)
    {
        Part part = Part.Fields;
        bool dashes = false;
        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i];
            if (line.Length == 0)
            {
                continue;
            }

            if (line[0] == '#')
            {
                string text = line.TrimStart('#').Trim();
                dashes |= IsLineOf(text, '-');
                part = part == Part.Data ? Data(text, i + 1) : Header(text, part, i + 1);
            }
            else
            {
                part = Part.Data;
                Row(line, i + 1);
            }
        }

        if (rows.Count == 0)
        {
            throw new DataException("holds no row of numbers after its header. Perhaps the file was cut.", path);
        }

        if (!dashes)
        {
            Warn("no line of dashes ends the header");
        }
    }

    // A comment between rows: the value of an outer loop makes the scan two-dimensional.
    private Part Data(string text, int line)
    {
        if (FieldLine().Match(text) is { Success: true } match)
        {
            Set(match, line);
        }

        return Part.Data;
    }

    private Part Header(string text, Part part, int line)
    {
        if (IsLineOf(text, '/'))
        {
            return Part.Comments;
        }

        if (IsLineOf(text, '-'))
        {
            return Part.Labels;
        }

        if (part != Part.Fields || text.Length == 0)
        {
            lastComment = text.Length > 0 ? text : lastComment;
            return part;
        }

        if (FieldLine().Match(text) is not { Success: true } match)
        {
            string cause = !text.Contains(':', StringComparison.Ordinal) ? "it has no ':'"
                : !text.Split(':')[0].Contains('.', StringComparison.Ordinal) ? "its family and its key are not parted by '.'"
                : text.Split(':')[0].Count(c => c == '.') > 1 ? "it has two '.'"
                : char.IsAsciiDigit(text[0]) ? "its family begins with a digit"
                : text.TrimEnd().EndsWith(':') ? "it has no value" : "its family or its key holds a sign that names may not";
            throw new DataException($"line {line}: '{Short(text)}' is no header field 'Family.key: value': {cause}.", path);
        }

        Set(match, line);
        return part;
    }

    private void Set(Match match, int line)
    {
        (string family, string key, string value) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value.Trim());
        if (family.Equals("Column", StringComparison.OrdinalIgnoreCase) && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int column))
        {
            if (column is < 1 or > 1000)
            {
                throw new DataException($"line {line}: column {column} is no column of a table.", path);
            }

            labels[column] = value.Split("||")[0].Trim();
        }

        fields[$"{family}.{key}"] = value;
    }

    private void Row(string line, int number)
    {
        string[] cells = line.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        if (rows.Count > 0 && cells.Length != rows[0].Length)
        {
            throw new DataException($"line {number}: {cells.Length} columns where the rows before have {rows[0].Length}. Perhaps the file was cut or edited.", path);
        }

        double[] row = new double[cells.Length];
        for (int c = 0; c < cells.Length; c++)
        {
            row[c] = double.TryParse(cells[c], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw new DataException($"line {number}, column {c + 1}: '{Short(cells[c])}' is no finite number.", path);
        }

        rows.Add(row);
    }

    // Columns are named by Column.N; where these are missing, by the line above the data.
    private void Name()
    {
        int count = rows[0].Length;
        string[] line = lastComment.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (labels.Count == 0 && line.Length == count)
        {
            labels.Clear();
            Warn($"no Column.N names the columns; the line above the data does: {string.Join(", ", line)}");
            for (int c = 0; c < count; c++)
            {
                labels[c + 1] = line[c];
            }
        }

        if (labels.Keys.Where(c => c > count).ToArray() is { Length: > 0 } beyond)
        {
            Warn($"Column.{string.Join(", Column.", beyond.Order())} name columns that the data do not have ({count})");
        }

        int[] unnamed = [.. Enumerable.Range(1, count).Where(c => !labels.ContainsKey(c))];
        if (unnamed.Length > 0)
        {
            Warn($"column {string.Join(", ", unnamed)} has no name and is called {string.Join(", ", unnamed.Select(c => $"col{c}"))}");
        }

        string[][] words = [.. Enumerable.Range(1, count).Select(c => labels.GetValueOrDefault(c, $"col{c}").Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Labels = [.. words.Select((w, c) => w.Length > 0 ? w[0] : $"col{c + 1}")];
        Units = [.. words.Select(w => w.Length > 1 ? w[1] : "")];
    }

    private void Check()
    {
        string? symbol = Field("Element.symbol"), edge = Field("Element.edge");
        WarnWhen(symbol is null, "Element.symbol is missing");
        WarnWhen(symbol is not null && !Symbol().IsMatch(symbol), $"Element.symbol '{symbol}' is no symbol of an element");
        WarnWhen(edge is null, "Element.edge is missing");
        WarnWhen(edge is not null && !Edges.Contains(edge, StringComparer.OrdinalIgnoreCase), $"Element.edge '{edge}' is no edge");
        bool isAngle = Labels.Count > 0 && Labels[0].Equals("angle", StringComparison.OrdinalIgnoreCase);
        WarnWhen(Field("Mono.d_spacing") is { } d && !(Number("Mono.d_spacing") > 0), $"Mono.d_spacing '{Field("Mono.d_spacing")}' is no length in ångström");
        WarnWhen(isAngle && Number("Mono.d_spacing") is null, "the first column is an angle, and Mono.d_spacing, without which it is no energy, is missing");
        WarnWhen(Field("Scan.start_time") is { } start && !DateTime.TryParseExact(start.Split("||")[0].Trim(), ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _), $"Scan.start_time '{Field("Scan.start_time")}' is no ISO 8601 time");
        Measured("Sample.temperature", "K", "C", "F");
        Measured("Facility.energy", "eV", "keV", "MeV", "GeV");
        Measured("Facility.current", "mA", "A");
    }

    // A number and one of some units.
    private void Measured(string name, params string[] units)
    {
        string[] words = Field(name)?.Split("||")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        WarnWhen(words.Length > 0 && (Number(name) is null || words.Length != 2 || !units.Contains(words[1], StringComparer.OrdinalIgnoreCase)), $"{name} '{Field(name)}' is not a number with a unit ({string.Join(", ", units)})");
    }

    private void WarnWhen(bool isSo, string text)
    {
        if (isSo)
        {
            Warn(text);
        }
    }

    private void Warn(string text) => remarks.Add(Remark.Warning($"{Path.GetFileName(path)}: {text}."));

    private static bool IsLineOf(string text, char sign) => text.Length >= 3 && text.All(c => c == sign);

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    [GeneratedRegex(@"^#\s*XDI/\d+\.\d+", RegexOptions.IgnoreCase)]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9_-]*)\.([A-Za-z0-9_-]+):\s*(\S.*)$")]
    private static partial Regex FieldLine();

    [GeneratedRegex(@"^(H|He|Li|Be|B|C|N|O|F|Ne|Na|Mg|Al|Si|P|S|Cl|Ar|K|Ca|Sc|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Y|Zr|Nb|Mo|Tc|Ru|Rh|Pd|Ag|Cd|In|Sn|Sb|Te|I|Xe|Cs|Ba|La|Ce|Pr|Nd|Pm|Sm|Eu|Gd|Tb|Dy|Ho|Er|Tm|Yb|Lu|Hf|Ta|W|Re|Os|Ir|Pt|Au|Hg|Tl|Pb|Bi|Po|At|Rn|Fr|Ra|Ac|Th|Pa|U|Np|Pu|Am|Cm|Bk|Cf|Es|Fm)$")]
    private static partial Regex Symbol();
}
