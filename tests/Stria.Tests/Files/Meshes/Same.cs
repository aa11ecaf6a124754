using Stria.Core;
using Stria.Files;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Files.Meshes;

/// <summary>What the tests of mesh files compare.</summary>
internal static class Same
{
    /// <summary>Fields of every kind on a mesh: scalars, vectors and tensors, on nodes and cells, with values that need all digits.</summary>
    internal static MeshField[] Fields(TriangleMesh mesh) =>
    [
        MadeMesh.Nodal(mesh, "c", "mol/m³", (x, y) => Math.Sin(x) / 3 * y),
        MadeMesh.Nodal(mesh, "u", "nm", (x, y) => x * y / 7, (x, y) => x - (y / 3)),
        new MeshField(mesh, MeshPlace.Cell, ["xx", "yy", "xy"], [.. Enumerable.Range(0, 3 * mesh.CellCount).Select(i => Math.Cos(i) * 1e8)], "σ", "Pa"),
        new MeshField(mesh, MeshPlace.Cell, [""], [.. Enumerable.Range(0, mesh.CellCount).Select(i => i / 7.0)], "quality <&\"", "1"),
    ];

    internal static void Mesh(TriangleMesh expected, TriangleMesh read, double tolerance = 0)
    {
        Assert.Equal(expected.NodesPerCell, read.NodesPerCell);
        Assert.Equal(expected.NodeCount, read.NodeCount);
        Assert.All(Enumerable.Range(0, 2 * expected.NodeCount), i => Assert.InRange(Math.Abs(expected.Points[i] - read.Points[i]), 0, tolerance));
        Assert.Equal(expected.Cells.ToArray(), read.Cells.ToArray());
        Assert.Equal(Regions(expected), Regions(read));
        Assert.Equal(Edges(expected), Edges(read));
    }

    internal static void FieldsOf(IReadOnlyList<MeshField> expected, MeshContent read)
    {
        Assert.Equal(expected.Select(f => (f.Place, f.Symbol, f.Unit)), read.Fields.Select(f => (f.Place, f.Symbol, f.Unit)));
        Assert.All(expected.Zip(read.Fields), pair => Assert.Equal(pair.First.Components, pair.Second.Components));
        Assert.All(expected.Zip(read.Fields), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
    }

    internal static string[] Regions(TriangleMesh mesh) => [.. Enumerable.Range(0, mesh.CellCount).Select(c => mesh.RegionNames[mesh.CellRegions[c]])];

    /// <summary>Cells and named edges by the places of their nodes [nm], whatever their numbers.</summary>
    internal static string[] Places(TriangleMesh mesh)
    {
        string Nodes(ReadOnlySpan<int> nodes) => string.Join(' ', nodes.ToArray().Select(n => $"({(mesh.Points[2 * n] * 1e9) + 1e-4:F2},{(mesh.Points[(2 * n) + 1] * 1e9) + 1e-4:F2})"));
        return
        [
            .. Enumerable.Range(0, mesh.CellCount).Select(c => $"{mesh.RegionNames[mesh.CellRegions[c]]} {Nodes(mesh.Cell(c))}").Order(StringComparer.Ordinal),
            .. Enumerable.Range(0, mesh.EdgeCount).Select(e => $"{mesh.PartNames[mesh.EdgeParts[e]]} {Nodes(mesh.Edge(e))}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Named edges in an order that does not depend on the file.</summary>
    internal static string[] Edges(TriangleMesh mesh) => [.. Enumerable.Range(0, mesh.EdgeCount).Select(e => $"{mesh.PartNames[mesh.EdgeParts[e]]}: {string.Join(' ', mesh.Edge(e).ToArray())}").Order(StringComparer.Ordinal)];
}
