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
    /// <summary>No additive light.</summary>
    public static AdditiveLight None => new(0, 0, 6);

    /// <summary>True when there is none.</summary>
    public bool IsNone => Stray == 0 && Halo == 0;

    /// <summary>Optical densities of the sample alone.</summary>
    /// <param name="od">Optical densities as measured.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between frames.</param>
    /// <returns>The corrected stack (NaN where nothing is left) and the additive light of each pixel as a mean fraction of I₀.</returns>
    public (OpticalDensityStack Corrected, float[] Light) Remove(OpticalDensityStack od, int threads = 1, CancellationToken cancel = default)
    {
        var values = new float[od.Values.Length];
        var light = new float[od.Values.Length];
        Rows.For(od.FrameCount, threads, new CorrectFrame(this, od, values, light), cancel);
        var mean = new float[od.Grid.Count];
        for (int f = 0; f < od.FrameCount; f++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(light.AsSpan(f * mean.Length, mean.Length), 1f / od.FrameCount, mean, mean);
        }

        return (new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, values, od.Usable, od.Incident, od.Noise), mean);
    }

    /// <summary>Transmission of one frame, holes filled, and the same blurred over the halo.</summary>
    internal static (float[] Transmission, float[] Blurred) Frames(OpticalDensityStack od, int frame, double haloWidth)
    {
        float[] transmission = LocalRank.FillHoles(od.Frame(frame), od.Grid.Height, od.Grid.Width);
        System.Numerics.Tensors.TensorPrimitives.Negate(transmission, transmission);
        System.Numerics.Tensors.TensorPrimitives.Exp(transmission, transmission);
        return (transmission, GaussianFilter.Smooth(transmission, od.Grid.Height, od.Grid.Width, haloWidth));
    }

    private readonly struct CorrectFrame(AdditiveLight owner, OpticalDensityStack od, float[] values, float[] light) : IRowOperation
    {
        public void Invoke(int row)
        {
            (float[] transmission, float[] blurred) = Frames(od, row, owner.HaloWidth);
            ReadOnlySpan<float> source = od.Frame(row);
            Span<float> target = values.AsSpan(row * source.Length, source.Length), added = light.AsSpan(row * source.Length, source.Length);
            double rest = 1 - owner.Stray - owner.Halo;
            for (int i = 0; i < source.Length; i++)
            {
                double b = owner.Stray + (owner.Halo * blurred[i]);
                added[i] = (float)b;
                // A pixel darker than the light that must be there gives NaN: it holds no information on the sample.
                target[i] = float.IsFinite(source[i]) ? (float)-Math.Log((transmission[i] - b) / rest) : float.NaN;
            }
        }
    }
}
