namespace Stria.Matter;

/// <summary>Constants of nature that follow exactly from the definition of the SI (2019).</summary>
public static class PhysicalConstants
{
    /// <summary>Molar gas constant R = N_A k_B [J/(mol K)].</summary>
    public const double GasConstant = 6.02214076e23 * 1.380649e-23;

    /// <summary>Faraday's constant F = N_A e [C/mol].</summary>
    public const double Faraday = 6.02214076e23 * 1.602176634e-19;
}
