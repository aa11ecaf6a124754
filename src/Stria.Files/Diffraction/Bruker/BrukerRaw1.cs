namespace Stria.Files;

/// <summary>Version 1 of Bruker's .raw ("RAW "): ranges of single-precision numbers one after another, each saying how many follow.</summary>
/// <remarks>Layout after the manual of DIFFRAC-AT, appendix B, as xylib describes it.</remarks>
internal static class BrukerRaw1
{
    private const int HeadBytes = 156, MostRanges = 10_000;
    private const uint Tag = 0x20574152; // "RAW "

    internal static void Read(BinaryFile file, PatternRanges ranges)
    {
        long at = 0;
        for (uint following = 1; following > 0 && ranges.Count < MostRanges;)
        {
            // The oldest files repeat the tag at every range, later ones only at the first.
            long head = ranges.Count == 0 || file.UInt32(at, "the head of a range") == Tag ? at : at - 4;
            uint steps = file.UInt32(head + 4, "the number of steps");
            following = file.UInt32(head + 152, "the number of ranges that follow");
            var points = new PatternPoints(file.Path) { CountingTime_s = file.Single(head + 8, "the time of a step") };
            points.Tell("step time [s]", points.CountingTime_s);
            points.Tell("sample", file.Text(head + 40, 32, "the name of the sample"));
            new TubeLines("", Typed(file, head + 72, "Kα1"), Typed(file, head + 76, "Kα2"), double.NaN).Tell(points);
            double start = Typed(file, head + 24, "the first angle"), step = Typed(file, head + 12, "the step");
            BrukerRange.ReadCounts(file, points, head + HeadBytes, (start, step, steps, 4));
            if (points.Counts.Count == 0)
            {
                ranges.LeaveOut($"has none of its {steps} points");
                return;
            }

            ranges.Add(points);
            at = head + HeadBytes + (4L * steps);
            if (following > 0 && at + HeadBytes > file.Length)
            {
                ranges.Say(Remark.Warning($"{following} more ranges are announced and the file ends: it was cut, or the measurement stopped."));
                return;
            }
        }
    }

    private static double Typed(BinaryFile file, long offset, string what) => SinglePrecision.AsTyped(file.Single(offset, what));
}
