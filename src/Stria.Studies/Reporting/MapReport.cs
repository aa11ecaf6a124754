using Stria.Core;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>Draws the figures of a run and writes its report.</summary>
internal static class MapReport
{
    /// <summary>Writes figures/*.png and *.svg, and report.html.</summary>
    /// <param name="context">The nouns of the run.</param>
    /// <param name="title">Title of the report.</param>
    /// <param name="progress">Told as figures are drawn.</param>
    /// <param name="cancel">Stops between figures.</param>
    public static void Write(StudyContext context, string title, IProgress<double> progress, CancellationToken cancel)
    {
        IReadOnlyList<NamedFigure> figures =
        [
            .. TruthFigures.Of(context), .. ResultFigures.Of(context), .. StackFigures.Of(context), .. ComponentFigures.Of(context), .. FitFigures.Of(context),
        ];
        for (int i = 0; i < figures.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            NamedFigure f = figures[i];
            File.WriteAllBytes(context.Figure(f.Name + ".png", f.Report.Heading, f.Report.LookFor), FigureRenderer.ToPng(f.Report.Figure));
            File.WriteAllBytes(Path.Combine(context.Folder.Figures, f.Name + ".svg"), FigureRenderer.ToSvg(f.Report.Figure));
            progress.Report(0.2 + (0.7 * (i + 1) / figures.Count));
        }

        RunFolder.WriteWhole(context.Folder.ReportPath, Page(context, title, figures).ToHtml());
    }

    private static ReportPage Page(StudyContext context, string title, IReadOnlyList<NamedFigure> figures) => new(title)
    {
        Summary = Summary(context),
        Headlines = [.. context.Headlines.Select(h => new HeadlineNumber(h.Meaning, h.Value, h.Unit) { Sd = h.StandardDeviation, Note = h.Note, Verdict = VerdictOf(h) })],
        Remarks = context.Remarks,
        Figures = [.. figures.Select(f => f.Report)],
        Tables = [.. context.Tables.Select(t => CsvPreview.Of(Path.Combine(context.Folder.Tables, t.File), t.Title))],
        Methods = [string.Join(' ', context.Methods)],
        Citations = [.. context.Sources.Select(s => new Citation(s))],
        Provenance = new ReportProvenance($"Stria {StriaVersion.Number} ({StriaVersion.Commit})")
        {
            Inputs = [.. context.Inputs.Select(i => new ReportInput(Path.GetFileName(i.Path), i.Sha256))],
            Timings = [.. context.FinishedSteps.Select(f => new ReportTiming(f.Name, f.Seconds))],
            Seed = context.Scenario.Seed,
            Command = "stria run scenario.yaml",
            Scenario = ScenarioReader.Write(context.Scenario),
        },
    };

    private static Verdict VerdictOf(Headline h) => h.IsWithinLimit switch
    {
        true => Verdict.Good,
        false => Verdict.Bad,
        null => Verdict.None,
    };

    private static string? Summary(StudyContext context)
    {
        int warnings = context.Remarks.Count(r => r.Kind == RemarkKind.Warning), assumed = context.Remarks.Count(r => r.Kind == RemarkKind.Assumed);
        Headline? mean = context.Headlines.FirstOrDefault(h => h.Name == "mean_composition");
        string doubts = $"{Counted(warnings, "warning")}, {Counted(assumed, "assumption")}: read them before you use the numbers.";
        return mean is null ? doubts : $"Mean composition x = {mean.Value:f3}, spread over the pixels {mean.StandardDeviation:f3}. {doubts}";
    }

    private static string Counted(int n, string noun) => $"{n} {noun}{(n == 1 ? "" : "s")}";
}

/// <summary>A figure of the report with its file name.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Report">The figure with heading and what to look for.</param>
internal sealed record NamedFigure(string Name, ReportFigure Report)
{
    /// <summary>Makes it from its parts.</summary>
    public static NamedFigure Of(string name, string heading, string lookFor, Figure figure, string? caption = null) =>
        new(name, new ReportFigure(heading, figure, lookFor) { Caption = caption });
}
