using Stria.Core;
using Stria.Figures;
using Stria.Files;

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
            context.Figure(f.Name + ".png", f.Report.Heading, f.Report.LookFor);
            f.Draw(context.Folder.Figures);
            progress.Report(0.2 + (0.7 * (i + 1) / figures.Count));
        }

        RunFolder.WriteWhole(context.Folder.ReportPath, Page(context, title, figures).ToHtml());
    }

    private static ReportPage Page(StudyContext context, string title, IReadOnlyList<NamedFigure> figures) => new(title)
    {
        Summary = Summary(context),
        Headlines = [.. Main(context).Select(h => new HeadlineNumber(h.Meaning, h.Value, h.Unit) { Sd = h.StandardDeviation, Note = h.Note, Verdict = VerdictOf(h), Text = PlainText(h) })],
        Remarks = context.Remarks,
        Figures = [.. figures.Select(f => f.Report)],
        Tables = [Numbers(context), .. context.Tables.Select(t => CsvPreview.Of(Path.Combine(context.Folder.Tables, t.File), t.Title))],
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

    // The numbers that answer the question come first: scores against a truth where one was planted, then the result, then what it stands on.
    private static IEnumerable<Headline> Main(StudyContext context)
    {
        var all = context.Headlines.ToDictionary(h => h.Name);
        IEnumerable<string> shares = all.Keys.Where(n => n.StartsWith("area_share_", StringComparison.Ordinal) && all[n].Value > 0);
        IEnumerable<string> scores = all.Keys.Where(n => n.StartsWith("truth_", StringComparison.Ordinal) && !n.StartsWith("truth_missing", StringComparison.Ordinal));
        Headline[] main = [.. scores.Concat(["mean_composition", "median_sigma_x", "median_thickness", "mean_lithium"]).Concat(shares)
            .Concat(["energy_shift", "od_offset", "stray_light", "halo", "reduced_chi_square"]).Where(all.ContainsKey).Select(n => all[n])];
        return main.Length > 0 ? main : context.Headlines;
    }

    private static ReportTable Numbers(StudyContext context) => new(
        "All numbers (summary.json)",
        ["name", "value", "sd", "unit", "meaning"],
        [.. context.Headlines.Select(h => (IReadOnlyList<string>)[h.Name, PlainText(h) ?? NumberText.Of(h.Value, 5), h.StandardDeviation is { } sd ? NumberText.Of(sd, 2) : "", h.Unit == "1" ? "" : h.Unit, h.Meaning])]);

    // Whole numbers are written as such, and photon energies to the millielectronvolt.
    private static string? PlainText(Headline h) => h switch
    {
        { StandardDeviation: not null } => null,
        { Unit: "1" } when h.Value == Math.Round(h.Value) && Math.Abs(h.Value) < 1e9 => h.Value.ToString("f0"),
        { Name: "od_peak_energy" } => $"{h.Value:f3} eV",
        _ => null,
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

    /// <summary>Draws it into a folder, as PNG and as SVG.</summary>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public void Draw(string folder)
    {
        WholeFile.Write(Path.Combine(folder, Name + ".png"), FigureRenderer.ToPng(Report.Figure));
        WholeFile.Write(Path.Combine(folder, Name + ".svg"), FigureRenderer.ToSvg(Report.Figure));
    }
}
