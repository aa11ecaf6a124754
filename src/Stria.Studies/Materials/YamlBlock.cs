using System.Globalization;
using Stria.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Stria.Studies;

/// <summary>One block of settings in YAML, read strictly: unknown names, missing settings, missing units and wrong units are noted as mistakes.</summary>
internal sealed class YamlBlock
{
    private readonly Dictionary<string, YamlNode> settings = new(StringComparer.Ordinal);
    private readonly Mark place;
    private readonly string name;
    private readonly MistakeList mistakes;

    /// <summary>Takes the block's settings; notes those that it does not know.</summary>
    public YamlBlock(YamlNode node, string name, string[] known, MistakeList mistakes)
    {
        (place, this.name, this.mistakes) = (node.Start, name, mistakes);
        if (node is not YamlMappingNode mapping)
        {
            mistakes.Add(node.Start, $"{name} must be a block of settings: {string.Join(", ", known)}.");
            return;
        }

        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string setting = (key as YamlScalarNode)?.Value ?? "";
            if (known.Contains(setting, StringComparer.Ordinal))
            {
                settings[setting] = value;
                continue;
            }

            string nearest = Spelling.Nearest(setting, known) is { } meant ? $"Did you mean '{meant}'?" : $"Known: {string.Join(", ", known)}.";
            mistakes.Add(key.Start, $"'{setting}' is not a setting of {name}. {nearest}");
        }
    }

    /// <summary>A text that must be there and not be empty.</summary>
    public string Text(string setting)
    {
        if (Required(setting) is not { } node)
        {
            return "";
        }

        if (node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value))
        {
            return value.Trim();
        }

        mistakes.Add(node.Start, $"{setting} of {name} must be a text.");
        return "";
    }

    /// <summary>A pure number; NaN when it is missing or wrong, which is noted.</summary>
    public double Number(string setting) => Required(setting) is { } node ? Parse(node, setting, null) : double.NaN;

    /// <summary>A pure number, or another value where the setting is absent.</summary>
    public double NumberOr(string setting, double absent) => settings.TryGetValue(setting, out YamlNode? node) ? Parse(node, setting, null) : absent;

    /// <summary>A number with one of the units given, in the first of them (factor 1); NaN when it is missing or wrong, which is noted.</summary>
    public double Measure(string setting, IReadOnlyDictionary<string, double> units) => Required(setting) is { } node ? Parse(node, setting, units) : double.NaN;

    /// <summary>A number with unit, or another value where the setting is absent.</summary>
    public double MeasureOr(string setting, IReadOnlyDictionary<string, double> units, double absent) =>
        settings.TryGetValue(setting, out YamlNode? node) ? Parse(node, setting, units) : absent;

    /// <summary>A number with any unit of a dimension, in the unit given; NaN when it is missing or wrong, which is noted.</summary>
    public double Measure(string setting, Unit unit)
    {
        if (Required(setting) is not { } node)
        {
            return double.NaN;
        }

        try
        {
            return Quantity.Parse((node as YamlScalarNode)?.Value ?? "", unit.Dimension).In(unit);
        }
        catch (FormatException mistake)
        {
            return Wrong(node, $"{setting} of {name}: {mistake.Message}");
        }
    }

    /// <summary>Whether the block has the setting.</summary>
    public bool Has(string setting) => settings.ContainsKey(setting);

    /// <summary>A block inside this one; null when it is absent, which is no mistake.</summary>
    public YamlBlock? BlockIfAny(string setting, string[] known) => settings.TryGetValue(setting, out YamlNode? node) ? new YamlBlock(node, setting, known, mistakes) : null;

    /// <summary>A block inside this one; null when it is missing, which is noted.</summary>
    public YamlBlock? Block(string setting, string[] known) => Required(setting) is { } node ? new YamlBlock(node, setting, known, mistakes) : null;

    /// <summary>The entries of a list; empty when the setting is absent.</summary>
    public IReadOnlyList<YamlNode> List(string setting)
    {
        if (!settings.TryGetValue(setting, out YamlNode? node))
        {
            return [];
        }

        if (node is YamlSequenceNode sequence)
        {
            return [.. sequence.Children];
        }

        mistakes.Add(node.Start, $"{setting} of {name} must be a list.");
        return [];
    }

    /// <summary>Notes a mistake at a setting, or at the block when the setting is absent.</summary>
    public void Mistake(string setting, string what) => mistakes.Add(settings.TryGetValue(setting, out YamlNode? node) ? node.Start : place, what);

    private YamlNode? Required(string setting)
    {
        if (settings.TryGetValue(setting, out YamlNode? node))
        {
            return node;
        }

        mistakes.Add(place, $"{name} lacks '{setting}'.");
        return null;
    }

    private double Parse(YamlNode node, string setting, IReadOnlyDictionary<string, double>? units)
    {
        string written = (node as YamlScalarNode)?.Value?.Trim() ?? "";
        int end = 0;
        while (end < written.Length && (char.IsAsciiDigit(written[end]) || written[end] is '.' or '-' or '+' || (written[end] is 'e' or 'E' && !written[end..].StartsWith("eV", StringComparison.Ordinal))))
        {
            end++;
        }

        string unit = written[end..].Trim();
        if (!double.TryParse(written.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            mistakes.Add(node.Start, $"'{written}' is no number for {setting}.");
            return double.NaN;
        }

        if (units is null)
        {
            return unit.Length == 0 ? value : Wrong(node, $"{setting} is a pure number; '{unit}' must not follow it.");
        }

        string first = units.Keys.First();
        return units.TryGetValue(unit, out double factor)
            ? value * factor
            : Wrong(node, unit.Length == 0 ? $"'{written}' cannot be expressed in {first}. Write a value with its unit." : $"'{unit}' is no unit for {setting}. Known: {string.Join(", ", units.Keys)}.");
    }

    private double Wrong(YamlNode node, string what)
    {
        mistakes.Add(node.Start, what);
        return double.NaN;
    }
}
