using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Particles;

/// <summary>The branches of a skeleton as pieces of wires, cut at necks and kept clear of the junctions, with the zones in which they meet.</summary>
internal sealed class WireLines
{
    private const double Clear = 1.1, ShortBridge = 0.8;

    private readonly SegmentedScene scene;
    private readonly float[] distance;
    private readonly SkeletonGraph graph;
    private readonly int[] zoneOf;
    private readonly List<WirePiece> pieces = [];

    internal WireLines(SegmentedScene scene, float[] distance, SkeletonGraph graph, SegmentationOptions options)
    {
        (this.scene, this.distance, this.graph) = (scene, distance, graph);
        zoneOf = [.. Enumerable.Range(0, graph.Nodes.Count)];
        JoinZones();
        foreach (SkeletonBranch branch in graph.Branches)
        {
            Take(branch, options.Neck);
        }
    }

    /// <summary>The raster.</summary>
    internal ImageGrid Grid => scene.Grid;

    /// <summary>The pieces.</summary>
    internal IReadOnlyList<WirePiece> Pieces => pieces;

    /// <summary>Half-width of a wire at a pixel of its middle [px]: the outline runs half way to the nearest pixel outside.</summary>
    internal double HalfWidth(int pixel) => Math.Max(0.5, Math.Min(distance[pixel], Math.Max(Grid.Height, Grid.Width)) - 0.5);

    /// <summary>The middle of every zone, with the half-width there.</summary>
    internal IEnumerable<(int Zone, (double Row, double Column, double HalfWidth) Middle)> Zones() => Enumerable.Range(0, graph.Nodes.Count)
        .GroupBy(Zone)
        .Select(g => (g.Key, Nodes: g.SelectMany(n => graph.Nodes[n].Pixels).ToArray()))
        .Select(z => (z.Key, (z.Nodes.Average(p => (double)(p / Grid.Width)), z.Nodes.Average(p => (double)(p % Grid.Width)), z.Nodes.Max(HalfWidth))));

    /// <summary>The middle of a zone.</summary>
    internal (double Row, double Column) Middle(int zone)
    {
        int[] pixels = [.. Enumerable.Range(0, graph.Nodes.Count).Where(n => Zone(n) == zone).SelectMany(n => graph.Nodes[n].Pixels)];
        return (pixels.Average(p => (double)(p / Grid.Width)), pixels.Average(p => (double)(p % Grid.Width)));
    }

    /// <summary>Median of the image over pixels.</summary>
    internal double HeightOf(IEnumerable<int> pixels) => Quantiles.Median([.. pixels.Select(p => scene.Height[p])]);

    /// <summary>Median of x over pixels; NaN without.</summary>
    internal double CompositionOf(IEnumerable<int> pixels) => scene.Composition is { } x ? Quantiles.Median([.. pixels.Select(p => x[p])]) : double.NaN;

    // Junctions so close that hardly anything lies between them are one: two wires that cross make two junctions of three lines.
    private void JoinZones()
    {
        foreach (SkeletonBranch b in graph.Branches.Where(b => b.From >= 0 && b.To >= 0 && b.From != b.To && graph.Nodes[b.From].IsJunction && graph.Nodes[b.To].IsJunction))
        {
            List<int> clear = [.. b.Pixels.Where(p => IsClear(p, b.From) && IsClear(p, b.To))];
            if (clear.Count <= ShortBridge * Math.Max(Radius(b.From), Radius(b.To)))
            {
                zoneOf[Zone(b.From)] = Zone(b.To);
            }
        }
    }

    /// <summary>The piece is a part of two wires that lie on each other: the zones at its ends become one.</summary>
    internal void JoinAcross(int piece)
    {
        zoneOf[Zone(pieces[piece].From)] = Zone(pieces[piece].To);
        pieces[piece] = pieces[piece] with { IsBridge = true };
    }

    /// <summary>The zone that a junction belongs to.</summary>
    internal int Zone(int node)
    {
        while (zoneOf[node] != node)
        {
            node = zoneOf[node] = zoneOf[zoneOf[node]];
        }

        return node;
    }

    private double Radius(int node) => graph.Nodes[node].Pixels.Max(HalfWidth);

    private bool IsClear(int pixel, int node)
    {
        double reach = Clear * Radius(node);
        return graph.Nodes[node].Pixels.All(q => Apart(pixel, q) > reach);
    }

    private double Apart(int p, int q)
    {
        double dr = (p / Grid.Width) - (q / Grid.Width), dc = (p % Grid.Width) - (q % Grid.Width);
        return Math.Sqrt((dr * dr) + (dc * dc));
    }

    private void Take(SkeletonBranch b, double neck)
    {
        bool isBridge = b.From >= 0 && b.To >= 0 && b.From != b.To && graph.Nodes[b.From].IsJunction && graph.Nodes[b.To].IsJunction && Zone(b.From) == Zone(b.To);
        if (isBridge)
        {
            return;
        }

        IEnumerable<int> line = b.Pixels;
        line = b.From >= 0 && !graph.Nodes[b.From].IsJunction ? graph.Nodes[b.From].Pixels.Concat(line) : line;
        line = b.To >= 0 && b.To != b.From && !graph.Nodes[b.To].IsJunction ? line.Concat(graph.Nodes[b.To].Pixels) : line;
        int from = b.From >= 0 && graph.Nodes[b.From].IsJunction ? b.From : -1, to = b.To >= 0 && graph.Nodes[b.To].IsJunction ? b.To : -1;
        int[] clear = [.. line.Where(p => (from < 0 || IsClear(p, from)) && (to < 0 || IsClear(p, to)))];
        if (clear.Length == 0)
        {
            return;
        }

        List<int[]> parts = [.. AtNecks(clear, neck)];
        for (int i = 0; i < parts.Count; i++)
        {
            pieces.Add(new WirePiece(parts[i], i == 0 && from >= 0 ? Zone(from) : -1, i == parts.Count - 1 && to >= 0 ? Zone(to) : -1)
            {
                IsClosed = from < 0 && to < 0 && parts.Count == 1 && b.From < 0 && Apart(parts[0][0], parts[0][^1]) < 2.9 && parts[0].Length > 8,
            });
        }
    }

    private IEnumerable<int[]> AtNecks(int[] line, double neck)
    {
        double[] w = [.. line.Select(p => HalfWidth(p) + 0.5)], before = new double[w.Length], after = new double[w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            before[i] = Math.Max(w[i], i > 0 ? before[i - 1] : 0);
            after[^(i + 1)] = Math.Max(w[^(i + 1)], i > 0 ? after[^i] : 0);
        }

        int from = 0;
        for (int i = 1; i + 1 < w.Length; i++)
        {
            bool lowest = w[i] <= w[i - 1] && w[i] < w[i + 1];
            if (lowest && w[i] < neck * Math.Min(w[from..(i + 1)].Max(), after[i]))
            {
                yield return line[from..i];
                from = i;
            }
        }

        yield return line[from..];
    }
}

/// <summary>A piece of a wire between junctions and free ends.</summary>
/// <param name="Pixels">Its pixels in order.</param>
/// <param name="From">Zone at its begin; −1 = a free end.</param>
/// <param name="To">Zone at its end; −1 = a free end.</param>
internal sealed record WirePiece(int[] Pixels, int From, int To)
{
    /// <summary>Whether it is a ring.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether it is two wires that lie on each other.</summary>
    public bool IsBridge { get; init; }
}
