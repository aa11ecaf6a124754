using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>composite: maps as coloured light in one picture, with a picture of another microscope laid on them.</summary>
internal sealed class CompositeVerb : IVerb
{
    private readonly Argument<string> run = new("RUN") { Description = "A run folder with maps, or its maps.h5." };
    private readonly Option<string[]> layers = new("--layers")
    {
        HelpName = "MAP",
        Description = "Maps in the file, each with a colour and name where wanted: /amount/x=0.1, '/phase/label=alpha', '/thickness/nm:colour=#ff8000,name=thickness,high=120'.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> picture = new("--picture") { HelpName = "FILE", Description = "A picture of the same place, laid on the maps by landmarks." };
    private readonly Option<string> landmarks = new("--landmarks") { HelpName = "FILE", Description = "Table of map row, map column, picture row, picture column." };
    private readonly RunOptions options = new();

    public CompositeVerb()
    {
        Command = new Command("composite", "Maps as coloured light in one picture; a picture of another microscope laid on them by landmarks.") { run, layers, picture, landmarks };
        options.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => options.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string path = Path.GetFullPath(parsed.GetRequiredValue(run));
        if (parsed.GetValue(layers) is not { Length: > 0 } texts)
        {
            throw new UsageException("composite needs maps: --layers /amount/x=0.1 /amount/x=0.3 ('stria inspect' and h5dump list what a file has).");
        }

        if (parsed.GetValue(picture) is null != parsed.GetValue(landmarks) is null)
        {
            throw new UsageException($"{picture.Name} and {landmarks.Name} come together.");
        }

        return CheckedScenario.Of(new CompositeScenario
        {
            Layers = [.. texts.Select(t => Layer(path, t))],
            Picture = parsed.GetValue(picture) is { } file ? new LaidPicture { Path = Path.GetFullPath(file), Landmarks = Path.GetFullPath(parsed.GetValue(landmarks)!) } : null,
            Threads = OptionValue.WholeOrAuto(options.Threads.Name, parsed.GetValue(options.Threads)),
        });
    }

    private CompositeLayerSettings Layer(string path, string text)
    {
        string[] parts = text.Split(':', 2);
        string[] facts = parts.Length == 1 ? [] : parts[1].Split(',');
        string? Fact(string name) => Array.Find(facts, f => f.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        if (Array.Find(facts, f => !Array.Exists(["colour=", "name=", "low=", "high="], k => f.StartsWith(k, StringComparison.Ordinal))) is { } odd)
        {
            throw OptionValue.Wrong(layers.Name, text, "a map with colour=, name=, low=, high=", $"'{odd}' was not expected.");
        }

        return new CompositeLayerSettings
        {
            Path = path,
            Dataset = parts[0],
            Name = Fact("name"),
            Colour = Fact("colour"),
            Low = Fact("low") is { } low ? OptionValue.Number(layers.Name, low) : null,
            High = Fact("high") is { } high ? OptionValue.Number(layers.Name, high) : null,
        };
    }
}
