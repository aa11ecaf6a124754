namespace Stria.Studies;

/// <summary>Draws the figures of a run and writes its report.</summary>
internal static class MapReport
{
    /// <summary>Writes figures/*.png and *.svg, and report.html.</summary>
    /// <param name="context">The nouns of the run.</param>
    /// <param name="title">Title of the report.</param>
    /// <param name="withFigures">Whether figures are drawn.</param>
    /// <param name="progress">Told as figures are drawn.</param>
    /// <param name="cancel">Stops between figures.</param>
    public static void Write(StudyContext context, string title, bool withFigures, IProgress<double> progress, CancellationToken cancel)
    {
        DrawnMaps.Replace(context);
        RunReport.Write(context, new ReportContent(title, withFigures ? Figures(context) : []) { Main = Main(context), Answer = Answer(context) }, progress, cancel);
    }

    // One kind after the other: the numbers behind all figures at once would be as many as those of the maps.
    private static IEnumerable<NamedFigure> Figures(StudyContext context)
    {
        Func<StudyContext, IEnumerable<NamedFigure>>[] kinds =
        [
            TruthFigures.Of, ResultFigures.Of, StackFigures.Of, ComponentFigures.Of, RegionFigures.Of, FitFigures.Of, StressFigures.Of, FewEnergyFigures.Of,
        ];
        foreach (NamedFigure figure in kinds.SelectMany(of => of(context)))
        {
            yield return figure;
            context.GiveBack();
        }
    }

    // The numbers that answer the question come first: scores against a truth where one was planted, then the result, then what it stands on.
    private static IReadOnlyList<Headline> Main(StudyContext context)
    {
        var all = context.Headlines.ToDictionary(h => h.Name);
        IEnumerable<string> shares = all.Keys.Where(n => n.StartsWith("area_share_", StringComparison.Ordinal) && all[n].Value > 0);
        IEnumerable<string> scores = all.Keys.Where(n => n.StartsWith("truth_", StringComparison.Ordinal) && !n.StartsWith("truth_missing", StringComparison.Ordinal));
        Headline[] main = [.. scores.Concat(["mean_composition", "median_sigma_x", "median_thickness", "mean_lithium"]).Concat(shares)
            .Concat(["energy_shift", "od_offset", "stray_light", "halo", "reduced_chi_square"]).Where(all.ContainsKey).Select(n => all[n])];
        return main.Length > 0 ? main : context.Headlines;
    }

    private static string? Answer(StudyContext context) => context.Headlines.FirstOrDefault(h => h.Name == "mean_composition") is { } mean
        ? $"Mean composition x = {mean.Value:f3}, spread over the pixels {mean.StandardDeviation:f3}."
        : null;
}
