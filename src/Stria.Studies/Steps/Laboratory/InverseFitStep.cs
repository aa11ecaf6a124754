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
                context.Say(Remark.Warning($"On {Words.Of(kind)} the rest potential jumps back {(stretches.Count == 2 ? "once" : $"{stretches.Count - 1} times")}, as after an interruption: the inverse fit was made for {stretches.Count} stretches of {string.Join(", ", stretches.Select(p => p.Length))} pulses."));
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

    // Successive complete pulses whose rest potential goes the way of the current; one against it parts the record. Two pulses at least make a stretch.
    private static List<GittPulse[]> Stretches(Titration titration, PhaseKind kind)
    {
        var stretches = new List<List<GittPulse>> { new() };
        foreach (GittPulse pulse in titration.Pulses.Of(kind))
        {
            bool goesOn = pulse.IsComplete && (titration.Trace.Potentials[pulse.Rest!.Last] - titration.Trace.Potentials[pulse.Before]) * pulse.Pulse.MeanCurrent > 0;
            if (goesOn)
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
