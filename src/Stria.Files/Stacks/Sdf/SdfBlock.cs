using System.Globalization;

namespace Stria.Files;

/// <summary>A block of an SDF header: names and their values, each a number, a word, a list or a block.</summary>
internal sealed class SdfBlock
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    /// <summary>The names in the order of the file, each once.</summary>
    internal IReadOnlyCollection<string> Names => values.Keys;

    /// <summary>Enters a value; of a name given twice the first stays.</summary>
    internal void Add(string name, object value) => values.TryAdd(name, value);

    internal SdfBlock? Block(string name) => values.GetValueOrDefault(name) as SdfBlock;

    internal IReadOnlyList<object>? List(string name) => values.GetValueOrDefault(name) as IReadOnlyList<object>;

    /// <summary>The blocks of a counted list ("Regions = (2, {…}, {…})").</summary>
    internal IReadOnlyList<SdfBlock> Blocks(string name) => List(name) is { } list ? [.. list.OfType<SdfBlock>()] : [];

    internal string? Text(string name) => values.GetValueOrDefault(name) as string;

    /// <summary>A number, or NaN when the name is absent or no number.</summary>
    internal double Number(string name) =>
        Text(name) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
