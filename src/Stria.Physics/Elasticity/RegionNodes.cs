using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>The nodes of a mesh, taken once for each region that they belong to, so that a field may jump where two regions meet.</summary>
public sealed class RegionNodes
{
    private readonly int[] ofCellNode;
    private readonly List<int> nodes = [], regions = [];

    /// <summary>Numbers the places of a mesh: nodes in the order in which its cells first name them.</summary>
    public RegionNodes(TriangleMesh mesh)
    {
        Mesh = mesh;
        ofCellNode = new int[mesh.Cells.Length];
        var first = new int[mesh.NodeCount];
        Array.Fill(first, -1);
        var next = new List<int>();
        for (int at = 0; at < ofCellNode.Length; at++)
        {
            int node = mesh.Cells[at], region = mesh.CellRegions[at / mesh.NodesPerCell], place = first[node];
            while (place >= 0 && regions[place] != region)
            {
                place = next[place];
            }

            if (place < 0)
            {
                place = nodes.Count;
                nodes.Add(node);
                regions.Add(region);
                next.Add(first[node]);
                first[node] = place;
            }

            ofCellNode[at] = place;
        }
    }

    /// <summary>The mesh.</summary>
    public TriangleMesh Mesh { get; }

    /// <summary>Number of places: at least the number of nodes that cells use.</summary>
    public int Count => nodes.Count;

    /// <summary>The node of a place.</summary>
    public int NodeOf(int place) => nodes[place];

    /// <summary>The region of a place.</summary>
    public int RegionOf(int place) => regions[place];

    /// <summary>The places of a cell's nodes.</summary>
    public ReadOnlySpan<int> OfCell(int cell) => ofCellNode.AsSpan(cell * Mesh.NodesPerCell, Mesh.NodesPerCell);
}
