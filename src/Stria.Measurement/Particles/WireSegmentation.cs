using Stria.Numerics.Images;

namespace Stria.Measurement.Particles;

/// <summary>Wires that cross and touch, by their skeleton.</summary>
internal static class WireSegmentation
{
    /// <summary>The wires; those that cross share pixels.</summary>
    internal static IEnumerable<ParticleInstance> Of(SegmentedScene scene, SegmentationOptions options, CancellationToken cancel)
    {
        int height = scene.Grid.Height, width = scene.Grid.Width;
        bool[] core = GrooveMap.Cut(scene, options);
        float[] distance = DistanceTransform.Of(core, height, width);
        var graph = SkeletonGraph.Pruned(core, distance, height, width);
        cancel.ThrowIfCancellationRequested();
        var lines = new WireLines(scene, distance, graph, options);
        IReadOnlyList<WireChain> chains = JunctionPairing.Chains(lines, options);
        cancel.ThrowIfCancellationRequested();
        return WireGrowth.Of(scene, chains);
    }
}

/// <summary>A wire as a line with a half-width at each of its points.</summary>
/// <param name="Points">Row, column and half-width [px].</param>
internal sealed record WireChain(IReadOnlyList<(double Row, double Column, double HalfWidth)> Points)
{
    /// <summary>Whether the first and the last point are neighbours: a ring.</summary>
    public bool IsClosed { get; init; }
}
