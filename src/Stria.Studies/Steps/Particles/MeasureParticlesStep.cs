using Stria.Core;
using Stria.Measurement.Particles;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Measures the particles, leaves out those that the rules name, and forms the statistics.</summary>
/// <param name="scenario">The rules.</param>
internal sealed class MeasureParticlesStep(ParticlesScenario scenario) : IStudyStep
{
    private const int FewParticles = 10;

    /// <inheritdoc/>
    public string Name => "measure";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Exclude];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        ParticleMaps maps = context.Get<ParticleMaps>();
        IReadOnlyList<MeasuredParticle> all = scenario.Exclude.Rules().Applied(ParticleMeasurement.Of(context.Get<SegmentedImage>().Particles, maps));
        if (scenario.Exclude.Numbers.Where(n => n < 1 || n > all.Count).ToArray() is { Length: > 0 } strange)
        {
            throw new ScenarioException($"'numbers' strikes out {string.Join(", ", strange)}, and there are particles 1 to {all.Count}.");
        }

        var statistics = ParticleStatistics.Of(all, maps.PhaseNames, scenario.Seed);
        context.Put(all);
        context.Put(statistics);
        cancel.ThrowIfCancellationRequested();
        Tell(context, all, statistics);
    }

    private static void Tell(StudyContext context, IReadOnlyList<MeasuredParticle> all, ParticleStatistics statistics)
    {
        string[] reasons = [.. all.Where(p => p.Excluded is not null).GroupBy(p => p.Excluded!).Select(g => $"{g.Count()} {g.Key} ({string.Join(", ", g.Take(20).Select(p => p.Number))}{(g.Count() > 20 ? ", …" : "")})")];
        if (reasons.Length > 0)
        {
            context.Say(Remark.Note($"Left out of the statistics: {string.Join("; ", reasons)}."));
        }

        IReadOnlyList<MeasuredParticle> used = statistics.Used;
        context.Report(new Headline("particles", used.Count, "1", "Particles in the statistics"));
        if (used.Count == 0)
        {
            context.Say(Remark.Warning("The rules leave out every particle: there are no statistics."));
            return;
        }

        if (used.Count < FewParticles)
        {
            context.Say(Remark.Warning($"{used.Count} particles are few: modes and correlations say little."));
        }

        double[] areas = [.. used.Select(p => p.Shape.Area * 1e12)];
        context.Report(new Headline("median_area", Quantiles.Median(areas), "µm²", "Median area"));
        context.Report(new Headline("median_length", Quantiles.Median(used.Select(p => p.Shape.Length * 1e6).ToArray()), "µm", "Median length"));
        context.Report(new Headline("median_width", Quantiles.Median(used.Select(p => p.Shape.Width * 1e6).ToArray()), "µm", "Median width"));
        context.Report(new Headline("crossing_share", used.Average(p => p.Crosses.Count > 0 ? 1.0 : 0), "1", "Share of particles that cross another"));
        foreach (PhaseAreas phase in statistics.Phases)
        {
            string of = phase.Name.Length == 0 ? "" : $" in phase {phase.Name}", suffix = phase.Name.Length == 0 ? "" : $"_{phase.Name}";
            context.Report(new Headline($"mode_area{suffix}", phase.Density.Mode, "µm²", $"Most frequent area{of}") { StandardDeviation = (phase.ModeHigh - phase.ModeLow) / 2, Note = $"{phase.Areas.Count} particles; 68 % interval {phase.ModeLow:g3} to {phase.ModeHigh:g3}" });
        }

        if (statistics.AreaOnComposition is { } line)
        {
            context.Report(new Headline("area_per_composition", line.Slope, "µm²", "Change of the area per unit of x, by a straight line") { StandardDeviation = line.SlopeDeviation, Note = $"95 % interval ± {line.SlopeHalfInterval:g3}" });
            context.Report(new Headline("area_composition_correlation", statistics.AreaWithComposition!.Coefficient, "1", "Rank correlation (Spearman) of area and x") { Note = $"95 % interval {statistics.AreaWithComposition.Low:f2} to {statistics.AreaWithComposition.High:f2}" });
        }

        context.Cite("Santos et al., Patterns 3, 100634 (2022), doi:10.1016/j.patter.2022.100634 (areas of particles by phase)");
        context.Describe("Densities are Gaussian kernels with the bandwidth of Silverman's rule, reflected at zero; intervals of modes come from 200 samples drawn with replacement, those of correlations from Fisher's transformation.");
    }
}
