namespace Stria.Matter;

/// <summary>Elastic stiffness of an orthorhombic host in Voigt's notation: 1, 2, 3 are the crystal axes a, b, c; 4 = bc, 5 = ac, 6 = ab; engineering shear strains.</summary>
/// <param name="Normal">C11, C22, C33 [Pa].</param>
/// <param name="Coupling">C23, C13, C12 [Pa].</param>
/// <param name="Shear">C44, C55, C66 [Pa].</param>
/// <param name="Source">Where the nine constants come from.</param>
public sealed record OrthotropicElasticity(AxisTriple Normal, AxisTriple Coupling, AxisTriple Shear, string Source)
{
    /// <summary>True when every strain costs energy (Born's conditions: all principal minors of the stiffness are positive).</summary>
    public bool IsStable
    {
        get
        {
            (double c11, double c22, double c33) = (Normal.A, Normal.B, Normal.C);
            (double c23, double c13, double c12) = (Coupling.A, Coupling.B, Coupling.C);
            double determinant = (c11 * ((c22 * c33) - (c23 * c23))) - (c12 * ((c12 * c33) - (c23 * c13))) + (c13 * ((c12 * c23) - (c22 * c13)));
            return c11 > 0 && (c11 * c22) - (c12 * c12) > 0 && determinant > 0 && Shear is { A: > 0, B: > 0, C: > 0 };
        }
    }

    /// <summary>The same constants with 1 along the particle's long axis ξ, 2 along η and 3 through the thickness.</summary>
    public OrthotropicElasticity InParticleAxes(CrystalOrientation orientation) =>
        new(orientation.Reorder(Normal), orientation.Reorder(Coupling), orientation.Reorder(Shear), Source);

    /// <summary>Every number with its source.</summary>
    public IReadOnlyList<SourcedNumber> Numbers()
    {
        (string Name, double Value)[] constants =
        [
            ("C11", Normal.A), ("C22", Normal.B), ("C33", Normal.C), ("C44", Shear.A), ("C55", Shear.B), ("C66", Shear.C),
            ("C12", Coupling.C), ("C13", Coupling.B), ("C23", Coupling.A),
        ];
        return [.. constants.Select(c => new SourcedNumber($"stiffness {c.Name}", c.Value, "Pa", Source))];
    }
}
