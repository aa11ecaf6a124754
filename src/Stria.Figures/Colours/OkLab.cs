namespace Stria.Figures;

/// <summary>A colour in Björn Ottosson's OKLab space (2020): equal distances look about equally different.</summary>
/// <param name="L">Lightness, 0 (black) … 1 (white).</param>
/// <param name="A">Green (−) to red (+).</param>
/// <param name="B">Blue (−) to yellow (+).</param>
internal readonly record struct OkLab(double L, double A, double B)
{
    /// <summary>A colour from lightness, chroma and hue [degrees].</summary>
    internal static OkLab Polar(double lightness, double chroma, double hue) =>
        new(lightness, chroma * Math.Cos(hue * Math.PI / 180), chroma * Math.Sin(hue * Math.PI / 180));

    internal static OkLab From(Rgb colour)
    {
        double r = Linear(colour.Red), g = Linear(colour.Green), b = Linear(colour.Blue);
        double l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        double m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        double s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return new OkLab(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    /// <summary>The nearest screen colour, each channel cut to what a screen can show.</summary>
    internal Rgb ToRgb()
    {
        double l = Cube(L + (0.3963377774 * A) + (0.2158037573 * B));
        double m = Cube(L - (0.1055613458 * A) - (0.0638541728 * B));
        double s = Cube(L - (0.0894841775 * A) - (1.2914855480 * B));
        return new Rgb(
            Encoded((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Encoded((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Encoded((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
    }

    internal double DistanceTo(OkLab other) =>
        Math.Sqrt(((L - other.L) * (L - other.L)) + ((A - other.A) * (A - other.A)) + ((B - other.B) * (B - other.B)));

    internal static OkLab Between(OkLab from, OkLab to, double t) =>
        new(from.L + (t * (to.L - from.L)), from.A + (t * (to.A - from.A)), from.B + (t * (to.B - from.B)));

    private static double Cube(double x) => x * x * x;

    private static double Linear(byte channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    private static byte Encoded(double linear)
    {
        double c = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Clamp(Math.Round(255 * c), 0, 255);
    }
}
