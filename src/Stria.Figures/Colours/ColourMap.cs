namespace Stria.Figures;

/// <summary>Colours for numbers, 0 … 1. Every map here is a smooth path in OKLab walked at constant speed, so equal steps of the number look equal.</summary>
public sealed class ColourMap
{
    private const int Entries = 256;
    private readonly Rgb[] table;

    private ColourMap(string name, Rgb[] table) => (Name, this.table) = (name, table);

    /// <summary>Violet, blue, green, yellow: a path near the well-known viridis, from five of its colours. For quantities from low to high.</summary>
    public static ColourMap Viridis { get; } = Through("viridis", "#440154", "#3b528b", "#21918c", "#5ec962", "#fde725");

    /// <summary>Blue, grey, yellow: a path near cividis, which looks the same with and without colour-vision deficiency.</summary>
    public static ColourMap Cividis { get; } = Through("cividis", "#00224e", "#575d6d", "#a59c74", "#fee838");

    /// <summary>Dark violet, red, orange, pale yellow: a path near the well-known inferno, without its darkest end. For intensities such as stress.</summary>
    public static ColourMap Inferno { get; } = Through("inferno", "#1b0c41", "#781c6d", "#cf4446", "#fb9b06", "#fcffa4");

    /// <summary>Blue, white, red with equally dark ends: for differences and residuals around zero.</summary>
    public static ColourMap BlueWhiteRed { get; } = Diverging();

    /// <summary>Nearly black to white in equal steps of lightness. Darker than this, the 256 levels of a screen are too coarse for equal steps.</summary>
    public static ColourMap Grey { get; } = new("grey", Walk([new OkLab(0.15, 0, 0), new OkLab(1, 0, 0)], Entries));

    /// <summary>Name as written in a scenario.</summary>
    public string Name { get; }

    /// <summary>The colour of a position; positions outside 0 … 1 get the end colours. NaN has no colour: ask before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is NaN.</exception>
    public Rgb this[double position]
    {
        get
        {
            if (double.IsNaN(position))
            {
                throw new ArgumentOutOfRangeException(nameof(position), "NaN has no place on a colour map.");
            }

            return table[(int)Math.Clamp(position * Entries, 0, Entries - 1)];
        }
    }

    /// <summary>A map through given colours, as a smooth curve in OKLab at constant speed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="colours">At least two colours as "#rrggbb", from 0 to 1.</param>
    public static ColourMap Through(string name, params string[] colours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(colours.Length, 2);
        OkLab[] anchors = [.. colours.Select(c => OkLab.From(Rgb.Parse(c)))];
        return new ColourMap(name, Walk(Smooth(anchors), Entries));
    }

    private static ColourMap Diverging()
    {
        // Both halves have the same lightness and chroma at the same distance from the middle; only the hue differs.
        OkLab[] half = [.. Enumerable.Range(0, 65).Select(i => i / 64.0).Select(t => new OkLab(0.97 - (0.50 * t), 0.17 * Math.Sin(t * Math.PI / 2.4), 0))];
        OkLab[] blue = [.. half.Select(p => OkLab.Polar(p.L, p.A, 256))];
        OkLab[] red = [.. half.Select(p => OkLab.Polar(p.L, p.A, 27))];
        return new ColourMap("blue-white-red", [.. Walk(blue, Entries / 2).Reverse(), .. Walk(red, Entries / 2)]);
    }

    /// <summary>Points of a Catmull–Rom curve through the anchors.</summary>
    private static OkLab[] Smooth(OkLab[] anchors)
    {
        const int PerPiece = 64;
        var curve = new List<OkLab>();
        for (int i = 0; i + 1 < anchors.Length; i++)
        {
            OkLab p = anchors[Math.Max(i - 1, 0)], q = anchors[i], r = anchors[i + 1], s = anchors[Math.Min(i + 2, anchors.Length - 1)];
            for (int k = 0; k < PerPiece; k++)
            {
                double t = k / (double)PerPiece;
                curve.Add(new OkLab(Spline(p.L, q.L, r.L, s.L, t), Spline(p.A, q.A, r.A, s.A, t), Spline(p.B, q.B, r.B, s.B, t)));
            }
        }

        return [.. curve, anchors[^1]];
    }

    private static double Spline(double p, double q, double r, double s, double t) =>
        q + (0.5 * t * (r - p + (t * ((2 * p) - (5 * q) + (4 * r) - s + (t * ((3 * (q - r)) + s - p))))));

    /// <summary>Colours at equal distances along a polyline.</summary>
    private static Rgb[] Walk(OkLab[] path, int count)
    {
        var length = new double[path.Length];
        for (int i = 1; i < path.Length; i++)
        {
            length[i] = length[i - 1] + path[i].DistanceTo(path[i - 1]);
        }

        var colours = new Rgb[count];
        for (int k = 0, i = 1; k < count; k++)
        {
            double target = length[^1] * k / (count - 1);
            while (i < path.Length - 1 && length[i] < target)
            {
                i++;
            }

            double piece = length[i] - length[i - 1];
            colours[k] = OkLab.Between(path[i - 1], path[i], piece > 0 ? (target - length[i - 1]) / piece : 0).ToRgb();
        }

        return colours;
    }
}
