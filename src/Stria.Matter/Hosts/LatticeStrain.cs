namespace Stria.Matter;

/// <summary>Strain of a crystal from one cell to another: the right stretch less one, U − I, with X along a, Y along b and Z along c* of the first cell.</summary>
/// <param name="Normal">Components XX, YY, ZZ [1].</param>
/// <param name="XZ">Shear component XZ [1], tensorial; zero between orthorhombic cells.</param>
public readonly record struct LatticeStrain(AxisTriple Normal, double XZ)
{
    /// <summary>The stretch from a reference cell to a deformed one.</summary>
    public static LatticeStrain Between(LatticeCell reference, LatticeCell deformed)
    {
        (double a0, double c0, double a1, double c1) = (reference.Lengths.A, reference.Lengths.C, deformed.Lengths.A, deformed.Lengths.C);
        (double sin0, double cos0) = Math.SinCos(reference.Beta);
        (double sin1, double cos1) = Math.SinCos(deformed.Beta);

        // F takes a₀ to a₁ and c₀ to c₁ in the plane of a and c; it is upper triangular when a stays on X.
        double fxx = a1 / a0, fzz = c1 * sin1 / (c0 * sin0), fxz = ((c1 * cos1) - (fxx * c0 * cos0)) / (c0 * sin0);

        // U = √(FᵀF) of a 2 × 2 matrix in closed form: (C + √det C · I) / √(tr C + 2 √det C).
        double cxx = fxx * fxx, cxz = fxx * fxz, czz = (fxz * fxz) + (fzz * fzz), root = fxx * fzz, scale = Math.Sqrt(cxx + czz + (2 * root));
        var normal = new AxisTriple(((cxx + root) / scale) - 1, (deformed.Lengths.B / reference.Lengths.B) - 1, ((czz + root) / scale) - 1);
        return new LatticeStrain(normal, cxz / scale);
    }

    /// <summary>Relative change of volume, det U − 1 [1].</summary>
    public double VolumeChange => ((1 + Normal.B) * (((1 + Normal.A) * (1 + Normal.C)) - (XZ * XZ))) - 1;

    /// <summary>The components in the particle's frame: along ξ, along η, through the thickness, and the shear ξη (tensorial). A shear out of the plane is left out.</summary>
    public (double XiXi, double EtaEta, double Thickness, double XiEta) InParticleAxes(CrystalOrientation orientation)
    {
        AxisTriple ordered = orientation.Reorder(Normal);
        double shear = orientation.ThicknessAxis == CrystalAxis.B ? orientation.TransverseSign * XZ : 0;
        return (ordered.A, ordered.B, ordered.C, shear);
    }
}
