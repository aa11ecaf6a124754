using Stria.Core;
using Stria.Figures;
using Stria.Files;

namespace Stria.Studies;

/// <summary>The study that lays maps and a picture over each other.</summary>
internal static class CompositeStudy
{
    /// <summary>Layers, then the picture.</summary>
    public static Study Of(CompositeScenario scenario) => new(scenario, [new LayersStep(scenario), new LaidPictureStep(scenario), new CompositeResultsStep(scenario)]);
}

/// <summary>Reads the maps of a composite.</summary>
/// <param name="scenario">Which.</param>
internal sealed class LayersStep(CompositeScenario scenario) : IStudyStep
{
    private static readonly string[] Lights = ["#ff4040", "#40d040", "#5080ff", "#ffd030", "#ff50ff", "#40e0e0"];

    /// <inheritdoc/>
    public string Name => "layers";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [.. scenario.Layers];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        CompositeLayer[] layers = [.. scenario.Layers.Select((layer, i) =>
        {
            (ScalarField map, string name) = Read(layer, context);
            (double, double)? limits = layer.High is { } high ? (layer.Low ?? 0, high) : null;
            return new CompositeLayer(layer.Name ?? name, map, Rgb.Parse(layer.Colour ?? Lights[i % Lights.Length])) { Limits = limits };
        })];
        ImageGrid first = layers[0].Field.Grid;
        if (Array.Find(layers, l => l.Field.Grid.Height != first.Height || l.Field.Grid.Width != first.Width) is { } odd)
        {
            throw new DataException($"'{odd.Name}' has {odd.Field.Grid.Height} × {odd.Field.Grid.Width} pixels and '{layers[0].Name}' {first.Height} × {first.Width}; layers lie on one raster. Perhaps they come from stacks that were cropped differently.", scenario.Layers[0].Path);
        }

        context.Put<IReadOnlyList<CompositeLayer>>(layers);
        context.Report(new Headline("layers", layers.Length, "1", "Maps laid over each other"));
        context.Describe($"Maps were shown as coloured light added up: {string.Join(", ", layers.Select(l => $"{l.Name} ({l.Colour.Hex})"))}.");
    }

    // Names of maps may hold "=" themselves (/amount/x=0.1): what there is no map of is labels and the name of one.
    private static (ScalarField Map, string Name) Read(CompositeLayerSettings layer, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, layer.Path);
        path = Directory.Exists(path) ? Path.Combine(path, "maps.h5") : path;
        context.NoteInput(File.Exists(path) ? path : throw new DataException("there is no such file. Perhaps the run ended before its maps were written.", path));
        using var file = new MapFile(path);
        int at = file.Contains(layer.Dataset) ? -1 : layer.Dataset.IndexOf('=', StringComparison.Ordinal);
        string place = at < 0 ? layer.Dataset : layer.Dataset[..at], wanted = layer.Dataset[(at + 1)..];
        if (!file.Contains(place))
        {
            throw new DataException($"there is no map at '{place}'; there are {string.Join(", ", file.MapNames.Concat(file.LabelNames))}.", path);
        }

        if (at < 0)
        {
            return (file.Map(place), place.Trim('/').Split('/')[^1]);
        }

        (ImageGrid grid, byte[] labels, IReadOnlyList<string> names) = file.Labels(place);
        int label = names.ToList().IndexOf(wanted);
        return label >= 0
            ? (new ScalarField(grid, [.. labels.Select(l => l == label ? 1f : 0f)], wanted, "1"), wanted)
            : throw new DataException($"'{place}' has no label '{wanted}'; it has {string.Join(", ", names)}.", path);
    }
}

/// <summary>Draws the composite and writes the report.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class CompositeResultsStep(CompositeScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<CompositeLayer> layers = context.Get<IReadOnlyList<CompositeLayer>>();
        List<NamedFigure> figures =
        [
            NamedFigure.Of("composite", "Colour composite", "Mixed colours are places where several components lie in the beam; black is none.", new Figure(new CompositePanel(layers)) { Width = 420 }),
        ];
        if (context.TryGet("", out LaidOver? laid))
        {
            figures.Add(laid.Figure(layers));
        }

        RunReport.Write(context, new ReportContent($"Composite of {layers.Count} maps", figures) { Main = context.Headlines, Answer = scenario.Picture is null ? null : laid?.Answer }, new Fraction(Name, progress), cancel);
    }
}
