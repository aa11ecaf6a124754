using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Takes the blur of the beam off a composition map, and noise that no border of the sample explains.</summary>
/// <remarks>
/// A blurred pixel shows Σ b n x/Σ b n, b the beam and n the amounts without blur (to first order in differences of optical density within the beam, see <see cref="MixedLight"/>). The map made least is
/// Σ (Σ b n x/Σ b n − found)²/σ² with the total variation of x beside it (<see cref="TotalVariationDeblurring"/>). Only pixels that the sample touches take part, so nothing rings at the particle's edge or the border
/// of the field. The variance is that of a parametric bootstrap, in which the map found is blurred, given noise and sharpened once more. Noise takes x beyond the standards: cut off there, an even domain of the purest
/// standard would be found less than pure, so that only what no host can be (x below 0 or above 1, where the standards do not reach farther) is cut off.
/// </remarks>
public static class SharpComposition
{
    private const double Strength = 0.7, Neighbourhood = 1, LeastReach = 1e-6;
    private const int Draws = 8;

    /// <summary>Sharpens.</summary>
    /// <param name="maps">Composition with its standard deviation, blurred.</param>
    /// <param name="basis">What the references are, for the phases.</param>
    /// <param name="amounts">The amounts without blur.</param>
    /// <param name="seed">Start of the random numbers.</param>
    /// <param name="threads">Degree of parallelism; the result does not depend on it.</param>
    /// <param name="cancel">Stops between rounds.</param>
    /// <returns>The maps of what the sample touches: x, amount, thickness and lithium without blur; no value beside it. The amounts of the single references stay those of the blurred pixels.</returns>
    public static CompositionMaps Apply(CompositionMaps maps, CompositionBasis basis, SharpAmounts amounts, long seed, int threads = 1, CancellationToken cancel = default)
    {
        if (View(maps, amounts) is not { } view)
        {
            return maps;
        }

        TotalVariationDeblurring found = Found(view, maps, amounts, cancel);
        var squares = new double[Draws][];
        Rows.For(Draws, threads, new Draw(found, seed, squares), cancel);
        return Filled(maps, basis, (amounts, found.Image), squares);
    }

    /// <summary>x without blur, and no standard deviation of it; NaN beside the sample.</summary>
    /// <param name="maps">Composition with its standard deviation, blurred.</param>
    /// <param name="amounts">The amounts without blur.</param>
    /// <param name="cancel">Stops between rounds.</param>
    public static ScalarField Estimate(CompositionMaps maps, SharpAmounts amounts, CancellationToken cancel = default)
    {
        if (View(maps, amounts) is not { } view)
        {
            return maps.Composition;
        }

        double[] x = Found(view, maps, amounts, cancel).Image;
        return maps.Composition.With([.. x.Select((v, p) => amounts.Sample[p] ? (float)v : float.NaN)]);
    }

    // Where the sample has no x of its own, the start is that of its neighbours.
    private static TotalVariationDeblurring Found(BlurredView view, CompositionMaps maps, SharpAmounts amounts, CancellationToken cancel) =>
        TotalVariationDeblurring.Of(view, [.. LocalRank.FillHoles(maps.Composition.Values, view.Height, view.Width).Select(x => (double)x)], cancel);

    private readonly struct Draw(TotalVariationDeblurring found, long seed, double[][] squares) : IRowOperation
    {
        public void Invoke(int row)
        {
            double[] drawn = found.Error(new SeededRandom((seed * 1_000_003) + row));
            TensorPrimitives.Multiply(drawn, drawn, drawn);
            squares[row] = drawn;
        }
    }

    // x times what the beam sees of the amounts is what the blurred amounts of lithium are.
    private static BlurredView? View(CompositionMaps maps, SharpAmounts amounts)
    {
        (int height, int width) = (maps.Grid.Height, maps.Grid.Width);
        float most = amounts.Total.Max();
        double[] data = new double[maps.Grid.Count], weight = new double[data.Length];
        float[] part = [.. amounts.Total.Select((n, p) => amounts.Sample[p] ? n / most : 0)], seen = amounts.Width_px > 0 ? GaussianFilter.Smooth(part, height, width, amounts.Width_px) : part;
        var deviations = new List<double>();
        for (int p = 0; p < data.Length; p++)
        {
            double x = maps.Composition.Values[p], sigma = maps.Deviation.Values[p];
            if (double.IsFinite(x) && sigma > 0 && double.IsFinite(sigma) && seen[p] > LeastReach)
            {
                (data[p], weight[p]) = (x * seen[p], 1 / (sigma * sigma * seen[p] * seen[p]));
                if (amounts.Sample[p])
                {
                    deviations.Add(sigma);
                }
            }
        }

        return deviations.Count == 0 ? null : new BlurredView(height, width, amounts.Width_px)
        {
            Data = data,
            Weight = weight,
            Holds = amounts.Sample,
            Factor = [.. part.Select(v => (double)v)],
            Noise = Quantiles.Median([.. deviations]),
            Strength = Strength,
        };
    }

    private static CompositionMaps Filled(CompositionMaps maps, CompositionBasis basis, (SharpAmounts Amounts, double[] X) sharp, double[][] squares)
    {
        int n = maps.Grid.Count;
        float[] x = Empty(n), variance = Empty(n), total = Empty(n), lithium = Empty(n), thickness = Empty(n), purity = Empty(n);
        var labels = new sbyte[n];
        Array.Fill(labels, (sbyte)-1);
        double lowest = Math.Min(0, basis.Compositions.Min()), highest = Math.Max(1, basis.Compositions.Max());
        for (int p = 0; p < n; p++)
        {
            if (!sharp.Amounts.Sample[p])
            {
                continue;
            }

            (x[p], total[p], variance[p]) = ((float)Math.Clamp(sharp.X[p], lowest, highest), sharp.Amounts.Total[p], (float)squares.Average(s => s[p]));
            (lithium[p], labels[p], purity[p]) = (total[p] * x[p], (sbyte)basis.PhaseOf(x[p]), maps.Purity.Values[p]);
            thickness[p] = basis.IsMolar ? (float)(total[p] * basis.MolarVolume(x[p]) * 1e9) : total[p];
        }

        float[] deviation = [.. GaussianFilter.SmoothMasked(variance, maps.Grid.Height, maps.Grid.Width, Neighbourhood).Select(MathF.Sqrt)];
        return maps with
        {
            PhaseLabels = labels,
            Composition = maps.Composition.With(x),
            Deviation = maps.Deviation.With(deviation),
            Total = maps.Total.With(total),
            Lithium = maps.Lithium.With(lithium),
            Thickness = maps.Thickness.With(thickness),
            Purity = maps.Purity.With(purity),
        };
    }

    private static float[] Empty(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }
}
