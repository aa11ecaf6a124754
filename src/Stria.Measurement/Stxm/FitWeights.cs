using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    private const int Lanes = 4;
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

        Weigh(energy, given, data, weights);
    }

    private void Weigh(int energy, Given given, Span<double> data, Span<double> weights)
    {
        // Exponentials in a loop of their own: one after the other with all that waits for them, too few would be under way at a time.
        TensorPrimitives.Negate(given.Model, weights);
        SteadyVectors.Exp(weights, weights);
        NoiseLevel level = LevelAt(energy);
        bool isPassed = !given.Passed.IsEmpty;
        int s = 0;
        for (; s + Lanes <= data.Length; s += Lanes)
        {
            Vector256<double> seen = Vector256.Create(given.Measured.Slice(s, Lanes)), passed = isPassed ? Vector256.Create(given.Passed.Slice(s, Lanes)) : SteadyVectors.Exp(-seen);
            (Vector256<double> datum, Vector256<double> weight) = level.Weigh(seen, (passed, Vector256.Create<double>(weights.Slice(s, Lanes))), Vector256.Create(given.Model.Slice(s, Lanes)), Vector256.Create(given.Light.Slice(s, Lanes)));
            datum.CopyTo(data[s..]);
            weight.CopyTo(weights[s..]);
        }

        if (s < data.Length)
        {
            Span<double> rest = stackalloc double[Lanes];
            Vector256<double> seen = Rest(given.Measured[s..], rest), passed = isPassed ? Rest(given.Passed[s..], rest) : SteadyVectors.Exp(-seen);
            (Vector256<double> datum, Vector256<double> weight) = level.Weigh(seen, (passed, Rest(weights[s..], rest)), Rest(given.Model[s..], rest), Rest(given.Light[s..], rest));
            datum.CopyTo(rest);
            rest[..(data.Length - s)].CopyTo(data[s..]);
            weight.CopyTo(rest);
            rest[..(data.Length - s)].CopyTo(weights[s..]);
        }
    }

    /// <summary>The noise at one energy.</summary>
    internal NoiseLevel LevelAt(int energy) => new(incident[energy], noiseFactors[energy] * noise.Gain, noiseFactors[energy] * noise.Floor);

    private static Vector256<double> Rest(ReadOnlySpan<double> values, Span<double> room)
    {
        room.Clear();
        values.CopyTo(room);
        return Vector256.Create<double>(room);
    }

    private readonly ref struct Given(ReadOnlySpan<double> model, ReadOnlySpan<double> measured, ReadOnlySpan<double> light)
    {
        public ReadOnlySpan<double> Model { get; } = model;

        public ReadOnlySpan<double> Measured { get; } = measured;

        public ReadOnlySpan<double> Light { get; } = light;

        public ReadOnlySpan<double> Passed { get; init; }
    }
}

/// <summary>What a weight and a linearised datum at one energy need to know.</summary>
/// <param name="Incident">I₀.</param>
/// <param name="Gain">Variance of an intensity over it, changed by resampling.</param>
/// <param name="Floor">Variance of no intensity, changed by resampling.</param>
internal readonly record struct NoiseLevel(double Incident, double Gain, double Floor)
{
    private const double Least = 1e-3; // counts

    /// <summary>Data and weights of four spectra; 0 where the value is not usable.</summary>
    /// <remarks>The weight is that of d ln T of the sample's own light T: what light beside it adds to the counts adds noise, but no signal. One division serves ratio and weight.</remarks>
    /// <param name="seen">Measured optical densities; not finite = not usable.</param>
    /// <param name="passed">exp(−seen) and exp(−model).</param>
    /// <param name="model">Fitted optical densities.</param>
    /// <param name="light">Light that bypasses the sample, as a fraction of I₀.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<double> Datum, Vector256<double> Weight) Weigh(Vector256<double> seen, (Vector256<double> Seen, Vector256<double> Model) passed, Vector256<double> model, Vector256<double> light)
    {
        Vector256<double> own = passed.Model, one = Vector256<double>.One, incident = Vector256.Create(Incident);
        Vector256<double> sample = Vector256.MaxNative(incident * own * (one - light), Vector256.Create(Least)), variance = (Vector256.Create(Gain) * (sample + (incident * light))) + Vector256.Create(Floor);
        Vector256<double> inverse = one / (variance * own), usable = Vector256.Equals(seen - seen, Vector256<double>.Zero);
        return ((model + one - (passed.Seen * (variance * inverse))) & usable, sample * sample * (own * inverse) & usable);
    }
}
