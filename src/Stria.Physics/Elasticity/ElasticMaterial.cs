namespace Stria.Physics.Elasticity;

/// <summary>The elastic side of a material: its law and its chemical strain.</summary>
/// <param name="Law">Stress from elastic strain.</param>
/// <param name="Strain">Stress-free strain from composition.</param>
public sealed record ElasticMaterial(IElasticLaw Law, IChemicalStrain Strain);
