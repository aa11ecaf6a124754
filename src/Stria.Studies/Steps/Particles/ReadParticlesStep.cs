using Stria.Core;
using Stria.Files;
using Stria.Measurement.Particles;

namespace Stria.Studies;

/// <summary>Reads the maps or the picture that show the particles, and the truth where one is known.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ReadParticlesStep(ParticlesScenario scenario) : IStudyStep
{
    private static readonly string[] Usual = ["/thickness/nm", "/thickness/reference_units", "/optical_density/mean", "/composition/amount"];

    /// <inheritdoc/>
    public string Name => "read";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Source];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        ParticleMaps maps = scenario.Source is PictureParticles picture ? Picture(picture, context) : Maps((MapParticles)scenario.Source, context);
        if (!maps.Image.Grid.HasPixelSize)
        {
            context.Say(Remark.Warning("The pixel size is not known: each pixel counts as 1 µm, and every length and area of this run is in pixels. Give --pixel-size."));
            maps = maps with { Image = new ScalarField(maps.Image.Grid with { PixelSizeX = 1e-6, PixelSizeY = 1e-6 }, maps.Image.Values, maps.Image.Symbol, maps.Image.Unit) };
        }

        context.Put(maps);
        if (scenario.Truth is { } truth)
        {
            context.Put(KnownParticles.Read(Path.Combine(context.Folder.Root, truth), maps.Image.Grid, context));
        }

        context.Describe($"Particles were taken from {scenario.Source.Method}.");
    }

    private static ParticleMaps Picture(PictureParticles picture, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, picture.Path);
        context.NoteInput(path);
        List<Remark> remarks = [];
        ScalarField image = PictureReader.Read(path, picture.PixelSize, remarks);
        remarks.ForEach(context.Say);
        int rows = image.Grid.Height - picture.LegendRows;
        if (rows < 8)
        {
            throw new ScenarioException($"'legend_rows: {picture.LegendRows}' leaves {Math.Max(0, rows)} of {image.Grid.Height} rows.");
        }

        float[] values = image.Values[..(rows * image.Grid.Width)];
        float brightest = values.Where(float.IsFinite).DefaultIfEmpty(0).Max();
        return new ParticleMaps(new ScalarField(image.Grid.Crop(0, 0, rows, image.Grid.Width), picture.Dark ? [.. values.Select(v => brightest - v)] : values, picture.Dark ? "darkness" : image.Symbol, image.Unit));
    }

    private static ParticleMaps Maps(MapParticles source, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, source.Path);
        path = Directory.Exists(path) ? Path.Combine(path, "maps.h5") : path;
        context.NoteInput(File.Exists(path) ? path : throw new DataException("there is no such file. Perhaps the run ended before its maps were written, or another folder was meant.", path));
        using var file = new MapFile(path);
        string dataset = source.Dataset ?? Array.Find(Usual, file.Contains) ?? throw new DataException($"holds none of {string.Join(", ", Usual)}; name another map with --dataset.", path);
        if (!file.Contains(dataset))
        {
            throw new DataException($"there is no map at '{dataset}'; there are {string.Join(", ", file.MapNames)}.", path);
        }

        ScalarField image = file.Map(dataset);
        var maps = new ParticleMaps(dataset.StartsWith("/thickness/", StringComparison.Ordinal) ? new ScalarField(image.Grid, image.Values, "thickness", image.Unit) : image);
        if (file.Contains("/composition/x"))
        {
            maps = maps with { Composition = Same(file.Map("/composition/x"), image, path).Values, Amount = file.Contains("/composition/amount") ? file.Map("/composition/amount").Values : null };
        }

        if (file.Contains("/phase/label"))
        {
            (_, byte[] labels, IReadOnlyList<string> names) = file.Labels("/phase/label");
            maps = maps with { Phases = [.. labels.Select(l => (sbyte)(l - 1))], PhaseNames = [.. names.Skip(1)] };
        }

        return maps;
    }

    private static ScalarField Same(ScalarField map, ScalarField image, string path) => map.Grid.Height == image.Grid.Height && map.Grid.Width == image.Grid.Width
        ? map
        : throw new DataException($"its map of x has {map.Grid.Height} × {map.Grid.Width} pixels, and '{image.Symbol}' has {image.Grid.Height} × {image.Grid.Width}.", path);
}
