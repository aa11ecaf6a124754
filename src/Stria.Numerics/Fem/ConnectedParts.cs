using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>The parts of a mesh that do not share a node with each other.</summary>
public sealed class ConnectedParts
{
    private readonly int[] ofNode;

    private ConnectedParts(int[] ofNode, int count) => (this.ofNode, Count) = (ofNode, count);

    /// <summary>Number of parts.</summary>
    public int Count { get; }

    /// <summary>Part of each node; −1 for a node that no cell uses. Parts are numbered by their lowest node.</summary>
    public ReadOnlySpan<int> OfNode => ofNode;

    /// <summary>Finds the parts of a mesh.</summary>
    public static ConnectedParts Of(TriangleMesh mesh)
    {
        int[] parent = [.. Enumerable.Range(0, mesh.NodeCount)];
        var used = new bool[mesh.NodeCount];
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> nodes = mesh.Cell(cell);
            int root = Root(parent, nodes[0]);
            foreach (int n in nodes)
            {
                used[n] = true;
                int other = Root(parent, n);
                (parent[Math.Max(root, other)], root) = (Math.Min(root, other), Math.Min(root, other));
            }
        }

        int count = 0;
        var ofNode = new int[mesh.NodeCount];
        for (int n = 0; n < ofNode.Length; n++)
        {
            int root = Root(parent, n);
            ofNode[n] = !used[n] ? -1 : root == n ? count++ : ofNode[root];
        }

        return new ConnectedParts(ofNode, count);
    }

    private static int Root(int[] parent, int n)
    {
        while (parent[n] != n)
        {
            n = parent[n] = parent[parent[n]];
        }

        return n;
    }
}
