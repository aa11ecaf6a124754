using System.Globalization;

namespace Stria.Files;

/// <summary>Writes fields at nodes as a table (<c>.csv</c>): node, x, y and one column per component, units in the head.</summary>
public sealed class NodalCsvWriter : IMeshWriter
{
    /// <inheritdoc/>
    public string Name => "CSV of nodes";

    /// <inheritdoc/>
    public string Extension => ".csv";

    /// <summary>Unit of the coordinates in the table.</summary>
    public Unit LengthUnit { get; init; } = Unit.Parse("µm");

    /// <inheritdoc/>
    public void Write(string path, TriangleMesh mesh, IReadOnlyList<MeshField> fields)
    {
        MeshFormats.RequireSame(mesh, fields);
        if (fields.FirstOrDefault(f => f.Place != MeshPlace.Node) is MeshField cellwise)
        {
            throw new ScenarioException($"The table has one line per node; the field '{cellwise.Symbol}' belongs to cells.");
        }

        var columns = new List<CsvColumn>
        {
            new("node", Enumerable.Range(0, mesh.NodeCount).Select(i => i.ToString(CultureInfo.InvariantCulture))),
            Coordinate("x", mesh, 0),
            Coordinate("y", mesh, 1),
        };
        foreach (MeshField field in fields)
        {
            int count = field.Components.Count;
            columns.AddRange(field.Components.Select((name, c) => new CsvColumn(
                name.Length == 0 ? field.Symbol : $"{field.Symbol} {name}", field.Unit, Enumerable.Range(0, mesh.NodeCount).Select(i => field.Values[(i * count) + c]))));
        }

        CsvTable.Write(path, columns);
    }

    private CsvColumn Coordinate(string name, TriangleMesh mesh, int axis)
    {
        double[] points = mesh.Points.ToArray();
        return new CsvColumn(name, LengthUnit.Symbol, Enumerable.Range(0, mesh.NodeCount).Select(i => points[(2 * i) + axis] / LengthUnit.Factor));
    }
}
