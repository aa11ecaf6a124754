namespace Stria.Physics.PhaseField.Spectral;

/// <summary>An isotropic body: B is the same in all directions, and zero without elasticity.</summary>
/// <param name="modulus">B [J/mol], 2Eη²/((1−ν) C_max) in plane strain, Eη²/C_max in plane stress.</param>
public sealed class IsotropicCoherency(double modulus) : ICoherencySymbol
{
    /// <inheritdoc/>
    public string Kind => "isotropic";

    /// <inheritdoc/>
    public double At(double alongX) => modulus;
}
