using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>Reads the spectra and the cell sheet.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ReadImpedanceStep(ImpedanceScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "read_impedance";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Files];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        if (scenario.Circuit is { } circuit)
        {
            // A mistake in the circuit is said before anything is read.
            Circuit.Parse(circuit);
        }

        IReadOnlyList<NamedSpectrum> spectra = LabFiles.Spectra(scenario, context, new Fraction(Name, progress), cancel);
        var facts = CellFacts.Of(scenario.CellSheet, scenario.Cell, spectra[0].Head, context);
        context.Put<IReadOnlyList<AnalysedSpectrum>>([.. spectra.Select(s => new AnalysedSpectrum(s, facts))]);
        if (spectra.Select(s => (s.Head.ActiveMass, s.Head.ElectrodeArea, s.Head.NominalCapacity)).Distinct().Count() > 1)
        {
            context.Say(Remark.Note($"The heads of the files tell different masses, areas or capacities of their cells; that of {Path.GetFileName(spectra[0].File)} counts for all."));
        }

        int[] points = [.. spectra.Select(s => s.Spectrum.Count)];
        context.Report(new Headline("spectra", spectra.Count, "1", "Spectra"));
        context.Report(new Headline("points", points.Sum(), "1", "Points of all spectra"));
        context.Describe($"{(spectra.Count == 1 ? "One spectrum" : $"{spectra.Count} spectra")} of {(points.Min() == points.Max() ? $"{points[0]}" : $"{points.Min()} to {points.Max()}")} points, {spectra.Min(s => s.Spectrum.Frequencies.Min()):g3} to {spectra.Max(s => s.Spectrum.Frequencies.Max()):g3} Hz; Im Z is negative for a capacitor.");
        if (facts.Area is null)
        {
            context.Say(Remark.Warning("The area of the electrode is not known, so that impedances stand in Ω and none per area. 'area' in a cell sheet, or --area, gives it."));
        }
    }
}
