namespace Stria.Numerics.Diffusion;

/// <summary>A body into which something diffuses through its whole surface.</summary>
public enum ParticleShape
{
    /// <summary>A slab, open on one side and closed on the other (or open on both, with half the thickness as its length).</summary>
    Slab = 1,

    /// <summary>A long cylinder, open on its side; its length is the radius.</summary>
    Cylinder = 2,

    /// <summary>A sphere; its length is the radius.</summary>
    Sphere = 3,
}
