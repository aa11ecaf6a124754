using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;

namespace Stria.Studies;

/// <summary>Rest potentials, resistances and diffusion coefficients pulse by pulse.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class TitrationStep(GittScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "pulses";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Limits];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        Titration titration = context.Get<Titration>();
        IReadOnlyList<GittPoint> points = GittAnalysis.Run(titration.Trace, titration.Scale.Sample, titration.Scale.Options(scenario.Limits));
        context.Put(titration with { Points = points });
        foreach (PhaseKind kind in (PhaseKind[])[PhaseKind.Charge, PhaseKind.Discharge])
        {
            Report(titration, kind, context);
        }

        int rests = titration.Pulses.Pulses.Count(p => p.Rest is not null);
        context.Report(new Headline("rests", rests, "1", "Rests after pulses"));
        context.Report(new Headline("rest_length", titration.Pulses.RestDuration, "s", "Length of a rest, median"));
        if (titration.Pulses.FullDurations is { Count: 2 } full && Math.Abs((full[PhaseKind.Charge] / full[PhaseKind.Discharge]) - 1) > 0.02)
        {
            context.Say(Remark.Note($"Pulses last {full[PhaseKind.Charge]:g4} s on charge and {full[PhaseKind.Discharge]:g4} s on discharge."));
        }

        if (titration.Pulses.TooLongOnes is { Count: > 0 } others)
        {
            context.Say(Remark.Note($"{others.Count} stretch{(others.Count == 1 ? "" : "es")} under current beside a rest, of {others.Min(p => p.Duration):g4} to {others.Max(p => p.Duration):g4} s (the first at {others[0].StartTime / 3600:f2} h), last{(others.Count == 1 ? "s" : "")} too long for a pulse and {(others.Count == 1 ? "is" : "are")} left out."));
        }

        context.Report(new Headline("pulse_length", titration.Pulses.FullDuration, "s", "Length of a full pulse, median"));
        context.Describe("Pulses and rests were found from the current alone; pulses shorter than 98 % of the median of their direction were ended by a limit of the potential, are kept and flagged, and give no diffusion coefficient.");
        if (titration.Scale.HasShape)
        {
            Doubts(points, context);
            context.Describe("D after Weppner and Huggins from the slope along √t, from the exact series of the body along the pulse, and from the relaxation after it; each with tests of what it assumes. Intervals hold the scatter of the lines and, as told by the record itself, the change of dU/dx and of D to the neighbouring pulses, the deviation from the course along √t or the series, the finite length of the pulse, unrest, and half the disagreement of the methods.");
            context.Cite("W. Weppner, R. A. Huggins, J. Electrochem. Soc. 124, 1569 (1977)");
        }
    }

    private static void Report(Titration titration, PhaseKind kind, StudyContext context)
    {
        IReadOnlyList<GittPulse> pulses = titration.Pulses.Of(kind);
        if (pulses.Count == 0)
        {
            return;
        }

        string word = Words.Of(kind);
        double[] full = [.. pulses.Where(p => !p.CutOff).Select(p => p.Pulse.MeanCurrent)];
        context.Report(new Headline($"{word}_pulses", pulses.Count, "1", $"Pulses on {word}"));
        context.Report(new Headline($"{word}_pulses_full", full.Length, "1", $"Pulses on {word} of full length"));
        if (full.Length > 0)
        {
            context.Report(new Headline($"{word}_current", full.Average() * 1e3, "mA", $"Current of the pulses on {word} (positive on charge)"));
        }

        foreach (GittPulse cut in pulses.Where(p => p.CutOff).Take(5))
        {
            context.Say(Remark.Note($"The {word} pulse at {cut.Pulse.StartTime / 3600:f2} h was ended after {cut.Pulse.Duration:f1} s at {titration.Trace.Potentials[cut.Pulse.Last]:f3} V by the limit of the potential; it gives no D."));
        }
    }

    // Which of the tests fail how often: what a user must know before a D is used.
    private static void Doubts(IReadOnlyList<GittPoint> points, StudyContext context)
    {
        foreach (DiffusionMethod method in (DiffusionMethod[])[DiffusionMethod.WeppnerHuggins, DiffusionMethod.FiniteBody, DiffusionMethod.Relaxation])
        {
            DiffusionEstimate[] all = [.. points.Select(p => p.By(method))];
            int valid = all.Count(e => e.Valid);
            context.Report(new Headline($"valid_{SnakeCase.Of(method.ToString())}", valid, "1", $"Pulses whose D {MethodWords.Of(method)} passes all tests, of {all.Length}"));
            if (valid < all.Length)
            {
                var reasons = all.SelectMany(e => e.Doubts.Select(Kind)).GroupBy(k => k).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} ({g.Count()})");
                context.Say(Remark.Note($"D {MethodWords.Of(method)}: {all.Length - valid} of {all.Length} are doubted: {string.Join(", ", reasons)}."));
            }
        }

        if (points.All(p => p.Diffusion.All(d => !d.Valid)))
        {
            context.Say(Remark.Warning("Not one D of a single pulse passes the tests: all of them are drawn hollow. The inverse fit does not need what they assume."));
        }
    }

    // A doubt without its numbers.
    private static string Kind(string doubt) => doubt switch
    {
        _ when doubt.StartsWith("the pulse was cut", StringComparison.Ordinal) => "cut off",
        _ when doubt.StartsWith("the rest potential is flat", StringComparison.Ordinal) => "flat rest potential",
        _ when doubt.StartsWith("dU/dx changes", StringComparison.Ordinal) => "uneven dU/dx",
        _ when doubt.StartsWith("the rest potential changes", StringComparison.Ordinal) => "large step",
        _ when doubt.StartsWith("not at rest", StringComparison.Ordinal) => "not at rest",
        _ when doubt.StartsWith("not straight", StringComparison.Ordinal) => "not straight along √t",
        _ when doubt.StartsWith("the pulse is not short", StringComparison.Ordinal) => "pulse not short",
        _ when doubt.StartsWith("the potential does not follow", StringComparison.Ordinal) => "no course of diffusion",
        _ when doubt.StartsWith("the potential moves against", StringComparison.Ordinal) => "potential moves the wrong way",
        _ when doubt.StartsWith("too few lines", StringComparison.Ordinal) => "too few lines",
        _ when doubt.StartsWith("no pulse beside it", StringComparison.Ordinal) => "no pulse beside it",
        _ => "large change of the potential",
    };
}
