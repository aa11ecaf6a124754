namespace Stria.Numerics.Linear;

/// <summary>The elimination tree of a graph in a given order (Liu, SIAM J. Matrix Anal. Appl. 11, 134 (1990)), brought into postorder.</summary>
/// <param name="Order">Original node of each position; children come directly before their parents.</param>
/// <param name="Parent">Parent of each position; −1 for roots.</param>
/// <param name="ColumnWeight">Unknowns in each position's column of the factor, its own included.</param>
internal sealed record EliminationTree(int[] Order, int[] Parent, int[] ColumnWeight)
{
    internal static EliminationTree Of(NodeGroups groups, int[] order)
    {
        int n = order.Length;
        int[] position = Inverse(order), parent = Parents(groups.Graph, order, position), weight = ColumnWeights(groups, order, position, parent);
        int[] post = Postorder(parent, weight), newPlace = Inverse(post);
        int[] newOrder = new int[n], newParent = new int[n], newWeight = new int[n];
        for (int k = 0; k < n; k++)
        {
            int old = post[k];
            (newOrder[k], newParent[k], newWeight[k]) = (order[old], parent[old] < 0 ? -1 : newPlace[parent[old]], weight[old]);
        }

        return new EliminationTree(newOrder, newParent, newWeight);
    }

    internal static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (int k = 0; k < order.Length; k++)
        {
            inverse[order[k]] = k;
        }

        return inverse;
    }

    private static int[] Parents(AdjacencyGraph graph, int[] order, int[] position)
    {
        int n = order.Length;
        int[] parent = new int[n], ancestor = new int[n];
        Array.Fill(parent, -1);
        Array.Fill(ancestor, -1);
        for (int k = 0; k < n; k++)
        {
            foreach (int neighbour in graph.Of(order[k]))
            {
                for (int i = position[neighbour]; i < k && i >= 0;)
                {
                    int above = ancestor[i];
                    ancestor[i] = k;
                    if (above < 0)
                    {
                        parent[i] = k;
                    }

                    i = above;
                }
            }
        }

        return parent;
    }

    // Row k of the factor holds the nodes on the ways from its neighbours up to k.
    private static int[] ColumnWeights(NodeGroups groups, int[] order, int[] position, int[] parent)
    {
        int n = order.Length;
        int[] weight = new int[n], seen = new int[n];
        for (int k = 0; k < n; k++)
        {
            int own = groups.Weight(order[k]);
            weight[k] += own;
            seen[k] = k;
            foreach (int neighbour in groups.Graph.Of(order[k]))
            {
                for (int i = position[neighbour]; i < k && seen[i] != k; i = parent[i])
                {
                    weight[i] += own;
                    seen[i] = k;
                }
            }
        }

        return weight;
    }

    // The child with the longest column comes last: it can then be joined with its parent, and the stack of updates stays low.
    private static int[] Postorder(int[] parent, int[] weight)
    {
        int n = parent.Length;
        int[] byWeight = [.. Enumerable.Range(0, n)], head = new int[n + 1], sibling = new int[n], post = new int[n], stack = new int[n];
        Array.Sort(byWeight, (a, b) => weight[a] != weight[b] ? weight[a] - weight[b] : a - b);
        Array.Fill(head, -1);
        for (int k = n - 1; k >= 0; k--)
        {
            int i = byWeight[k], above = parent[i] < 0 ? n : parent[i];
            (sibling[i], head[above]) = (head[above], i);
        }

        int count = 0;
        for (int root = head[n]; root >= 0; root = sibling[root])
        {
            int depth = 0;
            stack[0] = root;
            while (depth >= 0)
            {
                int i = stack[depth], child = head[i];
                if (child >= 0)
                {
                    head[i] = sibling[child];
                    stack[++depth] = child;
                }
                else
                {
                    post[count++] = i;
                    depth--;
                }
            }
        }

        return post;
    }
}
