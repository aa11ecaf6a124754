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

    /// <summary>The tabulated attenuation of the scale.</summary>
    public required AttenuationTable Table { get; init; }

    /// <summary>Peaks of each standard; null where it has none of vanadium, or they were not fitted.</summary>
    public required IReadOnlyList<PeakFit?> Peaks { get; init; }

    /// <summary>Purity of the standards that name a stack of their own.</summary>
    public IReadOnlyList<CheckedPurity> Purities { get; init; } = [];
}

/// <summary>What a standard's own stack says of its purity.</summary>
/// <param name="Standard">Its name.</param>
/// <param name="Od">The optical densities of the stack.</param>
/// <param name="Purity">The finding.</param>
internal sealed record CheckedPurity(string Standard, OpticalDensityStack Od, StandardPurity Purity)
{
    /// <summary>x of the two clusters, by the standards of the library; empty where they do not cover the stack's energies.</summary>
    public IReadOnlyList<ClusterReference> Clusters { get; init; } = [];
}

/// <summary>Reads a library, scales it, and fits its peaks.</summary>
/// <param name="scenario">Which library.</param>
internal sealed class LibraryCheckStep(LibraryScenario scenario) : IStudyStep
{
    private const double SameMass = 5e-4; // kg/mol

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
        AttenuationTable table = ReferenceLoading.Table(scenario.Attenuation);
        ScaledReferences scaled = host is null ? ScaledReferences.AsTheyAre(references) : MolarScale.Apply(references, host, table);
        scaled.Remarks.ToList().ForEach(context.Say);
        bool isCheck = scenario.Task == LibraryTask.Check;
        var peaks = new List<PeakFit?>();
        StepShape steps = Enum.Parse<StepShape>(scenario.Steps.ToString());
        foreach (ReferenceSpectrum reference in references)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new RunProgress(Name, (double)peaks.Count / references.Count / 2, reference.Name));
            peaks.Add(isCheck && VanadiumPeaks.MainPeak(reference.Spectrum) is { } main ? PeakFit.Of(reference.Spectrum, VanadiumPeaks.Model(main, steps)) : null);
        }

        var check = new LibraryCheck(references, host, scaled)
        {
            Manifest = manifest,
            Table = table,
            Peaks = peaks,
            Purities = isCheck && manifest is not null ? [.. Purities(manifest, scaled, host, context, progress, cancel)] : [],
        };
        context.Put(check);
        Doubt(check, context);
        LibraryTables.Write(check, context);
        context.Describe(
            $"The library holds {references.Count} standards{(host is null ? "" : $", put on the tabulated attenuation of {host.Formula.Pretty()} ({table.Name}) in windows away from the edges")}. "
            + (!isCheck ? "" : $"Peaks were fitted as Gaussians on {(steps == StepShape.ArcTangent ? "arctangent" : "error-function")} steps relative to the main peak of V L₃."));
        if (host is not null)
        {
            context.Cite(table.Source);
        }

        context.Cite("Santos et al., Patterns (2022), doi:10.1016/j.patter.2022.100634 (standards on the mass-absorption scale, peaks)");
    }

    private IEnumerable<CheckedPurity> Purities(
        LibraryManifest manifest, ScaledReferences scaled, HostMaterial? host, StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        LibraryStandard[] own = [.. manifest.Standards.Where(s => s.Stack is not null)];
        for (int k = 0; k < own.Length; k++)
        {
            progress.Report(new RunProgress(Name, 0.5 + (0.5 * k / own.Length), $"stack of {own[k].Title}"));
            (OpticalDensityStack od, PixelMask mask) = StandardStack.Read(own[k].Stack!, context, cancel);
            var purity = StandardPurity.Of(od, mask, scenario.Seed, context.Threads, cancel);
            yield return new CheckedPurity(own[k].Title, od, purity) { Clusters = Assigned(purity, od, scaled, host) };
        }
    }

    private static IReadOnlyList<ClusterReference> Assigned(StandardPurity purity, OpticalDensityStack od, ScaledReferences scaled, HostMaterial? host)
    {
        try
        {
            return ClusterReferences.Assign(purity.Components, od, scaled, (0, BackgroundShape.None), host);
        }
        catch (DataException)
        {
            return []; // the stack lies at other energies than the standards: x is not known, the spread is
        }
    }

    private static void Doubt(LibraryCheck check, StudyContext context)
    {
        foreach (CheckedPurity mixed in check.Purities.Where(p => p.Purity.IsMixed))
        {
            context.Say(Remark.Warning(
                $"The stack of '{mixed.Standard}' is not of one spectrum: from place to place its normalised spectrum changes by {mixed.Purity.Spread:p1} of its structure (specimens of one phase: below {StandardPurity.MixedFrom:p0})"
                + $"{(mixed.Clusters.Count == 2 ? $"; its two clusters come out at x = {mixed.Clusters[0].Composition:f2} and {mixed.Clusters[1].Composition:f2}" : "")}. Take the spectrum of one cluster only, or another specimen."));
        }

        foreach (LibraryStandard standard in check.Manifest?.Standards ?? [])
        {
            string name = standard.Title;
            if (standard.Calibration is null)
            {
                context.Say(Remark.Warning($"'{name}' does not say how its energies were calibrated; 0.01 eV between standards costs 0.016 in x."));
            }

            if (check.Host is { } host && standard.Density is { } density && Math.Abs((density / host.Density(standard.X)) - 1) > 0.05)
            {
                context.Say(Remark.Warning($"'{name}' has the density {density:f0} kg/m³, the material {host.Key} at x = {standard.X} has {host.Density(standard.X):f0} kg/m³."));
            }

            if (standard.Formula is { } formula && check.Host is { } of && Math.Abs(ChemicalFormula.Parse(formula).MolarMass(standard.X) - of.Formula.MolarMass(standard.X)) > SameMass)
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
