using System.Text;

namespace Stria.Files;

/// <summary>Siemens and Bruker .raw of DIFFRAC-AT, DIFFRACplus and DIFFRAC.SUITE: versions 1 ("RAW "), 2 ("RAW2"), 3 ("RAW1.01") and 4 ("RAW4.00").</summary>
public sealed class BrukerRawReader : IDiffractionReader
{
    private static readonly (string Magic, int Version, Action<BinaryFile, PatternRanges> Read)[] Versions =
        [("RAW1.01", 3, BrukerRaw3.Read), ("RAW4.00", 4, BrukerRaw4.Read), ("RAW2", 2, BrukerRaw2.Read), ("RAW ", 1, BrukerRaw1.Read)];

    /// <inheritdoc/>
    public string Name => "Bruker or Siemens .raw 1 to 4";

    /// <inheritdoc/>
    public bool Recognises(string path) => VersionOf(path).Read is not null;

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        PlainText.Require(path);
        (string _, int version, Action<BinaryFile, PatternRanges> read) = VersionOf(path);
        if (read is null)
        {
            throw new DataException($"begins with none of {string.Join(", ", Versions.Select(v => $"'{v.Magic}'"))}. Perhaps it is a .raw file of another maker.", path);
        }

        using BinaryFile file = BinaryFile.Open(path);
        var ranges = new PatternRanges(path, options);
        read(file, ranges);
        return ranges.Record($"Bruker RAW {version}");
    }

    private static (string Magic, int Version, Action<BinaryFile, PatternRanges> Read) VersionOf(string path)
    {
        string head = Encoding.Latin1.GetString(BinaryFile.Head(path, 8));

        // Version 1 is told by four letters that a text might begin with; its number of steps is no text.
        return Array.Find(Versions, v => head.StartsWith(v.Magic, StringComparison.Ordinal) && (v.Version > 1 || (head.Length == 8 && head[4..].Any(char.IsControl))));
    }
}
