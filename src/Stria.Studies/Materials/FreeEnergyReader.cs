using Stria.Core;
using Stria.Matter;
using YamlDotNet.RepresentationModel;

namespace Stria.Studies;

/// <summary>Reads the block 'free_energy' of a material file.</summary>
internal sealed class FreeEnergyReader(MistakeList mistakes)
{
    private static readonly Unit Molar = Unit.Parse("J/mol"), Volt = Unit.Parse("V"), Kelvin = Unit.Parse("K"), Gradient = Unit.Parse("J m^2/mol");
    private static readonly string[] OneValue = ["value", "source"];

    /// <summary>The kinds that a material file may give, each with the settings of its own.</summary>
    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["regular_solution"] = ["interaction"],
        ["solid_solution"] = ["slope", "offset"],
        ["redlich_kister"] = ["parameters"],
        ["legendre"] = ["parameters"],
        ["multi_well"] = ["gaps"],
    };

    /// <summary>The settings that the block knows.</summary>
    public static string[] Settings { get; } = ["kind", "interaction", "slope", "offset", "parameters", "gaps", "temperature", "gradient_energy", "potential", "source"];

    /// <summary>Reads the block; null when its kind is unknown, which is noted.</summary>
    public HostFreeEnergy? Read(YamlBlock block)
    {
        string kind = block.Text("kind");
        if (!Kinds.TryGetValue(kind, out string[]? own))
        {
            string nearest = Spelling.Nearest(kind, Kinds.Keys) is { } meant ? $" Did you mean '{meant}'?" : "";
            block.Mistake("kind", $"'{kind}' is no free energy of a material. Known: {string.Join(", ", Kinds.Keys)}.{nearest}");
            return null;
        }

        foreach (string stray in Kinds.Values.SelectMany(s => s).Distinct().Where(s => block.Has(s) && !own.Contains(s)))
        {
            block.Mistake(stray, $"'{stray}' does not belong to {kind}, which has {string.Join(", ", own)}.");
        }

        double temperature = block.Has("temperature") ? block.Measure("temperature", Kelvin) : 298.15;
        if (temperature <= 0)
        {
            block.Mistake("temperature", "A temperature must be above 0 K.");
        }

        return new HostFreeEnergy
        {
            Kind = kind,
            Parameters = Parameters(block, kind),
            Gaps = kind == "multi_well" ? Gaps(block) : [],
            Temperature = temperature,
            GradientEnergy = Number(block, "gradient_energy", Gradient, "gradient energy κ", "J m²/mol", isPositive: true),
            StandardPotential = Number(block, "potential", Volt, "potential at μ = 0 against lithium", "V", isPositive: false),
            Source = block.Text("source"),
        };
    }

    private double[] Parameters(YamlBlock block, string kind)
    {
        switch (kind)
        {
            case "regular_solution":
                return [block.Number("interaction")];
            case "solid_solution":
                return [block.Measure("slope", Molar), block.Has("offset") ? block.Measure("offset", Molar) : 0];
            case "multi_well":
                return [];
            default:
                double[] parameters = [.. block.List("parameters").Select(Parameter)];
                if (parameters.Length == 0)
                {
                    block.Mistake("parameters", $"A {kind} series needs its parameters: [6200 J/mol, -300 J/mol].");
                }

                return parameters;
        }
    }

    private double Parameter(YamlNode node)
    {
        try
        {
            return Quantity.Parse((node as YamlScalarNode)?.Value ?? "", Molar.Dimension).In(Molar);
        }
        catch (FormatException mistake)
        {
            mistakes.Add(node.Start, $"parameters: {mistake.Message}");
            return double.NaN;
        }
    }

    private HostGap[] Gaps(YamlBlock block)
    {
        IReadOnlyList<YamlNode> nodes = block.List("gaps");
        HostGap[] gaps = [.. nodes.Select(Gap)];
        if (gaps.Length == 0)
        {
            block.Mistake("gaps", "A sequence of phases needs its gaps: a list of { from, to, plateau, barrier }.");
        }

        for (int i = 1; i < gaps.Length; i++)
        {
            if (gaps[i].From <= gaps[i - 1].To || gaps[i].Plateau >= gaps[i - 1].Plateau)
            {
                mistakes.Add(nodes[i].Start, $"The gap from {gaps[i].From:g6} must begin above {gaps[i - 1].To:g6}, where the one before ends, at a plateau below its {gaps[i - 1].Plateau:g6} V.");
            }
        }

        return gaps;
    }

    private HostGap Gap(YamlNode node)
    {
        var gap = new YamlBlock(node, "a gap", ["from", "to", "plateau", "barrier"], mistakes);
        var read = new HostGap(gap.Number("from"), gap.Number("to"), gap.Measure("plateau", Volt), gap.Measure("barrier", Molar));
        if (read.To <= read.From)
        {
            gap.Mistake("to", $"The gap ends at {read.To:g6}, before it begins at {read.From:g6}.");
        }

        if (read.Barrier <= 0)
        {
            gap.Mistake("barrier", "A barrier must be positive.");
        }

        return read;
    }

    private static SourcedNumber? Number(YamlBlock block, string setting, Unit unit, string name, string written, bool isPositive)
    {
        if (block.BlockIfAny(setting, OneValue) is not { } inner)
        {
            return null;
        }

        double value = inner.Measure("value", unit);
        if (isPositive && value <= 0)
        {
            inner.Mistake("value", $"The {name} must be positive.");
        }

        return new SourcedNumber(name, value, written, inner.Text("source"));
    }
}
