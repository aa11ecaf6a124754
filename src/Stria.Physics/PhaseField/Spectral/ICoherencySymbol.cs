namespace Stria.Physics.PhaseField.Spectral;

/// <summary>Elastic energy of a wave of composition in a body of uniform moduli, by its direction: ½ B |ĉ|² per mole (Khachaturyan).</summary>
public interface ICoherencySymbol
{
    /// <summary>Its name in scenarios ("isotropic").</summary>
    string Kind { get; }

    /// <summary>B of a direction [J/mol].</summary>
    /// <param name="alongX">n_x², square of the direction's cosine with x; n_y² is the rest.</param>
    double At(double alongX);
}
