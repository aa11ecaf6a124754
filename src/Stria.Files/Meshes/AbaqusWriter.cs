using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>The kind of plane elements that Abaqus is to use.</summary>
public enum AbaqusElements
{
    /// <summary>Plane stress: CPS3, CPS6.</summary>
    PlaneStress,

    /// <summary>Plane strain: CPE3, CPE6.</summary>
    PlaneStrain,

    /// <summary>Around the y axis, with x as radius: CAX3, CAX6.</summary>
    Axisymmetric,
}

/// <summary>Writes input files of Abaqus (<c>.inp</c>): nodes, elements, a set of elements per region, a set of nodes and a surface per part of the boundary, and a nodal field as temperature.</summary>
/// <remarks>
/// <para>A field at nodes, as the composition, is handed over as temperature: it starts at <see cref="ReferenceValue"/> everywhere and becomes the field in the
/// first step, so that *EXPANSION with <see cref="Expansion"/> makes of it the strain Expansion · (c − reference), the way in which swelling is
/// computed with thermal stress.</para>
/// <para>Abaqus knows no units: those that the numbers are in stand in comments. Material constants are left to the user.</para>
/// </remarks>
public sealed class AbaqusWriter : IMeshWriter
{
    private const int PerLine = 16;

    /// <inheritdoc/>
    public string Name => "Abaqus";

    /// <inheritdoc/>
    public string Extension => ".inp";

    /// <summary>The kind of elements.</summary>
    public AbaqusElements Elements { get; init; } = AbaqusElements.PlaneStress;

    /// <summary>Linear strain per unit of the nodal field, along x, y and out of the plane; null = no *EXPANSION is written.</summary>
    public (double X, double Y, double Z)? Expansion { get; init; }

    /// <summary>Value of the nodal field without strain, in its unit.</summary>
    public double ReferenceValue { get; init; }

    /// <summary>Unit of the coordinates in the file.</summary>
    public Unit LengthUnit { get; init; } = Unit.Parse("m");

    /// <inheritdoc/>
    public void Write(string path, TriangleMesh mesh, IReadOnlyList<MeshField> fields)
    {
        MeshFormats.RequireSame(mesh, fields);
        if (fields.Count > 1 || fields.Any(f => f.Place != MeshPlace.Node || f.Components.Count != 1))
        {
            throw new ScenarioException($"An Abaqus file holds one scalar field at nodes, as temperature; {string.Join(", ", fields.Select(f => $"'{f.Symbol}'"))} cannot be written.");
        }

        if (fields.FirstOrDefault(f => !f.Values.All(double.IsFinite)) is MeshField holey)
        {
            throw new ScenarioException($"The field '{holey.Symbol}' has no value at node {Array.FindIndex(holey.Values, v => !double.IsFinite(v))} (counted from 0); Abaqus needs one at every node.");
        }

        if (Elements == AbaqusElements.Axisymmetric && Enumerable.Range(0, mesh.NodeCount).Any(n => mesh.Points[2 * n] < 0))
        {
            throw new ScenarioException("A mesh around the y axis has its nodes at x ≥ 0; this one reaches to the left of it.");
        }

        var text = new StringBuilder();
        WriteHead(text, mesh, fields);
        WriteNodes(text, mesh);
        WriteElements(text, mesh);
        WriteSets(text, mesh);
        WriteSections(text, mesh);
        foreach (MeshField field in fields)
        {
            WriteField(text, field);
        }

        PendingFile.WriteText(path, text.ToString());
    }

    /// <summary>The name of a set: letters, digits and underscores, beginning with a letter, at most 80 characters.</summary>
    internal static string SetName(string name)
    {
        string plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        plain = plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? plain : "S" + plain;
        return plain[..Math.Min(plain.Length, 80)];
    }

    private string ElementType(TriangleMesh mesh) =>
        (Elements switch { AbaqusElements.PlaneStress => "CPS", AbaqusElements.PlaneStrain => "CPE", _ => "CAX" }) + mesh.NodesPerCell.ToString(CultureInfo.InvariantCulture);

    private void WriteHead(StringBuilder text, TriangleMesh mesh, IReadOnlyList<MeshField> fields)
    {
        text.Append($"*HEADING\nMesh of {mesh.NodeCount} nodes and {mesh.CellCount} triangles, written by Stria\n");
        text.Append($"** Units: lengths in {LengthUnit.Symbol}. Stress follows from the unit of the elastic constants that you give; keep force = stress x length^2.\n");
        foreach (MeshField field in fields)
        {
            text.Append($"** Temperature stands for the field '{field.Symbol}' in [{field.Unit}]; *EXPANSION is linear strain per [{field.Unit}], zero at {N(ReferenceValue)}.\n");
        }
    }

    private void WriteNodes(StringBuilder text, TriangleMesh mesh)
    {
        text.Append("*NODE, NSET=ALL_NODES\n");
        for (int i = 0; i < mesh.NodeCount; i++)
        {
            text.Append($"{i + 1}, {N(mesh.Points[2 * i] / LengthUnit.Factor)}, {N(mesh.Points[(2 * i) + 1] / LengthUnit.Factor)}\n");
        }
    }

    private void WriteElements(StringBuilder text, TriangleMesh mesh)
    {
        text.Append($"*ELEMENT, TYPE={ElementType(mesh)}, ELSET=ALL_ELEMENTS\n");
        for (int c = 0; c < mesh.CellCount; c++)
        {
            text.Append(c + 1);
            foreach (int node in mesh.Cell(c))
            {
                text.Append(", ").Append(node + 1);
            }

            text.Append('\n');
        }
    }

    private static void WriteSets(StringBuilder text, TriangleMesh mesh)
    {
        int[] regions = mesh.CellRegions.ToArray(), parts = mesh.EdgeParts.ToArray();
        RefuseTwins([.. mesh.RegionNames, .. mesh.PartNames]);
        for (int r = 0; r < mesh.RegionNames.Count; r++)
        {
            WriteSet(text, "ELSET", SetName(mesh.RegionNames[r]), Enumerable.Range(0, regions.Length).Where(c => regions[c] == r).Select(c => c + 1));
        }

        var sides = new MeshSides(mesh);
        for (int p = 0; p < mesh.PartNames.Count; p++)
        {
            int[] edges = [.. Enumerable.Range(0, parts.Length).Where(e => parts[e] == p)];
            WriteSet(text, "NSET", SetName(mesh.PartNames[p]), edges.SelectMany(e => mesh.Edge(e).ToArray()).Distinct().Order().Select(n => n + 1));
            (int Cell, int Side)[] faces = [.. edges.Select(e => sides.Left(mesh.Edge(e)[0], mesh.Edge(e)[1])).OfType<(int, int)>()];
            if (faces.Length > 0)
            {
                text.Append($"*SURFACE, TYPE=ELEMENT, NAME=SURF_{SetName(mesh.PartNames[p])}\n");
                text.AppendJoin("", faces.Select(f => $"{f.Cell + 1}, S{f.Side + 1}\n"));
            }
        }
    }

    private static void RefuseTwins(string[] names)
    {
        if (names.GroupBy(SetName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twins)
        {
            throw new ScenarioException($"{string.Join(" and ", twins.Select(n => $"'{n}'"))} would both be the set '{twins.Key}' in Abaqus; rename one.");
        }
    }

    private static void WriteSet(StringBuilder text, string kind, string name, IEnumerable<int> members)
    {
        int[] all = [.. members];
        if (all.Length > 0)
        {
            text.Append($"*{kind}, {kind}={name}\n");
            text.AppendJoin("", all.Chunk(PerLine).Select(line => string.Join(", ", line) + "\n"));
        }
    }

    private void WriteSections(StringBuilder text, TriangleMesh mesh)
    {
        bool directed = Expansion is (double ex, double ey, double ez) && (ex != ey || ex != ez);
        if (directed)
        {
            text.Append("*ORIENTATION, NAME=PLANE_AXES\n1., 0., 0., 0., 1., 0.\n");
        }

        foreach (string region in mesh.RegionNames.Where((_, r) => mesh.CellRegions.Contains(r)).Select(SetName))
        {
            // A plane section has its thickness on the data line; around an axis there is none.
            text.Append($"*SOLID SECTION, ELSET={region}, MATERIAL=MAT_{region}{(directed ? ", ORIENTATION=PLANE_AXES" : "")}\n{(Elements == AbaqusElements.Axisymmetric ? "" : "1.0")}\n*MATERIAL, NAME=MAT_{region}\n");
            text.Append("** Give the elastic constants here: *ELASTIC\n");
            if (Expansion is (double x, double y, double z))
            {
                text.Append(directed ? $"*EXPANSION, TYPE=ORTHO, ZERO={N(ReferenceValue)}\n{N(x)}, {N(y)}, {N(z)}\n" : $"*EXPANSION, ZERO={N(ReferenceValue)}\n{N(x)}\n");
            }
        }
    }

    private void WriteField(StringBuilder text, MeshField field)
    {
        text.Append($"*INITIAL CONDITIONS, TYPE=TEMPERATURE\nALL_NODES, {N(ReferenceValue)}\n");
        text.Append($"*STEP, NAME=SWELL\n*STATIC\n** Give the boundary conditions here: *BOUNDARY\n*TEMPERATURE\n");
        for (int i = 0; i < field.Values.Length; i++)
        {
            text.Append($"{i + 1}, {N(field.Values[i])}\n");
        }

        text.Append("*OUTPUT, FIELD, VARIABLE=PRESELECT\n*END STEP\n");
    }

    private static string N(double value) => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) ? text : text + ".";
}
