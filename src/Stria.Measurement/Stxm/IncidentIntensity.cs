using System.Numerics;
using System.Runtime.InteropServices;
using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Interpolation;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The incident intensity I₀(E): from a spectrum, from chosen pixels, or from the open area found in the stack.</summary>
public static class IncidentIntensity
{
    private const int FewestPixels = 30, BlockLength = 1 << 14;
    private const double LeastShare = 0.1;

    /// <summary>I₀ from a measured spectrum, interpolated to the stack's energies.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="stack">The stack whose energies are wanted.</param>
    /// <param name="source">The file that the spectrum came from, for messages and the methods paragraph.</param>
    /// <exception cref="DataException">The spectrum does not cover the stack's energies, or is not positive there.</exception>
    public static IncidentSpectrum From(Spectrum spectrum, SpectralStack stack, string source)
    {
        double[] e = spectrum.PhotonEnergies_eV, wanted = stack.PhotonEnergies_eV;
        double step = e.Length > 1 ? (e[^1] - e[0]) / (e.Length - 1) : 0;
        if (wanted[0] < e[0] - step || wanted[^1] > e[^1] + step)
        {
            throw new DataException(
                $"I₀ '{spectrum.Name}' covers {e[0]:f2}–{e[^1]:f2} eV, the stack {wanted[0]:f2}–{wanted[^1]:f2} eV. Give an I₀ of the same range, or cut the stack with --energies.",
                source);
        }

        double[] values = new CubicSpline(e, spectrum.Values).At(wanted);
        int bad = Array.FindIndex(values, v => !(v > 0));
        return bad < 0
            ? new IncidentSpectrum(values, null, IsExternal: true, $"read from {System.IO.Path.GetFileName(source)}")
            : throw new DataException($"I₀ '{spectrum.Name}' is {values[bad]:g4} at {wanted[bad]:f2} eV; it must be positive.", source);
    }

    /// <summary>I₀ as the mean over chosen pixels.</summary>
    /// <param name="stack">Intensities; NaN where a value cannot be used.</param>
    /// <param name="open">The pixels without sample.</param>
    /// <param name="origin">Where the choice came from, in words.</param>
    /// <exception cref="DataException">The mask has another size or no usable pixel.</exception>
    public static IncidentSpectrum From(SpectralStack stack, PixelMask open, string origin)
    {
        if (open.Height != stack.Grid.Height || open.Width != stack.Grid.Width)
        {
            throw new DataException($"the I₀ mask is {open.Height} × {open.Width}, the images are {stack.Grid.Height} × {stack.Grid.Width}.", stack.Provenance.Source);
        }

        var pixels = new ChosenPixels(open.Inside);
        var values = new double[stack.FrameCount];
        for (int f = 0; f < values.Length; f++)
        {
            (double sum, int n) = pixels.Sum(stack.Frame(f));
            if (n == 0)
            {
                throw new DataException(
                    $"no usable pixel of the I₀ area in frame {stack.FrameNames[f]}. Perhaps the area lies outside the common field of the registered frames.",
                    stack.Provenance.Source);
            }

            values[f] = sum / n;
        }

        return new IncidentSpectrum(values, open, IsExternal: false, origin);
    }

    /// <summary>Finds the open area: a crowd of pixels of one brightness at the bright end of the stack.</summary>
    /// <param name="stack">Intensities; NaN where a value cannot be used.</param>
    /// <returns>I₀ with the area; null when there is no such crowd.</returns>
    public static IncidentSpectrum? Find(SpectralStack stack)
    {
        double[] brightness = Brightness(stack, out double relativeNoise);
        double[] sorted = Array.FindAll(brightness, double.IsFinite);
        Array.Sort(sorted);
        if (sorted.Length < FewestPixels)
        {
            return null;
        }

        double top = Quantiles.Of(sorted, 0.999), width = Math.Max(6 * relativeNoise, 0.012);
        (double level, int crowd) = DensestWindow(sorted, 0.85 * top, width);
        (level, crowd) = Brightest(sorted, (level, crowd), width);
        int below = CountBetween(sorted, level - (3 * width), level - width);
        // Open means crowded: at least half a percent of the field, and at least twice the density of the brightness just below.
        if (crowd < Math.Max(FewestPixels, sorted.Length / 200) || crowd < below)
        {
            return null;
        }

        double centre = Quantiles.Median(sorted.Where(b => b >= level - width && b <= level).ToArray());
        var open = new bool[brightness.Length];
        for (int i = 0; i < open.Length; i++)
        {
            open[i] = Math.Abs(brightness[i] - centre) <= width / 2;
        }

        int height = stack.Grid.Height, columns = stack.Grid.Width;
        bool[] closed = Majority(open, height, columns);
        bool[] eroded = Morphology.Erode(closed, height, columns, 3);
        bool[] area = eroded.Count(o => o) >= FewestPixels ? eroded : closed;
        return area.Count(o => o) >= FewestPixels ? From(stack, new PixelMask(height, columns, area), "the mean over the open area, found by its brightness") : null;
    }

    private static double[] Brightness(SpectralStack stack, out double relativeNoise)
    {
        int pixels = stack.Grid.Count;
        double[] sum = new double[pixels], squared = new double[pixels], scales = new double[stack.FrameCount];
        var count = new int[pixels];
        for (int f = 0; f < scales.Length; f++)
        {
            scales[f] = Quantiles.Of(stack.Frame(f), 0.95);
        }

        // Pixels by the block, so that their sums stay in the caches for all frames; large ones, since where frames lie on disk a small piece costs as much.
        for (int first = 0; first < pixels; first += BlockLength)
        {
            int length = Math.Min(BlockLength, pixels - first);
            for (int f = 0; f < scales.Length; f++)
            {
                Add(stack.Frames.Part(f, first, length), 1 / scales[f], new Sums(sum.AsSpan(first, length), squared.AsSpan(first, length), count.AsSpan(first, length)));
            }
        }

        var brightness = new double[pixels];
        var errors = new double[pixels];
        for (int i = 0; i < pixels; i++)
        {
            double mean = sum[i] / count[i];
            brightness[i] = 2 * count[i] >= stack.FrameCount ? mean : double.NaN;
            // Open pixels follow the frame's scale, so their scatter over the frames is noise; absorbing pixels scatter more and are not the brightest.
            errors[i] = Math.Sqrt(Math.Max(0, (squared[i] / count[i]) - (mean * mean)) / count[i]);
        }

        relativeNoise = Quantiles.Of(errors, 0.1);
        return brightness;
    }

    private static void Add(ReadOnlySpan<float> frame, double factor, Sums to)
    {
        int i = frame.Length - (frame.Length % Vector<float>.Count);
        ReadOnlySpan<Vector<float>> values = MemoryMarshal.Cast<float, Vector<float>>(frame);
        Span<Vector<int>> count = MemoryMarshal.Cast<int, Vector<int>>(to.Count)[..values.Length];
        Span<Vector<double>> sum = MemoryMarshal.Cast<double, Vector<double>>(to.Sum), squared = MemoryMarshal.Cast<double, Vector<double>>(to.Squared);
        for (int k = 0; k < values.Length; k++)
        {
            Vector<int> usable = Vector.Equals(values[k] - values[k], Vector<float>.Zero);
            count[k] -= usable;
            Vector.Widen(Vector.ConditionalSelect(usable, values[k], Vector<float>.Zero), out Vector<double> first, out Vector<double> second);
            (first, second) = (first * factor, second * factor);
            sum[2 * k] += first;
            sum[(2 * k) + 1] += second;
            squared[2 * k] += first * first;
            squared[(2 * k) + 1] += second * second;
        }

        for (; i < frame.Length; i++)
        {
            double b = float.IsFinite(frame[i]) ? frame[i] * factor : 0;
            (to.Sum[i], to.Squared[i], to.Count[i]) = (to.Sum[i] + b, to.Squared[i] + (b * b), to.Count[i] + (float.IsFinite(frame[i]) ? 1 : 0));
        }
    }

    // A film over a part of the field makes a crowd of its own, often the larger one. Nothing is brighter than the open field: a smaller crowd that stands apart above is the open one.
    private static (double Level, int Crowd) Brightest(double[] sorted, (double Level, int Crowd) found, double width)
    {
        (double level, int crowd) = DensestWindow(sorted, found.Level, width);
        double gap = level - width - found.Level;
        bool standsApart = gap > width / 2 && CountBetween(sorted, found.Level, level - width) * width / gap < crowd / 2.0;
        return standsApart && crowd >= Math.Max(LeastShare * found.Crowd, sorted.Length / 200) && crowd >= FewestPixels ? (level, crowd) : found;
    }

    private static (double Level, int Crowd) DensestWindow(double[] sorted, double lowest, double width)
    {
        (double Level, int Crowd) best = (sorted[^1], 0);
        int low = 0;
        for (int high = 0; high < sorted.Length; high++)
        {
            while (sorted[low] < sorted[high] - width)
            {
                low++;
            }

            if (sorted[high] - width >= lowest && high - low + 1 > best.Crowd)
            {
                best = (sorted[high], high - low + 1);
            }
        }

        return best;
    }

    private static int CountBetween(double[] sorted, double low, double high) => sorted.Count(v => v >= low && v < high);

    // Of some pixels over the frames.
    private readonly ref struct Sums(Span<double> sum, Span<double> squared, Span<int> count)
    {
        public Span<double> Sum { get; } = sum;

        public Span<double> Squared { get; } = squared;

        public Span<int> Count { get; } = count;
    }

    // Noise lifts single pixels in and out of the window; a pixel counts as open when at least five of its neighbourhood of nine do.
    private static bool[] Majority(bool[] open, int height, int width)
    {
        var result = new bool[open.Length];
        for (int r = 0; r < height; r++)
        {
            for (int c = 0; c < width; c++)
            {
                int inside = 0, all = 0;
                for (int y = Math.Max(0, r - 1); y <= Math.Min(height - 1, r + 1); y++)
                {
                    for (int x = Math.Max(0, c - 1); x <= Math.Min(width - 1, c + 1); x++, all++)
                    {
                        inside += open[(y * width) + x] ? 1 : 0;
                    }
                }

                result[(r * width) + c] = 9 * inside >= 5 * all;
            }
        }

        return result;
    }
}

/// <summary>The incident intensity of a stack.</summary>
/// <param name="Values">I₀ of each frame, in the unit of the counts; all 1 for data that are transmission or optical density already.</param>
/// <param name="OpenArea">The pixels it was taken from; null when it came from elsewhere.</param>
/// <param name="IsExternal">True when it was measured apart from the stack, so that its scale may differ.</param>
/// <param name="Origin">Where it came from, in words.</param>
public sealed record IncidentSpectrum(double[] Values, PixelMask? OpenArea, bool IsExternal, string Origin);
