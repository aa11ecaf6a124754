using System.Globalization;
using Stria.Core;

namespace Stria.Studies;

/// <summary>Reads single values: numbers with and without unit, words, names, paths.</summary>
internal sealed class ValueReader(MistakeList mistakes, string folder)
{
    /// <summary>Whether the text has chosen to go without units (see <see cref="IUnitChoice"/>).</summary>
    public bool ArePlain { get; set; }

    /// <summary>Whether a type is a single value, not a group of settings.</summary>
    public static bool IsSimple(Type type) => type.IsEnum || type == typeof(string) || type == typeof(bool) || IsNumber(type);

    /// <summary>The value that stands at a node, or null with a mistake noted.</summary>
    public object? Read(ScalarNode node, Type type, SettingShape setting)
    {
        WordAttribute? word = node.IsQuoted ? null : setting.Words.FirstOrDefault(w => w.Word == node.Text);
        if (word is not null)
        {
            return word.Value is { } meant ? Convert.ChangeType(meant, type, CultureInfo.InvariantCulture) : null;
        }

        try
        {
            return IsNumber(type) ? Number(node, type, setting) : Name(node, type, setting);
        }
        catch (FormatException e)
        {
            mistakes.Add(node, e.Message);
            return null;
        }
    }

    private static bool IsNumber(Type type) => type == typeof(double) || type == typeof(int) || type == typeof(long);

    private object Name(ScalarNode node, Type type, SettingShape setting)
    {
        if (type == typeof(string))
        {
            if (node.IsNull)
            {
                throw new FormatException($"'{setting.Name}' has no value.");
            }

            return setting.IsPath(node.Text) ? Path.GetFullPath(node.Text, folder) : node.Text;
        }

        if (type == typeof(bool))
        {
            return node.Text switch
            {
                "true" => true,
                "false" => false,
                _ => throw new FormatException($"'{setting.Name}' is true or false, not '{node.Text}'."),
            };
        }

        string[] names = [.. Enum.GetNames(type).Select(SnakeCase.Of)];
        int index = Array.IndexOf(names, node.Text);
        return index >= 0 ? Enum.GetValues(type).GetValue(index)! : throw new FormatException(NotAName(node.Text, setting, names));
    }

    private object Number(ScalarNode node, Type type, SettingShape setting)
    {
        double value = setting.Unit is null || ArePlain ? PureNumber(node.Text, setting) : WithUnit(node.Text, setting.Unit, setting);
        string unit = setting.Unit is null ? "" : " " + setting.Unit.Symbol;
        if (setting.Range is { } range && !(value >= range.Min && value <= range.Max))
        {
            string allowed = double.IsInfinity(range.Max) ? $"at least {range.Min}{unit}" : $"between {range.Min} and {range.Max}{unit}";
            throw new FormatException($"'{setting.Name}' is {value}{unit}; it must be {allowed}.");
        }

        if (type == typeof(double))
        {
            return value;
        }

        bool fits = value == Math.Floor(value) && Math.Abs(value) <= (type == typeof(int) ? int.MaxValue : 1L << 53);
        return fits ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : throw new FormatException($"'{setting.Name}' is a whole number, not {node.Text}.");
    }

    private static double WithUnit(string text, Unit unit, SettingShape setting)
    {
        Quantity quantity = Parse(text, setting);
        if (quantity.Unit.Symbol == "1" && unit.Dimension != Dimension.None)
        {
            throw new FormatException($"'{text}' cannot be expressed in {unit.Symbol}. Write a value with its unit, such as '{text} {unit.Symbol}'.");
        }

        return quantity.Unit.Dimension == unit.Dimension
            ? quantity.In(unit)
            : throw new FormatException($"'{text}' cannot be expressed in {unit.Symbol}: '{setting.Name}' is given in {unit.Symbol} or a multiple of it.");
    }

    private static double PureNumber(string text, SettingShape setting)
    {
        Quantity quantity = Parse(text, setting);
        return quantity.Unit.Symbol == "1" ? quantity.Value : throw new FormatException(
            $"'{setting.Name}' is a pure number{(setting.Unit is null ? "" : " where 'units: none' is chosen")}; write it without '{quantity.Unit.Symbol}'.");
    }

    private static Quantity Parse(string text, SettingShape setting)
    {
        try
        {
            return Quantity.Parse(text, setting.Unit?.Dimension);
        }
        catch (FormatException) when (setting.Words.Count > 0 && text.Length > 0 && char.IsLetter(text[0]))
        {
            throw new FormatException(NotAName(text, setting, [.. setting.Words.Select(w => w.Word)]) + " A number is possible as well.");
        }
        catch (FormatException) when (setting.Unit is null)
        {
            throw new FormatException($"'{setting.Name}' is a number, not '{text}'.");
        }
    }

    private static string NotAName(string written, SettingShape setting, string[] names)
    {
        string? nearest = Spelling.Nearest(written, names);
        return $"'{written}' is not possible for '{setting.Name}'; it is one of {string.Join(", ", names)}." + (nearest is null ? "" : $" Did you mean '{nearest}'?");
    }
}
