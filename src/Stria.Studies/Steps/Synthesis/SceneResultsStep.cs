using Stria.Core;

namespace Stria.Studies;

/// <summary>Draws what was planted and writes the report of a made measurement.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class SceneResultsStep(SynthesizeScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel) => RunReport.Write(
        context,
        new ReportContent($"Made measurement: {scenario.Scene.Make(context.Folder.Root).Description}", [.. SceneFigures.Of(context)]) { Main = context.Headlines },
        new Fraction(Name, progress),
        cancel);
}
