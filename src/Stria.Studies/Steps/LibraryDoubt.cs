using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Asks of a finished fit whether the library can explain the data at all, and warns where it cannot.</summary>
internal static class LibraryDoubt
{
    /// <summary>Looks at the residuals of the standards well inside the sample.</summary>
    /// <param name="scenario">The direction of the polarisation.</param>
    /// <param name="options">The fit.</param>
    /// <param name="context">Gives the nouns and takes what was found.</param>
    public static void Ask(MapScenario scenario, ReferenceFitOptions options, StudyContext context)
    {
        PixelMask sample = context.Get<PixelMask>(CalibrateStep.Matter);
        OpticalDensityStack od = context.Get<OpticalDensityStack>("sample");
        UnexplainedStructure? found = UnexplainedStructure.Of(
            od,
            (context.Get<ScaledReferences>(), context.Get<CalibrationResult>().Shift_eV),
            options with { Mask = CalibrateStep.Inner(sample) },
            (context.TryGet("", out PolarisedSample? polarised) ? polarised.Directions : ParticleDirections.Of(sample, scenario.Nuisances.Polarisation)).Cosine);
        if (found is null)
        {
            return;
        }

        context.Put(found);
        context.Report(new Headline("unexplained_structure", found.Share, "1", "Structure that the references leave over, as a share of that of the spectra")
        {
            Note = $"the references are doubted above {UnexplainedStructure.SuspectFrom:g2}",
        });
        CsvTable.Write(
            context.Table("unexplained.csv", "The residual spectrum that pixels share, noise and known disturbances left out"),
            new CsvColumn("photon energy", "eV", od.PhotonEnergies_eV),
            new CsvColumn("residual", "1", found.Pattern));
        context.Describe(
            $"Residual spectra of pixels two apart were compared, so that noise leaves no trace, and what shift, stretch, broadening, stray light, lost counts and dichroism give was taken off: {found.Share:p1} of the structure of the spectra is left.");
        if (found.IsSuspect)
        {
            ReferenceFitResult fit = context.Get<ReferenceFitResult>("standards");
            context.Say(Remark.Warning(
                $"The library cannot explain the data: a structure of {found.Share:p1} of that of the spectra is left over in many pixels alike ({found.Significance:f0} times what noise gives; complete libraries stay below {UnexplainedStructure.SuspectFrom:p1}), "
                + $"median reduced χ² {fit.MedianReducedChiSquare:f2}. Perhaps a phase of the sample is missing from the library; look at the figures of the structured residual and of the pixels that are explained worst."));
        }
    }
}
