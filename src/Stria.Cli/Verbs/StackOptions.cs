using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>Which stack of which file: argument and options shared by all commands that read one.</summary>
internal sealed class StackOptions
{
    private readonly Argument<string> stack = new("STACK") { Description = "The measured file, or a folder of images, one per energy." };
    private readonly Argument<string[]> stacks = new("STACK")
    {
        Description = "The measured file, or a folder of images, one per energy; several with --recipe.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly bool several;
    private readonly Option<string> region = new("--region") { HelpName = "NAME", Description = "Region of a multi-region file, by name or number from 0." };
    private readonly Option<string> channel = new("--channel") { HelpName = "NAME", Description = "Detector channel or signal group." };
    private readonly Option<string> dataset = new("--dataset") { HelpName = "PATH", Description = "Path of the stack inside an HDF5 file of any layout." };
    private readonly Option<string> energyDataset = new("--energy-dataset")
    {
        HelpName = "PATH",
        Description = "Path of the photon energies inside that file.",
    };

    private readonly Option<string> axisOrder = new("--axis-order") { HelpName = "AXES", Description = "Order of its axes, slowest first: \"energy,y,x\"." };
    private readonly Option<string> energiesFile = new("--energies-file")
    {
        HelpName = "FILE",
        Description = "Photon energies, one per line in eV, where the images do not say them.",
    };

    private readonly Option<string> pixelSize = new("--pixel-size") { HelpName = "LENGTH", Description = "Pixel size where the file gives none: \"30 nm\"." };
    private readonly Option<bool> noMonitor = new("--no-monitor") { Description = "Does not divide by the ring current that the file records." };

    /// <summary>Makes the options.</summary>
    /// <param name="several">Whether the command takes more than one stack.</param>
    public StackOptions(bool several = false) => this.several = several;

    public void AddTo(Command command)
    {
        command.Add(several ? stacks : stack);
        Option[] options = [region, channel, dataset, energyDataset, axisOrder, energiesFile, pixelSize, noMonitor];
        Array.ForEach(options, command.Add);
    }

    /// <summary>The stacks that are named.</summary>
    public string[] Stacks(ParseResult parsed) => several ? parsed.GetRequiredValue(stacks) : [parsed.GetRequiredValue(stack)];

    public StackSettings Settings(ParseResult parsed) => new()
    {
        Path = Path.GetFullPath(Stacks(parsed)[0]),
        Region = parsed.GetValue(region),
        Channel = parsed.GetValue(channel),
        Dataset = parsed.GetValue(dataset),
        EnergyDataset = parsed.GetValue(energyDataset),
        AxisOrder = parsed.GetValue(axisOrder),
        EnergiesFile = parsed.GetValue(energiesFile) is { } energies ? Path.GetFullPath(energies) : null,
        PixelSize = parsed.GetValue(pixelSize) is { } size ? OptionValue.Length(pixelSize.Name, size) : null,
        NormaliseByMonitor = !parsed.GetValue(noMonitor),
    };
}
