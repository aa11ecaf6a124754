namespace Stria.Matter;

/// <summary>Partial molar volume of lithium, by the crystal axis along which it stretches the host: Ω_kl in (Santos et al., Patterns 2022, eq. 9), isotropic Ω_kl = Ω δ_kl / 3.</summary>
/// <param name="Along">Ω_aa, Ω_bb, Ω_cc [m³/mol]; their sum is the partial molar volume Ω.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record PartialMolarVolume(AxisTriple Along, string Source)
{
    /// <summary>The isotropic case: a third of Ω [m³/mol] along each axis.</summary>
    public static PartialMolarVolume Isotropic(double omega, string source) => new(new AxisTriple(omega / 3, omega / 3, omega / 3), source);

    /// <summary>Ω [m³/mol].</summary>
    public double Total => Along.A + Along.B + Along.C;

    /// <summary>True when all axes stretch alike.</summary>
    public bool IsIsotropic => Along.A == Along.B && Along.B == Along.C;

    /// <summary>Every number with its source.</summary>
    public IReadOnlyList<SourcedNumber> Numbers() => IsIsotropic
        ? [new("partial molar volume of lithium", Total, "m³/mol", Source)]
        : [new("partial molar volume along a", Along.A, "m³/mol", Source), new("partial molar volume along b", Along.B, "m³/mol", Source), new("partial molar volume along c", Along.C, "m³/mol", Source)];
}
