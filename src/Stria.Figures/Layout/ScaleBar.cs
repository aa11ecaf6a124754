using Stria.Core;
using Stria.Figures.Axes;

namespace Stria.Figures.Layout;

/// <summary>A bar of round length under a map.</summary>
/// <param name="LengthInPixels">Its length in pixels of the map.</param>
/// <param name="Label">Its length as written.</param>
internal readonly record struct ScaleBar(double LengthInPixels, string Label)
{
    private static readonly (double Metres, string Name)[] Units = [(1e-3, "mm"), (1e-6, "µm"), (1e-9, "nm")];

    /// <summary>The longest round bar (1, 2 or 5 times a power of ten) of at most 0.4 of the width; in pixels when their size is unknown.</summary>
    /// <param name="grid">The map.</param>
    /// <param name="plain">Whether lengths have no unit.</param>
    internal static ScaleBar For(ImageGrid grid, bool plain = false)
    {
        if (!double.IsFinite(grid.PixelSizeX) || grid.PixelSizeX <= 0)
        {
            double pixels = Math.Max(Round(0.4 * grid.Width), 1);
            return new ScaleBar(pixels, $"{NiceTicks.Written(pixels, 0)} px");
        }

        double length = Round(0.4 * grid.Width * grid.PixelSizeX);
        if (plain)
        {
            return new ScaleBar(length / grid.PixelSizeX, NiceTicks.Written(length, Math.Max(0, (int)-Math.Floor(Math.Log10(length) + 1e-9))));
        }

        (double metres, string name) = Units.FirstOrDefault(u => length >= u.Metres * (1 - 1e-9), Units[^1]);
        int decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(length / metres) + 1e-9));
        return new ScaleBar(length / grid.PixelSizeX, $"{NiceTicks.Written(length / metres, decimals)} {name}");
    }

    private static double Round(double most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(most) + 1e-9));
        double m = most / power * (1 + 1e-9);
        return (m >= 5 ? 5 : m >= 2 ? 2 : 1) * power;
    }
}
