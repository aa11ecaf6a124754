using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Stria.Files;

/// <summary>Rigaku .rasx of SmartLab Studio II: an archive whose root.xml lists one group per scan, each with ProfileN.txt and MesurementConditionsN.xml.</summary>
public sealed partial class RasxReader : IDiffractionReader
{
    // Where the conditions say what .ras says by a key.
    private static readonly (string Section, string Name, string Key)[] Fields =
    [
        ("ScanInformation", "AxisName", "MEAS_SCAN_AXIS_X"), ("ScanInformation", "Mode", "MEAS_SCAN_MODE"), ("ScanInformation", "Step", "MEAS_SCAN_STEP"), ("ScanInformation", "Speed", "MEAS_SCAN_SPEED"),
        ("ScanInformation", "SpeedUnit", "MEAS_SCAN_SPEED_UNIT"), ("ScanInformation", "IntensityUnit", "MEAS_SCAN_UNIT_Y"), ("ScanInformation", "DataCount", "MEAS_DATA_COUNT"),
        ("ScanInformation", "StartTime", "MEAS_SCAN_START_TIME"), ("ScanInformation", "EndTime", "MEAS_SCAN_END_TIME"), ("XrayGenerator", "TargetName", "HW_XG_TARGET_NAME"),
        ("XrayGenerator", "WavelengthKalpha1", "HW_XG_WAVE_LENGTH_ALPHA1"), ("XrayGenerator", "WavelengthKalpha2", "HW_XG_WAVE_LENGTH_ALPHA2"), ("XrayGenerator", "WavelengthKbeta", "HW_XG_WAVE_LENGTH_BETA"),
        ("XrayGenerator", "Voltage", "MEAS_COND_XG_VOLTAGE"), ("XrayGenerator", "Current", "MEAS_COND_XG_CURRENT"), ("GeneralInformation", "SampleName", "FILE_SAMPLE"),
        ("GeneralInformation", "Comment", "FILE_COMMENT"), ("GeneralInformation", "Operator", "FILE_OPERATOR"), ("GeneralInformation", "SystemName", "FILE_SYSTEM_NAME"),
    ];

    /// <inheritdoc/>
    public string Name => "Rigaku .rasx";

    /// <inheritdoc/>
    public bool Recognises(string path) => ZippedParts.Holds(path, name => Group().IsMatch(name));

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options) => ZippedParts.Use(path, parts =>
    {
        var ranges = new PatternRanges(path, options);
        foreach (string group in Groups(path, parts))
        {
            string[] within = [.. parts.Names.Where(n => n.StartsWith(group + "/", StringComparison.OrdinalIgnoreCase)).Order(NaturalOrder.Instance)];
            string? profile = Array.Find(within, n => Profile().IsMatch(n)), conditions = Array.Find(within, n => n.Contains("Conditions", StringComparison.OrdinalIgnoreCase));
            if (profile is null)
            {
                ranges.LeaveOut($"({group}) holds {(within.Any(n => n.Contains("Image", StringComparison.OrdinalIgnoreCase)) ? "an image of an area detector: integrate it first" : "no profile")}");
                continue;
            }

            RigakuHead head = Head(path, conditions is null ? null : parts.Text(conditions));
            Add(ranges, head, group, Rows(path, profile, parts.Text(profile)));
        }

        return ranges.Record("Rigaku RASX");
    });

    private static void Add(PatternRanges ranges, RigakuHead head, string group, List<(double, double, double)> rows)
    {
        if (!head.IsAlongTwoTheta || rows.Count == 0)
        {
            ranges.LeaveOut(rows.Count == 0 ? $"({group}) has no point" : $"({group}) is a scan of {head.Axis}, which is no powder pattern");
            return;
        }

        var points = new PatternPoints(ranges.Path);
        head.Tell(points);
        head.AddRows(points, rows);
        ranges.Add(points);
    }

    // In the order of root.xml; by number where it is missing.
    private static string[] Groups(string path, ZippedParts parts)
    {
        string[] listed = parts.Names.Contains("root.xml", StringComparer.OrdinalIgnoreCase)
            ? [.. PatternXml.Parse(path, parts.Text("root.xml")).Root.Descendants().Select(e => e.Name.LocalName).Where(n => DataName().IsMatch(n)).Distinct()] : [];
        string[] found = listed.Length > 0 ? listed : [.. parts.Names.Select(n => n.Split('/')[0]).Where(n => DataName().IsMatch(n)).Distinct().Order(NaturalOrder.Instance)];
        return found.Length > 0 ? found : throw new DataException("holds no group DataN. Perhaps it was saved before anything was measured.", path);
    }

    private static RigakuHead Head(string path, string? conditions)
    {
        var head = new RigakuHead();
        if (conditions is null)
        {
            return head;
        }

        XElement root = PatternXml.Parse(path, conditions).Root;
        foreach (XElement pair in root.Deep("RASHeader")?.All("Pair") ?? [])
        {
            string[] words = [.. pair.Elements().Select(e => e.Value.Trim())];
            if (words.Length >= 2)
            {
                head.Set(words[0].TrimStart('*'), words[1]);
            }
        }

        foreach ((string section, string name, string key) in Fields)
        {
            head.SetMissing(key, root.Deep(section)?.Text(name));
        }

        return head;
    }

    private static List<(double Angle, double Value, double Attenuator)> Rows(string path, string part, string text)
    {
        var rows = new List<(double, double, double)>();
        int line = 0;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            line++;
            ReadOnlySpan<char> row = raw.Trim().Trim('\uFEFF');
            if (row.IsEmpty || row[0] is '#' or '*')
            {
                continue;
            }

            rows.Add(RasReader.TryRow(row, out (double, double, double) found) ? found
                : throw new DataException($"{part}, line {line}: '{row[..Math.Min(row.Length, 60)]}' is no row of angle and value. Perhaps the archive was edited.", path));
        }

        return rows;
    }

    [GeneratedRegex(@"^Data\d+/(Profile|Mesurement|Measurement|Image)", RegexOptions.IgnoreCase)]
    private static partial Regex Group();

    [GeneratedRegex(@"/Profile\d*\.txt$", RegexOptions.IgnoreCase)]
    private static partial Regex Profile();

    [GeneratedRegex(@"^Data\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex DataName();
}
