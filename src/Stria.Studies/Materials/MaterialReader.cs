using Stria.Core;
using Stria.Matter;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Stria.Studies;

/// <summary>Reads a material file. All mistakes are reported at once.</summary>
public sealed class MaterialReader
{
    private static readonly Dictionary<string, double> DensityUnits = new() { ["kg/m3"] = 1, ["kg/m³"] = 1, ["g/cm3"] = 1000, ["g/cm³"] = 1000 };
    private static readonly Dictionary<string, double> EnergyUnits = new() { ["eV"] = 1, ["keV"] = 1000 };
    private readonly MistakeList mistakes;

    private MaterialReader(MistakeList mistakes) => this.mistakes = mistakes;

    /// <summary>Reads the text of a material file.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="path">The file, for messages; its name without extension is the material's key.</param>
    /// <exception cref="ScenarioException">The text has mistakes.</exception>
    public static HostMaterial Read(string text, string path)
    {
        var mistakes = new MistakeList(path, text);
        HostMaterial? host = null;
        if (Root(text, mistakes) is { } root)
        {
            host = new MaterialReader(mistakes).ReadHost(root, Path.GetFileNameWithoutExtension(path));
        }

        mistakes.ThrowIfAny();
        return host!;
    }

    private static YamlNode? Root(string text, MistakeList mistakes)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException mistake)
        {
            mistakes.Add(mistake.Start, $"This is no valid YAML: {mistake.Message}");
            return null;
        }

        if (stream.Documents.Count != 1)
        {
            mistakes.Add(Mark.Empty, $"A material file holds one document; this one holds {stream.Documents.Count}.");
            return null;
        }

        return stream.Documents[0].RootNode;
    }

    private HostMaterial? ReadHost(YamlNode root, string key)
    {
        var block = new YamlBlock(root, "a material", ["name", "formula", "composition", "density", "phases", "scaling_windows", "mechanics", "free_energy", "assumptions"], mistakes);
        YamlBlock? composition = block.Block("composition", ["lowest", "highest", "source"]);
        double lowest = composition?.Number("lowest") ?? double.NaN, highest = composition?.Number("highest") ?? double.NaN;
        string compositionSource = composition?.Text("source") ?? "";
        if (highest <= lowest)
        {
            composition?.Mistake("highest", $"The highest composition {highest:g6} is not above the lowest {lowest:g6}.");
        }

        string name = block.Text("name");
        ChemicalFormula? formula = ReadFormula(block, lowest, highest);
        HostDensity[] densities = ReadDensities(block);
        HostPhase[] phases = ReadPhases(block);
        ScalingWindow[] windows = [.. block.List("scaling_windows").Select(ReadWindow)];
        HostMechanics? mechanics = block.BlockIfAny("mechanics", MechanicsReader.Settings) is { } given ? new MechanicsReader(mistakes).Read(given) : null;
        HostFreeEnergy? energy = block.BlockIfAny("free_energy", FreeEnergyReader.Settings) is { } law ? new FreeEnergyReader(mistakes).Read(law) : null;
        string[] assumptions = [.. block.List("assumptions").Select(ReadAssumption)];
        return formula is null ? null : new HostMaterial(key, name, formula)
        {
            LowestComposition = lowest,
            HighestComposition = highest,
            CompositionSource = compositionSource,
            Densities = densities,
            Phases = phases,
            ScalingWindows = windows,
            Mechanics = mechanics,
            FreeEnergy = energy,
            Assumptions = assumptions,
        };
    }

    private static ChemicalFormula? ReadFormula(YamlBlock block, double lowest, double highest)
    {
        string written = block.Text("formula");
        if (written.Length == 0)
        {
            return null;
        }

        try
        {
            ChemicalFormula formula = ChemicalFormula.Parse(written);
            if (!formula.HasComposition)
            {
                block.Mistake("formula", $"{written} has no composition x. Write the host as in LixV2O5.");
            }

            foreach (double x in new[] { lowest, highest }.Where(double.IsFinite))
            {
                formula.At(x);
            }

            return formula;
        }
        catch (ScenarioException mistake)
        {
            block.Mistake("formula", mistake.Message);
            return null;
        }
    }

    private HostDensity[] ReadDensities(YamlBlock block)
    {
        HostDensity[] densities = [.. block.List("density").Select(ReadDensity)];
        if (densities.Length == 0)
        {
            block.Mistake("density", "A material needs its density at one composition at least.");
        }

        for (int i = 1; i < densities.Length; i++)
        {
            if (densities[i].Composition <= densities[i - 1].Composition)
            {
                block.Mistake("density", $"The compositions of the densities must ascend; {densities[i].Composition:g6} follows {densities[i - 1].Composition:g6}.");
            }
        }

        return densities;
    }

    private HostDensity ReadDensity(YamlNode node)
    {
        var block = new YamlBlock(node, "a density", ["x", "value", "source"], mistakes);
        double value = block.Measure("value", DensityUnits);
        if (value <= 0)
        {
            block.Mistake("value", "A density must be positive.");
        }

        return new HostDensity(block.Number("x"), value, block.Text("source"));
    }

    private HostPhase[] ReadPhases(YamlBlock block)
    {
        IReadOnlyList<YamlNode> nodes = block.List("phases");
        HostPhase[] phases = [.. nodes.Select(ReadPhase)];
        for (int i = 0; i < phases.Length; i++)
        {
            bool first = i == 0, last = i == phases.Length - 1;
            if (first != double.IsNegativeInfinity(phases[i].From) || last != double.IsPositiveInfinity(phases[i].Below))
            {
                mistakes.Add(nodes[i].Start, "Phases are listed by rising x: the first has only 'below', the last only 'from', all others both.");
            }
            else if (!first && phases[i].From != phases[i - 1].Below)
            {
                mistakes.Add(nodes[i].Start, $"Phase {phases[i].Name} begins at x = {phases[i].From:g6}, but {phases[i - 1].Name} ends at {phases[i - 1].Below:g6}.");
            }
            else if (phases[i].Below <= phases[i].From)
            {
                mistakes.Add(nodes[i].Start, $"Phase {phases[i].Name} ends at x = {phases[i].Below:g6}, before it begins at {phases[i].From:g6}.");
            }
        }

        return phases;
    }

    private HostPhase ReadPhase(YamlNode node)
    {
        var block = new YamlBlock(node, "a phase", ["name", "from", "below", "source"], mistakes);
        return new HostPhase(
            block.Text("name"), block.NumberOr("from", double.NegativeInfinity), block.NumberOr("below", double.PositiveInfinity), block.Text("source"));
    }

    private ScalingWindow ReadWindow(YamlNode node)
    {
        var block = new YamlBlock(node, "a scaling window", ["from", "to", "source"], mistakes);
        var window = new ScalingWindow(block.Measure("from", EnergyUnits), block.MeasureOr("to", EnergyUnits, double.PositiveInfinity), block.Text("source"));
        if (window.To_eV <= window.From_eV)
        {
            block.Mistake("to", $"The window ends at {window.To_eV:g6} eV, before it begins at {window.From_eV:g6} eV.");
        }

        return window;
    }

    private string ReadAssumption(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } sentence })
        {
            return sentence;
        }

        mistakes.Add(node.Start, "An assumption is one sentence.");
        return "";
    }
}
