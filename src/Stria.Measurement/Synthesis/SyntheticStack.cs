using Stria.Core;

namespace Stria.Measurement.Synthesis;

/// <summary>A synthetic stack and what is planted in it.</summary>
/// <param name="Stack">The stack as a file would hold it.</param>
/// <param name="Truth">What is planted.</param>
public sealed record SyntheticStack(SpectralStack Stack, SyntheticTruth Truth);

/// <summary>The planted truth, on the raster of the first frame.</summary>
/// <param name="Composition">x; NaN outside the particle.</param>
/// <param name="Thickness">Thickness [nm]; 0 outside.</param>
public sealed record SyntheticTruth(ScalarField Composition, ScalarField Thickness)
{
    /// <summary>E(stack) − E(true) [eV].</summary>
    public double EnergyOffset_eV { get; init; }

    /// <summary>Displacement of the sample downwards in each frame [px].</summary>
    public double[] Rows { get; init; } = [];

    /// <summary>Displacement of the sample to the right in each frame [px].</summary>
    public double[] Columns { get; init; } = [];

    /// <summary>Planted share of stray light.</summary>
    public double StrayLight { get; init; }

    /// <summary>Planted share of the halo.</summary>
    public double Halo { get; init; }

    /// <summary>Incident counts of each frame, before the detector loses any; empty where they are not told.</summary>
    public double[] Incident { get; init; } = [];

    /// <summary>Thickness of the carbon film [nm]; null where there is none.</summary>
    public ScalarField? CarbonFilm { get; init; }

    /// <summary>Direction of the particles' axes, counter-clockwise as drawn, −π/2 … π/2 [rad]; NaN outside; null where it is not told.</summary>
    public ScalarField? Axis { get; init; }

    /// <summary>All disturbances with their strengths.</summary>
    public IReadOnlyList<PlantedValue> Disturbances { get; init; } = [];

    /// <summary>The particles, each with its own mask; masks of crossing particles overlap.</summary>
    public IReadOnlyList<PlantedParticle> Particles { get; init; } = [];
}

/// <summary>One particle of a scene and the pixels that it covers.</summary>
/// <param name="Facts">What is known of it.</param>
/// <param name="Mask">The pixels of which it covers at least half.</param>
public sealed record PlantedParticle(SceneParticle Facts, PixelMask Mask);
