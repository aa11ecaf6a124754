namespace Stria.Files;

/// <summary>Makes a mesh of what a file holds: drops nodes that no cell uses, finds inverted cells, lays named edges along the sides of cells.</summary>
internal sealed class MeshAssembly
{
    private readonly string path;
    private readonly List<Remark> remarks;

    /// <param name="path">The file, for messages.</param>
    /// <param name="remarks">Receives what was dropped or repaired.</param>
    internal MeshAssembly(string path, List<Remark> remarks) => (this.path, this.remarks) = (path, remarks);

    /// <summary>x₀, y₀, x₁, y₁, … [m].</summary>
    internal required double[] Points { get; init; }

    /// <summary>Nodes of each cell.</summary>
    internal required int[] Cells { get; init; }

    /// <summary>3 or 6.</summary>
    internal required int NodesPerCell { get; init; }

    /// <summary>Region of each cell; null when the mesh is one region.</summary>
    internal CellRegions? Regions { get; init; }

    /// <summary>Named edges, in either direction; null when none is named.</summary>
    internal NamedEdges? Edges { get; init; }

    /// <summary>The old number of each node of the mesh.</summary>
    internal int[] KeptNodes { get; private set; } = [];

    /// <summary>Makes the mesh.</summary>
    /// <param name="flipInverted">Whether cells that run clockwise are turned over; otherwise they are refused.</param>
    /// <exception cref="DataException">There is no cell, a cell refers to a node that is not there, has no area, or runs clockwise.</exception>
    internal TriangleMesh Build(bool flipInverted)
    {
        if (Cells.Length == 0)
        {
            throw new DataException("holds no triangle. Perhaps only lines were saved: in Gmsh, a physical surface is needed besides the physical curves.", path);
        }

        int count = Points.Length / 2, bad = Array.FindIndex(Cells, n => (uint)n >= (uint)count);
        if (bad >= 0)
        {
            throw new DataException($"cell {bad / NodesPerCell} refers to node {Cells[bad]} (counted from 0), but there are {count}. Perhaps the file was cut.", path);
        }

        Flip(flipInverted);
        int[] renumbered = DropUnused(count);
        double[] points = [.. KeptNodes.SelectMany(n => (double[])[Points[2 * n], Points[(2 * n) + 1]])];
        int[] cells = [.. Cells.Select(n => renumbered[n])];
        var bare = new TriangleMesh(points, cells, NodesPerCell, Regions);
        RefuseFoldedCells(bare);
        return Edges is null ? bare : new TriangleMesh(points, cells, NodesPerCell, Regions, LayEdges(bare, renumbered));
    }

    private void Flip(bool flipInverted)
    {
        List<int> inverted = [], flat = [];
        for (int cell = 0; cell < Cells.Length / NodesPerCell; cell++)
        {
            double area = TwiceArea(cell);
            (area < 0 ? inverted : area > 0 ? [] : flat).Add(cell);
        }

        if (flat.Count > 0)
        {
            throw new DataException($"{flat.Count} cells have no area, the first is cell {flat[0]} (counted from 0) at {Place(flat[0])}.", path);
        }

        if (inverted.Count == 0)
        {
            return;
        }

        if (!flipInverted)
        {
            throw new DataException(
                $"{inverted.Count} of {Cells.Length / NodesPerCell} cells run clockwise, the first is cell {inverted[0]} (counted from 0) at {Place(inverted[0])}. Perhaps the mesh was mirrored: ask for inverted cells to be flipped.", path);
        }

        foreach (int cell in inverted)
        {
            Span<int> n = Cells.AsSpan(cell * NodesPerCell, NodesPerCell);
            (n[1], n[2]) = (n[2], n[1]);
            if (NodesPerCell == 6)
            {
                (n[3], n[5]) = (n[5], n[3]);
            }
        }

        remarks.Add(Remark.Warning($"{inverted.Count} cells ran clockwise and were turned over."));
    }

    private double TwiceArea(int cell)
    {
        ReadOnlySpan<int> n = Cells.AsSpan(cell * NodesPerCell, 3);
        double x0 = Points[2 * n[0]], y0 = Points[(2 * n[0]) + 1];
        return ((Points[2 * n[1]] - x0) * (Points[(2 * n[2]) + 1] - y0)) - ((Points[(2 * n[1]) + 1] - y0) * (Points[2 * n[2]] - x0));
    }

    private string Place(int cell)
    {
        int node = Cells[cell * NodesPerCell];
        return $"x = {Points[2 * node] * 1e6:G5} µm, y = {Points[(2 * node) + 1] * 1e6:G5} µm";
    }

    private int[] DropUnused(int count)
    {
        var used = new bool[count];
        foreach (int node in Cells)
        {
            used[node] = true;
        }

        KeptNodes = [.. Enumerable.Range(0, count).Where(n => used[n])];
        var renumbered = new int[count];
        Array.Fill(renumbered, -1);
        for (int i = 0; i < KeptNodes.Length; i++)
        {
            renumbered[KeptNodes[i]] = i;
        }

        if (KeptNodes.Length < count)
        {
            remarks.Add(Remark.Note($"{count - KeptNodes.Length} of {count} nodes belong to no triangle and were left out."));
        }

        return renumbered;
    }

    /// <summary>A curved cell may be folded although its corners run counter-clockwise: the determinant of its map is checked at all six nodes.</summary>
    private void RefuseFoldedCells(TriangleMesh mesh)
    {
        if (NodesPerCell == 3)
        {
            return;
        }

        int[] folded = [.. Enumerable.Range(0, mesh.CellCount).Where(cell => IsFolded(mesh.Points, mesh.Cell(cell)))];
        if (folded.Length > 0)
        {
            throw new DataException($"{folded.Length} curved cells are folded over, the first is cell {folded[0]} (counted from 0) at {Place(folded[0])}. Perhaps the middles of sides are in another order than VTK's.", path);
        }
    }

    private static bool IsFolded(ReadOnlySpan<double> points, ReadOnlySpan<int> n)
    {
        ReadOnlySpan<double> at = [0, 0, 1, 0, 0, 1, 0.5, 0, 0.5, 0.5, 0, 0.5];
        for (int q = 0; q < at.Length; q += 2)
        {
            double r = at[q], s = at[q + 1], t = 1 - r - s;

            // Derivatives of the six quadratic shape functions along r and s.
            ReadOnlySpan<double> dr = [1 - (4 * t), (4 * r) - 1, 0, 4 * (t - r), 4 * s, -4 * s], ds = [1 - (4 * t), 0, (4 * s) - 1, -4 * r, 4 * r, 4 * (t - s)];
            double xr = 0, xs = 0, yr = 0, ys = 0;
            for (int i = 0; i < 6; i++)
            {
                double x = points[2 * n[i]], y = points[(2 * n[i]) + 1];
                (xr, xs, yr, ys) = (xr + (dr[i] * x), xs + (ds[i] * x), yr + (dr[i] * y), ys + (ds[i] * y));
            }

            if (!((xr * ys) - (xs * yr) > 0))
            {
                return true;
            }
        }

        return false;
    }

    private NamedEdges LayEdges(TriangleMesh mesh, int[] renumbered)
    {
        var sides = new MeshSides(mesh);
        int perEdge = mesh.NodesPerEdge, astray = 0;
        List<int> nodes = [], parts = [];
        for (int e = 0; e < Edges!.PartOfEdge.Length; e++)
        {
            ReadOnlySpan<int> edge = Edges.Nodes.AsSpan(e * perEdge, perEdge);
            (int a, int b) = (Renumbered(renumbered, edge[0]), Renumbered(renumbered, edge[1]));
            bool forward = sides.Left(a, b) is not null;
            if ((sides.Left(a, b) ?? sides.Left(b, a)) is not (int cell, int side))
            {
                astray++;
                continue;
            }

            nodes.AddRange(forward ? [a, b] : [b, a]);
            if (perEdge == 3)
            {
                nodes.Add(mesh.Cell(cell)[3 + side]);
            }

            parts.Add(Edges.PartOfEdge[e]);
        }

        if (astray > 0)
        {
            remarks.Add(Remark.Warning($"{astray} named edges are no sides of triangles and were left out."));
        }

        return new NamedEdges([.. nodes], [.. parts], Edges.PartNames);
    }

    private static int Renumbered(int[] renumbered, int node) => (uint)node < (uint)renumbered.Length ? renumbered[node] : -1;
}
