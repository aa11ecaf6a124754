namespace Stria.Physics.Elasticity;

/// <summary>Turning stress, strain and moduli about the normal of the plane. Components are xx, yy, zz, xy; the shear of strain is the engineering one.</summary>
/// <remarks>"Out of a frame" means: given components along axes that are turned by the angle against x, find those along x and y; "into a frame" is the way back.</remarks>
public static class PlaneFrame
{
    /// <summary>Stress along x and y from stress along axes turned by an angle [rad]; may be done in place.</summary>
    public static void StressOutOf(double angle, ReadOnlySpan<double> local, Span<double> stress)
    {
        (double s, double c) = Math.SinCos(angle);
        double xx = local[0], yy = local[1], xy = local[3];
        (stress[0], stress[1], stress[2]) = ((c * c * xx) + (s * s * yy) - (2 * c * s * xy), (s * s * xx) + (c * c * yy) + (2 * c * s * xy), local[2]);
        stress[3] = (c * s * (xx - yy)) + (((c * c) - (s * s)) * xy);
    }

    /// <summary>Stress along axes turned by an angle [rad] from stress along x and y; may be done in place.</summary>
    public static void StressInto(double angle, ReadOnlySpan<double> stress, Span<double> local) => StressOutOf(-angle, stress, local);

    /// <summary>Strain along x and y from strain along axes turned by an angle [rad]; may be done in place.</summary>
    public static void StrainOutOf(double angle, ReadOnlySpan<double> local, Span<double> strain)
    {
        (double s, double c) = Math.SinCos(angle);
        double xx = local[0], yy = local[1], xy = local[3];
        (strain[0], strain[1], strain[2]) = ((c * c * xx) + (s * s * yy) - (c * s * xy), (s * s * xx) + (c * c * yy) + (c * s * xy), local[2]);
        strain[3] = (2 * c * s * (xx - yy)) + (((c * c) - (s * s)) * xy);
    }

    /// <summary>Strain along axes turned by an angle [rad] from strain along x and y; may be done in place.</summary>
    public static void StrainInto(double angle, ReadOnlySpan<double> strain, Span<double> local) => StrainOutOf(-angle, strain, local);

    /// <summary>Stiffness along x and y from stiffness along axes turned by an angle [rad].</summary>
    /// <param name="local">4 × 4, row by row.</param>
    /// <param name="angle">The angle.</param>
    /// <param name="stiffness">Receives 4 × 4 values; not the same memory.</param>
    public static void RotateStiffness(ReadOnlySpan<double> local, double angle, Span<double> stiffness) => Sandwich(local, angle, shear: 1, stiffness);

    /// <summary>Compliance along x and y from compliance along axes turned by an angle [rad].</summary>
    /// <param name="local">4 × 4, row by row.</param>
    /// <param name="angle">The angle.</param>
    /// <param name="compliance">Receives 4 × 4 values; not the same memory.</param>
    public static void RotateCompliance(ReadOnlySpan<double> local, double angle, Span<double> compliance) => Sandwich(local, angle, shear: 2, compliance);

    // T M Tᵀ, with T for stress (the shear enters once) or for strain (engineering shear).
    private static void Sandwich(ReadOnlySpan<double> local, double angle, double shear, Span<double> turned)
    {
        (double s, double c) = Math.SinCos(angle);
        double cross = c * s * (2 / shear), back = c * s * shear;
        ReadOnlySpan<double> t = [c * c, s * s, 0, -cross, s * s, c * c, 0, cross, 0, 0, 1, 0, back, -back, 0, (c * c) - (s * s)];
        Span<double> half = stackalloc double[16];
        for (int i = 0; i < 16; i++)
        {
            int row = i / 4 * 4, column = i % 4;
            half[i] = (t[row] * local[column]) + (t[row + 1] * local[4 + column]) + (t[row + 2] * local[8 + column]) + (t[row + 3] * local[12 + column]);
        }

        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                turned[(4 * i) + j] = (half[4 * i] * t[4 * j]) + (half[(4 * i) + 1] * t[(4 * j) + 1]) + (half[(4 * i) + 2] * t[(4 * j) + 2]) + (half[(4 * i) + 3] * t[(4 * j) + 3]);
            }
        }
    }
}
