namespace Stria.Files;

/// <summary>Version 4 of Bruker's .raw ("RAW4.00"): a head of 61 bytes, then segments with type and length; a segment of type 0 or 160 begins a range.</summary>
/// <remarks>The layout is not published; offsets as xylib and GSAS-II describe them, checked against files of DIFFRAC.</remarks>
internal static class BrukerRaw4
{
    private const int FirstSegment = 61, RangeHead = 160, TextSegment = 10, TubeSegment = 30, DriveSegment = 50;

    internal static void Read(BinaryFile file, PatternRanges ranges)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        TubeLines lines = default;
        long at = FirstSegment;
        while (at + 8 <= file.Length)
        {
            uint type = file.UInt32(at, "the type of a segment"), length = file.UInt32(at + 4, "the length of a segment");
            if (type is 0 or 160)
            {
                if (at + RangeHead > file.Length || IsPadding(file, at))
                {
                    return;
                }

                at = ReadRange(file, ranges, at, (texts, lines));
                continue;
            }

            if (length < 8 || at + length > file.Length)
            {
                string where = $"the segment of type {type} at byte {at} has {length} bytes, and the file {file.Length}";
                if (ranges.Count == 0)
                {
                    throw new DataException($"{where}. Perhaps the file was cut.", file.Path);
                }

                ranges.Say(Remark.Warning($"What follows range {ranges.Count} was not read: {where}."));
                return;
            }

            if (type == TextSegment && length > 36)
            {
                texts[file.Text(at + 12, 24, "the name of a text")] = file.Text(at + 36, (int)Math.Min(length - 36, 4096), "a text");
            }
            else if (type == TubeSegment && length >= 120)
            {
                lines = new TubeLines(file.Text(at + 116, 4, "the anode"), file.Double(at + 80, "Kα1"), file.Double(at + 88, "Kα2"), file.Double(at + 104, "Kα2 over Kα1"));
            }

            at += length;
        }
    }

    // Files of many ranges end in zeros.
    private static bool IsPadding(BinaryFile file, long at) => file.UInt32(at + 88, "the number of steps") == 0 && file.Text(at + 32, 24, "the type of the scan").Length == 0;

    private static long ReadRange(BinaryFile file, PatternRanges ranges, long at, (Dictionary<string, string> Texts, TubeLines Lines) head)
    {
        string scan = file.Text(at + 32, 24, "the type of the scan");
        double start = file.Double(at + 72, "the first position"), step = file.Double(at + 80, "the step");
        uint steps = file.UInt32(at + 88, "the number of steps"), record = file.UInt32(at + 136, "the length of a record"), further = file.UInt32(at + 140, "the length of a range's segments");
        if (record is < 4 or > 4096 || at + RangeHead + further > file.Length)
        {
            throw new DataException($"range {ranges.Count + 1}, at byte {at}, has {further} bytes of segments and {record} bytes for a point. Perhaps the file was cut or is damaged.", file.Path);
        }

        long data = at + RangeHead + further, end = data + ((long)steps * record);
        (double Theta, double TwoTheta) = Drives(file, at + RangeHead, data);
        if (!BrukerRange.IsAlongTwoTheta(scan) && !(Math.Abs(TwoTheta - start) < 1e-6 && Math.Abs(Theta - start) > 1e-6))
        {
            ranges.LeaveOut($"is a '{scan}', which does not run along 2θ");
            return end;
        }

        var points = new PatternPoints(file.Path)
        {
            CountingTime_s = SinglePrecision.AsTyped(file.Single(at + 92, "the time of a step")),
            Start = BrukerRange.Moment(file.Text(12, 12, "the date"), file.Text(24, 10, "the time")),
        };
        points.Tell("scan", scan);
        points.Tell("step time [s]", points.CountingTime_s);
        points.Tell("tube voltage [kV]", file.Single(at + 100, "the voltage"));
        points.Tell("tube current [mA]", file.Single(at + 104, "the current"));
        points.Tell("sample", head.Texts.GetValueOrDefault("SAMPLEID"));
        points.Tell("comment", head.Texts.GetValueOrDefault("COMMENT"));
        points.Tell("operator", head.Texts.GetValueOrDefault("USER"));
        points.Tell("written by", $"{head.Texts.GetValueOrDefault("CREATOR")} {head.Texts.GetValueOrDefault("CREATOR_VERSION")}");
        (head.Lines with { Used_angstrom = file.Double(at + 112, "the wavelength in use") }).Tell(points);
        BrukerRange.ReadCounts(file, points, data, (start, step, steps, (int)record));
        if (points.Counts.Count > 0)
        {
            ranges.Add(points);
        }
        else
        {
            ranges.LeaveOut($"has none of its {steps} points");
        }

        return end;
    }

    // Where the drives stood when the range began [°]; NaN where it does not say.
    private static (double Theta, double TwoTheta) Drives(BinaryFile file, long at, long end)
    {
        double theta = double.NaN, twoTheta = double.NaN;
        while (at + 8 <= end)
        {
            uint type = file.UInt32(at, "the type of a segment"), length = file.UInt32(at + 4, "the length of a segment");
            if (length < 8 || at + length > end)
            {
                break;
            }

            if (type == DriveSegment && length >= 64)
            {
                string drive = file.Text(at + 12, 24, "the name of a drive");
                theta = drive == "Theta" ? file.Double(at + 56, "Theta") : theta;
                twoTheta = drive == "2Theta" ? file.Double(at + 56, "2Theta") : twoTheta;
            }

            at += length;
        }

        return (theta, twoTheta);
    }
}
