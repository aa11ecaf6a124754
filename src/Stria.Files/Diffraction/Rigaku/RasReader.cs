using System.Globalization;

namespace Stria.Files;

/// <summary>Rigaku .ras of SmartLab, MiniFlex and Ultima: text with a head and rows of angle, value and attenuator for each scan.</summary>
public sealed class RasReader : IDiffractionReader
{
    /// <inheritdoc/>
    public string Name => "Rigaku .ras";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path).TrimStart().StartsWith("*RAS_DATA_START", StringComparison.Ordinal);

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        LabText text = LabText.Read(path);
        var ranges = new PatternRanges(path, options);
        var head = new RigakuHead();
        bool isEnded = false;
        for (int line = 0; line < text.Count; line++)
        {
            ReadOnlySpan<char> row = text[line].Trim();
            if (row.SequenceEqual("*RAS_HEADER_START"))
            {
                head = new RigakuHead();
            }
            else if (row.SequenceEqual("*RAS_INT_START"))
            {
                line = Rows(text, line + 1, out List<(double, double, double)> rows);
                Add(ranges, head, rows);
            }
            else if (row.StartsWith("*RAS_DATA_END"))
            {
                isEnded = true;
            }
            else if (row.StartsWith("*") && row.IndexOf(' ') is > 0 and var blank)
            {
                head.Set(row[1..blank].ToString(), row[blank..].Trim().Trim('"').Trim().ToString());
            }
        }

        if (!isEnded)
        {
            ranges.Say(Remark.Warning("The file has no line *RAS_DATA_END: it was cut, or is still being written."));
        }

        return ranges.Record("Rigaku RAS");
    }

    private static void Add(PatternRanges ranges, RigakuHead head, List<(double, double, double)> rows)
    {
        if (!head.IsAlongTwoTheta)
        {
            ranges.LeaveOut($"is a scan of {head.Axis}, which is no powder pattern");
        }
        else if (rows.Count == 0)
        {
            ranges.LeaveOut("has no point");
        }
        else
        {
            var points = new PatternPoints(ranges.Path);
            head.Tell(points);
            head.AddRows(points, rows);
            ranges.Add(points);
        }
    }

    // The rows up to *RAS_INT_END; a last line without its end may have lost digits.
    private static int Rows(LabText text, int line, out List<(double Angle, double Value, double Attenuator)> rows)
    {
        rows = [];
        for (; line < text.Count && !text[line].TrimStart().StartsWith("*"); line++)
        {
            bool mayBeCut = line == text.Count - 1 && text.EndsUnfinished;
            if (text[line].Trim().IsEmpty || mayBeCut)
            {
                continue;
            }

            if (TryRow(text[line], out (double, double, double) row))
            {
                rows.Add(row);
            }
            else
            {
                throw new DataException($"line {line + 1}: '{text[line].Trim()}' is no row of angle and value. Perhaps the file was edited or damaged.", text.Path);
            }
        }

        return line;
    }

    /// <summary>A row of two or three numbers; the attenuator is NaN where it is missing.</summary>
    internal static bool TryRow(ReadOnlySpan<char> line, out (double Angle, double Value, double Attenuator) row)
    {
        Span<double> numbers = [double.NaN, double.NaN, double.NaN];
        int count = 0;
        foreach (Range part in line.SplitAny([' ', '\t', ',']))
        {
            if (line[part].Trim().IsEmpty)
            {
                continue;
            }

            if (count == 3 || !double.TryParse(line[part], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[count++]))
            {
                count = 0;
                break;
            }
        }

        row = (numbers[0], numbers[1], numbers[2]);
        return count >= 2;
    }
}
