using Stria.Files;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>Writes the tables of an impedance study.</summary>
internal static class ImpedanceTables
{
    /// <summary>Writes all of them.</summary>
    public static void Write(IReadOnlyList<AnalysedSpectrum> spectra, StudyContext context)
    {
        if (spectra.All(s => s.Fit is not null))
        {
            Parameters(spectra, context);
        }

        if (spectra.Count > 1)
        {
            Trend(spectra, context);
        }

        if (spectra.Any(s => s.Cell is not null))
        {
            Compared(spectra, context);
        }

        Points(spectra, context);
        var kk = spectra.Where(s => s.Consistency is not null).SelectMany(s => s.Consistency!.Frequencies.Select((f, i) => (s.Name, Test: s.Consistency, F: f, I: i))).ToList();
        CsvTable.Write(
            context.Table("kramers-kronig.csv", "Residuals of the Kramers–Kronig test, relative to |Z|"),
            new CsvColumn("spectrum", kk.Select(r => r.Name)),
            new CsvColumn("frequency", "Hz", kk.Select(r => r.F)),
            new CsvColumn("real residual", "1", kk.Select(r => r.Test.ResidualsReal[r.I])),
            new CsvColumn("imaginary residual", "1", kk.Select(r => r.Test.ResidualsImaginary[r.I])));
        var drt = spectra.Where(s => s.Relaxation is not null).SelectMany(s => s.Relaxation!.Times.Select((t, i) => (s.Name, Of: s.Relaxation, T: t, I: i))).ToList();
        if (drt.Count > 0)
        {
            CsvTable.Write(
                context.Table("relaxation-times.csv", "Distribution of relaxation times γ against ln τ"),
                new CsvColumn("spectrum", drt.Select(r => r.Name)),
                new CsvColumn("time", "s", drt.Select(r => r.T)),
                new CsvColumn("gamma", "Ohm", drt.Select(r => r.Of.Distribution[r.I])),
                new CsvColumn("lambda", "1", drt.Select(r => r.Of.Lambda)));
        }
    }

    private static void Parameters(IReadOnlyList<AnalysedSpectrum> spectra, StudyContext context)
    {
        (string Name, string Circuit, ParameterEstimate P)[] rows = [.. spectra.SelectMany(s => s.Fit!.Parameters.Select(p => (s.Name, s.Fit.Circuit.Text, p)))];
        CsvTable.Write(
            context.Table("parameters.csv", "Parameters of the fitted circuits, with standard deviation and half the 95 % interval"),
            new CsvColumn("spectrum", rows.Select(r => r.Name)),
            new CsvColumn("circuit", rows.Select(r => r.Circuit)),
            new CsvColumn("parameter", rows.Select(r => r.P.Name)),
            new CsvColumn("value", "1", rows.Select(r => r.P.Value)),
            new CsvColumn("sd", "1", rows.Select(r => Finite(r.P.Sigma))),
            new CsvColumn("half width 95 %", "1", rows.Select(r => Finite(r.P.HalfWidth95))),
            new CsvColumn("unit", rows.Select(r => r.P.Unit)),
            new CsvColumn("state", rows.Select(r => r.P.Fixed ? "fixed" : r.P.AtBound ? "at its limit" : double.IsFinite(r.P.Sigma) && r.P.Sigma < Math.Abs(r.P.Value) ? "fitted" : "not determined")));
        if (spectra.Count == 1)
        {
            ImpedanceFitResult fit = spectra[0].Fit!;
            CsvTable.Write(
                context.Table("correlations.csv", "Correlations of the parameters"),
                [new CsvColumn("", fit.Parameters.Select(p => p.Name)), .. fit.Parameters.Select((p, j) => new CsvColumn(p.Name, "1", Enumerable.Range(0, fit.Parameters.Count).Select(i => fit.Correlations[i, j])))]);
        }
    }

    private static void Trend(IReadOnlyList<AnalysedSpectrum> spectra, StudyContext context)
    {
        var columns = new List<CsvColumn>
        {
            new("number", "1", spectra.Select((_, i) => i + 1.0)),
            new("spectrum", spectra.Select(s => s.Name)),
            new("potential", "V", spectra.Select(s => s.Source.Spectrum.Potential)),
            new("consistent", spectra.Select(s => s.Consistency is { } kk ? kk.Consistent ? "yes" : "no" : "")),
        };
        // Blocked cells may each have a circuit of their own; only parameters that all have make a trend.
        foreach (string name in spectra[0].Fit is { } first ? first.Parameters.Select(p => p.Name).Where(n => spectra.All(s => s.Fit!.Circuit.IndexOf(n) >= 0)) : [])
        {
            string unit = spectra[0].Fit![name].Unit;
            columns.Add(new CsvColumn(name, unit, spectra.Select(s => s.Fit![name].Value)));
            columns.Add(new CsvColumn($"sd of {name}", unit, spectra.Select(s => Finite(s.Fit![name].Sigma))));
        }

        if (spectra.Any(s => s.Cell is not null))
        {
            columns.Add(new CsvColumn("R_ion", "Ohm", spectra.Select(s => s.Cell!.Ionic.Value)));
            columns.Add(new CsvColumn("sd of R_ion", "Ohm", spectra.Select(s => Finite(s.Cell!.Ionic.Sigma))));
            columns.Add(new CsvColumn("K", "1", spectra.Select(s => s.Cell!.Coefficient)));
            columns.Add(new CsvColumn("tortuosity", "1", spectra.Select(s => s.Tortuosity?.Value ?? double.NaN)));
            columns.Add(new CsvColumn("sd of tortuosity", "1", spectra.Select(s => Finite(s.Tortuosity?.Sigma ?? double.NaN))));
        }

        columns.Add(new CsvColumn("relative residual of the fit", "1", spectra.Select(s => s.Fit?.RelativeRootMeanSquare ?? double.NaN)));
        columns.Add(new CsvColumn("warnings", "1", spectra.Select(s => s.Fit?.Warnings ?? double.NaN)));
        CsvTable.Write(context.Table("trend.csv", "Parameters along the series"), columns);
    }

    private static void Compared(IReadOnlyList<AnalysedSpectrum> spectra, StudyContext context)
    {
        var rows = spectra.SelectMany(s => s.Cell!.Compared.Select(c => (s.Name, Compared: c))).ToList();
        CsvTable.Write(
            context.Table("compared.csv", "Circuits of blocked cells that were compared; the lowest Bayesian information criterion was taken"),
            new CsvColumn("spectrum", rows.Select(r => r.Name)),
            new CsvColumn("circuit", rows.Select(r => r.Compared.Circuit)),
            new CsvColumn("Bayesian information criterion", "1", rows.Select(r => r.Compared.InformationCriterion)),
            new CsvColumn("R_ion", "Ohm", rows.Select(r => r.Compared.Ionic.Value)),
            new CsvColumn("sd of R_ion", "Ohm", rows.Select(r => Finite(r.Compared.Ionic.Sigma))));
    }

    private static void Points(IReadOnlyList<AnalysedSpectrum> spectra, StudyContext context)
    {
        var rows = spectra.SelectMany(s => Enumerable.Range(0, (s.Fit?.Used ?? s.Source.Spectrum).Count).Select(i => (s.Name, Z: s.Fit?.Used ?? s.Source.Spectrum, s.Fit, I: i))).ToList();
        var columns = new List<CsvColumn>
        {
            new("spectrum", rows.Select(r => r.Name)),
            new("frequency", "Hz", rows.Select(r => r.Z.Frequencies[r.I])),
            new("Re Z", "Ohm", rows.Select(r => r.Z.Impedances[r.I].Real)),
            new("Im Z", "Ohm", rows.Select(r => r.Z.Impedances[r.I].Imaginary)),
        };
        if (spectra.Any(s => s.Fit is not null))
        {
            columns.Add(new CsvColumn("fitted Re Z", "Ohm", rows.Select(r => r.Fit?.Fitted[r.I].Real ?? double.NaN)));
            columns.Add(new CsvColumn("fitted Im Z", "Ohm", rows.Select(r => r.Fit?.Fitted[r.I].Imaginary ?? double.NaN)));
        }

        CsvTable.Write(context.Table("spectra.csv", "The spectra as used (Im Z negative for a capacitor)"), columns);
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}
