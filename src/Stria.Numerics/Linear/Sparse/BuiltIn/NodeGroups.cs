namespace Stria.Numerics.Linear;

/// <summary>Unknowns that have the same neighbours (the displacements of one mesh node), taken together as one node of a smaller graph.</summary>
/// <remarks>Their columns of the factor have the same pattern whatever the order, so nothing is lost and ordering takes a fraction of the time.</remarks>
internal sealed class NodeGroups
{
    private NodeGroups(AdjacencyGraph graph, int[] memberStart, int[] members) => (Graph, MemberStart, Members) = (graph, memberStart, members);

    /// <summary>The graph of the groups.</summary>
    internal AdjacencyGraph Graph { get; }

    /// <summary>Start of each group in <see cref="Members"/>; length Graph.Count + 1.</summary>
    internal int[] MemberStart { get; }

    /// <summary>The unknowns, group by group.</summary>
    internal int[] Members { get; }

    internal int Weight(int group) => MemberStart[group + 1] - MemberStart[group];

    internal static NodeGroups Of(AdjacencyGraph full)
    {
        int[] group = Group(full, out int count);
        var memberStart = new int[count + 1];
        foreach (int g in group)
        {
            memberStart[g + 1]++;
        }

        for (int g = 0; g < count; g++)
        {
            memberStart[g + 1] += memberStart[g];
        }

        int[] next = [.. memberStart], members = new int[group.Length];
        for (int i = 0; i < group.Length; i++)
        {
            members[next[group[i]]++] = i;
        }

        return new NodeGroups(Shrink(full, group, memberStart, members), memberStart, members);
    }

    // Only neighbours can have the same closed neighbourhood; a sum over it tells most others apart at once.
    private static int[] Group(AdjacencyGraph graph, out int count)
    {
        int n = graph.Count;
        var sum = new ulong[n];
        for (int i = 0; i < n; i++)
        {
            sum[i] = Mix(i);
            foreach (int j in graph.Of(i))
            {
                sum[i] += Mix(j);
            }
        }

        count = 0;
        var group = new int[n];
        Array.Fill(group, -1);
        for (int i = 0; i < n; i++)
        {
            if (group[i] >= 0)
            {
                continue;
            }

            group[i] = count;
            foreach (int j in graph.Of(i))
            {
                if (j > i && group[j] < 0 && sum[j] == sum[i] && SameClosed(graph, i, j))
                {
                    group[j] = count;
                }
            }

            count++;
        }

        return group;
    }

    private static ulong Mix(int i)
    {
        ulong z = ((ulong)i + 1) * 0x9E3779B97F4A7C15;
        return (z ^ (z >> 29)) * 0xBF58476D1CE4E5B9;
    }

    private static bool SameClosed(AdjacencyGraph graph, int i, int j)
    {
        ReadOnlySpan<int> a = graph.Of(i), b = graph.Of(j);
        if (a.Length != b.Length)
        {
            return false;
        }

        int p = 0, q = 0;
        while (p < a.Length || q < b.Length)
        {
            if (p < a.Length && a[p] == j)
            {
                p++;
            }
            else if (q < b.Length && b[q] == i)
            {
                q++;
            }
            else if (p == a.Length || q == b.Length || a[p++] != b[q++])
            {
                return false;
            }
        }

        return true;
    }

    private static AdjacencyGraph Shrink(AdjacencyGraph full, int[] group, int[] memberStart, int[] members)
    {
        int count = memberStart.Length - 1, length = 0;
        int[] start = new int[count + 1], seen = new int[count], neighbours = new int[full.Neighbours.Length];
        Array.Fill(seen, -1);
        for (int g = 0; g < count; g++)
        {
            seen[g] = g;
            foreach (int j in full.Of(members[memberStart[g]]))
            {
                if (seen[group[j]] != g)
                {
                    seen[group[j]] = g;
                    neighbours[length++] = group[j];
                }
            }

            neighbours.AsSpan(start[g], length - start[g]).Sort();
            start[g + 1] = length;
        }

        return new AdjacencyGraph(start, neighbours[..length]);
    }
}
