using Stria.Core;

namespace Stria.Studies;

/// <summary>Draws the figures and writes the report of linear combinations.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class LcfResultsStep(LcfScenario scenario) : IStudyStep
{
    private const int MostHeadlines = 16;

    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<FittedSpectrum> fitted = context.Get<IReadOnlyList<FittedSpectrum>>();
        FittedSpectrum first = fitted[0];
        var content = new ReportContent($"Linear combination of {(fitted.Count == 1 ? first.Name : $"{fitted.Count} spectra ({scenario.DefaultName["lcf-".Length..]})")}", [.. LcfFigures.Of(context)])
        {
            Main = [.. context.Headlines.Where(h => h.Name is not ("spectra" or "standards")).Take(MostHeadlines)],
            Answer = $"{first.Name} = {string.Join(" + ", first.Best.Standards.Select((s, k) => $"{first.Best.Weights[k]:f3} × {s.Name}"))}{(fitted.Count > 1 ? $", and {fitted.Count - 1} more" : "")}.",
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }
}
