using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>Nodes that share their unknowns, as those of opposite sides of a periodic box do: the way between values at nodes and values that are solved for.</summary>
public sealed class TiedNodes
{
    private readonly int[] unknownOf, nodeOf;

    /// <summary>Ties the opposite sides of a box.</summary>
    /// <param name="mesh">A mesh whose opposite borders have matching nodes.</param>
    /// <param name="alongX">Whether the left and the right border are one.</param>
    /// <param name="alongY">Whether the lower and the upper border are one.</param>
    /// <exception cref="ScenarioException">A node of one border has no partner on the other, or a cell reaches from one border to the other.</exception>
    public TiedNodes(TriangleMesh mesh, bool alongX, bool alongY)
    {
        unknownOf = PeriodicNodes.Of(mesh, alongX, alongY);
        Count = unknownOf.Max() + 1;
        nodeOf = new int[Count];
        for (int n = unknownOf.Length - 1; n >= 0; n--)
        {
            nodeOf[unknownOf[n]] = n;
        }

        var cells = new int[mesh.Cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = unknownOf[mesh.Cells[i]];
        }

        Topology = new TriangleMesh(new double[2 * Count], cells, mesh.NodesPerCell);
    }

    /// <summary>Number of nodes that are different.</summary>
    public int Count { get; }

    /// <summary>Which cells share which of the different nodes; its places mean nothing.</summary>
    public TriangleMesh Topology { get; }

    /// <summary>The different node that each node stands for.</summary>
    public ReadOnlySpan<int> UnknownOf => unknownOf;

    /// <summary>The first node of each different one.</summary>
    public ReadOnlySpan<int> NodeOf => nodeOf;

    /// <summary>Adds up what acts on nodes that are one.</summary>
    /// <param name="nodal">All components of the first node, then of the next.</param>
    /// <param name="components">Components per node.</param>
    public double[] Gather(ReadOnlySpan<double> nodal, int components)
    {
        var sums = new double[components * Count];
        for (int i = 0; i < nodal.Length; i++)
        {
            sums[(components * unknownOf[i / components]) + (i % components)] += nodal[i];
        }

        return sums;
    }

    /// <summary>The value of each node from those of the different ones.</summary>
    /// <param name="tied">All components of the first different node, then of the next.</param>
    /// <param name="components">Components per node.</param>
    /// <param name="nodal">Receives all components of the first node, then of the next.</param>
    public void Spread(ReadOnlySpan<double> tied, int components, Span<double> nodal)
    {
        for (int i = 0; i < nodal.Length; i++)
        {
            nodal[i] = tied[(components * unknownOf[i / components]) + (i % components)];
        }
    }
}
