using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Images;

namespace Stria.Studies;

/// <summary>The direction of particles against the polarisation, as linear dichroism sees it: the local axis of a single particle; where many lie across each other, the direction of the longest ways through a pixel.</summary>
internal static class ParticleDirections
{
    // Between these coherences of the axis a direction is believed.
    private const double Unsure = 0.3, Sure = 0.55;

    // What is longer than this many of its widths is no single particle with an axis, but wires that lie across each other.
    private const double LongestWire = 15;

    /// <summary>cos 2θ of each pixel, faded out where the particle has no long axis; NaN outside the sample.</summary>
    /// <param name="sample">The sample's pixels.</param>
    /// <param name="polarisation">Angle of the polarisation to the rows, counter-clockwise [rad].</param>
    public static float[] Cosines(PixelMask sample, double polarisation)
    {
        AxisField axis = LocalAxis.Of(sample.Inside, sample.Height, sample.Width);
        (float[] cos, float[] sin) = ChordDirections.Of(sample.Inside, sample.Height, sample.Width);
        int[] labels = Morphology.Label(sample.Inside, sample.Height, sample.Width, out List<int> sizes);
        bool[] isNetwork = Networks(labels, sizes, axis);
        double[] angles = Angles(labels, isNetwork, axis);
        var cosine = new float[sample.Inside.Length];
        for (int p = 0; p < cosine.Length; p++)
        {
            double trust = Math.Clamp((axis.Coherence[p] - Unsure) / (Sure - Unsure), 0, 1);
            cosine[p] = !sample.Inside[p] ? float.NaN
                : isNetwork[labels[p] - 1] ? (float)((cos[p] * Math.Cos(2 * polarisation)) + (sin[p] * Math.Sin(2 * polarisation)))
                : (float)(trust * Math.Cos(2 * (angles[p] - polarisation)));
        }

        return cosine;
    }

    private static bool[] Networks(int[] labels, List<int> sizes, AxisField axis)
    {
        double[] sums = new double[sizes.Count], counts = new double[sizes.Count];
        for (int p = 0; p < labels.Length; p++)
        {
            if (labels[p] > 0 && double.IsFinite(axis.LocalWidth[p]))
            {
                (sums[labels[p] - 1], counts[labels[p] - 1]) = (sums[labels[p] - 1] + axis.LocalWidth[p], counts[labels[p] - 1] + 1);
            }
        }

        return [.. sizes.Select((size, k) => counts[k] > 0 && size > LongestWire * Math.Pow(sums[k] / counts[k], 2))];
    }

    private static double[] Angles(int[] labels, bool[] isNetwork, AxisField axis)
    {
        double[] angles = [.. axis.Angle];
        foreach (IGrouping<int, int> part in Enumerable.Range(0, labels.Length).Where(p => labels[p] > 0 && !isNetwork[labels[p] - 1]).GroupBy(p => labels[p]))
        {
            int[] pixels = [.. part];
            double[] continued = EndDirections.Continued(axis, pixels);
            for (int i = 0; i < pixels.Length; i++)
            {
                angles[pixels[i]] = continued[i];
            }
        }

        return angles;
    }
}
