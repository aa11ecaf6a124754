using Stria.Core;
using Stria.Files;
using Stria.Matter;

namespace Stria.Studies;

/// <summary>Reads the maps that a stress study starts from, out of a run folder or its maps.h5.</summary>
internal static class MeasuredMaps
{
    /// <summary>The measured composition with all that the file has beside it.</summary>
    /// <exception cref="DataException">There is no such file or map, or the map has no pixel size.</exception>
    /// <exception cref="ScenarioException">No such material.</exception>
    public static MeasuredComposition Read(StressProblem problem, MapComposition source, StudyContext context)
    {
        string path = FileOf(source.Path, context);
        context.NoteInput(path);
        using var file = new MapFile(path);
        ScalarField x = Placed(file, path, source.Dataset);
        string group = source.Dataset[..source.Dataset.LastIndexOf('/')];
        return new MeasuredComposition(x, Host(problem, path, context))
        {
            Deviation = file.Contains(source.Dataset + "_sigma") ? file.Map(source.Dataset + "_sigma") : null,
            CommonErrors = CommonErrors(file, source.Dataset, group),
            Amount = file.Contains(group + "/amount") ? file.Map(group + "/amount") : null,
            Shape = problem.Geometry is MapGeometry { Path: null } shape ? ShapeIn(file, path, shape, source.Dataset) : null,
            Treatment = source,
        };
    }

    // A file that has the errors together only is taken at its word: as one error.
    private static ScalarField[] CommonErrors(MapFile file, string dataset, string group)
    {
        string together = dataset + "_systematic", apart = group + "/systematic";
        return file.Contains(apart) ? [.. file.Names(apart).Select(n => file.Map($"{apart}/{n}"))] : file.Contains(together) ? [file.Map(together)] : [];
    }

    /// <summary>The map whose outline is asked for, when it comes from a file of its own.</summary>
    /// <exception cref="DataException">There is no such file or map.</exception>
    public static ScalarField Shape(MapGeometry geometry, StudyContext context)
    {
        string path = FileOf(geometry.Path!, context);
        context.NoteInput(path);
        using var file = new MapFile(path);
        return ShapeIn(file, path, geometry, "/composition/x");
    }

    /// <summary>The material named in the scenario, or else that of the run in whose folder the maps lie.</summary>
    /// <exception cref="ScenarioException">There is no such material.</exception>
    public static HostMaterial? Host(StressProblem problem, string mapPath, StudyContext context)
    {
        if (problem.Material is not null)
        {
            return ReferenceLoading.Host(problem.Material, context);
        }

        string scenario = Path.Combine(Path.GetDirectoryName(mapPath)!, "scenario.yaml");
        string? material = !File.Exists(scenario) ? null : ScenarioReader.Read(scenario) switch
        {
            MapScenario map => map.Material,
            DemoScenario => DemoStudy.Material,
            _ => null,
        };
        if (material is not null)
        {
            context.Say(Remark.Assumed($"The material is that of the run the map came from: {material}."));
        }

        return ReferenceLoading.Host(material, context);
    }

    private static string FileOf(string written, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, written), file = Directory.Exists(path) ? Path.Combine(path, "maps.h5") : path;
        return File.Exists(file) ? file : throw new DataException("there is no such file. Perhaps the run ended before its maps were written, or another folder was meant.", file);
    }

    // The thickness shows the particle best; a run without a material has the amount in its place.
    private static ScalarField ShapeIn(MapFile file, string path, MapGeometry geometry, string composition)
    {
        string[] usual = ["/thickness/nm", "/thickness/reference_units", composition];
        string dataset = geometry.Dataset ?? Array.Find(usual, file.Contains) ?? usual[0];
        ScalarField map = Placed(file, path, dataset);
        // A map of thickness is called after its unit in the file.
        return new ScalarField(map.Grid, map.Values, dataset.Split('/') is [.., var group, "nm" or "reference_units"] ? group : map.Symbol, map.Unit);
    }

    private static ScalarField Placed(MapFile file, string path, string dataset)
    {
        if (!file.Contains(dataset))
        {
            throw new DataException($"there is no map at '{dataset}'. Perhaps the run ended before its composition was found, or another path was meant ('stria inspect' and h5dump list what is there).", path);
        }

        ScalarField map = file.Map(dataset);
        return map.Grid.HasPixelSize && map.Grid.PixelSizeX > 0 && map.Grid.PixelSizeY > 0
            ? map
            : throw new DataException($"the map '{dataset}' has no pixel size, without which there is no stress per length. Give it when the stack is mapped: stria map … --pixel-size \"35 nm\".", path);
    }
}
