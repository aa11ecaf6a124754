using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>Two or three columns of text under any head: .xy, .xye, .dat, .chi, .txt, .csv of beamlines and integration programs.</summary>
public sealed partial class PatternTextReader : IDiffractionReader
{
    private static readonly char[] Blanks = [' ', '\t', ',', ';'];
    private static readonly string[] Endings = [".xy", ".xye", ".xyn", ".dat", ".chi", ".txt", ".csv", ".asc", ".qye", ".tth"];

    /// <inheritdoc/>
    public string Name => "columns of text (.xy, .xye, .dat, .chi, .csv)";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        if (!Endings.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            return false;
        }

        string beginning = LabText.Beginning(path, 65536);
        return !beginning.Contains('\0', StringComparison.Ordinal) && beginning.Split('\n').Count(l => Row(l, out _) is not null) >= 3;
    }

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        LabText text = LabText.Read(path);
        var points = new PatternPoints(path);
        var head = new PatternHead();
        int columns = 0;
        for (int line = 0; line < text.Count; line++)
        {
            double[]? row = Row(text[line], out bool isComment);
            bool hasNumbers = row is not null && (columns > 0 || row.Length is >= 2 and <= 8);
            if (!hasNumbers)
            {
                columns = columns == 0 || isComment ? Head(head, text[line].ToString(), columns) : Broken(text, line, points, columns);
                continue;
            }

            columns = columns == 0 ? row!.Length : columns;
            Add(points, text, line, row!, columns);
        }

        if (columns > 3)
        {
            points.Remarks.Add(Remark.Assumed($"Of {columns} columns the first is taken for positions, the second for counts and the third for standard deviations; the others are passed over."));
        }

        head.Tell(points);
        return new DiffractionRecord(path, Path.GetExtension(path).TrimStart('.'), [points.Make(options)]) { Remarks = points.Remarks };
    }

    private static int Head(PatternHead head, string line, int columns)
    {
        head.Add(line);
        return columns;
    }

    private static int Broken(LabText text, int line, PatternPoints points, int columns)
    {
        if (line < text.Count - 1 || points.Positions.Count == 0)
        {
            throw new DataException($"line {line + 1}: '{text[line].Trim()}' is no row of {columns} numbers. Perhaps the file was cut or two files were joined.", text.Path);
        }

        points.Remarks.Add(Remark.Warning($"The last line ({line + 1}) breaks off and was left out. Perhaps the measurement was still running or copying was interrupted."));
        return columns;
    }

    private static void Add(PatternPoints points, LabText text, int line, double[] row, int columns)
    {
        if (row.Length != columns)
        {
            Broken(text, line, points, columns);
            return;
        }

        points.Positions.Add(row[0]);
        points.Counts.Add(row[1]);
        if (columns >= 3)
        {
            points.Sigmas.Add(row[2]);
        }
    }

    // The numbers of a row, or null; comments, blank lines and heads are none.
    private static double[]? Row(ReadOnlySpan<char> line, out bool isComment)
    {
        line = line.Trim();
        isComment = line.IsEmpty || line[0] is '#' or '!' or '/' or '\'' or '*' or '"' or '%';
        if (isComment || !(char.IsAsciiDigit(line[0]) || line[0] is '-' or '+' or '.'))
        {
            return null;
        }

        Span<double> numbers = stackalloc double[12];
        int count = 0;
        foreach (Range part in line.SplitAny(Blanks))
        {
            ReadOnlySpan<char> cell = line[part];
            if (cell.IsEmpty)
            {
                continue;
            }

            if (count == numbers.Length || !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[count]))
            {
                return null;
            }

            count++;
        }

        return count >= 2 ? numbers[..count].ToArray() : null;
    }
}

/// <summary>What the head of a text file tells about its pattern.</summary>
internal sealed partial class PatternHead
{
    private readonly List<string> lines = [];

    internal void Add(string line)
    {
        string trimmed = line.Trim().Trim('#', '!', '\'', '*', '/', ' ', '\t');
        if (trimmed.Length > 0 && lines.Count < 200)
        {
            lines.Add(trimmed);
        }
    }

    internal void Tell(PatternPoints points)
    {
        string all = string.Join('\n', lines);
        if (Wavelength().Match(all) is { Success: true } wavelength)
        {
            double value = Number(wavelength.Groups["value"].Value);
            double angstrom = wavelength.Groups["unit"].Value.Trim() switch { "nm" => value * 10, "m" => value * 1e10, _ => value < 1e-7 ? value * 1e10 : value };
            bool isBelieved = angstrom is >= 0.01 and <= 20;
            points.Radiation = isBelieved ? Radiation.Monochromatic(angstrom) : null;
            string said = $"The head gives a wavelength of {angstrom.ToString("g7", CultureInfo.InvariantCulture)} Å";
            points.Remarks.Add(isBelieved ? Remark.Note(said + ".") : Remark.Warning(said + ", which is none of X-rays or neutrons; it is not used."));
        }

        if (Kelvin().Match(all) is { Success: true } kelvin)
        {
            points.Temperature = Number(kelvin.Groups["value"].Value);
        }

        (points.Axis, double factor) = AxisOf(all);
        for (int i = 0; factor != 1 && i < points.Positions.Count; i++)
        {
            points.Positions[i] *= factor;
        }

        foreach (string line in lines.Where(l => l.Contains('=', StringComparison.Ordinal)))
        {
            string[] parts = line.Split('=', 2);
            points.Further[parts[0].Trim()] = parts[1].Trim();
        }
    }

    private static (DiffractionAxis? Axis, double Factor) AxisOf(string head) =>
        MomentumNm().IsMatch(head) ? (DiffractionAxis.MomentumTransfer, 0.1)
        : Momentum().IsMatch(head) || (Letter().IsMatch(head) && !Angle().IsMatch(head)) ? (DiffractionAxis.MomentumTransfer, 1)
        : Energy().Match(head) is { Success: true } energy ? (DiffractionAxis.Energy, energy.Groups["kilo"].Length > 0 ? 1000 : 1)
        : Spacing().IsMatch(head) ? (DiffractionAxis.Spacing, 1)
        : Angle().IsMatch(head) ? (DiffractionAxis.TwoTheta, 1)
        : (null, 1);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:wavelength|lambda|λ)\s*(?:\((?<unit>[^)]*)\)|\[(?<unit>[^\]]*)\])?\s*[:=]?\s*(?<value>\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(?<unit>nm|m\b|A|Å)?", RegexOptions.IgnoreCase)]
    private static partial Regex Wavelength();

    [GeneratedRegex(@"\btemp(?:erature)?\s*[\(\[]\s*K\s*[\)\]]\s*[:=]\s*(?<value>\d*\.?\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Kelvin();

    [GeneratedRegex(@"\bq\s*[_\(\[,/ ]*\s*(?:nm\^?-1|nm⁻¹|1/nm|nm-\^1|inverse nm)", RegexOptions.IgnoreCase)]
    private static partial Regex MomentumNm();

    [GeneratedRegex(@"(?:^|[\s,;])q[_ ]?(?:\(|\[|A|1/A|/)[^\n]*(?=[\s,;]|$)|scattering vector", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Momentum();

    // Without a unit it may be the name of anything.
    [GeneratedRegex(@"(?:^|[\s,;])q(?=[\s,;]|$)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Letter();

    [GeneratedRegex(@"\b(?:photon )?energy\b\s*[_\(\[/]*\s*(?<kilo>k)?eV", RegexOptions.IgnoreCase)]
    private static partial Regex Energy();

    [GeneratedRegex(@"\bd[- _]?spac", RegexOptions.IgnoreCase)]
    private static partial Regex Spacing();

    [GeneratedRegex(@"2[-_ ]?th|two[-_ ]?theta|\btth\b|\btheta\b|2θ", RegexOptions.IgnoreCase)]
    private static partial Regex Angle();
}
