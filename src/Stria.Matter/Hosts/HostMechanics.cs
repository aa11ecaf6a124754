using Stria.Core;

namespace Stria.Matter;

/// <summary>What the mechanics of a host needs: elastic constants, how lithium stretches it, how the crystal lies in the particle. All of it is optional; a study that lacks something says what.</summary>
public sealed record HostMechanics
{
    /// <summary>Elastic constants taken as isotropic; null when none are given.</summary>
    public IsotropicElasticity? Isotropic { get; init; }

    /// <summary>Elastic stiffness in crystal axes; null when none is given.</summary>
    public OrthotropicElasticity? Orthotropic { get; init; }

    /// <summary>Concentration of lithium per unit of x, in the volume of the unlithiated host: C_max [mol/m³] at x = 1; null when not given.</summary>
    public SourcedNumber? MaximumConcentration { get; init; }

    /// <summary>Partial molar volume of lithium; null when not given.</summary>
    public PartialMolarVolume? PartialMolarVolume { get; init; }

    /// <summary>Unit cells against composition; null when not given.</summary>
    public LatticeTable? Lattice { get; init; }

    /// <summary>How the crystal lies in the particle; null when not given.</summary>
    public CrystalOrientation? Orientation { get; init; }

    /// <summary>Chemical strain ε_c = Ω_kl C_max (x − x_ref) along the crystal axes a, b, c [1] (Mater. Horiz. 2020, eq. 10; Patterns 2022, eq. 9).</summary>
    /// <param name="x">Composition [1].</param>
    /// <param name="reference">Composition at which the host is free of strain [1].</param>
    /// <exception cref="ScenarioException">The partial molar volume or the maximum concentration is not given.</exception>
    public AxisTriple StrainByMolarVolume(double x, double reference)
    {
        PartialMolarVolume omega = PartialMolarVolume
            ?? throw Lacks("the partial molar volume of lithium", "partial_molar_volume: { value: 2.4e-6 m3/mol, source: … }");
        SourcedNumber maximum = MaximumConcentration
            ?? throw Lacks("the maximum concentration of lithium", "maximum_concentration: { value: 18500 mol/m3, source: … }");
        double concentration = maximum.Value * (x - reference);
        return new AxisTriple(omega.Along.A * concentration, omega.Along.B * concentration, omega.Along.C * concentration);
    }

    /// <summary>The isotropic elastic constants, for a study that cannot do without.</summary>
    /// <exception cref="ScenarioException">They are not given.</exception>
    public IsotropicElasticity RequireIsotropic() =>
        Isotropic ?? throw Lacks("Young's modulus and Poisson's ratio", "youngs_modulus: { value: 43 GPa, source: … } and poissons_ratio: { value: 0.3, source: … }");

    /// <summary>The unit cells, for a study that cannot do without.</summary>
    /// <exception cref="ScenarioException">They are not given.</exception>
    public LatticeTable RequireLattice() =>
        Lattice ?? throw Lacks("unit cells against composition", "lattice: a list of { x, a, b, c, source }");

    /// <summary>How the crystal lies, for a study that cannot do without.</summary>
    /// <exception cref="ScenarioException">It is not given.</exception>
    public CrystalOrientation RequireOrientation() =>
        Orientation ?? throw Lacks("how the crystal lies in the particle", "orientation: { long_axis: b, thickness_axis: c, source: … }");

    /// <summary>Every number with its source.</summary>
    public IReadOnlyList<SourcedNumber> Numbers() =>
    [
        .. Isotropic?.Numbers() ?? [],
        .. Orthotropic?.Numbers() ?? [],
        .. MaximumConcentration is { } maximum ? (IEnumerable<SourcedNumber>)[maximum] : [],
        .. PartialMolarVolume?.Numbers() ?? [],
        .. Lattice?.Numbers() ?? [],
    ];

    private static ScenarioException Lacks(string what, string how) =>
        new($"The material does not say {what}. Give it in a material file of your own, under mechanics, as {how}.");
}
