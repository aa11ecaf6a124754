using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>The mean spectrum of a group of pixels, each value weighted by its variance, and what disturbances would do to it.</summary>
internal sealed class PooledSpectra
{
    private PooledSpectra(int[] pixels, int energies, int rows) =>
        (Pixels, Weights, Residual, Amounts, Model) = (pixels, new double[energies], new double[energies], new double[rows], new double[energies]);

    /// <summary>The pixels.</summary>
    public int[] Pixels { get; }

    /// <summary>1/variance of the mean at each energy, by the noise of counting; 0 = not used.</summary>
    public double[] Weights { get; }

    /// <summary>Measured minus fitted optical density at each energy.</summary>
    public double[] Residual { get; }

    /// <summary>Mean amount of each row of the design.</summary>
    public double[] Amounts { get; }

    /// <summary>Mean fitted optical density at each energy.</summary>
    public double[] Model { get; }

    /// <summary>What each disturbance, at strength one, adds to the mean at each energy.</summary>
    public IReadOnlyList<double[]> Disturbances { get; private set; } = [];

    /// <summary>Fits the pixels and takes their means.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="references">The references, with E(stack) − E(references) [eV].</param>
    /// <param name="options">The fit.</param>
    /// <param name="pixels">The group.</param>
    /// <param name="about">Share of all pixels that is looked at; cos 2θ of each pixel, null without dichroism.</param>
    public static PooledSpectra Of(OpticalDensityStack od, (ScaledReferences References, double Shift_eV) references, ReferenceFitOptions options, int[] pixels, (double Share, float[]? Cosine) about)
    {
        FittedPixels fitted = FittedPixels.Of(od, options, pixels);
        int n = pixels.Length, energies = od.FrameCount;
        var pooled = new PooledSpectra(pixels, energies, options.Design.RowCount);
        var sums = new double[energies];
        for (int e = 0; e < energies; e++)
        {
            double sum = 0, residual = 0, model = 0;
            for (int i = e * n; i < (e + 1) * n; i++)
            {
                double w = fitted.Weights[i];
                (sum, residual, model) = (sum + w, residual + (w * (fitted.Data[i] - fitted.Model[i])), model + (w * fitted.Model[i]));
            }

            sums[e] = sum;
            if (!(sum > 0))
            {
                continue;
            }

            // Resampling lowers the variance of a pixel and makes neighbours alike: the mean of all pixels has the variance of those before it, the mean of a few far apart does not.
            pooled.Weights[e] = sum / (1 + (about.Share * ((1 / options.NoiseFactors[e]) - 1)));
            (pooled.Residual[e], pooled.Model[e]) = (residual / sum, model / sum);
        }

        for (int r = 0; r < pooled.Amounts.Length; r++)
        {
            pooled.Amounts[r] = System.Numerics.Tensors.TensorPrimitives.Sum<double>(fitted.Amounts.AsSpan(r * n, n)) / n;
        }

        pooled.Disturbances = [.. DisturbanceDirections.Of(fitted, od, references, about.Cosine).Select(direction => Mean(direction, fitted.Weights, sums))];
        return pooled;
    }

    private static double[] Mean(double[] values, double[] weights, double[] sums)
    {
        double[] mean = new double[sums.Length];
        int n = values.Length / sums.Length;
        for (int e = 0; e < sums.Length; e++)
        {
            double sum = 0;
            for (int i = e * n; i < (e + 1) * n && sums[e] > 0; i++)
            {
                sum += weights[i] * values[i];
            }

            mean[e] = sums[e] > 0 ? sum / sums[e] : 0;
        }

        return mean;
    }
}
