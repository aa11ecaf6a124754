using Stria.Core;

namespace Stria.Studies;

/// <summary>Reads spectra and standards.</summary>
/// <param name="scenario">Which.</param>
internal sealed class ReadSpectraStep(LcfScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "read_spectra";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario with { Fit = new LcfFitSettings(), Normalisation = new NormalisationSettings(), Seed = 1, Threads = null }];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<ReadSpectrum> spectra = SpectrumLoading.Distinct(scenario.Spectra.SelectMany(s => SpectrumLoading.Read(s, context)));
        cancel.ThrowIfCancellationRequested();
        IReadOnlyList<ReadSpectrum> standards = SpectrumLoading.Distinct(SpectrumLoading.Standards(scenario, context));
        if (spectra.FirstOrDefault(s => standards.Any(t => t.Source == s.Source && t.Record.Spectrum.Values.SequenceEqual(s.Record.Spectrum.Values))) is { } same)
        {
            context.Say(Remark.Warning($"'{same.Name}' is fitted and is itself among the standards ({same.Source}): it explains itself. Perhaps it was listed by mistake."));
        }

        string? library = scenario.Library is { } l ? Path.Combine(context.Folder.Root, l) : null;
        context.Put(new SpectraToFit(spectra, standards) { Material = library is not null && LibraryManifest.IsOne(library) ? LibraryManifest.Read(library).Material : null });
        context.Report(new Headline("spectra", spectra.Count, "1", "Spectra fitted"));
        context.Report(new Headline("standards", standards.Count, "1", "Standards"));
    }
}
