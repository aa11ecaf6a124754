using Stria.Core;

namespace Stria.Measurement.Particles;

/// <summary>How an image is taken apart into particles.</summary>
public sealed record SegmentationOptions
{
    /// <summary>What the particles look like.</summary>
    public ParticleHabit Habit { get; init; } = ParticleHabit.Wires;

    /// <summary>The level of the image above which a pixel is particle, in the image's unit; null finds it (Otsu's between particles and background, half of it at blurred edges).</summary>
    public double? Level { get; init; }

    /// <summary>Standard deviation of the Gaussian filter on the image [px].</summary>
    public double Smoothing { get; init; } = 0.7;

    /// <summary>Parts of fewer pixels are noise.</summary>
    public int LeastPixels { get; init; } = 20;

    /// <summary>A particle is cut where it is narrower than this share of its width on both sides.</summary>
    public double Neck { get; init; } = 0.6;

    /// <summary>Two particles lie side by side where the image between them is lower than on both sides by this share.</summary>
    public double Groove { get; init; } = 0.12;

    /// <summary>By how much a wire may turn at a crossing: one standard deviation [rad].</summary>
    public double Turn { get; init; } = 0.26;
}

/// <summary>What particles look like.</summary>
public enum ParticleHabit
{
    /// <summary>Long: wires and rods, which may cross.</summary>
    Wires,

    /// <summary>Round: grains, which may touch.</summary>
    Grains,
}

/// <summary>One particle and its pixels; particles that cross share some.</summary>
/// <param name="Grid">The raster of the whole image.</param>
/// <param name="Pixels">Its pixels, ascending, as places in the whole image.</param>
public sealed record ParticleInstance(ImageGrid Grid, int[] Pixels)
{
    /// <summary>The line in its middle, (row, column) [px] from end to end; a single point for a grain.</summary>
    public IReadOnlyList<(double Row, double Column)> Centreline { get; init; } = [];

    /// <summary>Whether it reaches the border of the image, so that a part of it may lie beyond.</summary>
    public bool TouchesBorder => Pixels.Any(p => p < Grid.Width || p >= Grid.Count - Grid.Width || p % Grid.Width == 0 || p % Grid.Width == Grid.Width - 1);

    /// <summary>Its mask over the whole image.</summary>
    public PixelMask Mask()
    {
        var inside = new bool[Grid.Count];
        Array.ForEach(Pixels, p => inside[p] = true);
        return new PixelMask(Grid.Height, Grid.Width, inside);
    }
}

/// <summary>An image taken apart.</summary>
/// <param name="Foreground">All pixels that belong to particles.</param>
/// <param name="Level">The level used.</param>
/// <param name="Particles">The particles, from the upper left to the lower right by the first of their pixels.</param>
public sealed record SegmentedImage(PixelMask Foreground, double Level, IReadOnlyList<ParticleInstance> Particles);
