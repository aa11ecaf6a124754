namespace Stria.Files;

/// <summary>What EC-Lab recorded, from the binary or the text file: all columns under the names of the text export.</summary>
internal sealed class EcLabTable
{
    /// <summary>EC-Lab's own default for masses and areas that nobody typed in.</summary>
    private const double Placeholder = 0.001;

    // One column bears different names in different versions of the program and in different techniques.
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["P/W"] = "Pwe/W", ["Energy charge/W.h"] = "Energy we charge/W.h", ["Energy discharge/W.h"] = "Energy we discharge/W.h", ["R/Ohm"] = "Rwe/Ohm",
        ["Ecell/V"] = "Ewe/V", ["<Ecell>/V"] = "<Ewe>/V", ["dQ/mA.h"] = "dq/mA.h", ["Energy/W.h"] = "|Energy|/W.h",
    };

    internal EcLabTable(string path, IReadOnlyList<TraceColumn> columns) => (Path, Columns) = (path, columns);

    internal string Path { get; }

    /// <summary>The columns, by name and unit as in the text export.</summary>
    internal IReadOnlyList<TraceColumn> Columns { get; }

    internal int RowCount => Columns.Count == 0 ? 0 : Columns[0].Values.Length;

    internal CellInformation Cell { get; init; } = new();

    /// <summary>First rows of the loops of an impedance technique; empty when there is none.</summary>
    internal int[] Loops { get; init; } = [];

    internal List<Remark> Remarks { get; init; } = [];

    /// <summary>Where a row is, for messages: "line 81" or "record 5".</summary>
    internal Func<int, string> Place { get; init; } = row => $"record {row + 1}";

    /// <summary>The first of the named columns ("Ewe/V"), or null.</summary>
    internal double[]? Find(params ReadOnlySpan<string> headings)
    {
        foreach (string heading in headings)
        {
            ColumnHeading wanted = ColumnHeading.Parse(heading);
            foreach (TraceColumn column in Columns)
            {
                if (column.Name == wanted.Name && column.Unit == (wanted.Unit ?? "1"))
                {
                    return column.Values;
                }
            }
        }

        return null;
    }

    /// <summary>A column under the one name that Stria uses.</summary>
    internal static TraceColumn Column(string heading, double[] values)
    {
        heading = heading.Replace('\u03BC', '\u00B5');
        ColumnHeading parsed = ColumnHeading.Parse(Synonyms.GetValueOrDefault(heading, heading));
        return new TraceColumn(parsed.Name, parsed.Unit ?? "1", values);
    }

    /// <summary>A mass or an area from the head, or null with a remark when it is the program's default.</summary>
    internal static double? Stated(double? value, string what, string unit, List<Remark> remarks)
    {
        if (value is not { } number || number == 0)
        {
            return null;
        }

        if (Math.Abs(number - Placeholder) > 1e-9)
        {
            return number;
        }

        remarks.Add(Remark.Note($"The head gives {what} as {Placeholder} {unit}, which is EC-Lab's default: taken as not stated."));
        return null;
    }
}
