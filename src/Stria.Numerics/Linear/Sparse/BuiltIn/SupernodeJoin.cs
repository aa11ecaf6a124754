namespace Stria.Numerics.Linear;

/// <summary>Decides which columns of the factor stand together in one dense block.</summary>
/// <remarks>Columns with the same rows do so at no cost. A block also joins its parent when few zeros are stored thereby: larger blocks are worked on faster.</remarks>
internal sealed class SupernodeJoin
{
    // Tuned on meshes of triangles in the plane: joined blocks of up to so many columns may hold this share of zeros.
    private const int Narrow = 8, Middle = 24, Wide = 64;
    private const double NarrowZeros = 0.7, MiddleZeros = 0.2, WideZeros = 0.1, AlwaysZeros = 0.05;

    // Of each block: last node, columns, height (its triangle included) and stored zeros.
    private readonly int[] last, columns, height, first;
    private readonly double[] zeros;
    private int count;

    private SupernodeJoin(int nodes) => (last, columns, height, first, zeros) = (new int[nodes], new int[nodes], new int[nodes], new int[nodes], new double[nodes]);

    /// <summary>The last node of each block, ascending.</summary>
    internal static int[] LastNodes(NodeGroups groups, EliminationTree tree)
    {
        int nodes = tree.Order.Length;
        var join = new SupernodeJoin(nodes);
        for (int k = 0; k < nodes;)
        {
            int start = k, width = groups.Weight(tree.Order[k]), tall = tree.ColumnWeight[k];
            while (k + 1 < nodes && tree.Parent[k] == k + 1 && tree.ColumnWeight[k + 1] == tree.ColumnWeight[k] - groups.Weight(tree.Order[k]))
            {
                width += groups.Weight(tree.Order[++k]);
            }

            join.Add(start, k++, width, tall);
            while (join.JoinLastTwo(tree.Parent))
            {
            }
        }

        return join.last[..join.count];
    }

    private void Add(int firstNode, int lastNode, int width, int tall)
    {
        (first[count], last[count], columns[count], height[count], zeros[count]) = (firstNode, lastNode, width, tall, 0);
        count++;
    }

    private bool JoinLastTwo(int[] parent)
    {
        int child = count - 2, above = count - 1;
        if (child < 0 || parent[last[child]] < first[above] || parent[last[child]] > last[above])
        {
            return false;
        }

        int width = columns[child] + columns[above], tall = columns[child] + height[above];
        double entries = Entries(width, tall);
        double empty = entries - (Entries(columns[child], height[child]) - zeros[child]) - (Entries(columns[above], height[above]) - zeros[above]);
        double allowed = width <= Narrow ? NarrowZeros : width <= Middle ? MiddleZeros : width <= Wide ? WideZeros : AlwaysZeros;
        if (empty > allowed * entries)
        {
            return false;
        }

        (last[child], columns[child], height[child], zeros[child]) = (last[above], width, tall, empty);
        count--;
        return true;
    }

    private static double Entries(int width, int tall) => ((double)width * tall) - (0.5 * width * (width - 1));
}
