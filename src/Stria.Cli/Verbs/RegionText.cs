using Stria.Studies;

namespace Stria.Cli;

/// <summary>Regions of interest as a command line writes them: a name, and corners, a mask file, or limits of a map.</summary>
internal static class RegionText
{
    private const string Expected = "a region, such as core=10,20 10,40 30,30, core=mask.png, or thick=thickness:80:";

    /// <summary>One region.</summary>
    /// <exception cref="UsageException">It is not understood.</exception>
    public static IRegionSettings Read(string option, string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1)
        {
            throw OptionValue.Wrong(option, text, Expected);
        }

        string name = text[..at].Trim(), what = text[(at + 1)..].Trim();
        string[] parts = what.Split(':');
        if (parts.Length == 3 && Map(parts[0]) is { } map)
        {
            double? End(string end) => end.Trim().Length == 0 ? null : OptionValue.Number(option, end);
            return new ThresholdRegion { Name = name, Of = map, From = End(parts[1]), Below = End(parts[2]) };
        }

        return File.Exists(what) || !what.Contains(',', StringComparison.Ordinal)
            ? new MaskRegion { Name = name, Path = Path.GetFullPath(what) }
            : new PolygonRegion { Name = name, Polygon = OptionValue.Polygon(option, what) };
    }

    private static RegionMap? Map(string name) => name switch
    {
        "od" or "optical_density" => RegionMap.OpticalDensity,
        "x" or "composition" => RegionMap.Composition,
        "thickness" => RegionMap.Thickness,
        _ => null,
    };
}
