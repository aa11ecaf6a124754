namespace Stria.Measurement;

/// <summary>What of the instrument and the profile is refined.</summary>
[Flags]
public enum ProfileTerms
{
    /// <summary>Nothing: the instrument is known.</summary>
    None = 0,

    /// <summary>The zero of the scale.</summary>
    Zero = 1,

    /// <summary>The displacement of the sample from the axis of the goniometer (2θ shift · cos θ).</summary>
    Displacement = 2,

    /// <summary>Gaussian variance with tan²θ (U), or with the square of q or E.</summary>
    U = 4,

    /// <summary>Gaussian variance with tan θ (V), or with q or E.</summary>
    V = 8,

    /// <summary>Constant Gaussian variance (W).</summary>
    W = 16,

    /// <summary>Lorentzian width with 1/cos θ (X); constant against q and E.</summary>
    X = 32,

    /// <summary>Lorentzian width with tan θ (Y), or with q or E.</summary>
    Y = 64,

    /// <summary>Constant Lorentzian width (Z).</summary>
    Z = 128,

    /// <summary>Axial divergence (S + H)/L.</summary>
    Axial = 256,

    /// <summary>Intensity of the second line of the radiation relative to the first (Kα₂/Kα₁).</summary>
    Ratio = 512,

    /// <summary>Zero, Gaussian and Lorentzian widths and axial divergence: what a standard tells.</summary>
    Instrument = Zero | U | V | W | X | Y | Axial,

    /// <summary>Widths alone.</summary>
    Widths = U | V | W | X | Y,
}
