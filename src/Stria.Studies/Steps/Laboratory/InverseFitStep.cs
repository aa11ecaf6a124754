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
        var fits = new List<(PhaseKind, InverseFitResult)>();
        foreach (PhaseKind kind in (PhaseKind[])[PhaseKind.Charge, PhaseKind.Discharge])
        {
            GittPulse[] pulses = [.. titration.Pulses.Of(kind).SkipWhile(p => !p.IsComplete).TakeWhile(p => p.IsComplete)];
            progress.Report(new RunProgress(Name, kind == PhaseKind.Charge ? 0.02 : 0.5, $"{pulses.Length} pulses on {Words.Of(kind)}"));
            if (pulses.Length >= 2)
            {
                InverseFitResult fit = GittInverseFit.Run(titration.Trace, pulses, titration.Scale.Sample, options, cancel);
                fits.Add((kind, fit));
                Report(kind, pulses.Length, fit, context);
            }
        }

        context.Put(titration with { Fits = fits });
        if (fits.Count > 0)
        {
            context.Describe($"Inverse fit: Fick's diffusion in a {titration.Facts.Sheet.ParticleShape!.Value.ToString().ToLowerInvariant()} of {options.Cells} cells through all pulses and rests of a direction, ln D linear between values, U(x) a cubic spline, one resistance per pulse; standard deviations are widened by the root of the length over which residuals are alike.");
        }
    }

    private static void Report(PhaseKind kind, int pulses, InverseFitResult fit, StudyContext context)
    {
        context.Report(new Headline($"inverse_fit_rms_{Words.Of(kind)}", fit.RootMeanSquare * 1e3, "mV", $"Root mean square of what the inverse fit leaves, {Words.Of(kind)} ({pulses} pulses)"));
        int known = fit.Estimates.Count(e => e.Estimate.Valid);
        context.Report(new Headline($"inverse_fit_known_{Words.Of(kind)}", known, "1", $"Values of D that the inverse fit determines, of {fit.Compositions.Length}, {Words.Of(kind)}"));
        if (!fit.Converged)
        {
            context.Say(Remark.Warning($"The inverse fit of the {Words.Of(kind)} had not settled after {fit.Iterations} steps; its values of D are doubted."));
        }
    }
}
