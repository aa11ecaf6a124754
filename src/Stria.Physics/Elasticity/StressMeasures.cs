namespace Stria.Physics.Elasticity;

/// <summary>Scalars and components made of stress. Stress is given as xx, yy, zz, xy of the first place, then of the next.</summary>
public static class StressMeasures
{
    /// <summary>Von Mises stress with σz: √(½[(σx − σy)² + (σy − σz)² + (σz − σx)²] + 3 τ²).</summary>
    /// <param name="stress">Four values per place [Pa].</param>
    /// <returns>One value per place [Pa].</returns>
    public static double[] VonMises(ReadOnlySpan<double> stress)
    {
        var result = new double[stress.Length / 4];
        for (int i = 0; i < result.Length; i++)
        {
            double x = stress[4 * i], y = stress[(4 * i) + 1], z = stress[(4 * i) + 2], t = stress[(4 * i) + 3];
            result[i] = Math.Sqrt((0.5 * (((x - y) * (x - y)) + ((y - z) * (y - z)) + ((z - x) * (z - x)))) + (3 * t * t));
        }

        return result;
    }

    /// <summary>Von Mises stress of the components in the plane alone, √(σx² + σy² − σxσy + 3τ²), as for plane stress.</summary>
    /// <param name="stress">Four values per place [Pa].</param>
    /// <returns>One value per place [Pa].</returns>
    public static double[] VonMisesInPlane(ReadOnlySpan<double> stress)
    {
        var result = new double[stress.Length / 4];
        for (int i = 0; i < result.Length; i++)
        {
            double x = stress[4 * i], y = stress[(4 * i) + 1], t = stress[(4 * i) + 3];
            result[i] = Math.Sqrt((x * x) + (y * y) - (x * y) + (3 * t * t));
        }

        return result;
    }

    /// <summary>Hydrostatic stress, a third of the trace with σz; positive in tension.</summary>
    /// <param name="stress">Four values per place [Pa].</param>
    /// <returns>One value per place [Pa].</returns>
    public static double[] Hydrostatic(ReadOnlySpan<double> stress)
    {
        var result = new double[stress.Length / 4];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (stress[4 * i] + stress[(4 * i) + 1] + stress[(4 * i) + 2]) / 3;
        }

        return result;
    }

    /// <summary>Principal stresses in the plane and the direction of the larger.</summary>
    /// <param name="stress">Four values per place [Pa].</param>
    public static PrincipalStress Principal(ReadOnlySpan<double> stress)
    {
        int count = stress.Length / 4;
        double[] first = new double[count], second = new double[count], angle = new double[count];
        for (int i = 0; i < count; i++)
        {
            double x = stress[4 * i], y = stress[(4 * i) + 1], t = stress[(4 * i) + 3], middle = (x + y) / 2, radius = double.Hypot((x - y) / 2, t);
            (first[i], second[i], angle[i]) = (middle + radius, middle - radius, 0.5 * Math.Atan2(2 * t, x - y));
        }

        return new PrincipalStress(first, second, angle);
    }

    /// <summary>Components along local axes (ξ, η), such as the axis of a bent wire.</summary>
    /// <param name="stress">Four values per place [Pa].</param>
    /// <param name="angles">Angle [rad] from x to ξ, one per place.</param>
    /// <returns>ξξ, ηη, zz, ξη of each place [Pa].</returns>
    public static double[] Local(ReadOnlySpan<double> stress, ReadOnlySpan<double> angles)
    {
        var result = new double[stress.Length];
        for (int i = 0; i < angles.Length; i++)
        {
            PlaneFrame.StressInto(angles[i], stress.Slice(4 * i, 4), result.AsSpan(4 * i, 4));
        }

        return result;
    }
}

/// <summary>Principal stresses in the plane, one value per place.</summary>
/// <param name="First">The larger [Pa].</param>
/// <param name="Second">The smaller [Pa].</param>
/// <param name="Angle">Direction of the larger, from x [rad], −π/2 … π/2.</param>
public sealed record PrincipalStress(double[] First, double[] Second, double[] Angle);
