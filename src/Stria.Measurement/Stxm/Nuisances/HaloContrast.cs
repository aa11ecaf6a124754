using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>The beam's halo by its colour: light of the halo carries the sample's resonances into the open pixels beside it, which a film, dirt or uneven illumination does not.</summary>
/// <remarks>Frames are weighted by what of the sample's mean darkness 1 − T(E) no parabola in E explains. Of the frames so added, the darkness of open pixels is regressed on that of
/// their blurred surroundings; even frames give the one and odd frames the other, so that a pixel's own noise is not in both.</remarks>
public static class HaloContrast
{
    private const int SharpReach = 3, FewestPixels = 100;
    private const double LeastSignificance = 5;
    private static readonly double[] Widths = [3, 4, 5, 6, 7, 8, 9, 10, 12, 14];

    /// <summary>Finds the halo.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="sample">The sample's pixels.</param>
    /// <returns>Its share, standard deviation and width; null when nothing significant is found.</returns>
    public static HaloEstimate? Find(OpticalDensityStack od, PixelMask sample)
    {
        bool[] near = Morphology.Dilate(sample.Inside, od.Grid.Height, od.Grid.Width, SharpReach);
        int[] open = [.. Enumerable.Range(0, near.Length).Where(i => !near[i] && od.Usable.Inside[i])];
        if (open.Length < FewestPixels || od.FrameCount < 12)
        {
            return null;
        }

        double[] darkness = Darkness(od, sample);
        float[] even = Coloured(od, Weights(od, darkness, 0)), odd = Coloured(od, Weights(od, darkness, 1));
        (double Share, double Deviation, double Width, double Misfit) best = (0, 0, 0, double.PositiveInfinity);
        foreach (double width in Widths)
        {
            float[] around = GaussianFilter.Smooth(odd, od.Grid.Height, od.Grid.Width, width);
            (double share, double deviation, double misfit) = Regress(even, around, open);
            best = misfit < best.Misfit ? (share, deviation, width, misfit) : best;
        }

        return best.Share > LeastSignificance * best.Deviation && best.Share < 0.5 ? new HaloEstimate(best.Share, best.Deviation, best.Width) : null;
    }

    private static double[] Darkness(OpticalDensityStack od, PixelMask sample)
    {
        int[] inside = [.. Enumerable.Range(0, sample.Inside.Length).Where(i => sample.Inside[i] && od.Usable.Inside[i])];
        var darkness = new double[od.FrameCount];
        for (int f = 0; f < darkness.Length; f++)
        {
            double sum = 0;
            int n = 0;
            foreach (int p in inside)
            {
                float d = od.Frame(f)[p];
                (sum, n) = float.IsFinite(d) ? (sum + 1 - Math.Exp(-d), n + 1) : (sum, n);
            }

            darkness[f] = n > 0 ? sum / n : 0;
        }

        return darkness;
    }

    // Weights of every second frame: the darkness less its best parabola, scaled so that the sample's mean darkness comes out as one.
    private static double[] Weights(OpticalDensityStack od, double[] darkness, int first)
    {
        int[] frames = [.. Enumerable.Range(0, od.FrameCount).Where(f => f % 2 == first)];
        double[] energies = od.PhotonEnergies_eV;
        double middle = (energies[0] + energies[^1]) / 2, half = (energies[^1] - energies[0]) / 2;
        double[] normal = new double[9], right = new double[3], weights = new double[od.FrameCount];
        foreach (int f in frames)
        {
            Span<double> row = [1, (energies[f] - middle) / half, Math.Pow((energies[f] - middle) / half, 2)];
            for (int a = 0; a < 3; a++)
            {
                right[a] += row[a] * darkness[f];
                for (int b = 0; b < 3; b++)
                {
                    normal[(a * 3) + b] += row[a] * row[b];
                }
            }
        }

        if (!SmallCholesky.Factor(normal, 3))
        {
            return weights;
        }

        SmallCholesky.Solve(normal, 3, right);
        double scale = 0;
        foreach (int f in frames)
        {
            double u = (energies[f] - middle) / half;
            weights[f] = darkness[f] - right[0] - (right[1] * u) - (right[2] * u * u);
            scale += weights[f] * darkness[f];
        }

        return scale > 0 ? [.. weights.Select(w => w / scale)] : weights;
    }

    private static float[] Coloured(OpticalDensityStack od, double[] weights)
    {
        float[] sum = new float[od.Grid.Count], transmission = new float[od.Grid.Count];
        for (int f = 0; f < od.FrameCount; f++)
        {
            if (weights[f] != 0)
            {
                AdditiveLight.Transmission(od, f, transmission);
                TensorPrimitives.MultiplyAdd(transmission, (float)-weights[f], sum, sum);
            }
        }

        return sum;
    }

    private static (double Share, double Deviation, double Misfit) Regress(float[] y, float[] z, int[] open)
    {
        double meanY = open.Average(i => (double)y[i]), meanZ = open.Average(i => (double)z[i]), zz = 0, zy = 0, yy = 0;
        foreach (int i in open)
        {
            double b = y[i] - meanY, a = z[i] - meanZ;
            (zz, zy, yy) = (zz + (a * a), zy + (a * b), yy + (b * b));
        }

        double share = zy / zz, misfit = yy - (share * zy);
        return (share, Math.Sqrt(misfit / (open.Length - 1) / zz), misfit);
    }
}
