using System.Globalization;
using System.Xml.Linq;

namespace Stria.Files;

/// <summary>The data of one scan of a .brml: rows of numbers, and views that say which column is what.</summary>
/// <param name="path">The file.</param>
/// <param name="root">The scan's part of the archive.</param>
/// <param name="route">The data.</param>
/// <param name="container">The list of contents; null where there is none.</param>
internal sealed class BrmlRoute(string path, XElement root, XElement route, XElement? container)
{
    private const double Blank = -9999;

    /// <summary>Adds the scan where it is a pattern, else says what it is.</summary>
    internal void AddTo(PatternRanges ranges)
    {
        XElement? information = route.One("ScanInformation");
        string scan = information?.Word("VisibleName") ?? information?.Word("ScanName") ?? "scan";
        XElement[] views = [.. route.One("DataViews")?.All("RawDataView") ?? []];
        if (route.Descendants().Any(e => (e.Word("type") ?? "").StartsWith("ExtMemory", StringComparison.Ordinal)))
        {
            ranges.LeaveOut($"('{scan}') keeps its counts in a binary part of the archive, whose layout Bruker does not publish; export it as .xy or .raw");
            return;
        }

        double[][] rows = [.. route.All("Datum").Select((d, i) => Row(d, i))];
        if (rows.Length == 0)
        {
            ranges.LeaveOut($"('{scan}') has no point");
            return;
        }

        XElement? recorded = Counts(views);
        int width = Whole(recorded?.Word("Length"), 1);
        if (width > 1)
        {
            AddFixed(ranges, (scan, information), rows, (Whole(recorded!.Word("Start"), 0), width));
            return;
        }

        int angle = TwoTheta(views, information), absorption = Column(views, "AbsorptionFactor", 1), last = rows[0].Length - 1;
        int count = recorded is null ? last : Whole(recorded.Word("Start"), last);
        if (angle < 0)
        {
            ranges.LeaveOut($"('{scan}') does not run along 2θ");
            return;
        }

        PatternPoints points = Described(scan, information);
        if (views.Length == 0)
        {
            points.Remarks.Add(Remark.Assumed("The file does not say what its columns are: time, absorber, drives and, last, counts were taken."));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            AddRow(points, rows[i], (angle, count, absorption), i);
        }

        points.Temperature = Temperature(views, rows);
        ranges.Add(points);
    }

    // What an absorber let through was multiplied by its factor already: the values divided by it are whole.
    private void AddRow(PatternPoints points, double[] row, (int Angle, int Count, int Absorption) columns, int index)
    {
        if (Math.Max(columns.Angle, columns.Count) >= row.Length)
        {
            throw new DataException($"row {index + 1} has {row.Length} numbers, and its counts are announced in column {Math.Max(columns.Angle, columns.Count) + 1}. Perhaps the archive is damaged.", path);
        }

        double factor = columns.Absorption >= 0 && columns.Absorption < row.Length && row[columns.Absorption] > 0 ? row[columns.Absorption] : 1;
        points.Positions.Add(row[columns.Angle]);
        points.Counts.Add(row[columns.Count] == Blank ? double.NaN : row[columns.Count]);
        points.Scales.Add(factor);
    }

    // A detector that stood still: each row is a whole pattern along a scale.
    private void AddFixed(PatternRanges ranges, (string Name, XElement? Information) scan, double[][] rows, (int Start, int Width) view)
    {
        XElement? scale = scan.Information?.One("ScaleAxes")?.All("ScaleAxisInfo").FirstOrDefault(a => IsTwoTheta(a.Word("AxisId") ?? a.Word("AxisName")));
        double start = PatternXml.Number(scale?.Text("Start")), step = PatternXml.Number(scale?.Text("Increment"));
        if (!double.IsFinite(start) || !(Math.Abs(step) > 0))
        {
            ranges.LeaveOut($"('{scan.Name}') has a frame of {view.Width} channels at each point, and no scale along 2θ");
            return;
        }

        foreach (double[] row in rows)
        {
            if (row.Length < view.Start + view.Width)
            {
                throw new DataException($"a row has {row.Length} numbers, and {view.Width} channels are announced from column {view.Start + 1}. Perhaps the archive is damaged.", path);
            }

            PatternPoints points = Described(scan.Name, scan.Information);
            points.Positions.AddRange(Enumerable.Range(0, view.Width).Select(i => start + (i * step)));
            points.Counts.AddRange(row.AsSpan(view.Start, view.Width));
            points.Scales.AddRange(Enumerable.Repeat(1.0, view.Width));
            ranges.Add(points);
        }
    }

    private PatternPoints Described(string scan, XElement? information)
    {
        XElement? tube = root.Deep("Tube"), measurement = container?.Deep("MeasurementInfo");
        double Value(string name) => PatternXml.Number(tube?.Deep(name)?.Word("Value"));
        var points = new PatternPoints(path)
        {
            Axis = DiffractionAxis.TwoTheta,
            Start = PatternXml.Moment(root.Text("TimeStampStarted")),
            End = PatternXml.Moment(root.Text("TimeStampFinished")),
            CountingTime_s = PatternXml.Number(information?.Text("TimePerStepEffective") ?? information?.Text("TimePerStep")),
        };
        points.Tell("scan", scan);
        points.Tell("step time [s]", points.CountingTime_s);
        points.Tell("sample", measurement?.Word("SampleName") ?? root.Descendants().FirstOrDefault(e => e.Word("Name") == "SampleName")?.Word("Value"));
        points.Tell("comment", measurement?.Word("Comment"));
        points.Tell("operator", measurement?.Word("UserName"));
        points.Tell("instrument", container?.Deep("DeviceTypeDesc")?.Value);
        points.Tell("tube voltage [kV]", Value("Voltage"));
        points.Tell("tube current [mA]", Value("Current"));
        points.Tell("K beta [Å]", Value("WaveLengthBeta"));
        points.Tell("goniometer radius [mm]", PatternXml.Number(root.Deep("PrimaryTracks")?.Deep("Radius")?.Word("Value")));
        new TubeLines(tube?.Deep("TubeMaterial")?.Value ?? "", Value("WaveLengthAlpha1"), Value("WaveLengthAlpha2"), Value("WaveLengthRatio")).Tell(points);
        if (root.Text("MeasurementStatus") is { } status && status != "Measured")
        {
            points.Remarks.Add(Remark.Warning($"The file says of a scan that it is '{status}'."));
        }

        return points;
    }

    private double[] Row(XElement datum, int index)
    {
        string[] cells = datum.Value.Split(',');
        var row = new double[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            if (!double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out row[i]))
            {
                throw new DataException($"row {index + 1}, column {i + 1}: '{cells[i][..Math.Min(cells[i].Length, 40)]}' is no number. Perhaps the archive is damaged.", path);
            }
        }

        return row;
    }

    // The detector's own counter; several are told apart by what they count.
    private static XElement? Counts(XElement[] views)
    {
        XElement[] recorded = [.. views.Where(v => v.Word("type") == "RecordedRawDataView")];
        bool Is(XElement view, string category) => view.One("Recording") is { } r && ((r.Word("Category") ?? "") == category || (r.One("Unit")?.Word("Base") ?? "").StartsWith(category, StringComparison.Ordinal));
        return recorded.FirstOrDefault(v => Is(v, "Count")) ?? recorded.FirstOrDefault(v => v.One("Recording")?.Word("LogicName") is "ScanCounter" or "Counter0D") ?? recorded.FirstOrDefault();
    }

    private static int TwoTheta(XElement[] views, XElement? information)
    {
        foreach (XElement view in views)
        {
            XElement[] fields = [.. view.Descendants().Where(e => e.Name.LocalName == "FieldDefinitions")];
            int at = Array.FindIndex(fields, f => IsTwoTheta(f.Word("AxisId")) || IsTwoTheta(f.Word("FieldName")));
            if (at >= 0)
            {
                return Whole(view.Word("Start"), 0) + at;
            }
        }

        XElement[] axes = views.Length > 0 ? [] : [.. information?.One("ScanAxes")?.All("ScanAxisInfo") ?? []];
        int axis = Array.FindIndex(axes, a => IsTwoTheta(a.Word("AxisId")) || IsTwoTheta(a.Word("AxisName")));
        return axis < 0 ? -1 : 2 + axis;
    }

    private static int Column(XElement[] views, string name, int otherwise) =>
        Array.Find(views, v => v.Word("LogicName") == name) is { } view ? Whole(view.Word("Start"), -1) : views.Length == 0 ? otherwise : -1;

    // Where a recorded quantity says that it is a temperature and in which unit; the mean over the scan.
    private static double? Temperature(XElement[] views, double[][] rows)
    {
        foreach (XElement view in views.Where(v => v.Word("type") == "RecordedRawDataView"))
        {
            string unit = view.One("Recording")?.One("Unit")?.Word("Base") ?? "";
            int at = Whole(view.Word("Start"), -1);
            if (unit is "Kelvin" or "DegreeCelsius" && at >= 0)
            {
                double[] values = [.. rows.Where(r => at < r.Length && r[at] != Blank).Select(r => r[at])];
                return values.Length > 0 ? values.Average() + (unit == "Kelvin" ? 0 : 273.15) : null;
            }
        }

        return null;
    }

    private static bool IsTwoTheta(string? name) => (name ?? "").Trim() is "TwoTheta" or "2Theta";

    private static int Whole(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value < 1 << 24 ? value : otherwise;
}
