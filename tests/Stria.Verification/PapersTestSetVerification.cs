using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Tests.Measurement;

namespace Stria.Verification;

/// <summary>The papers' own test set (Santos et al., Patterns 2022, Fig. 3 and S8–S12), with the model's spectra.</summary>
[Collection(VerificationCollection.Name)]
public sealed class PapersTestSetVerification
{
    private const string Section = "The papers' test set (Patterns 2022, Fig. 3)";
    private static readonly double[] Compositions = [.. SpectraMade.Molar.References.Select(r => r.Composition)];

    [Fact]
    public void The_clean_set_is_decomposed_to_rounding()
    {
        OpticalDensityStack clean = PapersTestSet.Stack(0, 0);
        VerificationRecord.AtMost(Section, "clean, direct inversion, six standards: error of x", 1e-5, PapersTestSet.CompositionError(Direct(clean, 0).Amounts, Compositions));
        VerificationRecord.AtMost(Section, "clean, non-negative fit, six standards: error of x", 1e-5, PapersTestSet.CompositionError(Fit(clean, 0).Amounts, Compositions));
        ComponentMaps components = Components.Find(clean, PapersTestSet.Particle, new ComponentOptions { Clusters = 3 });
        VerificationRecord.AtLeast(Section, "clean: share of the variance in the first two components", 0.999, components.CumulativeVariance[1]);
        IReadOnlyList<ClusterReference> clusters = ClusterReferences.Assign(components, clean, SpectraMade.Molar, (0, BackgroundShape.None), Made.V2O5);
        double[] x = [.. clusters.Select(c => c.Composition)];
        var design = ReferenceDesign.Of([.. clusters.Select(c => c.Spectrum)]);
        ReferenceFitResult fit = ReferenceFit.Run(clean, new ReferenceFitOptions(design, x, PapersTestSet.Particle, SpectraMade.NoFactors(clean)));
        VerificationRecord.AtMost(Section, "clean, path by clusters: error of x", 1e-4, PapersTestSet.CompositionError(fit.Amounts, x));
    }

    [Fact]
    public void With_a_wrong_energy_scale_and_noise_only_the_calibrated_fit_holds()
    {
        OpticalDensityStack modified = PapersTestSet.Stack(-0.4, 0.02);
        CalibrationResult found = GlobalCalibration.Fit(
            modified, SpectraMade.Molar, new CalibrationOptions(PapersTestSet.Particle, SpectraMade.NoFactors(modified)) { FitStrayLight = false });
        DirectInversionResult wrong = Direct(modified, 0);
        VerificationRecord.AtLeast(Section, "−0.4 eV, σ(OD) = 0.02, direct inversion without calibration: error of x", 0.1, PapersTestSet.CompositionError(wrong.Amounts, Compositions));
        VerificationRecord.AtLeast(Section, "−0.4 eV, σ(OD) = 0.02, direct inversion without calibration: share of negative weights", 0.4, wrong.NegativeShare);
        VerificationRecord.AtLeast(Section, "−0.4 eV, σ(OD) = 0.02, non-negative fit without calibration: error of x", 0.1, PapersTestSet.CompositionError(Fit(modified, 0).Amounts, Compositions));
        VerificationRecord.Add(Section, "−0.4 eV, σ(OD) = 0.02: energy shift found [eV]", -0.4, found.Shift_eV, 0.01);
        VerificationRecord.AtMost(Section, "−0.4 eV, σ(OD) = 0.02, calibrated fit: error of x", 0.025, PapersTestSet.CompositionError(Fit(modified, found.Shift_eV).Amounts, Compositions));
    }

    private static DirectInversionResult Direct(OpticalDensityStack od, double shift) =>
        DirectInversion.Run(od, ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, shift), PapersTestSet.Particle);

    private static ReferenceFitResult Fit(OpticalDensityStack od, double shift) => ReferenceFit.Run(od, new ReferenceFitOptions(
        ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, shift), Compositions, PapersTestSet.Particle, SpectraMade.NoFactors(od)));
}
