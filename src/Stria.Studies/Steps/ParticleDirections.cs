using Stria.Core;
using Stria.Numerics.Geometry;

namespace Stria.Studies;

/// <summary>The direction of particles against the polarisation, as linear dichroism sees it.</summary>
internal static class ParticleDirections
{
    // Between these coherences of the axis a direction is believed.
    private const double Unsure = 0.3, Sure = 0.55;

    /// <summary>cos 2θ of each pixel, faded out where the particle has no long axis; NaN outside the sample.</summary>
    /// <param name="sample">The sample's pixels.</param>
    /// <param name="polarisation">Angle of the polarisation to the rows, counter-clockwise [rad].</param>
    public static float[] Cosines(PixelMask sample, double polarisation)
    {
        AxisField axis = LocalAxis.Of(sample.Inside, sample.Height, sample.Width);
        var cosine = new float[sample.Inside.Length];
        for (int p = 0; p < cosine.Length; p++)
        {
            double trust = Math.Clamp((axis.Coherence[p] - Unsure) / (Sure - Unsure), 0, 1);
            cosine[p] = sample.Inside[p] ? (float)(trust * Math.Cos(2 * (axis.Angle[p] - polarisation))) : float.NaN;
        }

        return cosine;
    }
}
