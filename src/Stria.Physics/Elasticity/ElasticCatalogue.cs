namespace Stria.Physics.Elasticity;

/// <summary>The kinds of elastic laws and chemical strains, as scenarios name them.</summary>
public static class ElasticCatalogue
{
    /// <summary>Kinds of elastic laws: <see cref="IsotropicLaw"/>, <see cref="OrthotropicLaw"/>.</summary>
    public static IReadOnlyList<string> Laws { get; } = ["isotropic", "orthotropic"];

    /// <summary>Kinds of chemical strain: <see cref="TensorStrain"/> (isotropic and tensor), <see cref="StrainTable"/> (table and lattice).</summary>
    public static IReadOnlyList<string> Strains { get; } = ["isotropic", "tensor", "table", "lattice"];
}
