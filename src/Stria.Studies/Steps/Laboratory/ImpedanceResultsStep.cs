using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Writes eis.json, tables, ZView texts, figures and the report of an impedance study.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class ImpedanceResultsStep(ImpedanceScenario scenario) : IStudyStep
{
    private static readonly char[] Awkward = ['/', '\\', ' ', ':', '#'];

    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<AnalysedSpectrum> spectra = context.Get<IReadOnlyList<AnalysedSpectrum>>();
        RunFolder.WriteWhole(Path.Combine(context.Folder.Root, "eis.json"), ImpedanceJson.Of(scenario, spectra));
        ImpedanceTables.Write(spectra, context);
        if (scenario.Zview)
        {
            WriteZView(spectra, context);
        }

        IReadOnlyList<NamedFigure> figures = [.. ImpedanceFigures.Of(spectra)];
        var content = new ReportContent($"Impedance of {(spectra.Count == 1 ? spectra[0].Name : $"{spectra.Count} spectra")}", figures)
        {
            Main = [.. context.Headlines.OrderBy(h => h.Name is "spectra" or "points" ? 1 : 0)],
            Answer = Answer(context),
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    private static string? Answer(StudyContext context) => context.Headlines.FirstOrDefault(h => h.Name == "tortuosity") is { } tau
        ? $"Tortuosity factor τ = {tau.Value:g4}{(tau.StandardDeviation is { } sd ? $" ± {sd:g2}" : "")}."
        : context.Headlines.FirstOrDefault(h => h.Name == "ionic_resistance") is { } ionic ? $"Ionic resistance R_ion = {ionic.Value:g4} Ω." : null;

    private static void WriteZView(IReadOnlyList<AnalysedSpectrum> spectra, StudyContext context)
    {
        string folder = Path.Combine(context.Folder.Root, "zview");
        WholeFile.MakeFolder(folder);
        string[] names = DistinctNames.Of(spectra.Select(s => string.Join('_', s.Name.Split(Awkward, StringSplitOptions.RemoveEmptyEntries))), StringComparer.OrdinalIgnoreCase);
        foreach ((AnalysedSpectrum one, string name) in spectra.Zip(names))
        {
            double? area = one.Facts.Area?.Value;
            ZViewWriter.Write(Path.Combine(folder, name + ".z"), one.Source.Spectrum, $"{one.Name}, measured", area);
            if (one.Fit is { } fit)
            {
                ZViewWriter.Write(Path.Combine(folder, name + "-fit.z"), new ImpedanceSpectrum(fit.Used.Frequencies, fit.Fitted), $"{one.Name}, {fit.Circuit.Text}", area);
            }
        }
    }
}
