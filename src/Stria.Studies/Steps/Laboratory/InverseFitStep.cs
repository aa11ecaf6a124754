using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;

namespace Stria.Studies;

/// <summary>Fits diffusion in the particle to the whole record, direction by direction.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class InverseFitStep(GittScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "inverse_fit";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.InverseFit];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        Titration titration = context.Get<Titration>();
        if (!scenario.InverseFit.Enabled || !titration.Scale.HasShape)
        {
            return;
        }

        var options = new InverseFitOptions { Cells = scenario.InverseFit.Cells, PulsesPerValue = scenario.InverseFit.PulsesPerValue, SkipTime = scenario.InverseFit.SkipTime };
        var fits = new List<(PhaseKind Kind, InverseFitResult Fit)>();
        foreach (PhaseKind kind in (PhaseKind[])[PhaseKind.Charge, PhaseKind.Discharge])
        {
            List<GittPulse[]> stretches = Stretches(titration, kind);
            if (stretches.Count > 1)
            {
                context.Say(Remark.Warning($"On {Words.Of(kind)} the record is interrupted ({Breaks(titration, kind)}): the inverse fit was made for {stretches.Count} stretches of {string.Join(", ", stretches.Select(p => p.Length))} pulses."));
            }

            foreach (GittPulse[] pulses in stretches)
            {
                progress.Report(new RunProgress(Name, kind == PhaseKind.Charge ? 0.02 : 0.5, $"{pulses.Length} pulses on {Words.Of(kind)}"));
                fits.Add((kind, GittInverseFit.Run(titration.Trace, pulses, titration.Scale.Sample, options, cancel)));
            }

            Report(kind, [.. fits.Where(f => f.Kind == kind).Select(f => f.Fit)], context);
        }

        context.Put(titration with { Fits = fits });
        if (fits.Count > 0)
        {
            context.Describe($"Inverse fit: Fick's diffusion in a {titration.Facts.Sheet.ParticleShape!.Value.ToString().ToLowerInvariant()} of {options.Cells} cells through all pulses and rests of a direction, ln D linear between values, U(x) a cubic spline, one resistance per pulse; standard deviations are widened by the root of the length over which residuals are alike, and hold the distance to a second fit with half as many cells more, other knots of ln D and a third more of U.");
        }
    }

    private static string Breaks(Titration titration, PhaseKind kind)
    {
        GittPulse[] between = [.. titration.Pulses.Of(kind).SkipLast(1)];
        int cut = between.Count(p => p.CutOff), back = between.Count(p => p.IsComplete && !GoesOn(titration, p)), bare = between.Count(p => !p.CutOff && !p.IsComplete);
        (int Count, string What)[] all = [(cut, "pulses shorter than the others"), (back, "rest potentials that jump back against the current"), (bare, "pulses without a rest before and after")];
        return string.Join(", ", all.Where(b => b.Count > 0).Select(b => $"{b.What}: {b.Count}"));
    }

    private static bool GoesOn(Titration titration, GittPulse pulse) =>
        (titration.Trace.Potentials[pulse.Rest!.Last] - titration.Trace.Potentials[pulse.Before]) * pulse.Pulse.MeanCurrent > 0;

    // Successive complete pulses whose rest potential goes the way of the current; one against it parts the record. Two pulses at least make a stretch.
    private static List<GittPulse[]> Stretches(Titration titration, PhaseKind kind)
    {
        var stretches = new List<List<GittPulse>> { new() };
        foreach (GittPulse pulse in titration.Pulses.Of(kind))
        {
            if (pulse.IsComplete && GoesOn(titration, pulse))
            {
                stretches[^1].Add(pulse);
            }
            else if (stretches[^1].Count > 0)
            {
                stretches.Add([]);
            }
        }

        return [.. stretches.Where(s => s.Count >= 2).Select(s => s.ToArray())];
    }

    private static void Report(PhaseKind kind, InverseFitResult[] fits, StudyContext context)
    {
        if (fits.Length == 0)
        {
            return;
        }

        string word = Words.Of(kind);
        double squares = fits.Sum(f => f.Residuals.Sum(r => r * r)), lines = fits.Sum(f => f.Residuals.Length);
        context.Report(new Headline($"inverse_fit_rms_{word}", Math.Sqrt(squares / lines) * 1e3, "mV", $"Root mean square of what the inverse fit leaves, {word} ({fits.Sum(f => f.Resistances.Count)} pulses)"));
        context.Report(new Headline($"inverse_fit_known_{word}", fits.Sum(f => f.Estimates.Count(e => e.Estimate.Valid)), "1", $"Values of D that the inverse fit determines, of {fits.Sum(f => f.Compositions.Length)}, {word}"));
        foreach (InverseFitResult fit in fits.Where(f => !f.Converged))
        {
            context.Say(Remark.Warning($"The inverse fit of the {word} had not settled after {fit.Iterations} steps; its values of D are doubted."));
        }
    }
}
