using Stria.Core;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>The beam's wide halo, seen beside the sample: open pixels are darker the more sample lies within reach of the halo.</summary>
/// <param name="Share">h, share of the beam in the halo.</param>
/// <param name="Deviation">Its standard deviation.</param>
/// <param name="Width">Standard deviation of the halo that explains most [px].</param>
public sealed record HaloEstimate(double Share, double Deviation, double Width)
{
    private const int SharpReach = 3, FewestPixels = 100;
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

        HaloEstimate? best = null;
        double leastMisfit = double.PositiveInfinity;
        foreach (double width in Widths)
        {
            (HaloEstimate estimate, double misfit) = Regress(od, open, width);
            (best, leastMisfit) = misfit < leastMisfit ? (estimate, misfit) : (best, leastMisfit);
        }

        return best is { } b && b.Share > 5 * b.Deviation && b.Share < 0.5 ? b : null;
    }

    // Darkness from the even frames, its surroundings from the odd ones: a pixel's own noise is in both images of one frame and would pass for halo.
    private static (HaloEstimate Estimate, double Misfit) Regress(OpticalDensityStack od, int[] open, double width)
    {
        double[] dark = new double[open.Length], around = new double[open.Length];
        int even = (od.FrameCount + 1) / 2, odd = od.FrameCount / 2;
        for (int f = 0; f < od.FrameCount; f++)
        {
            (float[] transmission, float[] blurred) = AdditiveLight.Frames(od, f, width);
            for (int i = 0; i < open.Length; i++)
            {
                (dark[i], around[i]) = f % 2 == 0 ? (dark[i] + ((1 - transmission[open[i]]) / even), around[i]) : (dark[i], around[i] + ((1 - blurred[open[i]]) / odd));
            }
        }

        double meanDark = dark.Average(), meanAround = around.Average(), zz = 0, zy = 0, yy = 0;
        for (int i = 0; i < open.Length; i++)
        {
            double y = dark[i] - meanDark, z = around[i] - meanAround;
            (zz, zy, yy) = (zz + (z * z), zy + (z * y), yy + (y * y));
        }

        double share = zy / zz, misfit = yy - (share * zy);
        return (new HaloEstimate(share, Math.Sqrt(misfit / (open.Length - 1) / zz), width), misfit);
    }
}
