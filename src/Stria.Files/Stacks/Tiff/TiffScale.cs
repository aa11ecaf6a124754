using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>What the descriptions of ImageJ and OME say beside the image: pixel size and number of images.</summary>
internal static partial class TiffScale
{
    private const double Inch_m = 0.0254, Centimetre_m = 0.01;
    private const double LargestPixel_m = 20e-6;

    /// <summary>Distance between pixels [m]; null when the file gives none, or only that of a printer.</summary>
    internal static double? PixelSize(TiffPage page)
    {
        if (Ome().Match(page.Description) is { Success: true } ome)
        {
            // Writers of XML escape what is no letter of ASCII: µm is &#181;m or &#xB5;m.
            string unit = OmeUnit().Match(page.Description) is { Success: true } named ? System.Net.WebUtility.HtmlDecode(named.Groups[1].Value) : "µm";
            return double.TryParse(ome.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double size) ? Believable(size * Factor(unit)) : null;
        }

        if (page.Description.StartsWith("ImageJ", StringComparison.Ordinal) && JUnit().Match(page.Description) is { Success: true } j)
        {
            return Believable(Factor(j.Groups[1].Value) / page.PixelsPerUnit);
        }

        double perMetre = page.ResolutionUnit switch { 2 => page.PixelsPerUnit / Inch_m, 3 => page.PixelsPerUnit / Centimetre_m, _ => double.NaN };
        return Believable(1 / perMetre);
    }

    /// <summary>Number of images that ImageJ says it wrote one after the other behind a single directory; 1 when it says nothing.</summary>
    internal static int ImageCount(TiffPage page) =>
        page.Description.StartsWith("ImageJ", StringComparison.Ordinal) && JImages().Match(page.Description) is { Success: true } match
        && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 1;

    // Printers' resolutions (72, 300 … to the inch) are hundreds of micrometres.
    private static double? Believable(double size) => size is > 1e-12 and < LargestPixel_m ? size : null;

    private static double Factor(string unit) => unit.Trim().ToUpperInvariant() switch
    {
        "NM" => 1e-9,
        "MM" => 1e-3,
        "M" => 1,
        "CM" => 1e-2,
        "UM" or "µM" or "ΜM" or "MICRON" or "MICRONS" or "\\U00B5M" => 1e-6,
        _ => double.NaN,
    };

    [GeneratedRegex(@"PhysicalSizeX\s*=\s*""([0-9.eE+-]+)""")]
    private static partial Regex Ome();

    [GeneratedRegex(@"PhysicalSizeXUnit\s*=\s*""([^""]+)""")]
    private static partial Regex OmeUnit();

    [GeneratedRegex(@"^unit=(.+)$", RegexOptions.Multiline)]
    private static partial Regex JUnit();

    [GeneratedRegex(@"^images=(\d+)", RegexOptions.Multiline)]
    private static partial Regex JImages();
}
