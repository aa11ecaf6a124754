using Stria.Core;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Writes cells, fits, the instrument, the material, figures and the report.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class XrdResultsStep(XrdScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Transformations];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        XrdTables.Write(context);
        XrdTransformations.Write(scenario, context);
        XrdFiles.Write(scenario, context);
        XrdHeadlines.Report(context);
        XrdLayers.Write(context);
        if (scenario.Series.Animation && context.Get<PatternSeries>().Layers is null)
        {
            XrdAnimation.Write(context, cancel);
        }

        var figures = new List<NamedFigure>([.. XrdFigures.Of(context), .. XrdLayers.Figures(context)]);
        if (context.TryGet("", out SeriesPeaks? _))
        {
            XrdPeaks.Write(context);
            figures.AddRange(XrdPeaks.Courses(scenario, context) is { } courses ? [courses] : XrdPeaks.Figures(context));
        }

        var content = new ReportContent($"Diffraction of {Path.GetFileName(Path.TrimEndingDirectorySeparator(scenario.Patterns.Path))}", figures)
        {
            Main = [.. context.Headlines.Where(h => h.Name is "patterns" or "goodness_of_fit" or "rwp" or "rexp" or "zero" or "wavelength" || h.Name.StartsWith("cell_", StringComparison.Ordinal)).Take(12)],
            Answer = Answer(context.Get<SeriesFitResult>()),
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    private static string Answer(SeriesFitResult result)
    {
        string[] names = [.. result.Patterns.SelectMany(p => p.Fit.Phases).Where(p => p.IsPresent).Select(p => p.Phase.Name).Distinct()];
        if (names.Length == 0)
        {
            return "None of the phases is seen.";
        }

        return result.Patterns.Count == 1
            ? $"{string.Join(" and ", names)} {(names.Length == 1 ? "is" : "are")} there; Rwp {100 * result.Patterns[0].Fit.Rwp:0.0} % beside {100 * result.Patterns[0].Fit.Rexp:0.0} % from counting noise alone."
            : $"{string.Join("; ", names.Select(n => result.Window(n) is var w ? $"{n} from {w.From:0.###} to {w.To:0.###}" : ""))}.";
    }
}
