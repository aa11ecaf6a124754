using Stria.Core;

namespace Stria.Tests.Core.Meshes;

/// <summary>Meshes that tests share.</summary>
internal static class MadeMesh
{
    /// <summary>A sector of a ring between 1 µm and 2 µm, 0 and 90°: two regions ("inner", "outer") and the parts "arc inner", "arc outer", "start" (on the x axis) and "end".</summary>
    /// <param name="radial">Layers of cells.</param>
    /// <param name="around">Cells along the arc.</param>
    /// <param name="nodesPerCell">3 or 6; six nodes follow the arcs.</param>
    internal static TriangleMesh Sector(int radial, int around, int nodesPerCell = 3)
    {
        // A grid of nodes twice as fine holds the middles of sides; of it only those that a cell uses are kept.
        int columns = (2 * around) + 1;
        int Node(int i, int j) => (i * columns) + j;
        List<int> cells = [], regions = [];
        for (int i = 0; i < 2 * radial; i += 2)
        {
            for (int j = 0; j < 2 * around; j += 2)
            {
                cells.AddRange([Node(i, j), Node(i + 2, j), Node(i + 2, j + 2), Node(i + 1, j), Node(i + 2, j + 1), Node(i + 1, j + 1)]);
                cells.AddRange([Node(i, j), Node(i + 2, j + 2), Node(i, j + 2), Node(i + 1, j + 1), Node(i + 1, j + 2), Node(i, j + 1)]);
                regions.AddRange(i < radial ? [0, 0] : [1, 1]);
            }
        }

        List<int> edges = [], parts = [];
        for (int j = 0; j < 2 * around; j += 2)
        {
            edges.AddRange([Node(0, j + 2), Node(0, j), Node(0, j + 1), Node(2 * radial, j), Node(2 * radial, j + 2), Node(2 * radial, j + 1)]);
            parts.AddRange([0, 1]);
        }

        for (int i = 0; i < 2 * radial; i += 2)
        {
            edges.AddRange([Node(i, 0), Node(i + 2, 0), Node(i + 1, 0), Node(i + 2, 2 * around), Node(i, 2 * around), Node(i + 1, 2 * around)]);
            parts.AddRange([2, 3]);
        }

        int perEdge = nodesPerCell / 3 + 1;
        int[] chosen = [.. cells.Chunk(6).SelectMany(c => c.Take(nodesPerCell))], chosenEdges = [.. edges.Chunk(3).SelectMany(e => e.Take(perEdge))];
        int[] used = [.. chosen.Distinct().Order()];
        var number = used.Select((n, k) => (n, k)).ToDictionary(p => p.n, p => p.k);
        double[] points = [.. used.SelectMany(n => Place(n / columns / (2.0 * radial), n % columns / (2.0 * around)))];
        return new TriangleMesh(
            points,
            [.. chosen.Select(n => number[n])],
            nodesPerCell,
            new CellRegions([.. regions], ["inner", "outer"]),
            new NamedEdges([.. chosenEdges.Select(n => number[n])], [.. parts], ["arc inner", "arc outer", "start", "end"]));
    }

    /// <summary>A field given as a function of x and y [µm].</summary>
    internal static MeshField Nodal(TriangleMesh mesh, string symbol, string unit, params Func<double, double, double>[] components) => new(
        mesh,
        MeshPlace.Node,
        components.Length == 1 ? [""] : components.Length == 2 ? ["x", "y"] : ["xx", "yy", "xy"],
        [.. Enumerable.Range(0, mesh.NodeCount).SelectMany(n => components.Select(f => f(mesh.Points[2 * n] * 1e6, mesh.Points[(2 * n) + 1] * 1e6)))],
        symbol,
        unit);

    private static double[] Place(double radial, double around)
    {
        double radius = (1 + radial) * 1e-6, angle = around * Math.PI / 2;
        return [radius * Math.Cos(angle), radius * Math.Sin(angle)];
    }
}
