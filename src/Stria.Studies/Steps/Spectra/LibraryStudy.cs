using Stria.Core;

namespace Stria.Studies;

/// <summary>Looks through a library of standards.</summary>
internal static class LibraryStudy
{
    /// <summary>The study that answers a library scenario.</summary>
    public static Study Of(LibraryScenario scenario) => new(scenario, [new LibraryCheckStep(scenario), new LibraryResultsStep(scenario)], [1, 1]);
}

/// <summary>Draws the figures and writes the report of a library.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class LibraryResultsStep(LibraryScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        LibraryCheck check = context.Get<LibraryCheck>();
        var content = new ReportContent($"Library {Path.GetFileName(scenario.Library)}", [.. LibraryFigures.Of(check)]) { Main = context.Headlines };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }
}
