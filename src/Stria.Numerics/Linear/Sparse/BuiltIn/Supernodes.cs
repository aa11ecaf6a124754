namespace Stria.Numerics.Linear;

/// <summary>The pattern of the factor: columns that share their rows are kept together as dense blocks.</summary>
/// <remarks>Unknowns are counted in the order of elimination. Block s has columns FirstColumn[s] … FirstColumn[s + 1] − 1 and, below its triangle, the rows
/// Rows[RowStart[s]] … Rows[RowStart[s + 1] − 1], ascending.</remarks>
internal sealed class Supernodes
{
    private Supernodes(int[] order, int[] firstColumn, int[] parent, int[] rowStart, int[] rows) =>
        (Order, FirstColumn, Parent, RowStart, Rows) = (order, firstColumn, parent, rowStart, rows);

    /// <summary>Unknown of the matrix at each place of the order.</summary>
    internal int[] Order { get; }

    internal int[] FirstColumn { get; }

    /// <summary>The block that takes up the update of each block; −1 where there is none.</summary>
    internal int[] Parent { get; }

    internal int[] RowStart { get; }

    internal int[] Rows { get; }

    internal int Count => Parent.Length;

    internal int Columns(int s) => FirstColumn[s + 1] - FirstColumn[s];

    internal int RowsBelow(int s) => RowStart[s + 1] - RowStart[s];

    internal ReadOnlySpan<int> RowsOf(int s) => Rows.AsSpan(RowStart[s], RowsBelow(s));

    internal static Supernodes Of(NodeGroups groups, EliminationTree tree)
    {
        int[] lastNode = SupernodeJoin.LastNodes(groups, tree);
        int count = lastNode.Length, nodes = tree.Order.Length;
        var block = new int[nodes];
        for (int s = 0, k = 0; s < count; s++)
        {
            for (; k <= lastNode[s]; k++)
            {
                block[k] = s;
            }
        }

        int[] parent = [.. lastNode.Select(k => tree.Parent[k] < 0 ? -1 : block[tree.Parent[k]])];
        int[] firstUnknown = new int[nodes + 1], order = new int[groups.Members.Length];
        for (int k = 0; k < nodes; k++)
        {
            int g = tree.Order[k], weight = groups.Weight(g);
            groups.Members.AsSpan(groups.MemberStart[g], weight).CopyTo(order.AsSpan(firstUnknown[k]));
            firstUnknown[k + 1] = firstUnknown[k] + weight;
        }

        int[] firstColumn = [0, .. lastNode.Select(k => firstUnknown[k + 1])];
        (int[] rowStart, int[] rows) = RowsOfBlocks(groups, tree, lastNode, parent, firstUnknown);
        return new Supernodes(order, firstColumn, parent, rowStart, rows);
    }

    // Rows of a block: the neighbours of its nodes and the rows of its children, as far as they come after it.
    private static (int[] RowStart, int[] Rows) RowsOfBlocks(NodeGroups groups, EliminationTree tree, int[] lastNode, int[] parent, int[] firstUnknown)
    {
        int count = lastNode.Length, nodes = tree.Order.Length;
        int[] position = EliminationTree.Inverse(tree.Order), seen = new int[nodes], rowStart = new int[count + 1];
        Array.Fill(seen, -1);
        var nodeRows = new int[count][];
        var gathered = new int[nodes];
        (int[] firstChild, int[] sibling) = Children(parent);
        for (int s = 0, k = 0; s < count; s++)
        {
            int found = 0, last = lastNode[s];
            for (; k <= last; k++)
            {
                foreach (int g in groups.Graph.Of(tree.Order[k]))
                {
                    Take(position[g], s, last, seen, gathered, ref found);
                }
            }

            for (int child = firstChild[s]; child >= 0; child = sibling[child])
            {
                foreach (int row in nodeRows[child])
                {
                    Take(row, s, last, seen, gathered, ref found);
                }
            }

            gathered.AsSpan(0, found).Sort();
            nodeRows[s] = gathered[..found];
            int length = 0;
            foreach (int row in nodeRows[s])
            {
                length += firstUnknown[row + 1] - firstUnknown[row];
            }

            rowStart[s + 1] = checked(rowStart[s] + length);
        }

        return (rowStart, Unknowns(nodeRows, firstUnknown, rowStart[count]));
    }

    private static void Take(int row, int block, int last, int[] seen, int[] gathered, ref int found)
    {
        if (row > last && seen[row] != block)
        {
            seen[row] = block;
            gathered[found++] = row;
        }
    }

    private static int[] Unknowns(int[][] nodeRows, int[] firstUnknown, int length)
    {
        var rows = new int[length];
        int at = 0;
        foreach (int[] block in nodeRows)
        {
            foreach (int row in block)
            {
                for (int i = firstUnknown[row]; i < firstUnknown[row + 1]; i++)
                {
                    rows[at++] = i;
                }
            }
        }

        return rows;
    }

    private static (int[] First, int[] Sibling) Children(int[] parent)
    {
        int[] first = new int[parent.Length], sibling = new int[parent.Length];
        Array.Fill(first, -1);
        for (int s = parent.Length - 1; s >= 0; s--)
        {
            if (parent[s] >= 0)
            {
                (sibling[s], first[parent[s]]) = (first[parent[s]], s);
            }
        }

        return (first, sibling);
    }
}
