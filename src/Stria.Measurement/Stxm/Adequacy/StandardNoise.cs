using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The noise of the standards themselves, which all pixels share and no mean of pixels lowers.</summary>
internal static class StandardNoise
{
    private const int Points = 7;
    private const double NormalQuartile = 0.67448975;

    /// <summary>Variance of each reference on the common scale, from what no polynomial of the fifth degree through seven neighbouring energies follows (their sixth divided difference, of length one), the median over the energies.</summary>
    /// <param name="references">The references.</param>
    /// <returns>One per reference; zero where one has fewer than seven energies.</returns>
    public static double[] Of(ScaledReferences references) =>
        [.. references.References.Select(r => Math.Pow(r.Scale * Deviation(r.Source.Spectrum.PhotonEnergies_eV, r.Source.Spectrum.Values), 2))];

    private static double Deviation(double[] energies, double[] values)
    {
        if (values.Length < Points)
        {
            return 0;
        }

        double[] contrasts = [.. Enumerable.Range(0, values.Length - Points + 1).Select(from => Math.Abs(Contrast(energies.AsSpan(from, Points), values.AsSpan(from, Points))))];
        return Quantiles.Median(contrasts) / NormalQuartile;
    }

    private static double Contrast(ReadOnlySpan<double> energies, ReadOnlySpan<double> values)
    {
        double sum = 0, square = 0;
        for (int i = 0; i < Points; i++)
        {
            double weight = 1;
            for (int j = 0; j < Points; j++)
            {
                weight /= j == i ? 1 : energies[i] - energies[j];
            }

            (sum, square) = (sum + (weight * values[i]), square + (weight * weight));
        }

        return sum / Math.Sqrt(square);
    }
}
