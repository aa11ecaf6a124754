using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Fem;

/// <summary>Where the entries of a symmetric matrix stand whose unknowns live on the nodes of a mesh, and where each cell adds to it.</summary>
/// <remarks>Upper triangle by rows. The pairs of nodes of a cell are counted (0,0), (0,1), …, (1,1), …: see <see cref="Pair"/>.</remarks>
public sealed class SymmetricPattern
{
    private readonly int[] nodeStart, nodeCells, upperStart, upper;
    private readonly int[] rowStart, columns, positions;

    private SymmetricPattern(TriangleMesh mesh, NodalUnknowns unknowns)
    {
        (Mesh, Unknowns, PairsPerCell) = (mesh, unknowns, PairCount(mesh.NodesPerCell));
        nodeStart = new int[mesh.NodeCount + 1];
        nodeCells = GC.AllocateUninitializedArray<int>(mesh.Cells.Length);
        GatherCells();
        upperStart = new int[mesh.NodeCount + 1];
        upper = GC.AllocateUninitializedArray<int>(mesh.CellCount * (PairsPerCell - mesh.NodesPerCell));
        GatherNeighbours();
        rowStart = new int[unknowns.Count + 1];
        CountRows();
        columns = GC.AllocateUninitializedArray<int>(rowStart[^1]);
        positions = GC.AllocateUninitializedArray<int>(mesh.CellCount * PairsPerCell);
        PlaceEntries();
        (nodeStart, nodeCells, upperStart, upper) = ([], [], [], []);
    }

    /// <summary>The mesh.</summary>
    public TriangleMesh Mesh { get; }

    /// <summary>The unknowns.</summary>
    public NodalUnknowns Unknowns { get; }

    /// <summary>Pairs of nodes per cell: 6 or 21.</summary>
    public int PairsPerCell { get; }

    /// <summary>Number of entries of the upper triangle.</summary>
    public int EntryCount => columns.Length;

    /// <summary>The pattern of a mesh and its unknowns.</summary>
    /// <exception cref="ArgumentException">The unknowns belong to another number of nodes.</exception>
    public static SymmetricPattern Of(TriangleMesh mesh, NodalUnknowns unknowns) => mesh.NodeCount == unknowns.NodeCount
        ? new SymmetricPattern(mesh, unknowns)
        : throw new ArgumentException($"Unknowns on {unknowns.NodeCount} nodes for a mesh of {mesh.NodeCount}.", nameof(unknowns));

    /// <summary>Number of a pair of a cell's nodes.</summary>
    /// <param name="i">The smaller local node.</param>
    /// <param name="j">The other local node, ≥ i.</param>
    /// <param name="nodes">Nodes per cell.</param>
    public static int Pair(int i, int j, int nodes) => (i * nodes) - (i * (i - 1) / 2) + j - i;

    /// <summary>Pairs of the nodes of a cell, each with itself included.</summary>
    public static int PairCount(int nodes) => nodes * (nodes + 1) / 2;

    /// <summary>A matrix of this pattern around an array of values.</summary>
    /// <param name="values">One value per entry.</param>
    public SymmetricMatrix Matrix(double[] values) => new(Unknowns.Count, rowStart, columns, values) { BlockSize = Unknowns.Components };

    internal ReadOnlySpan<int> Positions => positions;

    internal ReadOnlySpan<int> RowStart => rowStart;

    // For each node the places in the list of cell nodes where it stands, in the order of the cells.
    private void GatherCells()
    {
        ReadOnlySpan<int> cells = Mesh.Cells;
        foreach (int n in cells)
        {
            nodeStart[n + 1]++;
        }

        for (int n = 0; n < Mesh.NodeCount; n++)
        {
            nodeStart[n + 1] += nodeStart[n];
        }

        int[] next = nodeStart.AsSpan(0, Mesh.NodeCount).ToArray();
        for (int at = 0; at < cells.Length; at++)
        {
            nodeCells[next[cells[at]]++] = at;
        }
    }

    // For each node its neighbours of higher number, ascending.
    private void GatherNeighbours()
    {
        ReadOnlySpan<int> cells = Mesh.Cells;
        int nodes = Mesh.NodesPerCell, count = 0;
        var seen = new int[Mesh.NodeCount];
        for (int a = 0; a < seen.Length; a++)
        {
            for (int k = nodeStart[a]; k < nodeStart[a + 1]; k++)
            {
                int begin = nodeCells[k] / nodes * nodes;
                for (int j = begin; j < begin + nodes; j++)
                {
                    int b = cells[j];
                    if (b > a && seen[b] <= a)
                    {
                        seen[b] = a + 1;
                        upper[count++] = b;
                    }
                }
            }

            SortShort(upper.AsSpan(upperStart[a], count - upperStart[a]));
            upperStart[a + 1] = count;
        }
    }

    private static void SortShort(Span<int> list)
    {
        for (int i = 1; i < list.Length; i++)
        {
            int value = list[i], k = i - 1;
            for (; k >= 0 && list[k] > value; k--)
            {
                list[k + 1] = list[k];
            }

            list[k + 1] = value;
        }
    }

    private void CountRows()
    {
        int row = 0, entries = 0;
        for (int a = 0; a < Mesh.NodeCount; a++)
        {
            int own = Unknowns.CountAt(a), others = 0;
            for (int k = upperStart[a]; k < upperStart[a + 1]; k++)
            {
                others += Unknowns.CountAt(upper[k]);
            }

            for (; own > 0; own--)
            {
                rowStart[row++] = entries;
                entries = checked(entries + own + others);
            }
        }

        rowStart[row] = entries;
    }

    // The position of a pair is the entry of the first unknown of the lower node with the first of the higher; the row below it is one entry shorter.
    private void PlaceEntries()
    {
        ReadOnlySpan<int> cells = Mesh.Cells;
        int nodes = Mesh.NodesPerCell;
        var place = new int[Mesh.NodeCount];
        for (int a = 0; a < place.Length; a++)
        {
            int own = Unknowns.CountAt(a), row = Unknowns.FirstAt(a), start = rowStart[row], at = start;
            place[a] = start;
            at = WriteColumns(a, at);
            for (int k = upperStart[a]; k < upperStart[a + 1] && own > 0; k++)
            {
                place[upper[k]] = at;
                at = WriteColumns(upper[k], at);
            }

            if (own == 2)
            {
                columns.AsSpan(start + 1, at - start - 1).CopyTo(columns.AsSpan(at));
            }

            for (int k = nodeStart[a]; k < nodeStart[a + 1]; k++)
            {
                int cell = nodeCells[k] / nodes, i = nodeCells[k] - (cell * nodes);
                for (int j = 0; j < nodes; j++)
                {
                    int b = cells[(cell * nodes) + j];
                    if (b >= a)
                    {
                        positions[(cell * PairsPerCell) + Pair(Math.Min(i, j), Math.Max(i, j), nodes)] = place[b];
                    }
                }
            }
        }
    }

    private int WriteColumns(int node, int at)
    {
        int column = Unknowns.FirstAt(node);
        for (int left = Unknowns.CountAt(node); left > 0; left--)
        {
            columns[at++] = column++;
        }

        return at;
    }
}
