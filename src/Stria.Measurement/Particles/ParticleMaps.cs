using Stria.Core;

namespace Stria.Measurement.Particles;

/// <summary>What is known of each pixel of an image of particles.</summary>
/// <param name="Image">What shows the particles: thickness, optical density, brightness.</param>
public sealed record ParticleMaps(ScalarField Image)
{
    /// <summary>Composition x; NaN where there is none; null without.</summary>
    public float[]? Composition { get; init; }

    /// <summary>Amount of each pixel, the weight of x; null weights all alike.</summary>
    public float[]? Amount { get; init; }

    /// <summary>Phase of each pixel, −1 where there is none; null without.</summary>
    public sbyte[]? Phases { get; init; }

    /// <summary>Names of the phases.</summary>
    public IReadOnlyList<string> PhaseNames { get; init; } = [];
}
