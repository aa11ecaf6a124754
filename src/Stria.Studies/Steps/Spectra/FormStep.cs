using Stria.Core;
using Stria.Files;
using Stria.Measurement.Spectra;

namespace Stria.Studies;

/// <summary>Brings spectra and standards into the form in which they are compared, and settles what was left automatic.</summary>
/// <param name="scenario">How.</param>
internal sealed class FormStep(LcfScenario scenario) : IStudyStep
{
    private const double BelowEdge_eV = 20, AboveEdge_eV = 30; // Athena's usual window

    /// <inheritdoc/>
    public string Name => "normalise";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Normalisation, scenario.Fit];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        SpectraToFit read = context.Get<SpectraToFit>();
        SpectrumForm form = scenario.Fit.Form != LcfForm.Auto ? Enum.Parse<SpectrumForm>(scenario.Fit.Form.ToString())
            : read.Spectra.Any(s => s.IsCluster) ? SpectrumForm.Mu : SpectrumForm.Normalised;
        string[] trusted = [.. read.Spectra.Concat(read.Standards).Where(IsTrusted).Select(s => $"'{s.Name}' ({s.Record.Signal})")];
        if (form != SpectrumForm.Mu && trusted.Length > 0)
        {
            context.Say(Remark.Assumed($"Taken as normalised already, as their files call the values so: {string.Join(", ", trusted)}. 'trust_files: false' normalises them anew."));
        }

        FormedSpectrum[] spectra = [.. read.Spectra.Select(s => Form(s, form))];
        CombinationStandard[] standards = [.. read.Standards.Select(s => new CombinationStandard(Form(s, form)) { Composition = s.X, IsRequired = s.IsRequired })];
        if (form == SpectrumForm.Mu)
        {
            standards = StandardAmounts.Of(standards, read.Standards, scenario.Material ?? read.Material, context);
        }

        var formed = new FormedSpectra(spectra, standards, form, [.. spectra.Zip(read.Spectra, (s, r) => Options(s, r, form))]);
        context.Put(formed);
        Write(context, [.. spectra, .. standards.Select(s => s.Form)]);
        context.Describe(form == SpectrumForm.Mu
            ? "Spectra and standards were compared as measured."
            : $"Spectra and standards were compared {(form == SpectrumForm.Derivative ? "as derivatives of normalised absorption" : form == SpectrumForm.Flattened ? "in flattened normalised absorption" : "in normalised absorption")} "
                + "(pre-edge line, post-edge polynomial and edge step at E₀).");
        context.Cite("Ravel & Newville, J. Synchrotron Rad. 12, 537 (2005), doi:10.1107/S0909049505012719 (normalisation and linear combinations as in Athena)");
    }

    private FormedSpectrum Form(ReadSpectrum read, SpectrumForm form) =>
        FormedSpectrum.Of(read.Record.Spectrum, form, IsTrusted(read) ? null : Normalisation(), read.Record.StandardDeviation);

    private bool IsTrusted(ReadSpectrum read) => read.Record.IsNormalised && scenario.Normalisation.TrustFiles;

    private NormalisationOptions Normalisation()
    {
        NormalisationSettings n = scenario.Normalisation;
        return new NormalisationOptions
        {
            E0_eV = n.E0_eV,
            Pre_eV = n.PreFrom_eV is { } a && n.PreTo_eV is { } b ? (a, b) : null,
            Post_eV = n.PostFrom_eV is { } c && n.PostTo_eV is { } d ? (c, d) : null,
            Degree = n.Degree,
            Victoreen = n.Victoreen,
        };
    }

    private CombinationOptions Options(FormedSpectrum spectrum, ReadSpectrum read, SpectrumForm form)
    {
        LcfFitSettings fit = scenario.Fit;
        double e0 = spectrum.Normalisation?.E0_eV ?? scenario.Normalisation.E0_eV ?? read.Record.E0_eV
            ?? (fit.Background == LcfBackground.LinearAboveEdge || (form != SpectrumForm.Mu && fit.Windows.Count == 0) ? EdgeNormalisation.FindEdge(read.Record.Spectrum) : double.NaN);
        IReadOnlyList<(double, double)> windows = fit.Windows.Count > 0 ? [.. fit.Windows.Select(w => (w.Low_eV, w.High_eV))]
            : form == SpectrumForm.Mu ? []
            : [(e0 - BelowEdge_eV, e0 + AboveEdge_eV)];
        return new CombinationOptions
        {
            Windows_eV = windows,
            SumToOne = fit.Sum == LcfSum.One || (fit.Sum == LcfSum.Auto && form != SpectrumForm.Mu),
            LeastWeight = fit.LeastWeight ?? double.NegativeInfinity,
            LargestWeight = fit.LargestWeight ?? double.PositiveInfinity,
            Shift = Enum.Parse<ShiftChoice>(fit.Shift.ToString()),
            KnownShift_eV = fit.KnownShift_eV,
            ShiftRange_eV = fit.ShiftRange_eV,
            Background = Enum.Parse<CombinationBackground>(fit.Background.ToString()),
            E0_eV = e0,
            Noise = fit.Noise,
        };
    }

    private static void Write(StudyContext context, FormedSpectrum[] all)
    {
        FormedSpectrum[] normalised = [.. all.Where(s => s.Normalisation is not null)];
        if (normalised.Length == 0)
        {
            return;
        }

        CsvColumn Of(string name, string unit, Func<EdgeNormalisation, double> value) => new(name, unit, normalised.Select(s => value(s.Normalisation!)));
        CsvTable.Write(
            context.Table("normalisation.csv", "How each spectrum was normalised"),
            new CsvColumn("spectrum", normalised.Select(s => s.Values.Name)),
            Of("E0", "eV", n => n.E0_eV),
            Of("edge step", "1", n => n.EdgeStep),
            Of("pre-edge from", "eV", n => n.PreWindow_eV.Low),
            Of("pre-edge to", "eV", n => n.PreWindow_eV.High),
            Of("post-edge from", "eV", n => n.PostWindow_eV.Low),
            Of("post-edge to", "eV", n => n.PostWindow_eV.High),
            Of("post-edge degree", "1", n => n.Degree));
    }
}
