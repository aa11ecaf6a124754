using Stria.Core;
using Stria.Measurement.Stxm;
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

    // Standard deviation of cos 2θ where the shape is sure of it, and where it has no direction at all: that of all directions alike. Where wires lie across each other the longest way through a pixel may be a diagonal,
    // or lead on into the next wire: in made ensembles directions were off by 0.35 (root mean square).
    private const double Least = 0.1, LeastCrossed = 0.3, Any = 0.7;

    /// <summary>cos 2θ of each pixel, faded out where the particle has no long axis, and how far it may be off; NaN outside the sample.</summary>
    /// <param name="sample">The sample's pixels.</param>
    /// <param name="polarisation">Angle of the polarisation to the rows, counter-clockwise [rad].</param>
    public static DirectionMap Of(PixelMask sample, double polarisation)
    {
        AxisField axis = LocalAxis.Of(sample.Inside, sample.Height, sample.Width);
        (float[] cos, float[] sin) = ChordDirections.Of(sample.Inside, sample.Height, sample.Width);
        int[] labels = Morphology.Label(sample.Inside, sample.Height, sample.Width, out List<int> sizes);
        bool[] isNetwork = Networks(labels, sizes, axis);
        double[] angles = Angles(labels, isNetwork, axis);
        float[] cosine = new float[sample.Inside.Length], deviation = new float[sample.Inside.Length];
        for (int p = 0; p < cosine.Length; p++)
        {
            if (!sample.Inside[p])
            {
                (cosine[p], deviation[p]) = (float.NaN, float.NaN);
                continue;
            }

            bool crossed = isNetwork[labels[p] - 1];
            double trust = crossed ? double.Hypot(cos[p], sin[p]) : Math.Clamp((axis.Coherence[p] - Unsure) / (Sure - Unsure), 0, 1);
            cosine[p] = (float)(crossed ? (cos[p] * Math.Cos(2 * polarisation)) + (sin[p] * Math.Sin(2 * polarisation)) : trust * Math.Cos(2 * (angles[p] - polarisation)));
            deviation[p] = (float)double.Lerp(Any, crossed ? LeastCrossed : Least, trust);
        }

        return new DirectionMap(cosine, deviation);
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
