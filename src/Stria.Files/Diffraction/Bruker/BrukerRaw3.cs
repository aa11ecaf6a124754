namespace Stria.Files;

/// <summary>Version 3 of Bruker's .raw ("RAW1.01"): a head of 712 bytes, then ranges with a head, further records and the counts.</summary>
/// <remarks>Layout after DIFFRACplus FILE EXCHANGE and XCH (2002), appendix A, as xylib and reductus describe it.</remarks>
internal static class BrukerRaw3
{
    private const int FirstRange = 712, LeastHead = 260;
    private static readonly Dictionary<uint, string> Types = new()
    {
        [0] = "locked coupled", [1] = "unlocked coupled", [2] = "detector scan", [3] = "rocking curve", [4] = "chi scan", [5] = "phi scan", [6] = "x scan", [7] = "y scan", [8] = "z scan",
        [9] = "aux1 scan", [10] = "aux2 scan", [11] = "aux3 scan", [12] = "psi scan", [13] = "hkl scan", [14] = "reciprocal space scan", [20] = "unlocked coupled (high resolution)",
        [129] = "PSD fixed scan", [130] = "PSD fast scan",
    };

    internal static void Read(BinaryFile file, PatternRanges ranges)
    {
        uint count = file.UInt32(12, "the number of ranges");
        if (file.UInt32(8, "the state of the measurement") is >= 2 and <= 4 and var state)
        {
            ranges.Say(Remark.Warning($"The file says that its measurement was {state switch { 2 => "still running", 3 => "aborted", _ => "interrupted" }}."));
        }

        var lines = new TubeLines(file.Text(608, 4, "the anode"), file.Double(624, "Kα1"), file.Double(632, "Kα2"), file.Double(648, "Kα2 over Kα1"));
        long at = FirstRange;
        for (uint range = 0; range < count; range++)
        {
            if (at + LeastHead > file.Length)
            {
                ranges.Say(Remark.Warning($"{count} ranges are announced and {range} are there: the file was cut, or the measurement stopped."));
                return;
            }

            at = ReadRange(file, ranges, at, lines);
        }
    }

    private static long ReadRange(BinaryFile file, PatternRanges ranges, long at, TubeLines lines)
    {
        uint head = file.UInt32(at, "the length of a range's head"), steps = file.UInt32(at + 4, "the number of steps"), type = file.UInt32(at + 196, "the type of the scan");
        uint varying = file.UInt32(at + 248, "what varies"), record = file.UInt32(at + 252, "the length of a record"), further = file.UInt32(at + 256, "the length of further records");
        int doubles = System.Numerics.BitOperations.PopCount(varying);
        record = record == 0 ? 4 : record;
        if (head is < LeastHead or > 65536 || further > file.Length || record != 4 + (8 * doubles))
        {
            throw new DataException($"range {ranges.Count + 1}, at byte {at}, has a head of {head} bytes, {further} bytes of further records and {record} bytes for a point with {doubles} varying settings, "
                + "which contradict each other. Perhaps the file is damaged.", file.Path);
        }

        long data = at + head + further, end = data + ((long)steps * record);
        string name = Types.GetValueOrDefault(type, $"scan of type {type}");
        if (!BrukerRange.IsAlongTwoTheta(name))
        {
            ranges.LeaveOut($"is a {name}, which does not run along 2θ");
            return end;
        }

        PatternPoints points = Described(file, at, name);
        (lines with { Used_angstrom = file.Double(at + 240, "the wavelength in use") }).Tell(points);
        BrukerRange.ReadCounts(file, points, data, (file.Double(at + 16, "the first angle"), file.Double(at + 176, "the step"), steps, (int)record), (varying & 1) != 0 ? 4 : -1);
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

    private static PatternPoints Described(BinaryFile file, long at, string scan)
    {
        float kelvin = file.Single(at + 212, "the temperature");
        var points = new PatternPoints(file.Path)
        {
            CountingTime_s = file.Single(at + 192, "the time of a step"),
            Start = BrukerRange.Moment(file.Text(16, 10, "the date"), file.Text(26, 10, "the time")),
            Temperature = kelvin is > 1 and < 5000 ? kelvin : null,
        };
        points.Tell("scan", scan);
        points.Tell("sample", file.Text(326, 60, "the name of the sample"));
        points.Tell("comment", file.Text(386, 160, "the comment"));
        points.Tell("operator", file.Text(36, 72, "the user"));
        points.Tell("goniometer radius [mm]", file.Single(564, "the radius"));
        points.Tell("step time [s]", points.CountingTime_s);
        points.Tell("tube voltage [kV]", file.UInt32(at + 224, "the voltage"));
        points.Tell("tube current [mA]", file.UInt32(at + 228, "the current"));
        points.Tell("K beta [Å]", file.Double(640, "Kβ"));
        return points;
    }
}
