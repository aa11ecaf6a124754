namespace Stria.Matter;

/// <summary>A crystal axis by name.</summary>
public enum CrystalAxis
{
    /// <summary>The axis a.</summary>
    A,

    /// <summary>The axis b, the unique one of a monoclinic cell.</summary>
    B,

    /// <summary>The axis c; for directions in a monoclinic cell c*, which is perpendicular to a and b.</summary>
    C,
}

/// <summary>How the crystal lies in the particle: ξ along the particle, the beam through its thickness, η across (right-handed: ξ × η is the thickness).</summary>
/// <param name="LongAxis">The crystal axis along the particle, ξ.</param>
/// <param name="ThicknessAxis">The crystal axis through the thickness; another one.</param>
/// <param name="Source">Where that is known from, or that it is assumed.</param>
public sealed record CrystalOrientation(CrystalAxis LongAxis, CrystalAxis ThicknessAxis, string Source)
{
    /// <summary>The crystal axis across the particle, η.</summary>
    public CrystalAxis TransverseAxis => (CrystalAxis)(3 - (int)LongAxis - (int)ThicknessAxis);

    /// <summary>The numbers of the axes along ξ, along η and through the thickness, in this order.</summary>
    public AxisTriple Reorder(AxisTriple ofCrystal) => new(ofCrystal[LongAxis], ofCrystal[TransverseAxis], ofCrystal[ThicknessAxis]);

    /// <summary>+1 where η points along its crystal axis, −1 where against it.</summary>
    internal int TransverseSign => ((int)ThicknessAxis - (int)LongAxis + 3) % 3 == 2 ? 1 : -1;
}
