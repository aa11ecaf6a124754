namespace Stria.Files;

/// <summary>The ranges of a file as its reader finds them: powder patterns are kept, other scans are left out and named.</summary>
/// <param name="path">The file.</param>
/// <param name="options">What the file does not say.</param>
internal sealed class PatternRanges(string path, DiffractionReadOptions options)
{
    private readonly List<(int Number, PatternPoints Points)> kept = [];
    private readonly List<string> others = [];
    private readonly List<Remark> remarks = [];

    internal string Path => path;

    internal DiffractionReadOptions Options => options;

    /// <summary>How many ranges were found, kept or not.</summary>
    internal int Count { get; private set; }

    /// <summary>Keeps a pattern.</summary>
    internal void Add(PatternPoints points) => kept.Add((++Count, points));

    /// <summary>Leaves a range out.</summary>
    /// <param name="why">What it is, or what is wrong with it.</param>
    internal void LeaveOut(string why) => others.Add($"range {++Count} {why}");

    /// <summary>Says something about the file as a whole.</summary>
    internal void Say(Remark remark) => remarks.Add(remark);

    /// <summary>What was found.</summary>
    /// <param name="format">The format's name.</param>
    /// <exception cref="DataException">No range is a powder pattern, or one is none that can be.</exception>
    internal DiffractionRecord Record(string format)
    {
        if (kept.Count == 0)
        {
            throw new DataException(others.Count > 0
                ? $"holds no powder pattern: {string.Join("; ", others.Take(3))}{(others.Count > 3 ? $"; and {others.Count - 3} more" : "")}."
                : "holds no range. Perhaps only its head was saved.", path);
        }

        var patterns = new List<Diffractogram>();
        foreach ((int number, PatternPoints points) in kept)
        {
            points.Name += Count > 1 ? $" range {number}" : "";
            patterns.Add(points.Make(options));
            remarks.AddRange(points.Remarks);
        }

        if (others.Count > 0)
        {
            remarks.Add(Remark.Note($"{others.Count} of {Count} ranges were left out: {string.Join("; ", others.Take(3))}{(others.Count > 3 ? "; …" : "")}."));
        }

        return new DiffractionRecord(path, format, patterns) { Remarks = [.. remarks.Distinct()] };
    }
}
