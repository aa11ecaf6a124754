using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>stress: from a composition map to displacement, strain and stress.</summary>
internal sealed class StressVerb : IVerb
{
    private readonly Argument<string> map = new("RUN_OR_MAP") { Description = "A run folder of 'map', or its maps.h5." };
    private readonly Option<string> material = new("--material") { HelpName = "NAME", Description = "Host material with its mechanics: a name or a file; by default that of the run." };
    private readonly Option<string> edge = new("--edge") { HelpName = "HOW", Description = "Edges: free, fixed, roller, or both (free and fixed beside each other)." };
    private readonly Option<string> model = new("--model") { HelpName = "NAME", Description = "plane_stress, plane_strain, or axisymmetric." };
    private readonly Option<string> reference = new("--stress-free") { HelpName = "X", Description = "Composition without stress: a number, or lowest_phase." };
    private readonly Option<string> dataset = new("--dataset") { HelpName = "PATH", Description = "The map of x in the file; by default /composition/x." };
    private readonly Option<string> outlineOf = new("--outline-of") { HelpName = "PATH", Description = "The map whose outline is traced; by default the thickness." };
    private readonly Option<string> level = new("--level") { HelpName = "VALUE", Description = "Level of the outline in the unit of that map, or auto." };
    private readonly Option<string> gaussian = new("--gaussian") { HelpName = "PX", Description = "Standard deviation of the filter on the amounts, in pixels." };
    private readonly Option<string> order = new("--order") { HelpName = "NAME", Description = "Elements: quadratic or linear." };
    private readonly Option<string> cellSize = new("--cell-size") { HelpName = "LENGTH", Description = "Largest cells: '60 nm', or auto." };
    private readonly Option<string> samples = new("--samples") { HelpName = "N", Description = "Maps drawn to carry the error of x to the stress; 0 carries none." };
    private readonly Option<string[]> export = new("--export")
    {
        HelpName = "FORMAT",
        Description = "Further files: msh, msh2, inp, csv, geojson.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> seed = new("--seed") { HelpName = "N", Description = "Seed of the maps drawn." };
    private readonly RunOptions run = new();

    public StressVerb()
    {
        Command = new Command("stress", "From a composition map to strain and stress, with free and with fixed edges.")
        {
            map, material, edge, model, reference, dataset, outlineOf, level, gaussian, order, cellSize, samples, export, seed,
        };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        var defaults = new StressDiscretisation();
        var scenario = new StressScenario
        {
            Problem = Problem(parsed),
            Discretisation = defaults with
            {
                Order = parsed.GetValue(order) is { } o ? OptionValue.Name<ElementOrder>(order.Name, o) : defaults.Order,
                CellSize = parsed.GetValue(cellSize) is { } size ? OptionValue.NumberOr(size, "auto", () => OptionValue.Length(cellSize.Name, size)) : null,
            },
            Uncertainty = new StressUncertaintySettings { Samples = OptionValue.WholeOrAuto(samples.Name, parsed.GetValue(samples)) },
            Output = new StressOutput { Export = [.. (parsed.GetValue(export) ?? []).SelectMany(e => e.Split(',')).Select(e => OptionValue.Name<ExportFormat>(export.Name, e))] },
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        };
        return CheckedScenario.Of(parsed.GetValue(seed) is { } s ? scenario with { Seed = OptionValue.Whole(seed.Name, s) } : scenario);
    }

    private StressProblem Problem(ParseResult parsed)
    {
        var outline = new MapGeometry();
        var composition = new MapComposition { Path = Path.GetFullPath(parsed.GetRequiredValue(map)) };
        var problem = new StressProblem { Composition = composition };
        return problem with
        {
            Geometry = outline with
            {
                Dataset = parsed.GetValue(outlineOf),
                Level = parsed.GetValue(level) is { } l ? OptionValue.NumberOr(l, "auto", () => OptionValue.Number(level.Name, l)) : null,
                GaussianSigma = parsed.GetValue(gaussian) is { } g ? OptionValue.Pixels(gaussian.Name, g) : outline.GaussianSigma,
            },
            Composition = composition with
            {
                Dataset = parsed.GetValue(dataset) ?? composition.Dataset,
                GaussianSigma = parsed.GetValue(gaussian) is { } sigma ? OptionValue.Pixels(gaussian.Name, sigma) : composition.GaussianSigma,
            },
            Material = parsed.GetValue(material) is { } host && Path.GetExtension(host) is ".yaml" or ".yml" ? Path.GetFullPath(host) : parsed.GetValue(material),
            Edge = parsed.GetValue(edge) is { } e ? OptionValue.Name<EdgeChoice>(edge.Name, e) : problem.Edge,
            Model = parsed.GetValue(model) is { } m ? OptionValue.Name<PlaneModelChoice>(model.Name, m) : problem.Model,
            StressFreeComposition = parsed.GetValue(reference) is { } c ? OptionValue.NumberOr(c, "lowest_phase", () => OptionValue.Number(reference.Name, c)) : null,
        };
    }
}
