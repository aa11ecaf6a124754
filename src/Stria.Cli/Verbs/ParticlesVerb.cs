using System.CommandLine;
using Stria.Measurement.Particles;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>particles: the particles of a map or picture one by one.</summary>
internal sealed class ParticlesVerb : IVerb
{
    private readonly Argument<string> source = new("RUN_OR_MAP_OR_PICTURE") { Description = "A run folder of 'map', its maps.h5, or a picture (.png, .tif, .xrm)." };
    private readonly Option<string> dataset = new("--dataset") { HelpName = "PATH", Description = "The map in the file that shows the particles; by default the thickness." };
    private readonly Option<string> pixelSize = new("--pixel-size") { HelpName = "LENGTH", Description = "Distance between pixels of a picture: '5 nm'." };
    private readonly Option<bool> dark = new("--dark") { Description = "The particles of a picture are darker than their surroundings." };
    private readonly Option<string> legend = new("--legend-rows") { HelpName = "N", Description = "Rows at the lower end of a picture that hold its legend." };
    private readonly Option<string> habit = new("--habit") { HelpName = "NAME", Description = "wires, which may cross, or grains, which may touch." };
    private readonly Option<string> level = new("--level") { HelpName = "VALUE", Description = "Level above which a pixel is particle, in the unit of the map, or auto." };
    private readonly Option<string> smoothing = new("--smoothing") { HelpName = "PX", Description = "Standard deviation of the filter before the level is applied." };
    private readonly Option<string> neck = new("--neck") { HelpName = "SHARE", Description = "Particles are cut where narrower than this share of their width on both sides." };
    private readonly Option<string> leastPixels = new("--least-pixels") { HelpName = "N", Description = "Parts of fewer pixels are noise." };
    private readonly Option<bool> keepBorder = new("--keep-border") { Description = "Particles at the border of the image count as well." };
    private readonly Option<string> leastArea = new("--least-area") { HelpName = "UM2", Description = "Particles of a smaller area, in µm², are left out." };
    private readonly Option<string> largestArea = new("--largest-area") { HelpName = "UM2", Description = "Particles of a larger area, in µm², are left out." };
    private readonly Option<string> leastAspect = new("--least-aspect") { HelpName = "VALUE", Description = "Particles of a smaller length over width are left out." };
    private readonly Option<string[]> exclude = new("--exclude") { HelpName = "N", Description = "Numbers of particles that are struck out.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> truth = new("--truth") { HelpName = "FILE", Description = "The true particles, to score by: truth.h5 of a made measurement, or a picture of labels." };
    private readonly Option<string> seed = new("--seed") { HelpName = "N", Description = "Seed of the intervals of the modes." };
    private readonly RunOptions run = new();

    public ParticlesVerb()
    {
        Command = new Command("particles", "The particles of a map or picture: sizes, shapes, composition, contacts, distributions.")
        {
            source, dataset, pixelSize, dark, legend, habit, level, smoothing, neck, leastPixels, keepBorder, leastArea, largestArea, leastAspect, exclude, truth, seed,
        };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        double? NumberOf(Option<string> option) => parsed.GetValue(option) is { } text ? OptionValue.Number(option.Name, text) : null;
        var scenario = new ParticlesScenario
        {
            Source = Source(parsed),
            Segmentation = Segmentation(parsed),
            Exclude = new ExclusionSettings
            {
                AtBorder = !parsed.GetValue(keepBorder),
                LeastArea_um2 = NumberOf(leastArea),
                LargestArea_um2 = NumberOf(largestArea),
                LeastAspect = NumberOf(leastAspect),
                Numbers = [.. (parsed.GetValue(exclude) ?? []).SelectMany(e => e.Split(',')).Select(e => OptionValue.Whole(exclude.Name, e))],
            },
            Truth = parsed.GetValue(truth) is { } known ? Path.GetFullPath(known) : null,
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        };
        return CheckedScenario.Of(parsed.GetValue(seed) is { } s ? scenario with { Seed = OptionValue.Whole(seed.Name, s) } : scenario);
    }

    private SegmentationSettings Segmentation(ParseResult parsed)
    {
        var usual = new SegmentationSettings();
        return usual with
        {
            Habit = parsed.GetValue(habit) is { } h ? OptionValue.Name<ParticleHabit>(habit.Name, h) : usual.Habit,
            Level = parsed.GetValue(level) is { } l ? OptionValue.NumberOr(l, "auto", () => OptionValue.Number(level.Name, l)) : null,
            Smoothing = parsed.GetValue(smoothing) is { } s ? OptionValue.Pixels(smoothing.Name, s) : usual.Smoothing,
            Neck = parsed.GetValue(neck) is { } n ? OptionValue.Number(neck.Name, n) : usual.Neck,
            LeastPixels = parsed.GetValue(leastPixels) is { } least ? OptionValue.Whole(leastPixels.Name, least) : usual.LeastPixels,
        };
    }

    private IParticleSourceSettings Source(ParseResult parsed)
    {
        string path = Path.GetFullPath(parsed.GetRequiredValue(source));
        if (Directory.Exists(path) || Path.GetExtension(path) is ".h5")
        {
            return parsed.GetValue(pixelSize) is null && !parsed.GetValue(dark) && parsed.GetValue(legend) is null
                ? new MapParticles { Path = path, Dataset = parsed.GetValue(dataset) }
                : throw new UsageException("--pixel-size, --dark and --legend-rows are for pictures; a map has its own raster.");
        }

        return parsed.GetValue(dataset) is { } named
            ? throw OptionValue.Wrong(dataset.Name, named, "for a picture", "A picture holds one image.")
            : new PictureParticles
            {
                Path = path,
                PixelSize = parsed.GetValue(pixelSize) is { } size ? OptionValue.Length(pixelSize.Name, size) : null,
                Dark = parsed.GetValue(dark),
                LegendRows = parsed.GetValue(legend) is { } rows ? OptionValue.Whole(legend.Name, rows) : 0,
            };
    }
}
