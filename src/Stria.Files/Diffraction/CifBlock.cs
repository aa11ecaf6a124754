using System.Globalization;

namespace Stria.Files;

/// <summary>One block of a CIF.</summary>
public sealed class CifBlock
{
    private readonly Dictionary<string, string> items = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string[]> loops = new(StringComparer.OrdinalIgnoreCase);

    internal CifBlock(string path, string name) => (Path, Name) = (path, name);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What follows data_.</summary>
    public string Name { get; }

    /// <summary>The value of the first of several names that stands in the block; null when none does, or it is ? or a point.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (items.TryGetValue(Key(name), out string? value) && value is not ("?" or "."))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A column of a loop, under the first of several names; null when none stands in the block.</summary>
    public IReadOnlyList<string>? Column(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (loops.TryGetValue(Key(name), out string[]? values))
            {
                return values;
            }
        }

        return null;
    }

    /// <summary>A number with its standard deviation, "9.3717(2)"; null when the name does not stand in the block.</summary>
    /// <exception cref="DataException">The value is no number.</exception>
    public (double Value, double Sigma)? Number(params ReadOnlySpan<string> names) => Text(names) is { } text
        ? TryNumber(text, out double value, out double sigma) ? (value, sigma) : throw new DataException($"{names[0]}: '{text}' is no number.", Path)
        : null;

    /// <summary>Reads a number with its standard deviation in brackets, which counts the last digits.</summary>
    public static bool TryNumber(string text, out double value, out double sigma)
    {
        sigma = 0;
        int bracket = text.IndexOf('(', StringComparison.Ordinal);
        string number = bracket < 0 ? text : text[..bracket];
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        if (bracket >= 0 && double.TryParse(text[(bracket + 1)..].TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out double digits))
        {
            int point = number.IndexOf('.', StringComparison.Ordinal);
            sigma = digits * Math.Pow(10, point < 0 ? 0 : -(number.Length - point - 1));
        }

        return true;
    }

    internal void Add(string name, string value) => items[Key(name)] = value;

    internal void AddLoop(string name, string[] values)
    {
        loops[Key(name)] = values;
        if (values.Length == 1)
        {
            items.TryAdd(Key(name), values[0]);
        }
    }

    // Newer dictionaries write _pd_meas.counts_total where older ones wrote _pd_meas_counts_total.
    private static string Key(string name) => name.Replace('.', '_');
}
