using Stria.Core;

namespace Stria.Studies;

/// <summary>Writes maps.h5, figures and the report.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class FewResultsStep(FewEnergiesScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        MapsWriter.Write(context, withStack: true);
        progress.Report(new RunProgress(Name, 0.2));
        MapReport.Write(context, $"Composition of {Path.GetFileName(scenario.Stack.Path)} at few energies", withFigures: true, new Fraction(Name, progress), cancel);
    }
}
