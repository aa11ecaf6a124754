namespace Stria.Core;

/// <summary>What the positions of a diffraction pattern are.</summary>
public enum DiffractionAxis
{
    /// <summary>Scattering angle 2θ [°].</summary>
    TwoTheta,

    /// <summary>Lattice spacing d [Å].</summary>
    Spacing,

    /// <summary>Momentum transfer q = 2π/d [1/Å].</summary>
    MomentumTransfer,

    /// <summary>Photon energy at a fixed angle [eV].</summary>
    Energy,
}
