namespace Stria.Numerics.Linear;

/// <summary>Fill-reducing order by approximate minimum degree on a quotient graph (Amestoy, Davis &amp; Duff, SIAM J. Matrix Anal. Appl. 17, 886 (1996)),
/// with mass elimination, indistinguishable variables and aggressive absorption.</summary>
/// <remarks>A node is a variable until it is eliminated; then it is an element, the clique of the variables that its elimination joins. The list of a variable holds
/// elements first, then variables; the list of an element holds its variables.</remarks>
internal sealed class MinimumDegree
{
    private readonly int n;
    private readonly int total;
    private readonly int[] start, length, elements;

    // Weight of a live variable; negative while it is in the element under construction; 0 once merged, mass-eliminated or an element.
    private readonly int[] size;

    // Upper bound of the weight next to a variable; exact weight of an element.
    private readonly int[] degree;

    // 0 for an absorbed element; otherwise a stamp that means something only when it is at least the mark.
    private readonly int[] stamp;
    private readonly int[] bucketHead, next, previous, hashHead;
    private readonly int[] memberNext, memberLast;
    private readonly int[] order;
    private int[] list;
    private int free, ordered, eliminated, lowest, largest, mark = 2;

    private MinimumDegree(AdjacencyGraph graph, ReadOnlySpan<int> weights)
    {
        n = graph.Count;
        (start, length, elements, size, degree, stamp) = (new int[n], new int[n], new int[n], new int[n], new int[n], new int[n]);
        (next, previous, memberNext, memberLast, order) = (new int[n], new int[n], new int[n], new int[n], new int[n]);
        free = graph.Neighbours.Length;
        list = new int[free + (free / 3) + n + 16];
        graph.Neighbours.CopyTo(list, 0);
        for (int i = 0; i < n; i++)
        {
            (start[i], length[i], size[i], stamp[i]) = (graph.Start[i], graph.Start[i + 1] - graph.Start[i], weights[i], 1);
            (memberNext[i], memberLast[i]) = (-1, i);
            total += weights[i];
        }

        (bucketHead, hashHead) = (new int[total + 1], new int[n]);
        Array.Fill(bucketHead, -1);
        Array.Fill(hashHead, -1);
        for (int i = n - 1; i >= 0; i--)
        {
            foreach (int j in graph.Of(i))
            {
                degree[i] += weights[j];
            }

            Insert(i);
        }
    }

    /// <summary>The nodes in the order in which to eliminate them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weights">Unknowns per node.</param>
    internal static int[] Order(AdjacencyGraph graph, ReadOnlySpan<int> weights)
    {
        var run = new MinimumDegree(graph, weights);
        while (run.ordered < run.n)
        {
            run.Eliminate(run.TakeLowest());
        }

        return run.order;
    }

    private void Eliminate(int me)
    {
        int pivotSize = size[me];
        bool atEnd = BuildElement(me);
        MeasureOverlaps(me);
        UpdateVariables(me);
        AdvanceMark(largest);
        MergeIndistinguishable(me);
        CloseElement(me, atEnd);
        size[me] = 0;
        for (int i = me; i >= 0; i = memberNext[i])
        {
            order[ordered++] = i;
        }

        eliminated += pivotSize;
    }

    private int TakeLowest()
    {
        while (bucketHead[lowest] < 0)
        {
            lowest++;
        }

        int me = bucketHead[lowest];
        Remove(me);
        return me;
    }

    private void Insert(int i)
    {
        int d = degree[i], head = bucketHead[d];
        (next[i], previous[i], bucketHead[d]) = (head, -1, i);
        if (head >= 0)
        {
            previous[head] = i;
        }

        lowest = Math.Min(lowest, d);
    }

    private void Remove(int i)
    {
        if (next[i] >= 0)
        {
            previous[next[i]] = previous[i];
        }

        if (previous[i] >= 0)
        {
            next[previous[i]] = next[i];
        }
        else
        {
            bucketHead[degree[i]] = next[i];
        }
    }

    /// <summary>Gathers the variables next to the pivot; the elements that it knew become part of the new one.</summary>
    /// <returns>Whether the new list stands at the end of all lists (otherwise in the pivot's own place).</returns>
    private bool BuildElement(int me)
    {
        size[me] = -size[me];
        int known = elements[me], weight = 0, first, last;
        if (known == 0)
        {
            first = last = start[me];
            Gather(me, 0, ref last, ref weight);
        }
        else
        {
            Reserve(me);
            first = last = free;
            for (int k = 0; k < known; k++)
            {
                int e = list[start[me] + k];
                Gather(e, 0, ref last, ref weight);
                (stamp[e], length[e]) = (0, 0);
            }

            Gather(me, known, ref last, ref weight);
            free = last;
        }

        (start[me], length[me], elements[me], degree[me]) = (first, last - first, 0, weight);
        largest = Math.Max(largest, weight);
        return known > 0;
    }

    private void Gather(int node, int skipped, ref int last, ref int weight)
    {
        int end = start[node] + length[node];
        for (int p = start[node] + skipped; p < end; p++)
        {
            int i = list[p], s = size[i];
            if (s > 0)
            {
                weight += s;
                size[i] = -s;
                Remove(i);
                list[last++] = i;
            }
        }
    }

    /// <summary>For every element e that shares variables with the new one: stamp − mark becomes the weight of e outside of it.</summary>
    private void MeasureOverlaps(int me)
    {
        for (int q = start[me]; q < start[me] + length[me]; q++)
        {
            int i = list[q], weight = -size[i];
            for (int p = start[i]; p < start[i] + elements[i]; p++)
            {
                int e = list[p], s = stamp[e];
                if (s >= mark)
                {
                    stamp[e] = s - weight;
                }
                else if (s != 0)
                {
                    stamp[e] = degree[e] + mark - weight;
                }
            }
        }
    }

    private void UpdateVariables(int me)
    {
        for (int q = start[me]; q < start[me] + length[me]; q++)
        {
            int i = list[q], weight = -size[i];
            int outside = Shorten(i, me, out uint hash);
            if (length[i] == 1)
            {
                // It knows nothing but the new element: it can go together with the pivot at no fill.
                degree[me] -= weight;
                eliminated += weight;
                Absorb(i, me);
                continue;
            }

            degree[i] = Math.Min(degree[i], outside);
            int h = (int)(hash % (uint)n);
            (next[i], previous[i], hashHead[h]) = (hashHead[h], h, i);
        }
    }

    /// <summary>Rewrites the list of a variable of the new element: the element first, absorbed elements and joined variables gone.</summary>
    /// <returns>Bound of the weight next to it outside of the new element.</returns>
    private int Shorten(int i, int me, out uint hash)
    {
        int first = start[i], write = first, outside = 0;
        int variables = first + elements[i], end = first + length[i];
        hash = 0;
        for (int p = first; p < variables; p++)
        {
            int e = list[p], s = stamp[e];
            if (s > mark)
            {
                outside += s - mark;
                hash += (uint)e;
                list[write++] = e;
            }
            else if (s != 0)
            {
                // All its variables are in the new element.
                (stamp[e], length[e]) = (0, 0);
            }
        }

        int firstVariable = write;
        for (int p = variables; p < end; p++)
        {
            int j = list[p], s = size[j];
            if (s > 0)
            {
                outside += s;
                hash += (uint)j;
                list[write++] = j;
            }
        }

        // At least one entry has gone (the pivot, or an element that the pivot knew), so there is room for the new one in front.
        list[write] = list[firstVariable];
        list[firstVariable] = list[first];
        list[first] = me;
        (elements[i], length[i]) = (firstVariable - first + 1, write - first + 1);
        return outside;
    }

    private void Absorb(int i, int into)
    {
        (size[i], length[i], elements[i]) = (0, 0, 0);
        memberNext[memberLast[into]] = i;
        memberLast[into] = memberLast[i];
    }

    /// <summary>Variables with equal lists stay alike for ever and become one.</summary>
    private void MergeIndistinguishable(int me)
    {
        for (int q = start[me]; q < start[me] + length[me]; q++)
        {
            int i = list[q];
            if (size[i] == 0)
            {
                continue;
            }

            int h = previous[i], chain = hashHead[h];
            hashHead[h] = -1;
            for (; chain >= 0 && next[chain] >= 0; chain = next[chain])
            {
                MergeInto(chain);
            }
        }
    }

    private void MergeInto(int i)
    {
        for (int p = start[i] + 1; p < start[i] + length[i]; p++)
        {
            stamp[list[p]] = mark;
        }

        int before = i;
        for (int j = next[i]; j >= 0; j = next[j])
        {
            if (length[j] == length[i] && elements[j] == elements[i] && AllMarked(j))
            {
                size[i] += size[j];
                Absorb(j, i);
                next[before] = next[j];
            }
            else
            {
                before = j;
            }
        }

        AdvanceMark(1);
    }

    private bool AllMarked(int j)
    {
        for (int p = start[j] + 1; p < start[j] + length[j]; p++)
        {
            if (stamp[list[p]] != mark)
            {
                return false;
            }
        }

        return true;
    }

    private void CloseElement(int me, bool atEnd)
    {
        int write = start[me], weight = degree[me];
        int left = total - eliminated + size[me];
        for (int q = start[me]; q < start[me] + length[me]; q++)
        {
            int i = list[q], s = -size[i];
            if (s > 0)
            {
                size[i] = s;
                degree[i] = Math.Min(degree[i] + weight - s, left - s);
                Insert(i);
                list[write++] = i;
            }
        }

        length[me] = write - start[me];
        stamp[me] = length[me] == 0 ? 0 : 1;
        if (atEnd)
        {
            free = write;
        }
    }

    private void AdvanceMark(int by)
    {
        mark += by + 1;
        if (mark > int.MaxValue / 2)
        {
            for (int i = 0; i < n; i++)
            {
                stamp[i] = stamp[i] == 0 ? 0 : 1;
            }

            mark = 2;
        }
    }

    private void Reserve(int me)
    {
        long need = length[me];
        for (int k = 0; k < elements[me]; k++)
        {
            need += length[list[start[me] + k]];
        }

        if (free + need <= list.Length)
        {
            return;
        }

        Compact();
        if (free + need > list.Length)
        {
            Array.Resize(ref list, checked((int)(free + need + (list.Length / 4))));
        }
    }

    private void Compact()
    {
        // The head of each live list changes places with the name of its owner, so that one sweep finds all of them.
        for (int i = 0; i < n; i++)
        {
            if (length[i] > 0)
            {
                (start[i], list[start[i]]) = (list[start[i]], ~i);
            }
        }

        int write = 0;
        for (int read = 0; read < free;)
        {
            if (list[read] >= 0)
            {
                read++;
                continue;
            }

            int i = ~list[read], count = length[i];
            list[read] = start[i];
            start[i] = write;
            list.AsSpan(read, count).CopyTo(list.AsSpan(write));
            (read, write) = (read + count, write + count);
        }

        free = write;
    }
}
