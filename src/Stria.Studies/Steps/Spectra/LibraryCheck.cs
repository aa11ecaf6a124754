using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement.Spectra;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>A library as it was looked through.</summary>
/// <param name="References">The standards as given.</param>
/// <param name="Host">The material; null when none is known.</param>
/// <param name="Scaled">The standards on a common scale.</param>
internal sealed record LibraryCheck(IReadOnlyList<ReferenceSpectrum> References, HostMaterial? Host, ScaledReferences Scaled)
{
    /// <summary>The manifest; null for a table.</summary>
    public LibraryManifest? Manifest { get; init; }

    /// <summary>Peaks of each standard; null where it has none of vanadium.</summary>
    public required IReadOnlyList<PeakFit?> Peaks { get; init; }
}

/// <summary>Reads a library, scales it, and fits its peaks.</summary>
/// <param name="scenario">Which library.</param>
internal sealed class LibraryCheckStep(LibraryScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "check_library";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        string path = Path.Combine(context.Folder.Root, scenario.Library);
        context.NoteInput(path);
        LibraryManifest? manifest = LibraryManifest.IsOne(path) ? LibraryManifest.Read(path) : null;
        IReadOnlyList<ReferenceSpectrum> references = manifest?.Spectra() ?? ReferenceTable.Read(path);
        manifest?.Standards.Select(s => s.File).Distinct().ToList().ForEach(context.NoteInput);
        HostMaterial? host = ReferenceLoading.Host(scenario.Material ?? manifest?.Material);
        ScaledReferences scaled = host is null ? ScaledReferences.AsTheyAre(references) : MolarScale.Apply(references, host);
        scaled.Remarks.ToList().ForEach(context.Say);
        var peaks = new List<PeakFit?>();
        StepShape steps = Enum.Parse<StepShape>(scenario.Steps.ToString());
        foreach (ReferenceSpectrum reference in references)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new RunProgress(Name, (double)peaks.Count / references.Count, reference.Name));
            peaks.Add(VanadiumPeaks.MainPeak(reference.Spectrum) is { } main ? PeakFit.Of(reference.Spectrum, VanadiumPeaks.Model(main, steps)) : null);
        }

        var check = new LibraryCheck(references, host, scaled) { Manifest = manifest, Peaks = peaks };
        context.Put(check);
        Doubt(check, context);
        LibraryTables.Write(check, context);
        context.Describe(
            $"The library holds {references.Count} standards{(host is null ? "" : $", put on the tabulated attenuation of {host.Formula.Pretty()} ({AttenuationTable.Henke.Name}) in windows away from the edges")}. "
            + $"Peaks were fitted as Gaussians on {(steps == StepShape.ArcTangent ? "arctangent" : "error-function")} steps relative to the main peak of V L₃.");
        context.Cite("Santos et al., Patterns (2022), doi:10.1016/j.patter.2022.100634 (standards on the mass-absorption scale, peaks)");
    }

    private static void Doubt(LibraryCheck check, StudyContext context)
    {
        foreach (LibraryStandard standard in check.Manifest?.Standards ?? [])
        {
            string name = standard.Name ?? Path.GetFileNameWithoutExtension(standard.File);
            if (standard.Calibration is null)
            {
                context.Say(Remark.Warning($"'{name}' does not say how its energies were calibrated; 0.01 eV between standards costs 0.016 in x."));
            }

            if (check.Host is { } host && standard.Density is { } density && Math.Abs((density / host.Density(standard.X)) - 1) > 0.05)
            {
                context.Say(Remark.Warning($"'{name}' has the density {density:f0} kg/m³, the material {host.Key} at x = {standard.X} has {host.Density(standard.X):f0} kg/m³."));
            }

            if (standard.Formula is { } formula && check.Host is { } of && Math.Abs(ChemicalFormula.Parse(formula).MolarMass(standard.X) - of.Formula.MolarMass(standard.X)) > 0.5)
            {
                context.Say(Remark.Warning($"'{name}' is called {formula}, whose molar mass is not that of {of.Formula.Pretty()} at x = {standard.X}."));
            }
        }

        foreach (IGrouping<double, ReferenceSpectrum> twice in check.References.GroupBy(r => r.Composition).Where(g => g.Count() > 1))
        {
            context.Say(Remark.Note($"{twice.Count()} standards have x = {twice.Key}: {string.Join(", ", twice.Select(r => r.Name))}."));
        }
    }
}
