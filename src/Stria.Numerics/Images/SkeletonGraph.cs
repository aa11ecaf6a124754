namespace Stria.Numerics.Images;

/// <summary>A skeleton as branches between junctions and free ends.</summary>
public sealed class SkeletonGraph
{
    private readonly int height, width;
    private readonly bool[] line;
    private readonly int[] nodeOf;
    private readonly List<SkeletonNode> nodes = [];
    private readonly List<SkeletonBranch> branches = [];

    private SkeletonGraph(bool[] line, int height, int width)
    {
        (this.line, this.height, this.width) = (line, height, width);
        nodeOf = new int[line.Length];
        Array.Fill(nodeOf, -1);
    }

    /// <summary>Junctions (clusters of pixels with three neighbours or more), free ends, and single pixels.</summary>
    public IReadOnlyList<SkeletonNode> Nodes => nodes;

    /// <summary>The lines between them; a closed line without a junction has −1 as both ends.</summary>
    public IReadOnlyList<SkeletonBranch> Branches => branches;

    /// <summary>Takes a skeleton apart.</summary>
    /// <param name="skeleton">Lines of one pixel, as <see cref="Skeleton"/> makes them.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static SkeletonGraph Of(bool[] skeleton, int height, int width)
    {
        var graph = new SkeletonGraph(skeleton, height, width);
        graph.FindNodes();
        graph.FindBranches();
        return graph;
    }

    /// <summary>The graph of a mask's skeleton without the short side branches that every corner and bump of an outline makes.</summary>
    /// <param name="mask">One flag per pixel, row by row.</param>
    /// <param name="distance">Distance of each pixel to the outside [px].</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="shortest">Free branches that reach less far, from their root to the outline, than this many times the distance to the outside at their root are cut off; corners make branches of √2.</param>
    public static SkeletonGraph Pruned(bool[] mask, float[] distance, int height, int width, double shortest = 1.7)
    {
        bool[] skeleton = Skeleton.Of(mask, height, width);
        while (true)
        {
            var graph = Of(skeleton, height, width);
            bool cut = false;
            foreach (SkeletonBranch b in graph.branches)
            {
                int root = graph.Root(b);
                IReadOnlyList<int> tip = root < 0 ? [] : graph.nodes[b.From == root ? b.To : b.From].Pixels;

                // A line ends as far before the outline as the outline is away from its end: the arm of a cross as half its width, that into a corner not at all.
                if (root >= 0 && b.Pixels.Count + tip.Max(p => distance[p]) - 1 <= shortest * graph.nodes[root].Pixels.Max(p => distance[p]))
                {
                    cut = true;
                    foreach (int p in b.Pixels.Concat(tip))
                    {
                        skeleton[p] = false;
                    }
                }
            }

            if (!cut)
            {
                return graph;
            }

            skeleton = Skeleton.Of(skeleton, height, width);
        }
    }

    // The junction that a branch with one free end hangs on; −1 for others.
    private int Root(SkeletonBranch b)
    {
        bool free = b.From >= 0 && !nodes[b.From].IsJunction, freeTo = b.To >= 0 && !nodes[b.To].IsJunction;
        return b.From < 0 || free == freeTo ? -1 : free ? b.To : b.From;
    }

    private void FindNodes()
    {
        var stack = new Stack<int>();
        for (int p = 0; p < line.Length; p++)
        {
            if (!line[p] || nodeOf[p] >= 0)
            {
                continue;
            }

            int n = Neighbours(p).Count();
            if (n == 2)
            {
                continue;
            }

            List<int> pixels = [];
            nodeOf[p] = nodes.Count;
            stack.Push(p);
            while (stack.TryPop(out int q))
            {
                pixels.Add(q);
                foreach (int s in n > 2 ? Neighbours(q).Where(s => nodeOf[s] < 0 && Neighbours(s).Count() > 2) : [])
                {
                    nodeOf[s] = nodes.Count;
                    stack.Push(s);
                }
            }

            nodes.Add(new SkeletonNode([.. pixels], n > 2));
        }
    }

    private void FindBranches()
    {
        var used = new bool[line.Length];
        for (int n = 0; n < nodes.Count; n++)
        {
            foreach (int first in nodes[n].Pixels.SelectMany(Neighbours).Distinct().Where(p => nodeOf[p] != n))
            {
                if (nodeOf[first] > n)
                {
                    branches.Add(new SkeletonBranch(n, nodeOf[first], []));
                }
                else if (nodeOf[first] < 0 && !used[first])
                {
                    branches.Add(Follow(n, first, used));
                }
            }
        }

        for (int p = 0; p < line.Length; p++)
        {
            if (line[p] && nodeOf[p] < 0 && !used[p])
            {
                branches.Add(Follow(-1, p, used));
            }
        }
    }

    private SkeletonBranch Follow(int from, int first, bool[] used)
    {
        List<int> pixels = [first];
        used[first] = true;
        for (int at = first; ;)
        {
            int reached = Neighbours(at).Select(q => nodeOf[q]).FirstOrDefault(n => n >= 0 && (n != from || pixels.Count > 2), -1);
            int next = Neighbours(at).Where(q => nodeOf[q] < 0 && !used[q]).FirstOrDefault(-1);
            if (reached >= 0 || next < 0)
            {
                return new SkeletonBranch(from, reached, [.. pixels]);
            }

            used[next] = true;
            pixels.Add(next);
            at = next;
        }
    }

    private IEnumerable<int> Neighbours(int p)
    {
        int r = p / width, c = p % width;
        for (int y = Math.Max(0, r - 1); y <= Math.Min(height - 1, r + 1); y++)
        {
            for (int x = Math.Max(0, c - 1); x <= Math.Min(width - 1, c + 1); x++)
            {
                int q = (y * width) + x;
                if (q != p && line[q])
                {
                    yield return q;
                }
            }
        }
    }
}

/// <summary>A junction, a free end or a single pixel of a skeleton.</summary>
/// <param name="Pixels">Its pixels.</param>
/// <param name="IsJunction">Whether three or more lines meet here.</param>
public sealed record SkeletonNode(IReadOnlyList<int> Pixels, bool IsJunction);

/// <summary>A line of a skeleton between two nodes.</summary>
/// <param name="From">The node it sets out from; −1 = it is closed.</param>
/// <param name="To">The node it arrives at; −1 = it is closed.</param>
/// <param name="Pixels">Its pixels in order, without those of the nodes.</param>
public sealed record SkeletonBranch(int From, int To, IReadOnlyList<int> Pixels);
