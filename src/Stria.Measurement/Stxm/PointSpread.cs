using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Width of the beam, read from the outlines of the sample.</summary>
/// <remarks>
/// Nothing in a transmission image is sharper than the beam, and no deblurring by a wider beam than the true one explains its borders: what it leaves over rises steeply there, since nothing may be darker than no light. The width sought is the
/// widest one that explains borders as well as the rest of the image. Noise lets it come out a little too wide; by how much a parametric bootstrap tells: the deblurred image is blurred by the width found, noise is
/// drawn, and the width is sought anew (Efron and Tibshirani 1993, ch. 10). No shape of the sample is assumed, so that rounded particles do not pass for a wide beam. Transmission is averaged linearly by the beam, so the mean
/// transmission over the energies is what is looked at; its noise is some hundred times below the contrast of a particle.
/// </remarks>
/// <param name="Width_px">Standard deviation of the beam [px].</param>
/// <param name="Deviation_px">Its standard deviation: the scatter of the bootstrap, and all of the bias that it found, since registration and halo leave something over at borders too [px].</param>
public sealed record PointSpread(double Width_px, double Deviation_px)
{
    private const double Narrowest = 0.25, Widest = 3, Strength = 0.3, NarrowestAgain = 0.85, WidestAgain = 1.2;
    private const int Steps = 9, StepsAgain = 7, Draws = 6, BorderReach = 3, LargestSide = 160, FewestBorder = 60;

    /// <summary>What was absorbed, 1 − T averaged over the energies, in the window that was looked at.</summary>
    public required ScalarField Seen { get; init; }

    /// <summary>The same without blur.</summary>
    public required ScalarField Sharp { get; init; }

    /// <summary>And that blurred by the width found.</summary>
    public required ScalarField Model { get; init; }

    /// <summary>Ratio of the width found to the one that the bootstrap had blurred by, which was taken off.</summary>
    public required double Bias { get; init; }

    /// <summary>Full width at half maximum [px].</summary>
    public double Fwhm_px => 2 * Math.Sqrt(2 * Math.Log(2)) * Width_px;

    /// <summary>Distance over which the image of a straight edge rises from 10 to 90 % [px].</summary>
    public double TenToNinety_px => 2.5631 * Width_px;

    /// <summary>Finds the width.</summary>
    /// <param name="absorbed">1 − T averaged over the energies; NaN where it is not known.</param>
    /// <param name="deviation">Its standard deviation in each pixel.</param>
    /// <param name="sample">The particles.</param>
    /// <param name="seed">Start of the random numbers.</param>
    /// <param name="threads">Degree of parallelism; the result does not depend on it.</param>
    /// <param name="cancel">Stops between trials.</param>
    /// <returns>The width; null where fewer than 60 pixels of border tell it, or none.</returns>
    public static PointSpread? Find(ScalarField absorbed, float[] deviation, PixelMask sample, long seed, int threads = 1, CancellationToken cancel = default)
    {
        Window window = Window.Of(absorbed, deviation, sample);
        if (window.Border.Count(b => b) < FewestBorder)
        {
            return null;
        }

        double found = window.Widest(window.Data, (Narrowest, PointSpread.Widest, Steps), cancel);
        if (found < 1.01 * Narrowest || found > 0.99 * PointSpread.Widest)
        {
            return null;
        }

        double[] sharp = window.Deblurred(window.Data, found, cancel).Image, ratios = new double[Draws];
        float[] model = window.Blurred(sharp, found);
        Rows.For(Draws, threads, new Again(window, model, found, seed, ratios), cancel);
        double bias = ratios.Average(), scatter = Math.Sqrt(ratios.Sum(r => (r - bias) * (r - bias)) / (Draws - 1)), width = found / bias;
        double[] own = window.Deblurred(window.Data, width, cancel).Image;
        ScalarField Field(IEnumerable<float> values) => new(window.Grid, [.. values], "1 − T", "1");
        // Steps of the search are a part of the error, and so is what was taken off: it would be right if noise were all that is left over at borders.
        double step = (WidestAgain - NarrowestAgain) / (1 << StepsAgain);
        return new PointSpread(width, width * Math.Sqrt((scatter * scatter) + (step * step) + ((bias - 1) * (bias - 1))))
        {
            Seen = Field(window.Data.Select(v => (float)v)),
            Sharp = Field(own.Select(v => (float)v)),
            Model = Field(window.Blurred(own, width)),
            Bias = bias,
        };
    }

    private readonly struct Again(Window window, float[] model, double width, long seed, double[] ratios) : IRowOperation
    {
        public void Invoke(int row)
        {
            var random = new SeededRandom((seed * 1_000_003) + row);
            double[] drawn = new double[model.Length];
            for (int p = 0; p < drawn.Length; p++)
            {
                drawn[p] = model[p] + (window.Deviation[p] * random.Normal());
            }

            ratios[row] = window.Widest(drawn, (NarrowestAgain * width, WidestAgain * width, StepsAgain), CancellationToken.None) / width;
        }
    }

    private sealed record Window(ImageGrid Grid, double[] Data, double[] Deviation, bool[] Known, bool[] Border)
    {
        public static Window Of(ScalarField absorbed, float[] deviation, PixelMask sample)
        {
            ImageGrid whole = absorbed.Grid;
            bool[] border = [.. Morphology.Dilate(sample.Inside, whole.Height, whole.Width, BorderReach).Zip(Morphology.Erode(sample.Inside, whole.Height, whole.Width, BorderReach), (o, i) => o && !i)];
            (int height, int width) = (Math.Min(LargestSide, whole.Height), Math.Min(LargestSide, whole.Width));
            (int top, int left) = Place(border, whole, height, width);
            var grid = new ImageGrid(height, width) { PixelSizeY = whole.PixelSizeY, PixelSizeX = whole.PixelSizeX };
            double[] data = new double[grid.Count], noise = new double[grid.Count];
            bool[] known = new bool[grid.Count], inside = new bool[grid.Count];
            for (int p = 0; p < data.Length; p++)
            {
                int q = ((top + (p / width)) * whole.Width) + left + (p % width);
                known[p] = float.IsFinite(absorbed.Values[q]) && deviation[q] > 0;
                (data[p], noise[p], inside[p]) = known[p] ? (absorbed.Values[q], deviation[q], border[q]) : (0, 0, false);
            }

            return new Window(grid, data, noise, known, inside);
        }

        /// <summary>The widest blur with which borders are explained as well as the rest, by bisection.</summary>
        public double Widest(double[] data, (double Low, double High, int Steps) search, CancellationToken cancel)
        {
            (double low, double high, int steps) = search;
            for (int step = 0; step < steps; step++)
            {
                double middle = Math.Sqrt(low * high);
                (low, high) = IsTooWide(data, middle, cancel) ? (low, middle) : (middle, high);
            }

            return Math.Sqrt(low * high);
        }

        public TotalVariationDeblurring Deblurred(double[] data, double blur, CancellationToken cancel) => TotalVariationDeblurring.Of(
            new BlurredView(Grid.Height, Grid.Width, blur)
            {
                Data = data,
                Weight = [.. Deviation.Select(s => s > 0 ? 1 / (s * s) : 0)],
                Holds = [.. Known.Select(_ => true)],
                Noise = Quantiles.Median([.. Deviation.Where(s => s > 0)]),
                Strength = Strength,
                IsNonNegative = true,
            },
            data,
            cancel);

        public float[] Blurred(double[] sharp, double blur) => GaussianFilter.Smooth([.. sharp.Select(v => (float)v)], Grid.Height, Grid.Width, blur);

        private bool IsTooWide(double[] data, double blur, CancellationToken cancel)
        {
            float[] model = Blurred(Deblurred(data, blur, cancel).Image, blur);
            (double Sum, int Count) border = (0, 0), rest = (0, 0);
            for (int p = 0; p < data.Length; p++)
            {
                if (Known[p])
                {
                    double off = (model[p] - data[p]) / Deviation[p], square = off * off;
                    (border, rest) = Border[p] ? ((border.Sum + square, border.Count + 1), rest) : (border, (rest.Sum + square, rest.Count + 1));
                }
            }

            return border.Sum / Math.Max(1, border.Count) > rest.Sum / Math.Max(1, rest.Count);
        }

        // Where the most border lies.
        private static (int Top, int Left) Place(bool[] border, ImageGrid whole, int height, int width)
        {
            (int Top, int Left) best = (0, 0);
            int most = -1;
            int[] sums = new int[(whole.Height + 1) * (whole.Width + 1)];
            for (int r = 0; r < whole.Height; r++)
            {
                for (int c = 0, row = 0; c < whole.Width; c++)
                {
                    row += border[(r * whole.Width) + c] ? 1 : 0;
                    sums[((r + 1) * (whole.Width + 1)) + c + 1] = sums[(r * (whole.Width + 1)) + c + 1] + row;
                }
            }

            int At(int r, int c) => sums[(r * (whole.Width + 1)) + c];
            for (int r = 0; r <= whole.Height - height; r++)
            {
                for (int c = 0; c <= whole.Width - width; c++)
                {
                    int count = At(r + height, c + width) - At(r, c + width) - At(r + height, c) + At(r, c);
                    (best, most) = count > most ? ((r, c), count) : (best, most);
                }
            }

            return best;
        }
    }
}
