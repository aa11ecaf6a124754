using Stria.Core;
using Stria.Measurement.Particles;

namespace Stria.Studies;

/// <summary>Takes the image apart into particles.</summary>
/// <param name="scenario">How.</param>
internal sealed class SegmentStep(ParticlesScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "segment";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Segmentation];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        ParticleMaps maps = context.Get<ParticleMaps>();
        SegmentedImage found = ParticleSegmentation.Of(maps.Image, maps.Composition, scenario.Segmentation.Options(), cancel);
        context.Put(found);
        string unit = maps.Image.Unit == "1" ? "" : $" {maps.Image.Unit}";
        context.Report(new Headline("particles_found", found.Particles.Count, "1", "Particles found"));
        context.Report(new Headline("level", found.Level, maps.Image.Unit, "Level above which a pixel is particle"));
        context.Describe(scenario.Segmentation.Habit == ParticleHabit.Wires
            ? $"Pixels above {found.Level:g4}{unit} were thinned to a skeleton; at its junctions pieces were joined that continue each other best in direction, width, height and composition, cut at necks and grooves, and grown back to their pixels, crossings belonging to both."
            : $"Pixels above {found.Level:g4}{unit} were parted at the necks between the summits of their distance to the background.");
        if (context.TryGet("", out KnownParticles? known))
        {
            Score(context, SegmentationScore.Of(known.Pixels, [.. found.Particles.Select(p => p.Pixels)]));
        }
    }

    private static void Score(StudyContext context, SegmentationScore score)
    {
        context.Put(score);
        context.Report(new Headline("truth_particles", score.Planted, "1", "True particles"));
        context.Report(new Headline("truth_average_precision", score.AveragePrecision, "1", "Pairs over pairs, missed and surplus particles together, at an overlap of one half (AP50)"));
        context.Report(new Headline("truth_recall", score.Recall, "1", "Share of the true particles that were found"));
        context.Report(new Headline("truth_precision", score.Precision, "1", "Share of the found particles that are true"));
        context.Report(new Headline("truth_overlap", score.MeanOverlap, "1", "Mean intersection over union of the pairs"));
        context.Report(new Headline("truth_area_distance", score.AreaDistance, "1", "Largest difference of the cumulative distributions of areas (Kolmogorov and Smirnov)"));
    }
}
