using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Where matter is thicker on one side of the beam than on the other, the beam averages light, and not optical density: −ln B(e^−m) lies below B(m).</summary>
/// <remarks>With the optical densities m that a first estimate without blur gives, the difference is known and is put back into what was measured: one step of Gauss and Newton, after which blur acts on amounts
/// linearly. Inside an even particle there is no difference. A film or a background that changes little within the beam cancels.</remarks>
public static class MixedLight
{
    /// <summary>Optical densities that are those of B(m), as far as the estimate tells.</summary>
    /// <param name="od">Optical densities of the sample, as the beam averages light.</param>
    /// <param name="attenuation">Attenuation by each reference, and their compositions.</param>
    /// <param name="amounts">Amounts without blur.</param>
    /// <param name="composition">x without blur; NaN beside the sample.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between frames.</param>
    public static OpticalDensityStack Remove(
        OpticalDensityStack od, (ReferenceDesign Design, double[] Compositions) attenuation, SharpAmounts amounts, ScalarField composition, int threads = 1, CancellationToken cancel = default)
    {
        if (!(amounts.Width_px > 0))
        {
            return od;
        }

        int[] order = [.. Enumerable.Range(0, attenuation.Compositions.Length).OrderBy(r => attenuation.Compositions[r])];
        var (lower, share) = Between(order, attenuation.Compositions, composition.Values);
        FrameStore values = od.Frames.Another(od.FrameCount, od.Grid.Count);
        Rows.For(od.FrameCount, threads, new Correct(od, attenuation.Design, amounts, (order, lower, share), values), cancel);
        return new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, values, od.Usable, od.Incident, od.Noise);
    }

    // The two references between which x lies, and the share of the upper one.
    private static (int[] Lower, float[] Share) Between(int[] order, double[] compositions, float[] x)
    {
        var lower = new int[x.Length];
        var share = new float[x.Length];
        for (int p = 0; p < x.Length; p++)
        {
            int k = 0;
            while (k < order.Length - 2 && x[p] > compositions[order[k + 1]])
            {
                k++;
            }

            double low = compositions[order[k]], high = compositions[order[Math.Min(k + 1, order.Length - 1)]];
            lower[p] = k;
            share[p] = float.IsFinite(x[p]) && high > low ? (float)Math.Clamp((x[p] - low) / (high - low), 0, 1) : 0;
        }

        return (lower, share);
    }

    private readonly struct Correct(OpticalDensityStack od, ReferenceDesign design, SharpAmounts amounts, (int[] Order, int[] Lower, float[] Share) between, FrameStore values) : IRowOperation
    {
        public void Invoke(int row)
        {
            int height = od.Grid.Height, width = od.Grid.Width, energies = design.Used.Length;
            float[] mu = new float[between.Order.Length], density = new float[od.Grid.Count], light = new float[density.Length];
            for (int k = 0; k < mu.Length; k++)
            {
                mu[k] = (float)design.Values[(between.Order[k] * energies) + row];
            }

            for (int p = 0; p < density.Length; p++)
            {
                int k = between.Lower[p];
                density[p] = amounts.Sample[p] ? amounts.Total[p] * (mu[k] + (between.Share[p] * (mu[Math.Min(k + 1, mu.Length - 1)] - mu[k]))) : 0;
            }

            TensorPrimitives.Negate(density, light);
            TensorPrimitives.Exp(light, light);
            GaussianFilter.Smooth(light, height, width, amounts.Width_px, light);
            GaussianFilter.Smooth(density, height, width, amounts.Width_px, density);
            // What was measured, and ln B(e^−m) + B(m) of the estimate.
            TensorPrimitives.Log(light, light);
            TensorPrimitives.Add(light, density, light);
            TensorPrimitives.Add(od.Frame(row), light, values.Frame(row));
        }
    }
}
