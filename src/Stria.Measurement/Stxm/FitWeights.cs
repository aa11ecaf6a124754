using System.Numerics;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;

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
    private const double Least = 1e-3; // counts
    private readonly bool counting = noise.Gain > 0 || noise.Floor > 0;

    /// <summary>Whether weights are those of a noise model.</summary>
    internal bool IsCounting => counting;

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
            int from = e * count;
            Start(used[e], measured.Slice(from, count), data.Slice(from, count), weights.Slice(from, count));
        }
    }

    private static void Start(bool isUsed, ReadOnlySpan<double> measured, Span<double> data, Span<double> weights)
    {
        if (!isUsed)
        {
            data.Clear();
            weights.Clear();
            return;
        }

        int lanes = Vector<double>.Count, i = 0;
        for (; i + lanes <= measured.Length; i += lanes)
        {
            Vector<double> seen = new(measured[i..]);
            Vector<long> usable = Vector.Equals(seen - seen, Vector<double>.Zero);
            Vector.ConditionalSelect(usable, seen, Vector<double>.Zero).CopyTo(data[i..]);
            Vector.ConditionalSelect(usable, Vector<double>.One, Vector<double>.Zero).CopyTo(weights[i..]);
        }

        for (; i < measured.Length; i++)
        {
            (data[i], weights[i]) = double.IsFinite(measured[i]) ? (measured[i], 1) : (0, 0);
        }
    }

    /// <summary>Sets weights from a fitted model, and linearises the logarithm about it.</summary>
    /// <param name="measured">Measured optical densities [energy, spectrum]; NaN = not usable.</param>
    /// <param name="model">Fitted optical densities [energy, spectrum].</param>
    /// <param name="light">Additive light b of each spectrum as a fraction of I₀ that had been taken off before the logarithm.</param>
    /// <param name="data">Receives the data, 0 where not usable.</param>
    /// <param name="weights">Receives 1/variance.</param>
    public void FromModel(ReadOnlySpan<double> measured, ReadOnlySpan<double> model, ReadOnlySpan<double> light, Span<double> data, Span<double> weights) =>
        FromModel(measured, [], model, light, data, weights);

    /// <summary>exp(−measured), which <see cref="FromModel(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/> asks for at every round.</summary>
    /// <param name="measured">Measured optical densities [energy, spectrum]; NaN = not usable.</param>
    /// <param name="count">Number of spectra.</param>
    /// <param name="passed">Receives the transmission.</param>
    public void Pass(ReadOnlySpan<double> measured, int count, Span<double> passed)
    {
        if (counting)
        {
            TensorPrimitives.Negate(measured[..(used.Length * count)], passed);
            SteadyVectors.Exp(passed[..(used.Length * count)], passed);
        }
    }

    /// <summary>Sets weights from a fitted model, and linearises the logarithm about it, with the measured transmission at hand.</summary>
    /// <param name="measured">Measured optical densities [energy, spectrum]; NaN = not usable.</param>
    /// <param name="passed">What <see cref="Pass"/> made of them; empty where it was not asked.</param>
    /// <param name="model">Fitted optical densities [energy, spectrum].</param>
    /// <param name="light">Additive light b of each spectrum as a fraction of I₀ that had been taken off before the logarithm.</param>
    /// <param name="data">Receives the data, 0 where not usable.</param>
    /// <param name="weights">Receives 1/variance.</param>
    public void FromModel(ReadOnlySpan<double> measured, ReadOnlySpan<double> passed, ReadOnlySpan<double> model, ReadOnlySpan<double> light, Span<double> data, Span<double> weights)
    {
        int count = light.Length;
        for (int e = 0; e < used.Length; e++)
        {
            int from = e * count;
            var given = new Given(model.Slice(from, count), measured.Slice(from, count), light) { Passed = passed.IsEmpty ? [] : passed.Slice(from, count) };
            FromModel(e, given, data.Slice(from, count), weights.Slice(from, count));
        }
    }

    /// <summary>Weights and data of one energy; without a noise model weights are 1, and data are as measured.</summary>
    internal void FromModel(int energy, ReadOnlySpan<double> measured, ReadOnlySpan<double> model, ReadOnlySpan<double> light, Span<double> data, Span<double> weights) =>
        FromModel(energy, new Given(model, measured, light), data, weights);

    private void FromModel(int energy, Given given, Span<double> data, Span<double> weights)
    {
        if (!counting || !used[energy])
        {
            Start(used[energy], given.Measured, data, weights);
            return;
        }

        TensorPrimitives.Negate(given.Model, weights);
        SteadyVectors.Exp(weights, weights);
        if (given.Passed.IsEmpty)
        {
            TensorPrimitives.Subtract(given.Model, given.Measured, data);
            SteadyVectors.Exp(data, data);
        }
        else
        {
            TensorPrimitives.Divide(given.Passed, weights, data);
        }

        Weigh(energy, given, data, weights);
    }

    // In: exp(model − measured) and exp(−model); out: data and weights. d ln T of the sample's own light T: what light beside it adds to the counts adds noise, but no signal.
    private void Weigh(int energy, Given given, Span<double> data, Span<double> weights)
    {
        double i0 = incident[energy], gain = noiseFactors[energy] * noise.Gain, floor = noiseFactors[energy] * noise.Floor;
        int lanes = Vector<double>.Count, s = 0;
        Vector<double> least = new(Least), one = Vector<double>.One;
        for (; s + lanes <= data.Length; s += lanes)
        {
            Vector<double> light = new(given.Light[s..]), seen = new(given.Measured[s..]), ratio = new(data[s..]), passed = new(weights[s..]);
            Vector<double> sample = Vector.Max(i0 * passed * (one - light), least), variance = (gain * (sample + (i0 * light))) + new Vector<double>(floor);
            Vector<long> usable = Vector.Equals(seen - seen, Vector<double>.Zero);
            Vector.ConditionalSelect(usable, new Vector<double>(given.Model[s..]) + one - ratio, Vector<double>.Zero).CopyTo(data[s..]);
            Vector.ConditionalSelect(usable, sample * sample / variance, Vector<double>.Zero).CopyTo(weights[s..]);
        }

        for (; s < data.Length; s++)
        {
            bool usable = double.IsFinite(given.Measured[s]);
            double sample = Math.Max(i0 * weights[s] * (1 - given.Light[s]), Least), variance = (gain * (sample + (i0 * given.Light[s]))) + floor;
            (data[s], weights[s]) = usable ? (given.Model[s] + 1 - data[s], sample * sample / variance) : (0, 0);
        }
    }

    private readonly ref struct Given(ReadOnlySpan<double> model, ReadOnlySpan<double> measured, ReadOnlySpan<double> light)
    {
        public ReadOnlySpan<double> Model { get; } = model;

        public ReadOnlySpan<double> Measured { get; } = measured;

        public ReadOnlySpan<double> Light { get; } = light;

        public ReadOnlySpan<double> Passed { get; init; }
    }
}
