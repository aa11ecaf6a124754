namespace Stria.Numerics.Geometry;

/// <summary>Where places lie with respect to closed lines, x₀, y₀, x₁, y₁, ….</summary>
internal static class RingPlaces
{
    /// <summary>Whether a place lies inside a closed line (even–odd rule).</summary>
    internal static bool Contains(ReadOnlySpan<double> ring, double x, double y)
    {
        bool inside = false;
        for (int i = 0, j = ring.Length - 2; i < ring.Length; j = i, i += 2)
        {
            double y0 = ring[j + 1], y1 = ring[i + 1];
            if (y0 > y != y1 > y && x < ring[j] + ((y - y0) / (y1 - y0) * (ring[i] - ring[j])))
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>Area, positive when the points run counter-clockwise with y upwards.</summary>
    internal static double SignedArea(ReadOnlySpan<double> ring)
    {
        double twice = 0;
        for (int i = 0, j = ring.Length - 2; i < ring.Length; j = i, i += 2)
        {
            twice += (ring[j] * ring[i + 1]) - (ring[i] * ring[j + 1]);
        }

        return twice / 2;
    }
}
