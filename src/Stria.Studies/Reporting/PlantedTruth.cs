using Stria.Core;
using Stria.Numerics.Images;

namespace Stria.Studies;

/// <summary>What is planted in a made stack, brought onto the raster of the maps.</summary>
/// <param name="Composition">x; NaN outside the particle.</param>
/// <param name="Thickness">Thickness [nm].</param>
/// <param name="Scored">Pixels that are scored: thicker than 15 nm, two pixels from the edge.</param>
internal sealed record PlantedTruth(ScalarField Composition, ScalarField Thickness, PixelMask Scored)
{
    private const double LeastThickness_nm = 15;
    private const int EdgeWidth = 2;

    /// <summary>Displacement downwards of each frame [px].</summary>
    public double[] Rows { get; init; } = [];

    /// <summary>Displacement to the right of each frame [px].</summary>
    public double[] Columns { get; init; } = [];

    /// <summary>Brings what was planted on the full frame onto the raster of the maps.</summary>
    public static PlantedTruth On(ImageGrid grid, ScalarField composition, ScalarField thickness)
    {
        ImageGrid full = composition.Grid;
        bool[] thick = [.. thickness.Values.Select(t => t > LeastThickness_nm)];
        bool[] inner = Morphology.Erode(thick, full.Height, full.Width, EdgeWidth);
        var scored = new PixelMask(full.Height, full.Width, inner);
        return new PlantedTruth(Crop(composition, grid), Crop(thickness, grid), scored.Crop(grid.OriginRow, grid.OriginColumn, grid.Height, grid.Width));
    }

    private static ScalarField Crop(ScalarField field, ImageGrid grid)
    {
        var values = new float[grid.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = field[grid.OriginRow + (i / grid.Width), grid.OriginColumn + (i % grid.Width)];
        }

        return new ScalarField(grid, values, field.Symbol, field.Unit);
    }
}
