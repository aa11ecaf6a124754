using Stria.Core;

namespace Stria.Studies;

/// <summary>Writes tables, labels, outlines, figures and the report.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class ParticlesResultsStep(ParticlesScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        ParticleTables.Write(context);
        ParticleFiles.Write(context);
        ParticleStatistics statistics = context.Get<ParticleStatistics>();
        string modes = string.Join(", ", statistics.Phases.Select(p => $"{p.Density.Mode:g3} µm²{(p.Name.Length == 0 ? "" : $" ({p.Name})")}"));
        var content = new ReportContent($"Particles of {scenario.Source.BaseName}", scenario.Figures ? [.. ParticleFigures.Of(context)] : [])
        {
            Main = context.Headlines,
            Answer = statistics.Used.Count == 0 ? null : $"{statistics.Used.Count} particles; most frequent area {modes}.",
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }
}
