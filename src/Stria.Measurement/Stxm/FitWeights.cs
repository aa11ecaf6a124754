using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>Weights 1/variance of optical densities from the noise of the intensities, and the bias of the logarithm.</summary>
/// <remarks>var(D) = v · var(I)/I² with I from the fitted model, never from the noisy value itself: a weight that follows the noise biases the fit
/// towards low counts. v is the factor by which resampling changed the variance. The mean of the logarithm of a noisy intensity is not the logarithm of the
/// mean; so, once a model is there, the datum becomes the logarithm linearised about it, m + 1 − I/I(m), whose mean is right and whose fit is that of the
/// intensities themselves.</remarks>
/// <param name="incident">I₀ of each energy.</param>
/// <param name="noiseFactors">v of each energy.</param>
/// <param name="noise">Variance of an intensity.</param>
/// <param name="used">Whether an energy is used.</param>
public sealed class FitWeights(double[] incident, double[] noiseFactors, NoiseModel noise, bool[] used)
{
    private readonly bool counting = noise.Gain > 0 || noise.Floor > 0;

    /// <summary>Number of energies.</summary>
    public int Energies => used.Length;

    /// <summary>Sets weights of one for every usable value, and copies the data.</summary>
    /// <param name="measured">Measured optical densities [energy, spectrum]; NaN = not usable.</param>
    /// <param name="count">Number of spectra.</param>
    /// <param name="data">Receives the data, 0 where not usable.</param>
    /// <param name="weights">Receives 1 or 0.</param>
    public void Start(ReadOnlySpan<double> measured, int count, Span<double> data, Span<double> weights)
    {
        for (int e = 0; e < used.Length; e++)
        {
            for (int i = e * count; i < (e + 1) * count; i++)
            {
                bool valid = used[e] && double.IsFinite(measured[i]);
                (data[i], weights[i]) = valid ? (measured[i], 1) : (0, 0);
            }
        }
    }

    /// <summary>Sets weights from a fitted model, and linearises the logarithm about it.</summary>
    /// <param name="measured">Measured optical densities [energy, spectrum]; NaN = not usable.</param>
    /// <param name="model">Fitted optical densities [energy, spectrum].</param>
    /// <param name="light">Additive light b of each spectrum as a fraction of I₀ that had been taken off before the logarithm.</param>
    /// <param name="data">Receives the data, 0 where not usable.</param>
    /// <param name="weights">Receives 1/variance.</param>
    public void FromModel(ReadOnlySpan<double> measured, ReadOnlySpan<double> model, ReadOnlySpan<double> light, Span<double> data, Span<double> weights)
    {
        int count = light.Length;
        if (!counting)
        {
            Start(measured, count, data, weights);
            return;
        }

        for (int e = 0; e < used.Length; e++)
        {
            double i0 = incident[e], factor = noiseFactors[e];
            for (int s = 0, i = e * count; s < count; s++, i++)
            {
                if (!used[e] || !double.IsFinite(measured[i]))
                {
                    (data[i], weights[i]) = (0, 0);
                    continue;
                }

                // d ln T of the sample's own light T: what b adds to the counts adds noise, but no signal.
                double sample = Math.Max(i0 * Math.Exp(-model[i]) * (1 - light[s]), 1e-3), all = sample + (i0 * light[s]);
                double variance = factor * noise.Variance(all) / (sample * sample);
                (data[i], weights[i]) = (model[i] + 1 - Math.Exp(model[i] - measured[i]), 1 / variance);
            }
        }
    }
}
