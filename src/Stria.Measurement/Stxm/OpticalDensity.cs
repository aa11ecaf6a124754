using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>D = ln(I₀/I) with mask and noise model; a global offset between the scales of I₀ and stack found and named.</summary>
public static class OpticalDensity
{
    private const double MostMissing = 0.25, LeastUsable = 0.01;
    private const int BlockLength = 4096; // pixels of one frame that stay in the first cache while they are converted

    /// <summary>Turns intensities (or transmission, or optical density) into optical density.</summary>
    /// <param name="aligned">The registered frames.</param>
    /// <param name="content">What the numbers are.</param>
    /// <param name="incident">Incident intensity.</param>
    /// <param name="noise">Variance of an intensity as measured, before resampling.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <exception cref="DataException">Fewer than 1 % of the pixels are usable.</exception>
    public static OpticalDensityStack From(AlignedStack aligned, StackContent content, IncidentSpectrum incident, NoiseModel noise, int threads = 1) =>
        Into(aligned.Stack.Frames.Another(aligned.Stack.FrameCount, aligned.Stack.Grid.Count), aligned.Stack, content, incident, noise, threads);

    /// <summary>The same for frames whose counts nobody will ask for again: optical densities take their place.</summary>
    /// <param name="aligned">The registered frames; given away.</param>
    /// <param name="content">What the numbers are.</param>
    /// <param name="incident">Incident intensity.</param>
    /// <param name="noise">Variance of an intensity as measured, before resampling.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <exception cref="DataException">Fewer than 1 % of the pixels are usable.</exception>
    public static OpticalDensityStack TakeOver(AlignedStack aligned, StackContent content, IncidentSpectrum incident, NoiseModel noise, int threads = 1) =>
        Into(aligned.Stack.Frames, aligned.Stack, content, incident, noise, threads);

    private static OpticalDensityStack Into(FrameStore values, SpectralStack stack, StackContent content, IncidentSpectrum incident, NoiseModel noise, int threads)
    {
        var missing = new int[stack.Grid.Count];
        Rows.For((missing.Length + BlockLength - 1) / BlockLength, threads, new ConvertBlock(stack, content, incident.Values, values, missing));
        var usable = new PixelMask(stack.Grid.Height, stack.Grid.Width, [.. missing.Select(m => m <= MostMissing * stack.FrameCount)]);
        if (usable.Count < LeastUsable * stack.Grid.Count)
        {
            throw new DataException(
                $"only {usable.Count} of {stack.Grid.Count} pixels have usable spectra. Perhaps most values are saturated, zero or not numbers.", stack.Provenance.Source);
        }

        return new OpticalDensityStack(stack.PhotonEnergies_eV, stack.Grid, values, usable, incident.Values, noise);
    }

    /// <summary>Lowest pre-edge optical density of the field: how far the scale of an external I₀ lies above the stack's.</summary>
    /// <param name="od">The optical densities.</param>
    /// <returns>The 1 % quantile of the pre-edge means of all usable pixels, with half the distance of the 0.1 % and 5 % quantiles as its uncertainty.</returns>
    public static OffsetEstimate Offset(OpticalDensityStack od)
    {
        double[] mean = MeanSpectrum(od, od.Usable.Inside);
        int last = PreEdgeEnd(od.PhotonEnergies_eV, mean);
        var pre = new List<double>();
        var sums = new double[od.Grid.Count];
        for (int f = 0; f <= last; f++)
        {
            ReadOnlySpan<float> frame = od.Frame(f);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += frame[i];
            }
        }

        for (int i = 0; i < sums.Length; i++)
        {
            if (od.Usable.Inside[i] && double.IsFinite(sums[i]))
            {
                pre.Add(sums[i] / (last + 1));
            }
        }

        double[] sorted = [.. pre];
        double spread = (Quantiles.Of(sorted, 0.05) - Quantiles.Of(sorted, 0.001)) / 2;
        return new OffsetEstimate(Quantiles.Of(sorted, 0.01), spread, od.PhotonEnergies_eV[0], od.PhotonEnergies_eV[last]);
    }

    /// <summary>The stack with a constant taken off every value.</summary>
    public static OpticalDensityStack Subtract(OpticalDensityStack od, double offset)
    {
        FrameStore values = od.Frames.Another(od.FrameCount, od.Grid.Count);
        for (int f = 0; f < od.FrameCount; f++)
        {
            TensorPrimitives.Subtract(od.Frame(f), (float)offset, values.Frame(f));
        }

        return new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, values, od.Usable, od.Incident, od.Noise);
    }

    /// <summary>Mean spectrum over chosen pixels; values that cannot be used are passed over.</summary>
    public static double[] MeanSpectrum(OpticalDensityStack od, bool[] chosen)
    {
        var pixels = new ChosenPixels(chosen);
        var mean = new double[od.FrameCount];
        for (int f = 0; f < mean.Length; f++)
        {
            (double sum, int n) = pixels.Sum(od.Frame(f));
            mean[f] = sum / n;
        }

        return mean;
    }

    /// <summary>Index of the last frame that lies clearly before the first edge.</summary>
    private static int PreEdgeEnd(double[] energies, double[] mean)
    {
        int few = Math.Max(1, energies.Length / 20);
        double level = Quantiles.Median(mean.AsSpan(0, few)), rise = 0.1 * (mean.Max() - level);
        int onset = Array.FindIndex(mean, v => v > level + rise);
        double limit = onset > 0 ? energies[onset] - 1.5 : energies[^1];
        int last = Array.FindLastIndex(energies, e => e <= limit);
        return Math.Max(last, few - 1);
    }

    private readonly struct ConvertBlock(SpectralStack stack, StackContent content, double[] incident, FrameStore values, int[] missing) : IRowOperation
    {
        public void Invoke(int row)
        {
            int first = row * BlockLength;
            Span<int> mine = missing.AsSpan(first, Math.Min(BlockLength, missing.Length - first));
            for (int f = 0; f < stack.FrameCount; f++)
            {
                Span<float> target = values.Part(f, first, mine.Length);
                Convert(stack.Frames.Part(f, first, mine.Length), incident[f], target);
                if (!TensorPrimitives.IsFiniteAll<float>(target))
                {
                    // Without any intensity the logarithm is infinite; 0 · ∞ makes that NaN as well and leaves every number as it is.
                    TensorPrimitives.MultiplyAdd(target, 0f, target, target);
                    CountMissing(target, mine);
                }
            }
        }

        private void Convert(ReadOnlySpan<float> source, double i0, Span<float> target)
        {
            if (content == StackContent.OpticalDensity)
            {
                source.CopyTo(target);
                return;
            }

            // ln(I₀/I) = −ln(I/I₀). Splines may undershoot zero beside a strong contrast; the logarithm then gives NaN, which is the mask.
            TensorPrimitives.Multiply(source, (float)(1 / i0), target);
            TensorPrimitives.Log(target, target);
            TensorPrimitives.Negate(target, target);
        }

        private static void CountMissing(ReadOnlySpan<float> converted, Span<int> missing)
        {
            for (int i = 0; i < converted.Length; i++)
            {
                missing[i] += float.IsFinite(converted[i]) ? 0 : 1;
            }
        }
    }
}

/// <summary>A global offset of the optical density.</summary>
/// <param name="Value">The offset.</param>
/// <param name="Deviation">Its uncertainty.</param>
/// <param name="From_eV">First energy of the pre-edge it was taken from [eV].</param>
/// <param name="To_eV">Last energy of the pre-edge [eV].</param>
public sealed record OffsetEstimate(double Value, double Deviation, double From_eV, double To_eV)
{
    /// <summary>True when the offset is too large to be the thinnest sample or noise.</summary>
    public bool IsSignificant => Value > Math.Max(0.05, 4 * Deviation) || Value < -Math.Max(0.05, 4 * Deviation);
}
