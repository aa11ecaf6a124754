using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Asks of a finished fit whether the library can explain the data at all, and says where it cannot.</summary>
internal static class LibraryDoubt
{
    private const int MostPeaks = 3;

    /// <summary>Looks at the mean residuals of pixels of like composition, well inside the sample.</summary>
    /// <param name="scenario">The direction of the polarisation; the seed.</param>
    /// <param name="options">The fit.</param>
    /// <param name="fit">What it gave, pixel by pixel.</param>
    /// <param name="context">Gives the nouns and takes what was found.</param>
    public static void Ask(MapScenario scenario, ReferenceFitOptions options, ReferenceFitResult fit, StudyContext context)
    {
        PixelMask sample = context.Get<PixelMask>(CalibrateStep.Matter);
        OpticalDensityStack od = context.Get<OpticalDensityStack>("sample");
        var about = new AdequacyKnowledge
        {
            Cosine = (context.TryGet("", out PolarisedSample? polarised) ? polarised.Directions : ParticleDirections.Of(sample, scenario.Nuisances.Polarisation)).Cosine,
            IncidentVariance = context.Get<IncidentSpectrum>().OpenArea is { Count: > 0 } open ? [.. od.Incident.Select(i => od.Noise.Variance(i) / (i * i * open.Count))] : null,
            Seed = scenario.Seed,
        };
        ReferenceFitOptions inner = options with { Mask = CalibrateStep.Inner(sample) };
        if (UnexplainedStructure.Of(od, (context.Get<ScaledReferences>(), context.Get<CalibrationResult>().Shift_eV), inner, fit, about) is not { } found)
        {
            context.Say(Remark.Note("Too few pixels lie inside the sample, away from borders, to ask whether the library can explain their mean spectra."));
            return;
        }

        context.Put(found);
        Tell(found, od.PhotonEnergies_eV, context);
    }

    private static void Tell(UnexplainedStructure found, double[] energies, StudyContext context)
    {
        int pixels = found.Groups.Sum(g => g.Pixels.Length);
        context.Report(new Headline("unexplained_structure", found.Share, "1", "What the references leave over in the mean spectrum that they explain worst, as a share of its structure")
        {
            Note = $"{found.Significance:f1} standard deviations above noise; the references are doubted from {UnexplainedStructure.LeastSignificance:f0} on; at least {found.LeastNoticed:p2} would have been noticed",
        });
        CsvTable.Write(
            context.Table("unexplained.csv", "What the references leave over in mean spectra of pixels of like composition, whatever strength disturbances have"),
            [new CsvColumn("photon energy", "eV", energies), .. found.Groups.SelectMany((g, k) => new[]
            {
                new CsvColumn($"residual {k + 1}", "1", g.Residual), new CsvColumn($"standard deviation {k + 1}", "1", g.Deviation),
            })]);
        CsvTable.Write(
            context.Table("unexplained-groups.csv", "The groups of pixels whose mean spectra were judged"),
            new CsvColumn("group", "1", found.Groups.Select((_, k) => k + 1.0)),
            new CsvColumn("pixels", "1", found.Groups.Select(g => (double)g.Pixels.Length)),
            new CsvColumn("x", "1", found.Groups.Select(g => g.Composition)),
            new CsvColumn("lowest twentieth of x", "1", found.Groups.Select(g => g.LowestComposition)),
            new CsvColumn("highest twentieth of x", "1", found.Groups.Select(g => g.HighestComposition)),
            new CsvColumn("reduced chi square", "1", found.Groups.Select(g => g.ReducedChiSquare)),
            new CsvColumn("standard deviations above noise", "1", found.Groups.Select(g => g.Significance)),
            new CsvColumn("share left over", "1", found.Groups.Select(g => g.Share)));
        context.Describe(
            $"Mean spectra of {found.Groups.Count} groups of pixels of like composition ({pixels} pixels, borders left out) were fitted with the references, no amount negative, and with shift, stretch, broadening, stray light, lost counts"
            + $" and dichroism of any strength common to all: of what they leave in one shape, {found.Share:p2} of the structure of the worst, {found.Significance:f1} standard deviations above what noise drawn about the fit leaves.");
        context.Cite("Efron & Tibshirani, An Introduction to the Bootstrap, Chapman & Hall (1993), chapter 6 (parametric bootstrap)");
        if (found.IsSuspect)
        {
            context.Say(Remark.Warning(Warning(found, energies)));
        }
    }

    private static string Warning(UnexplainedStructure found, double[] energies)
    {
        UnexplainedGroup worst = found.Groups[found.Worst];
        string peaks = string.Join(", ", worst.Peaks(energies, MostPeaks).Select(p => $"{p.Energy_eV:f1} eV ({p.Residual:+0.0000;−0.0000})"));
        int[] doubted = [.. Enumerable.Range(0, found.Groups.Count).Where(g => found.Groups[g].Significance > UnexplainedStructure.LeastOfGroup)];
        string which = doubted.Length == found.Groups.Count ? "in all groups of pixels"
            : doubted.Length == 0 ? "in all groups of pixels together, though in none alone"
            : $"in pixels of {string.Join(", ", doubted.Select(g => $"x = {found.Groups[g].LowestComposition:f2} to {found.Groups[g].HighestComposition:f2}"))}";
        return $"The library cannot explain the data: {which} a residual is left that no disturbance gives, {worst.Share:p2} of the structure of the spectra at x = {worst.Composition:f2} ({worst.Pixels.Length} pixels, {found.Significance:f0} standard deviations)"
            + (peaks.Length > 0 ? $", most at {peaks}" : "")
            + ". Perhaps a phase of the sample is missing from the library, or a standard is not what it is taken for; look at the figure of what the references leave over.";
    }
}
