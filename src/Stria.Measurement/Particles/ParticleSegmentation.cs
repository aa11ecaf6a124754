using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Particles;

/// <summary>
/// Takes an image apart into particles that may touch and cross: threshold, skeleton, junctions paired by continuity of direction, width, height and
/// composition, and growth of each centreline back to the pixels that are its own. Where particles cross, both get the pixels.
/// </summary>
public static class ParticleSegmentation
{
    /// <summary>Finds the particles.</summary>
    /// <param name="image">What shows them brighter than their surroundings: thickness, optical density, brightness. NaN counts as background.</param>
    /// <param name="composition">x of each pixel, a further cue at crossings; NaN where it is not known; null without.</param>
    /// <param name="options">How.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="DataException">Nothing stands out from the background.</exception>
    public static SegmentedImage Of(ScalarField image, float[]? composition, SegmentationOptions options, CancellationToken cancel = default)
    {
        int height = image.Grid.Height, width = image.Grid.Width;
        float[] filled = MissingBackground.Filled(image);
        float[] smooth = options.Smoothing > 0 ? GaussianFilter.Smooth(filled, height, width, options.Smoothing) : filled;
        double level = options.Level ?? Level(smooth);
        bool[] mask = Morphology.RemoveSmall(Array.ConvertAll(smooth, v => v > level), height, width, Math.Max(1, options.LeastPixels));
        if (!mask.Contains(true))
        {
            throw new DataException($"nothing stands out: no part of at least {options.LeastPixels} pixels lies above {level:g4} {(image.Unit == "1" ? "" : image.Unit)}. Perhaps the particles are dark on bright (invert), or the level was meant for another image.");
        }

        cancel.ThrowIfCancellationRequested();
        var scene = new SegmentedScene(image.Grid, mask, filled, composition);
        IEnumerable<ParticleInstance> found = options.Habit == ParticleHabit.Wires ? WireSegmentation.Of(scene, options, cancel) : GrainSegmentation.Of(scene, options);
        ParticleInstance[] particles = [.. found.Where(p => p.Pixels.Length >= options.LeastPixels)];
        if (options.Level is null)
        {
            particles = [.. EdgeRefinement.Of(particles, smooth, Quantiles.Median([.. smooth.Where((_, p) => !mask[p])]))];
        }

        var covered = new bool[mask.Length];
        Array.ForEach(particles, p => Array.ForEach(p.Pixels, i => covered[i] = true));
        return new SegmentedImage(new PixelMask(height, width, covered), level, [.. particles.OrderBy(p => p.Pixels[0])]);
    }

    // Otsu's level lies between background and the middle of the particles. The edge of a particle is where the image has fallen to half of its height, so that thin and thick particles keep their widths.
    private static double Level(float[] image)
    {
        double between = ForegroundThreshold.Otsu(image);
        double background = Quantiles.Median(Array.FindAll(image, v => v <= between)), typical = Quantiles.Median(Array.FindAll(image, v => v > between));
        return double.IsNaN(between) ? double.PositiveInfinity : Math.Min(between, background + (0.5 * (typical - background)));
    }
}

/// <summary>What the parts of a segmentation look at.</summary>
/// <param name="Grid">The raster.</param>
/// <param name="Mask">The pixels above the level.</param>
/// <param name="Height">The image, not smoothed.</param>
/// <param name="Composition">x, or null.</param>
internal sealed record SegmentedScene(ImageGrid Grid, bool[] Mask, float[] Height, float[]? Composition);
