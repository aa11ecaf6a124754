using Stria.Core;

namespace Stria.Studies;

/// <summary>What is planted in a made stack, brought onto the raster of the maps.</summary>
/// <param name="Composition">x; NaN outside the particle.</param>
/// <param name="Thickness">Thickness [nm].</param>
/// <param name="Scored">Pixels that are scored: thicker than 15 nm, two pixels from the edge.</param>
internal sealed record PlantedTruth(ScalarField Composition, ScalarField Thickness, PixelMask Scored)
{
    /// <summary>Displacement downwards of each frame [px].</summary>
    public required double[] Rows { get; init; }

    /// <summary>Displacement to the right of each frame [px].</summary>
    public required double[] Columns { get; init; }
}
