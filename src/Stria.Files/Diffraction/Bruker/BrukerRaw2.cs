namespace Stria.Files;

/// <summary>Version 2 of Bruker's .raw ("RAW2"): a head of 256 bytes, then ranges with heads that say their own length.</summary>
/// <remarks>Layout after the manual of DIFFRAC-AT, appendix B, as xylib and GSAS-II describe it.</remarks>
internal static class BrukerRaw2
{
    private const int FirstRange = 256, LeastHead = 48;

    internal static void Read(BinaryFile file, PatternRanges ranges)
    {
        int count = file.UInt16(4, "the number of ranges");
        string moment = file.Text(168, 20, "date and time");
        var lines = new TubeLines(file.Text(188, 2, "the anode"), Typed(file, 190, "Kα1"), Typed(file, 194, "Kα2"), Typed(file, 198, "Kα2 over Kα1"));
        long at = FirstRange;
        for (int range = 0; range < count; range++)
        {
            if (at + LeastHead > file.Length)
            {
                ranges.Say(Remark.Warning($"{count} ranges are announced and {range} are there: the file was cut, or the measurement stopped."));
                return;
            }

            int head = file.UInt16(at, "the length of a range's head"), steps = file.UInt16(at + 2, "the number of steps");
            if (head < LeastHead)
            {
                throw new DataException($"range {range + 1}, at byte {at}, has a head of {head} bytes; it has {LeastHead} or more. Perhaps the file is damaged.", file.Path);
            }

            var points = new PatternPoints(file.Path)
            {
                CountingTime_s = file.Single(at + 8, "the time of a step"),
                Start = ClockText.TryMoment(moment, dayFirst: false, out DateTimeOffset start) ? start : null,
                Temperature = file.UInt16(at + 46, "the temperature") is > 0 and < 5000 and var kelvin ? kelvin : null,
            };
            points.Tell("step time [s]", points.CountingTime_s);
            lines.Tell(points);
            BrukerRange.ReadCounts(file, points, at + head, (Typed(file, at + 16, "the first angle"), Typed(file, at + 12, "the step"), steps, 4));
            if (points.Counts.Count > 0)
            {
                ranges.Add(points);
            }
            else
            {
                ranges.LeaveOut($"has none of its {steps} points");
            }

            at += head + (4L * steps);
        }
    }

    private static double Typed(BinaryFile file, long offset, string what) => SinglePrecision.AsTyped(file.Single(offset, what));
}
