using System.Globalization;

namespace Stria.Files;

/// <summary>Energy-dispersive patterns as EPICS multichannel analysers write them (.mca, .med): counts of each channel and detector element, with the calibration E = offset + slope n + quadratic n² [keV] and the angle.</summary>
public sealed class EnergySpectrumReader : IDiffractionReader
{
    private const double Kilo = 1000;
    private const int MostElements = 4096;

    /// <inheritdoc/>
    public string Name => "multichannel analyser (.mca, .med)";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        string beginning = LabText.Beginning(path, 65536);
        return beginning.Contains("CHANNELS:", StringComparison.Ordinal) && beginning.Contains("CAL_SLOPE:", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        LabText text = LabText.Read(path);
        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        int line = 0;
        for (; line < text.Count && !text[line].StartsWith("DATA:"); line++)
        {
            int colon = text[line].IndexOf(':');
            if (colon > 0)
            {
                head.TryAdd(text[line][..colon].Trim().ToString(), text[line][(colon + 1)..].Trim().ToString());
            }
        }

        if (line == text.Count)
        {
            throw new DataException("has no line DATA:. Perhaps only its head was saved.", path);
        }

        int elements = (int)Math.Clamp(First(head, "ELEMENTS", 0) is var stated && stated >= 1 ? stated : 1, 1, MostElements);
        List<double[]> rows = Rows(text, line + 1, elements, out bool isCut);
        var ranges = new PatternRanges(path, options);
        double channels = First(head, "CHANNELS", 0);
        if (text.EndsUnfinished && !isCut && rows.Count > 0 && rows.Count < channels)
        {
            rows.RemoveAt(rows.Count - 1); // it may have lost digits
        }

        if (isCut || rows.Count < channels)
        {
            ranges.Say(Remark.Warning($"The file announces {channels:g6} channels and {rows.Count} are there: it was cut."));
        }

        for (int element = 0; element < elements; element++)
        {
            Add(ranges, head, rows, element);
        }

        return ranges.Record("MCA");
    }

    private static void Add(PatternRanges ranges, Dictionary<string, string> head, List<double[]> rows, int element)
    {
        double offset = First(head, "CAL_OFFSET", element), slope = First(head, "CAL_SLOPE", element), quadratic = First(head, "CAL_QUAD", element);
        bool isGiven = ranges.Options.EnergyCalibration is not null;
        if (!isGiven && !(slope > 0))
        {
            throw new DataException($"has no calibration of its channels: CAL_SLOPE is {(double.IsNaN(slope) ? "missing" : slope.ToString("g4", CultureInfo.InvariantCulture))}. Give one with --calibration.", ranges.Path);
        }

        var points = new PatternPoints(ranges.Path)
        {
            Axis = DiffractionAxis.Energy,
            FixedTwoTheta_deg = First(head, "TWO_THETA", element) is > 0 and < 180 and var angle ? angle : null,
            Start = ClockText.TryMoment(head.GetValueOrDefault("DATE", ""), dayFirst: false, out DateTimeOffset moment) ? moment : null,
        };
        points.Tell("live time [s]", First(head, "LIVE_TIME", element));
        points.Tell("real time [s]", First(head, "REAL_TIME", element));
        for (int channel = 0; channel < rows.Count; channel++)
        {
            double energy = isGiven ? channel : Kilo * ((double.IsNaN(offset) ? 0 : offset) + (slope * channel) + ((double.IsNaN(quadratic) ? 0 : quadratic) * channel * channel));
            if (isGiven || energy > 0)
            {
                points.Positions.Add(energy);
                points.Counts.Add(rows[channel][element]);
                points.Scales.Add(1);
            }
        }

        ranges.Add(points);
    }

    private static List<double[]> Rows(LabText text, int line, int elements, out bool isCut)
    {
        var rows = new List<double[]>();
        isCut = false;
        for (; line < text.Count; line++)
        {
            string[] cells = text[line].ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0)
            {
                continue;
            }

            double[] row = [.. cells.Select(PatternXml.Number)];
            if (row.Length == elements && row.All(double.IsFinite))
            {
                rows.Add(row);
                continue;
            }

            isCut = line == text.Count - 1;
            if (!isCut)
            {
                throw new DataException($"line {line + 1}: '{text[line].Trim()}' is no row of {elements} counts. Perhaps the file was edited.", text.Path);
            }
        }

        return rows;
    }

    // The value of a detector element: heads have one number for each.
    private static double First(Dictionary<string, string> head, string name, int element)
    {
        string[] cells = head.GetValueOrDefault(name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return cells.Length == 0 ? double.NaN : PatternXml.Number(cells[Math.Min(element, cells.Length - 1)]);
    }
}
