using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>The beam's wide halo, seen beside the sample: open pixels are darker the more sample lies within reach of the halo.</summary>
/// <param name="Share">h, share of the beam in the halo.</param>
/// <param name="Deviation">Its standard deviation at this width.</param>
/// <param name="Width">Standard deviation of the halo that explains most [px].</param>
public sealed record HaloEstimate(double Share, double Deviation, double Width)
{
    private const int SharpReach = 3, FewestPixels = 100;

    /// <summary>Standard deviation of the width [px]; 0 where the best width lies at the end of what is tried.</summary>
    public double WidthDeviation { get; init; }

    /// <summary>Change of the share that goes with one standard deviation of the width.</summary>
    public double ShareWithWidth { get; init; }

    /// <summary>Standard deviation of the share, with that of the width in it.</summary>
    public double WholeDeviation => double.Hypot(Deviation, ShareWithWidth);

    private static readonly double[] Widths = [3, 4, 5, 6, 7.5, 9.5, 12];

    /// <summary>Regresses 1 − T of open pixels on 1 − (T blurred), both averaged over the energies.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="sample">The sample's pixels.</param>
    /// <returns>The halo; null when fewer than 100 open pixels lie beside the sample, or nothing significant (5 σ) is found.</returns>
    public static HaloEstimate? Find(OpticalDensityStack od, PixelMask sample)
    {
        // Pixels closer than the sharp part of the beam reaches are left out: there the edge itself is seen.
        bool[] near = Morphology.Dilate(sample.Inside, od.Grid.Height, od.Grid.Width, SharpReach);
        int[] open = [.. Enumerable.Range(0, near.Length).Where(i => !near[i] && od.Usable.Inside[i])];
        if (open.Length < FewestPixels || od.FrameCount < 2)
        {
            return null;
        }

        // Darkness from the even frames, its surroundings from the odd ones: a pixel's own noise is in both images of one frame and would pass for halo.
        float[] even = MeanTransmission(od, 0), odd = MeanTransmission(od, 1);
        (HaloEstimate Estimate, double Misfit) At(double width) => Regress(even, GaussianFilter.Smooth(odd, od.Grid.Height, od.Grid.Width, width), open, width);
        (HaloEstimate Estimate, double Misfit)[] tried = [.. Widths.Select(At)];
        int best = Enumerable.Range(0, tried.Length).MinBy(i => tried[i].Misfit);
        HaloEstimate found = best == 0 || best == tried.Length - 1 ? tried[best].Estimate : Between(tried[(best - 1)..(best + 2)], At, open.Length - 2);
        return found.Share > 5 * found.Deviation && found.Share < 0.5 ? found : null;
    }

    // The lowest point of a parabola in ln(width) through three misfits; its curvature tells how well the width is known.
    private static HaloEstimate Between((HaloEstimate Estimate, double Misfit)[] three, Func<double, (HaloEstimate Estimate, double Misfit)> at, int freedom)
    {
        double[] u = [.. three.Select(t => Math.Log(t.Estimate.Width))];
        double low = (three[1].Misfit - three[0].Misfit) / (u[1] - u[0]), high = (three[2].Misfit - three[1].Misfit) / (u[2] - u[1]);
        double curvature = 2 * (high - low) / (u[2] - u[0]), lowest = ((u[0] + u[1]) / 2) - (low / curvature);
        (HaloEstimate found, double misfit) = at(Math.Exp(Math.Clamp(lowest, u[0], u[2])));
        double deviation = Math.Sqrt(2 * misfit / freedom / curvature);
        return found with
        {
            WidthDeviation = found.Width * deviation,
            ShareWithWidth = (three[2].Estimate.Share - three[0].Estimate.Share) / (u[2] - u[0]) * deviation,
        };
    }

    // Blurring is linear: the mean over the frames is blurred once, not every frame.
    private static float[] MeanTransmission(OpticalDensityStack od, int firstFrame)
    {
        double[] sum = new double[od.Grid.Count], frame = new double[od.Grid.Count];
        var transmission = new float[od.Grid.Count];
        int count = 0;
        for (int f = firstFrame; f < od.FrameCount; f += 2, count++)
        {
            AdditiveLight.Transmission(od, f, transmission);
            TensorPrimitives.ConvertTruncating<float, double>(transmission, frame);
            TensorPrimitives.Add<double>(sum, frame, sum);
        }

        return [.. sum.Select(t => (float)(t / count))];
    }

    private static (HaloEstimate Estimate, double Misfit) Regress(float[] transmission, float[] blurred, int[] open, double width)
    {
        double meanDark = open.Average(i => 1.0 - transmission[i]), meanAround = open.Average(i => 1.0 - blurred[i]), zz = 0, zy = 0, yy = 0;
        foreach (int i in open)
        {
            double y = 1.0 - transmission[i] - meanDark, z = 1.0 - blurred[i] - meanAround;
            (zz, zy, yy) = (zz + (z * z), zy + (z * y), yy + (y * y));
        }

        double share = zy / zz, misfit = yy - (share * zy);
        return (new HaloEstimate(share, Math.Sqrt(misfit / (open.Length - 1) / zz), width), misfit);
    }
}
