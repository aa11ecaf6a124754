using System.Globalization;

namespace Stria.Files;

/// <summary>What is in a measurement file, in figures and in words: the answer of <c>stria inspect</c>. Plain data, ready for JSON.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">The format's name.</param>
/// <param name="Regions">The regions.</param>
/// <param name="Remarks">What was assumed, odd, or worth knowing, each beginning with its kind.</param>
/// <param name="Metadata">Further settings that the file states.</param>
/// <param name="FileCount">Number of files that were read.</param>
public sealed record ScanSummary(
    string Path,
    string Format,
    IReadOnlyList<RegionSummary> Regions,
    IReadOnlyList<string> Remarks,
    IReadOnlyDictionary<string, string> Metadata,
    int FileCount)
{
    /// <summary>Whether the file brings its own I₀.</summary>
    public bool HasIncidentSpectrum { get; init; }

    /// <summary>Summarises a scan.</summary>
    public static ScanSummary Of(Scan scan) => new(
        scan.Path,
        scan.Format,
        [.. scan.Regions.Select(RegionSummary.Of)],
        [.. scan.Remarks.Select(remark => $"{remark.Kind.ToString().ToLowerInvariant()}: {remark.Text}")],
        scan.Metadata,
        scan.Files.Count)
    {
        HasIncidentSpectrum = scan.IncidentSpectrum is not null,
    };

    /// <summary>The summary as lines of text.</summary>
    public IReadOnlyList<string> Lines()
    {
        List<string> lines =
        [
            $"{Path}",
            $"  format          {Format}, {Counted(FileCount, "file")}, {Counted(Regions.Count, "region")}",
        ];
        lines.AddRange(Metadata.Select(pair => $"  {pair.Key,-15} {pair.Value}"));
        if (HasIncidentSpectrum)
        {
            lines.Add("  I0              in the file");
        }

        foreach (RegionSummary region in Regions)
        {
            lines.AddRange(region.Lines());
        }

        lines.AddRange(Remarks.Select(remark => $"  {remark}"));
        return lines;
    }

    private static string Counted(int n, string noun) => string.Create(CultureInfo.InvariantCulture, $"{n} {noun}{(n == 1 ? "" : "s")}");
}
