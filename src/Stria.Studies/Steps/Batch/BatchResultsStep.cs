using Stria.Core;

namespace Stria.Studies;

/// <summary>One table and one page for all stacks of a batch.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class BatchResultsStep(BatchScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<MappedRun> runs = context.Get<IReadOnlyList<MappedRun>>();
        RunComparison.WriteTable(context, "batch.csv", runs, context.Get<IReadOnlyList<(string Name, string Why)>>());
        NamedFigure?[] figures =
        [
            RunComparison.Maps(runs, "/composition/x", "composition", "Composition"),
            RunComparison.Distributions(runs, "/composition/x"),
            RunComparison.Maps(runs, "/thickness/nm", "thickness", "Thickness"),
            RunComparison.Maps(runs, "/optical_density/mean", "optical-density", "Mean optical density"),
        ];
        var content = new ReportContent($"{scenario.Stacks.Count} stacks, one recipe", [.. figures.OfType<NamedFigure>()])
        {
            Main = context.Headlines,
            Answer = $"{runs.Count} of {scenario.Stacks.Count} stacks were mapped; each has its own report under {SweepStep.Runs}/.",
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }
}
