using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>Tests the spectra by the Kramers–Kronig relations and for drift, and computes their distributions of relaxation times.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ConsistencyStep(ImpedanceScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "consistency";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Files];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<AnalysedSpectrum> spectra = context.Get<IReadOnlyList<AnalysedSpectrum>>();
        var tested = new List<AnalysedSpectrum>();
        foreach (AnalysedSpectrum one in spectra)
        {
            cancel.ThrowIfCancellationRequested();
            tested.Add(Test(one, context));
            progress.Report(new RunProgress(Name, tested.Count / (double)spectra.Count));
        }

        if (scenario.Circuit is null && !scenario.Blocking && tested.All(t => t.Consistency is null && t.Relaxation is null))
        {
            throw new DataException($"its {tested[0].Source.Spectrum.Count} points are too few for a test of consistency (8 are needed) and for relaxation times (10), and no circuit was given. Perhaps the measurement was aborted.", tested[0].Source.File);
        }

        context.Put<IReadOnlyList<AnalysedSpectrum>>(tested);
        context.Describe("Consistency was tested by a chain of RC elements with fixed times (Boukamp 1995), the number of elements by the Bayesian information criterion.");
        context.Cite("B. A. Boukamp, J. Electrochem. Soc. 142, 1885 (1995): linear Kramers–Kronig test");
        Summarise(tested, context);
        if (tested.Count == 1 && tested[0].Relaxation is { } drt)
        {
            context.Describe($"Relaxation times: Tikhonov regularisation of the second derivative with γ ≥ 0; λ = {drt.Lambda:g3}{(scenario.Lambda is null ? ", the largest that predicts left-out frequencies as well as the best" : ", as given")}.");
        }
    }

    private AnalysedSpectrum Test(AnalysedSpectrum one, StudyContext context)
    {
        ImpedanceSpectrum spectrum = one.Source.Spectrum;
        T? Try<T>(string what, Func<T> compute)
            where T : class
        {
            try
            {
                return compute();
            }
            catch (DataException e)
            {
                context.Say(Remark.Warning($"{one.Name}: no {what}: {e.Message}"));
                return null;
            }
        }

        return one with
        {
            Consistency = Try("test of consistency", () => KramersKronig.Test(spectrum)),
            Relaxation = scenario.RelaxationTimes ? Try("relaxation times", () => RelaxationTimes.Of(spectrum, scenario.Lambda)) : null,
        };
    }

    private static void Summarise(List<AnalysedSpectrum> tested, StudyContext context)
    {
        AnalysedSpectrum[] known = [.. tested.Where(t => t.Consistency is not null)];
        if (known.Length == 0)
        {
            return;
        }

        context.Report(new Headline("consistent", known.Count(t => t.Consistency!.Consistent), "1", $"Spectra that pass the Kramers–Kronig test, of {known.Length}"));
        context.Report(new Headline("kk_residual", 100 * known.Max(t => t.Consistency!.RootMeanSquare), "%", "Kramers–Kronig residual, root mean square relative to |Z|" + (known.Length > 1 ? ", largest of the spectra" : "")));
        foreach (AnalysedSpectrum one in known.Where(t => !t.Consistency!.Consistent).Take(5))
        {
            IReadOnlyList<double> bad = one.Consistency!.Offending;
            context.Say(Remark.Warning($"{one.Name} is not consistent: Kramers–Kronig residuals of {100 * one.Consistency.RootMeanSquare:g2} % where the noise is {100 * one.Consistency.Noise:g2} %{(bad.Count > 0 ? $", largest between {bad.Min():g3} and {bad.Max():g3} Hz" : "")}. Perhaps the cell changed while it was measured."));
        }

        int inconsistent = known.Count(t => !t.Consistency!.Consistent);
        if (inconsistent > 5)
        {
            context.Say(Remark.Warning($"{inconsistent} of {known.Length} spectra are not consistent in all; trend.csv marks each."));
        }

        foreach (AnalysedSpectrum one in known.Where(t => t.Consistency!.Drifts).Take(5))
        {
            context.Say(Remark.Warning($"{one.Name} drifted: |Z| changed by {100 * one.Consistency!.Drift!.Value.Value:g2} ± {100 * one.Consistency.Drift.Value.Sigma:g1} % while it was measured."));
        }

        if (known.All(t => t.Consistency!.Drift is null))
        {
            context.Say(Remark.Note("The files tell no times of the points, so that drift could not be tested."));
        }

        if (tested is [{ Relaxation: { } drt }])
        {
            context.Report(new Headline("relaxation_high_frequency_resistance", drt.HighFrequency, "Ω", "Resistance at infinite frequency, from the relaxation times"));
            context.Report(new Headline("polarisation_resistance", drt.Polarisation, "Ω", "Area of the distribution of relaxation times"));
        }
    }
}
