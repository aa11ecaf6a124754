namespace Stria.Matter;

/// <summary>Elastic constants of an isotropic host.</summary>
/// <param name="YoungsModulus">Young's modulus E [Pa], positive.</param>
/// <param name="PoissonsRatio">Poisson's ratio ν [1], −1 &lt; ν &lt; ½.</param>
/// <param name="YoungsModulusSource">Where E comes from.</param>
/// <param name="PoissonsRatioSource">Where ν comes from.</param>
public sealed record IsotropicElasticity(double YoungsModulus, double PoissonsRatio, string YoungsModulusSource, string PoissonsRatioSource)
{
    /// <summary>Every number with its source.</summary>
    public IReadOnlyList<SourcedNumber> Numbers() =>
        [new("Young's modulus", YoungsModulus, "Pa", YoungsModulusSource), new("Poisson's ratio", PoissonsRatio, "1", PoissonsRatioSource)];
}
