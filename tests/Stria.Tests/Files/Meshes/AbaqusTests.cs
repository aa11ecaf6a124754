using Stria.Core;
using Stria.Files;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Files.Meshes;

public sealed class AbaqusTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(AbaqusElements.PlaneStress, 3, "CPS3")]
    [InlineData(AbaqusElements.PlaneStrain, 6, "CPE6")]
    [InlineData(AbaqusElements.Axisymmetric, 6, "CAX6")]
    public void Elements_are_of_the_wished_kind(AbaqusElements kind, int nodesPerCell, string type)
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2, nodesPerCell);
        new AbaqusWriter { Elements = kind }.Write(folder.Path("a.inp"), mesh, []);
        string[] lines = File.ReadAllLines(folder.Path("a.inp"));
        Assert.Contains($"*ELEMENT, TYPE={type}, ELSET=ALL_ELEMENTS", lines);
        int first = Array.FindIndex(lines, l => l.StartsWith("*ELEMENT", StringComparison.Ordinal)) + 1;
        Assert.Equal([1, .. mesh.Cell(0).ToArray().Select(n => n + 1)], lines[first].Split(',').Select(int.Parse));
        Assert.Contains("** Units: lengths in m.", File.ReadAllText(folder.Path("a.inp")), StringComparison.Ordinal);
    }

    [Fact]
    public void Surfaces_name_the_side_of_each_element_that_lies_on_the_part()
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 3, 6);
        MeshFormats.Write(folder.Path("a.inp"), mesh);
        string[] lines = File.ReadAllLines(folder.Path("a.inp"));
        int from = Array.IndexOf(lines, "*SURFACE, TYPE=ELEMENT, NAME=SURF_arc_outer") + 1;
        string[] faces = [.. lines[from..].TakeWhile(l => !l.StartsWith('*'))];
        Assert.Equal(3, faces.Length);
        foreach (string face in faces)
        {
            // Abaqus: face 1 runs from node 1 to 2, face 2 from 2 to 3, face 3 from 3 to 1.
            int[] numbers = [.. face.Replace("S", "", StringComparison.Ordinal).Split(',').Select(int.Parse)];
            int[] n = mesh.Cell(numbers[0] - 1).ToArray();
            Assert.All((int[])[n[numbers[1] - 1], n[numbers[1] % 3]], node => Assert.Equal(2e-6, Math.Sqrt(Math.Pow(mesh.Points[2 * node], 2) + Math.Pow(mesh.Points[(2 * node) + 1], 2)), 1e-18));
        }
    }

    [Fact]
    public void A_field_is_a_temperature_that_swells_from_the_reference()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        MeshField c = MadeMesh.Nodal(mesh, "x", "1", (x, _) => x / 3);
        new AbaqusWriter { Expansion = (0.01, 0.01, 0.01), ReferenceValue = 0.5, LengthUnit = Unit.Parse("mm") }.Write(folder.Path("a.inp"), mesh, [c]);
        string text = File.ReadAllText(folder.Path("a.inp"));
        Assert.Contains("*EXPANSION, ZERO=0.5\n0.01\n", text, StringComparison.Ordinal);
        Assert.Contains("*INITIAL CONDITIONS, TYPE=TEMPERATURE\nALL_NODES, 0.5\n", text, StringComparison.Ordinal);
        string[] temperatures = [.. text[(text.IndexOf("*TEMPERATURE\n", StringComparison.Ordinal) + 13)..].Split('\n').TakeWhile(l => !l.StartsWith('*'))];
        Assert.Equal(c.Values, temperatures.Select(l => double.Parse(l.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("lengths in mm", text, StringComparison.Ordinal);
        new AbaqusWriter { Expansion = (0.01, 0.02, 0) }.Write(folder.Path("b.inp"), mesh, [c]);
        Assert.Contains("*EXPANSION, TYPE=ORTHO, ZERO=0.\n0.01, 0.02, 0.\n", File.ReadAllText(folder.Path("b.inp")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_Abaqus_cannot_hold_is_refused()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        MeshField[] fields = Same.Fields(mesh);
        MeshField holey = MadeMesh.Nodal(mesh, "c", "1", (_, _) => double.NaN);
        Assert.Contains("one scalar field at nodes", Assert.Throws<ScenarioException>(() => MeshFormats.Write(folder.Path("a.inp"), mesh, fields[1])).Message, StringComparison.Ordinal);
        Assert.Contains("no value at node 0", Assert.Throws<ScenarioException>(() => MeshFormats.Write(folder.Path("a.inp"), mesh, holey)).Message, StringComparison.Ordinal);
        double[] left = [.. mesh.Points.ToArray().Select((v, i) => i % 2 == 0 ? v - 1.5e-6 : v)];
        Assert.Contains("x ≥ 0", Assert.Throws<ScenarioException>(() => new AbaqusWriter { Elements = AbaqusElements.Axisymmetric }.Write(folder.Path("a.inp"), new TriangleMesh(left, mesh.Cells.ToArray(), 3), [])).Message, StringComparison.Ordinal);
        var twins = new TriangleMesh(mesh.Points.ToArray(), mesh.Cells.ToArray(), 3, new CellRegions(new int[mesh.CellCount], ["hole 1", "hole_1"]));
        Assert.Contains("'hole 1' and 'hole_1'", Assert.Throws<ScenarioException>(() => MeshFormats.Write(folder.Path("a.inp"), twins)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
