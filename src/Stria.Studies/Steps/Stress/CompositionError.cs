using Stria.Core;
using Stria.Numerics.Statistics;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>Carries the error of the composition map to the stress: maps are drawn from it, treated as the map itself was, and solved with the same factors.</summary>
internal sealed class CompositionError : ICompositionSampler
{
    private const int UsualSamples = 64, MostFields = 1 << 20;
    private readonly MeasuredComposition measured;
    private readonly CorrelatedNoise noise;
    private readonly ChangedComposition onMesh;
    private readonly int samples;

    private CompositionError(MeasuredComposition measured, CorrelatedNoise noise, ChangedComposition onMesh, int samples) =>
        (this.measured, this.noise, this.onMesh, this.samples) = (measured, noise, onMesh, samples);

    /// <summary>The error of a scenario's composition; null when it has none, or none is asked for.</summary>
    public static CompositionError? Of(StressScenario scenario, StudyContext context, TriangleMesh mesh, StressFields fields)
    {
        int samples = Math.Min(scenario.Uncertainty.Samples ?? UsualSamples, MostFields);
        if (samples == 0 || !context.TryGet("", out MeasuredComposition? measured))
        {
            return null;
        }

        if (measured.Deviation is not { } deviation)
        {
            context.Say(Remark.Note("The map has no standard deviation of x, so none is carried to the stress."));
            return null;
        }

        ImageGrid grid = measured.Grid;
        double? given = scenario.Uncertainty.CorrelationLength;
        CorrelationEstimate? found = given is null ? CorrelationLength.Of(measured.Composition.Values, deviation.Values, grid.Height, grid.Width) : null;
        double length = given ?? found?.Length ?? 0;
        context.Report(new Headline("error_correlation_length", length, "px", $"Correlation length of the error of x, {(given is null ? "found in the map" : "as given")}"));
        if (given is null && found is null)
        {
            context.Say(Remark.Assumed("Too few pixels to find how far the errors of x are correlated: each pixel was taken for itself."));
        }

        context.Describe($"The standard deviation of x, with a correlation length of {length:f2} px, was carried to the stress by {samples} maps drawn from it (seed {scenario.Seed}), each treated and solved as the map itself.");
        return new CompositionError(measured, new CorrelatedNoise(grid.Height, grid.Width, length, scenario.Seed), new ChangedComposition(measured, mesh, fields), samples);
    }

    /// <inheritdoc/>
    public double Sample(int index, Span<double> deviation)
    {
        var drawn = new float[measured.Grid.Count];
        noise.Realise(index, drawn);
        float[] sigma = measured.Deviation!.Values;
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = float.IsFinite(sigma[i]) ? sigma[i] * drawn[i] : 0;
        }

        return onMesh.Change(drawn, deviation);
    }

    /// <summary>Standard deviations of the stress of a factored system by the noise of x.</summary>
    public StressDeviation Carry(ElasticSystem system, IProgress<double> progress, CancellationToken cancel) =>
        StressUncertainty.Of(system, onMesh.Mean, this, samples, new Told(progress), cancel);

    private sealed class Told(IProgress<double> progress) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => progress.Report(value.Fraction);
    }
}
