using Stria.Core;
using Stria.Figures;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Draws a run's figures and writes its report; what every study's report has in common.</summary>
internal static class RunReport
{
    // Where figures are made one after the other and their number is not known before.
    private const int UsualFigures = 18;

    /// <summary>Writes figures/*.png and *.svg, and report.html.</summary>
    /// <param name="context">The nouns of the run.</param>
    /// <param name="content">What this study puts in.</param>
    /// <param name="progress">Told as figures are drawn.</param>
    /// <param name="cancel">Stops between figures.</param>
    public static void Write(StudyContext context, ReportContent content, IProgress<double> progress, CancellationToken cancel)
    {
        var drawn = new List<ReportFigure>();
        int known = content.Figures.TryGetNonEnumeratedCount(out int count) ? count : 0;
        foreach (NamedFigure f in content.Figures)
        {
            cancel.ThrowIfCancellationRequested();
            context.Figure(f.Name + ".png", f.Report.Heading, f.Report.LookFor);
            drawn.Add(f.Draw(context.Folder.Figures));
            progress.Report(0.2 + (0.7 * drawn.Count / (known > 0 ? known : Math.Max(UsualFigures, drawn.Count + 1))));
        }

        WholeFile.WriteText(context.Folder.ReportPath, Page(context, content, drawn).Write);
    }

    private static ReportPage Page(StudyContext context, ReportContent content, IReadOnlyList<ReportFigure> drawn) => new(content.Title)
    {
        Summary = Summary(context, content.Answer),
        Headlines = [.. content.Main.Select(h => new HeadlineNumber(h.Meaning, h.Value, h.Unit) { Sd = h.StandardDeviation, Note = h.Note, Verdict = VerdictOf(h), Text = PlainText(h) })],
        Remarks = context.Remarks,
        Figures = drawn,
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

    private static string Summary(StudyContext context, string? answer)
    {
        int warnings = context.Remarks.Count(r => r.Kind == RemarkKind.Warning), assumed = context.Remarks.Count(r => r.Kind == RemarkKind.Assumed);
        string doubts = (warnings, assumed) switch
        {
            (0, 0) => "No warnings, no assumptions.",
            (1, 0) or (0, 1) => $"{(warnings > 0 ? "One warning" : "One assumption")}: read it before you use the numbers.",
            (_, 0) or (0, _) => $"{Counted(warnings + assumed, warnings > 0 ? "warning" : "assumption")}: read them before you use the numbers.",
            _ => $"{Counted(warnings, "warning")}, {Counted(assumed, "assumption")}: read them before you use the numbers.",
        };
        return answer is null ? doubts : $"{answer} {doubts}";
    }

    private static string Counted(int n, string noun) => $"{n} {noun}{(n == 1 ? "" : "s")}";
}

/// <summary>What a study puts into its report.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Figures">The figures, in the order of the page; where they come one after the other, each is drawn before the next is made.</param>
internal sealed record ReportContent(string Title, IEnumerable<NamedFigure> Figures)
{
    /// <summary>The numbers that stand first.</summary>
    public required IReadOnlyList<Headline> Main { get; init; }

    /// <summary>The answer in one sentence, or null.</summary>
    public string? Answer { get; init; }
}
