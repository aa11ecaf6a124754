namespace Stria.Numerics.Linear;

/// <summary>An undirected graph: the neighbours of each node, ascending, itself left out.</summary>
/// <param name="Start">Start of each node's neighbours; length Count + 1.</param>
/// <param name="Neighbours">The neighbours.</param>
internal sealed record AdjacencyGraph(int[] Start, int[] Neighbours)
{
    internal int Count => Start.Length - 1;

    internal ReadOnlySpan<int> Of(int node) => Neighbours.AsSpan(Start[node], Start[node + 1] - Start[node]);

    /// <summary>The graph of a matrix: two unknowns are neighbours when an entry is stored for them.</summary>
    internal static AdjacencyGraph Of(SymmetricMatrix matrix)
    {
        int n = matrix.Order;
        var start = new int[n + 1];
        for (int i = 0; i < n; i++)
        {
            start[i + 1] += matrix.RowStart[i + 1] - matrix.RowStart[i] - 1;
            for (int p = matrix.RowStart[i] + 1; p < matrix.RowStart[i + 1]; p++)
            {
                start[matrix.Columns[p] + 1]++;
            }
        }

        for (int i = 0; i < n; i++)
        {
            start[i + 1] = checked(start[i + 1] + start[i]);
        }

        // Rows in order: what is below a node has been written before what is above it, so lists ascend.
        int[] next = [.. start], neighbours = new int[start[n]];
        for (int i = 0; i < n; i++)
        {
            for (int p = matrix.RowStart[i] + 1; p < matrix.RowStart[i + 1]; p++)
            {
                int j = matrix.Columns[p];
                neighbours[next[i]++] = j;
                neighbours[next[j]++] = i;
            }
        }

        return new AdjacencyGraph(start, neighbours);
    }
}
