using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>The figures whose every number stands in maps.h5 (and in truth.h5 of a demonstration), drawn as the run drew them.</summary>
internal static class StoredFigures
{
    /// <summary>The figures, as far as the run made their maps.</summary>
    /// <exception cref="DataException">A file is damaged.</exception>
    public static IReadOnlyList<NamedFigure> Of(RunFolder run)
    {
        using var maps = new MapFile(run.MapsPath);
        var main = DrawnMaps.Read(maps, "");
        PlantedTruth? truth = main is null ? null : Truth(run, main.Grid);
        return
        [
            .. main is null || truth is null ? [] : TruthFigures.Of(main, truth),
            .. main is null ? [] : ResultFigures.Of(main),
            .. StackFigure(maps),
            StackFigures.Displacements(Shifts(maps), truth, ""),
            .. FitFigure(maps, main),
        ];
    }

    private static IEnumerable<NamedFigure> StackFigure(MapFile maps)
    {
        if (maps.Contains("/optical_density/mean"))
        {
            (ImageGrid grid, byte[] use, _) = maps.Labels("/mask/label");
            var open = new PixelMask(grid.Height, grid.Width, [.. use.Select(u => u == 1)]);
            yield return StackFigures.Field(maps.Map("/optical_density/mean"), new PixelMask(grid.Height, grid.Width, [.. use.Select(u => u == 2)]), open.Count > 0 ? open : null);
        }
    }

    private static IEnumerable<NamedFigure> FitFigure(MapFile maps, DrawnMaps? main)
    {
        if (maps.Contains("/amount"))
        {
            yield return FitFigures.Amounts([.. maps.Names("/amount").Select(n => maps.Map("/amount/" + n)).OrderBy(m => maps.Number($"/amount/{m.Symbol}", "reference"))]);
        }

        if (main is not null)
        {
            var standards = DrawnMaps.Read(maps, "/by_standards");
            DrawnMaps? clusters = standards is null ? DrawnMaps.Read(maps, "/by_clusters") : main;
            yield return FitFigures.Paths((standards ?? main).Composition, clusters?.Composition, maps.Map("/direct_inversion/x"), "");
        }
    }

    private static (double[] Rows, double[] Columns) Shifts(MapFile maps)
    {
        double[] pairs = maps.Array("/alignment/shift_px").Values;
        return ([.. pairs.Where((_, i) => i % 2 == 0)], [.. pairs.Where((_, i) => i % 2 == 1)]);
    }

    private static PlantedTruth? Truth(RunFolder run, ImageGrid grid)
    {
        string path = Path.Combine(run.Root, "truth.h5");
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new MapFile(path);
        (double[] rows, double[] columns) = Shifts(file);
        return PlantedTruth.On(grid, file.Map("/composition/x"), file.Map("/thickness/nm")) with { Rows = rows, Columns = columns };
    }
}
