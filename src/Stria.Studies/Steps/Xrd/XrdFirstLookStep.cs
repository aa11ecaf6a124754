using Stria.Core;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Writes what can be said of patterns without phases: peaks, figures of the series, and its components.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class XrdFirstLookStep(XrdScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        PatternSeries series = context.Get<PatternSeries>();
        SeriesPeaks peaks = context.Get<SeriesPeaks>();
        XrdPeaks.Write(context);
        XrdTables.FirstLook(context);
        context.Report(new Headline("patterns", series.Patterns.Count, "1", "Patterns read"));
        context.Report(new Headline("peaks", peaks.Of[0].Count, "1", "Peaks found in the first pattern"));
        var figures = new List<NamedFigure>(XrdPeaks.Figures(context));
        figures.AddRange(XrdPeaks.Pictures(context).All());
        if (XrdPeaks.Courses(scenario, context) is { } courses)
        {
            figures.Add(courses);
        }

        if (context.TryGet("", out PatternDecomposition? found))
        {
            figures.Add(XrdSeriesFigures.FirstLook(series, context.Get<PatternFitOptions>(), found));
        }

        var content = new ReportContent($"First look at {Path.GetFileName(Path.TrimEndingDirectorySeparator(scenario.Patterns.Path))}", figures)
        {
            Main = context.Headlines,
            Answer = $"{peaks.Of[0].Count} peaks in {(series.Patterns.Count == 1 ? "the pattern" : $"the first of {series.Patterns.Count} patterns")}. With --phases their cells are fitted.",
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }
}
