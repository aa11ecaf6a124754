using Stria.Measurement;
using Stria.Measurement.Cycling;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>The numbers that answer an impedance study: those of the spectrum, or over several the mean with its standard deviation.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="fitted">The fitted spectra.</param>
/// <param name="context">Where the numbers go.</param>
internal sealed class ImpedanceHeadlines(ImpedanceScenario scenario, IReadOnlyList<AnalysedSpectrum> fitted, StudyContext context)
{
    /// <summary>Reports them.</summary>
    public void Report()
    {
        if (scenario.Blocking)
        {
            Put("tortuosity", "1", "Tortuosity factor τ = R_ion A κ ε/(n d)", f => f.Tortuosity);
            Put("tortuosity_exchanged", "1", "Tortuosity factor if the rails are the other way round", f => f.TortuosityExchanged);
            Put("macmullin_number", "1", "MacMullin number τ/ε", f => f.MacMullin);
            Put("ionic_resistance", "Ω", "Ionic resistance of the pores, R_ion", f => f.Cell?.Ionic);
            Put("electronic_resistance", "Ω", "Electronic resistance of the solid, R_el", f => f.Cell is { HasRail: true } c ? c.Electronic : null);
            Put("high_frequency_resistance", "Ω", "High-frequency resistance, R_HFR", f => f.Cell?.HighFrequency);
            Put("contact_resistance", "Ω", "Contact resistance, R_cont", f => f.Cell is { Contact.Value: > 0 } c ? c.Contact : null);
            Put("rail_coefficient", "1", "K of R_cell = R_HFR + R_cont + K R_ion", f => f.Cell?.Coefficient);
            Put("rail_coefficient_exchanged", "1", "K if the rails are the other way round", f => f.Cell is { IsAmbiguous: true } c ? c.Exchanged().Coefficient : null);
        }
        else
        {
            foreach (ParameterEstimate p in fitted[0].Fit!.Parameters)
            {
                Put($"parameter_{p.Name}", p.Unit, $"{p.Name} of {fitted[0].Fit!.Circuit.Text}", f => f.Fit![p.Name].Fixed ? null : f.Fit[p.Name].Measured);
            }
        }

        context.Report(new Headline("fit_rms", Worst(f => f.RootMeanSquare), "Ω", "Root mean square of what the circuit leaves" + OfAll()));
        context.Report(new Headline("fit_rms_relative", 100 * Worst(f => f.RelativeRootMeanSquare), "%", "The same relative to |Z|" + OfAll()));
    }

    private string OfAll() => fitted.Count > 1 ? ", largest of the spectra" : "";

    private double Worst(Func<ImpedanceFitResult, double> of) => fitted.Max(f => of(f.Fit!));

    private void Put(string name, string unit, string meaning, Func<AnalysedSpectrum, MeasuredValue?> of)
    {
        MeasuredValue[] values = [.. fitted.Select(of).OfType<MeasuredValue>()];
        if (values.Length == 0)
        {
            return;
        }

        MeasuredValue mean = values.Length == 1 ? values[0] : Retention.Mean([.. values.Select(v => v.Value)]);
        context.Report(new Headline(name, mean.Value, unit, meaning + (values.Length > 1 ? $" (mean and sd of {values.Length} spectra)" : "")) { StandardDeviation = mean.Sigma > 0 ? mean.Sigma : null });
    }
}
