using Stria.Core;
using Stria.Files;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>Writes history, measures, profiles, figures, animation and the report of a phase-field run.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class PhaseFieldResultsStep(PhaseFieldScenario scenario) : IStudyStep
{
    private const int MostFrames = 120;
    private const double SecondsOfAnimation = 8;
    private static readonly string[] First =
    [
        "end_time", "lowest_composition", "highest_composition", "rich_fraction", "dominant_period", "period_drift", "period_theory", "interface_width", "interface_width_theory", "interface_length",
        "hydrostatic_span", "largest_principal_stress", "energy_start", "energy_end", "mass_drift", "mean_composition_end", "steps", "rejected_steps",
    ];

    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        FieldCourse course = context.Get<FieldCourse>();
        var measures = new PatternMeasures(context);
        PatternMeasure[] measured = [.. course.Snapshots.Select(measures.Of)];
        cancel.ThrowIfCancellationRequested();
        new PhaseFieldTables(scenario, context, measured).Write(measures.BodyWidth);
        var figures = new PhaseFieldFigures(scenario, context, measured);
        if (scenario.Output.Animation)
        {
            Animate(figures, course, context, cancel);
        }

        if (scenario.Output.Fields)
        {
            double scale = context.Get<PhaseFieldBody>().Laws.Scales.Time;
            PvdWriter.Write(Path.Combine(context.Folder.Root, "fields.pvd"), [.. course.Snapshots.Select(s => (s.Time * scale, $"{PhaseFieldFiles.Folder}/{s.File}"))]);
        }

        File.Copy(Path.Combine(context.Folder.Root, PhaseFieldFiles.Folder, course.Snapshots[^1].File), Path.Combine(context.Folder.Root, "final.vtu"), overwrite: true);
        var all = context.Headlines.ToDictionary(h => h.Name);
        var content = new ReportContent($"Phase field of {scenario.Problem.BaseName}", [.. figures.All()])
        {
            Main = [.. First.Where(all.ContainsKey).Select(n => all[n])],
            Answer = Answer(context.Get<PhaseFieldBody>(), measured[^1], all),
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
        if (!scenario.Output.Fields)
        {
            Directory.Delete(Path.Combine(context.Folder.Root, PhaseFieldFiles.Folder), recursive: true);
        }
    }

    private static void Animate(PhaseFieldFigures figures, FieldCourse course, StudyContext context, CancellationToken cancel)
    {
        int stride = Math.Max(1, (course.Snapshots.Count + MostFrames - 1) / MostFrames);
        var frames = new List<byte[]>();
        for (int i = (course.Snapshots.Count - 1) % stride; i < course.Snapshots.Count; i += stride)
        {
            cancel.ThrowIfCancellationRequested();
            frames.Add(FigureRenderer.ToPng(figures.Frame(i), 1.5));
        }

        string path = context.Figure("animation.png", "The composition in time (animated PNG)", "How phases nucleate, grow and coarsen; browsers and slides play it.");
        WholeFile.Write(path, AnimatedPng.Join(frames, Math.Clamp(SecondsOfAnimation / frames.Count, 0.02, 0.5)));
    }

    private static string Answer(PhaseFieldBody body, PatternMeasure last, Dictionary<string, Headline> all)
    {
        if (body.Laws.Tangent is not { } tangent)
        {
            return $"The host has no miscibility gap; at the end c lies between {last.Lowest:f3} and {last.Highest:f3}.";
        }

        bool separated = last.Highest - last.Lowest > 0.5 * (tangent.High - tangent.Low);
        string period = all.TryGetValue("dominant_period", out Headline? p) ? $", with a period of {p.Value:g4} {(p.Unit == "1" ? "" : p.Unit)} along the axis" : "";
        return separated
            ? $"The body has separated into phases between c = {last.Lowest:f3} and {last.Highest:f3}{period}."
            : $"The body has not separated: at the end c lies between {last.Lowest:f4} and {last.Highest:f4}.";
    }
}
