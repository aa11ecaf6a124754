using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Light that reaches the detector without passing the pixel: a constant stray share, and the beam's wide halo that samples the surroundings.</summary>
/// <remarks>I/I₀ = (1 − s − h) T + s + h · (T blurred over the halo's width). The blurred image comes from the measurement itself.</remarks>
/// <param name="Stray">s, share of I₀ that bypasses the sample.</param>
/// <param name="Halo">h, share of the beam in the halo.</param>
/// <param name="HaloWidth">Standard deviation of the halo [px].</param>
public sealed record AdditiveLight(double Stray, double Halo, double HaloWidth)
{
    private const int GroupLength = 8; // frames whose light is summed by one piece of work

    /// <summary>No additive light.</summary>
    public static AdditiveLight None => new(0, 0, 6);

    /// <summary>True when there is none.</summary>
    public bool IsNone => Stray == 0 && Halo == 0;

    /// <summary>Optical densities of the sample alone.</summary>
    /// <param name="od">Optical densities as measured.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="spent">A stack of the same size whose memory may be taken; the one as measured may be it.</param>
    /// <param name="cancel">Stops between frames.</param>
    /// <returns>The corrected stack (NaN where nothing is left) and the additive light of each pixel as a mean fraction of I₀.</returns>
    public (OpticalDensityStack Corrected, float[] Light) Remove(OpticalDensityStack od, int threads = 1, OpticalDensityStack? spent = null, CancellationToken cancel = default)
    {
        FrameStore values = spent?.Frames ?? od.Frames.Another(od.FrameCount, od.Grid.Count);
        var sums = new float[(od.FrameCount + GroupLength - 1) / GroupLength][];
        Rows.For(sums.Length, threads, new CorrectFrames(this, od, values, sums), cancel);
        var mean = new float[od.Grid.Count];
        foreach (float[] sum in sums)
        {
            TensorPrimitives.MultiplyAdd(sum, 1f / od.FrameCount, mean, mean);
        }

        return (new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, values, od.Usable, od.Incident, od.Noise), mean);
    }

    /// <summary>Transmission of one frame, holes filled, and the same blurred over the halo.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="frame">Which frame.</param>
    /// <param name="transmission">Receives the transmission, one value per pixel.</param>
    /// <param name="blurred">Receives the blurred transmission.</param>
    internal void Frames(OpticalDensityStack od, int frame, float[] transmission, float[] blurred)
    {
        Transmission(od, frame, transmission);
        GaussianFilter.Smooth(transmission, od.Grid.Height, od.Grid.Width, HaloWidth, blurred);
    }

    /// <summary>Transmission of one frame, holes filled.</summary>
    internal static void Transmission(OpticalDensityStack od, int frame, float[] transmission)
    {
        ReadOnlySpan<float> measured = od.Frame(frame);
        measured = TensorPrimitives.IsFiniteAll(measured) ? measured : LocalRank.FillHoles(measured, od.Grid.Height, od.Grid.Width);
        TensorPrimitives.Negate(measured, transmission);
        TensorPrimitives.Exp(transmission, transmission);
    }

    private readonly struct CorrectFrames(AdditiveLight owner, OpticalDensityStack od, FrameStore values, float[][] sums) : IRowOperation
    {
        public void Invoke(int row)
        {
            float[] transmission = new float[od.Grid.Count], blurred = new float[od.Grid.Count];
            sums[row] = new float[od.Grid.Count];
            for (int f = row * GroupLength; f < Math.Min((row + 1) * GroupLength, od.FrameCount); f++)
            {
                owner.Frames(od, f, transmission, blurred);
                Correct(f, transmission, blurred, sums[row]);
            }
        }

        private void Correct(int frame, float[] transmission, float[] light, float[] sum)
        {
            ReadOnlySpan<float> source = od.Frame(frame);
            Span<float> target = values.Frame(frame);
            source = TensorPrimitives.IsFiniteAll(source) ? [] : target.Overlaps(source) ? source.ToArray() : source;
            TensorPrimitives.Multiply(light, (float)owner.Halo, light);
            TensorPrimitives.Add(light, (float)owner.Stray, light);
            TensorPrimitives.Add(sum, light, sum);
            // A pixel darker than the light that must be there gives NaN: it holds no information on the sample.
            TensorPrimitives.Subtract(transmission, light, target);
            TensorPrimitives.Multiply(target, (float)(1 / (1 - owner.Stray - owner.Halo)), target);
            TensorPrimitives.Log(target, target);
            TensorPrimitives.Negate(target, target);
            for (int i = 0; i < source.Length; i++)
            {
                target[i] = float.IsFinite(source[i]) ? target[i] : float.NaN;
            }
        }
    }
}
