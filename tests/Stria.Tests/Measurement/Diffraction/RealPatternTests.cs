using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class RealPatternTests
{
    [SharedDataFact]
    public void Fluorapatite_has_the_cell_that_GSAS_II_finds()
    {
        Diffractogram pattern = DiffractionReaders.Read(SharedData.Path("xrd/fluorapatite_lab/FAP.XRA")).Patterns[0];
        InstrumentProfile instrument = InstrumentFile.Read(SharedData.Path("xrd/fluorapatite_lab/INST_XRY.PRM"));
        var phase = new CrystalPhase("fluorapatite", SpaceGroups.Find("P 63/m"), UnitCell.FromAngstroms(9.39, 9.39, 6.90, 90, 90, 120));
        PatternFitResult result = PatternFit.Run(pattern, [phase], new PatternFitOptions { Instrument = instrument, Range = (15, 130), Refine = ProfileTerms.Zero | ProfileTerms.Widths | ProfileTerms.Axial });
        Assert.True(result.Converged);
        Assert.InRange(result.Phases[0].Cell.Cell.A_angstrom, 9.37186 - 4e-4, 9.37186 + 4e-4);
        Assert.InRange(result.Phases[0].Cell.Cell.C_angstrom, 6.88589 - 4e-4, 6.88589 + 4e-4);
        Assert.InRange(result.Phases[0].Reflections.Count, 150, 210);
        Assert.InRange(result.Rwp, 0.05, 0.08);
        Assert.InRange(result.Rexp, 0.05, 0.06);
    }

    [SharedDataFact]
    public void Fluorapatite_has_that_cell_with_a_displaced_sample_in_place_of_the_zero_too()
    {
        Diffractogram pattern = DiffractionReaders.Read(SharedData.Path("xrd/fluorapatite_lab/FAP.XRA")).Patterns[0];
        InstrumentProfile instrument = InstrumentFile.Read(SharedData.Path("xrd/fluorapatite_lab/INST_XRY.PRM"));
        var phase = new CrystalPhase("fluorapatite", SpaceGroups.Find("P 63/m"), UnitCell.FromAngstroms(9.39, 9.39, 6.90, 90, 90, 120));
        PatternFitResult result = PatternFit.Run(pattern, [phase], new PatternFitOptions { Instrument = instrument, Range = (15, 130), Refine = ProfileTerms.Displacement | ProfileTerms.Widths });
        Assert.InRange(result.Phases[0].Cell.Cell.A_angstrom, 9.37186 - 4e-4, 9.37186 + 4e-4);
        Assert.InRange(result.Phases[0].Cell.Cell.C_angstrom, 6.88589 - 4e-4, 6.88589 + 4e-4);
    }

    // The lines of the substrate have widths of their own in each direction: taken alike, they drag the vanadate into a wrong cell (a = 9.93 Å).
    [SharedDataFact]
    public void A_composition_series_has_the_cells_that_were_refined_by_hand()
    {
        CrystalPhase[] phases =
        [
            new("vanadate", SpaceGroups.Find("C 2/m"), UnitCell.FromAngstroms(9.8245, 8.8776, 6.8252, 90, 107.641)),
            new("SnO2", SpaceGroups.Find("P 42/m n m"), UnitCell.FromAngstroms(4.737, 4.737, 3.185)) { AnisotropicStrain = true },
        ];
        SeriesFitResult result = SeriesFit.Run(
            DiffractionReaders.Read(SharedData.Path("xrd/crfevo_composition_series/CrFeVO_data.npy")).Patterns, phases,
            new SeriesFitOptions { Pattern = new PatternFitOptions { Refine = ProfileTerms.W | ProfileTerms.X | ProfileTerms.Y, StartsWide = false } });
        Assert.All(result.Patterns, p => Assert.True(p.Fit.Converged));

        // Zhou et al., doi:10.1088/2515-7655/ac817e: rich in iron and rich in chromium. Their scale and that of q differ by up to 0.2 %.
        UnitCell iron = result.Patterns[0].Of("vanadate")!.Cell.Cell, chromium = result.Patterns[^1].Of("vanadate")!.Cell.Cell;
        Assert.InRange(iron.A_angstrom / 9.8743, 0.9975, 1.0025);
        Assert.InRange(iron.B_angstrom / 8.9215, 0.9975, 1.0025);
        Assert.InRange(iron.C_angstrom / 6.8389, 0.9975, 1.0025);
        Assert.InRange(chromium.A_angstrom / 9.7850, 0.9975, 1.0025);
        Assert.InRange(chromium.B_angstrom / 8.8423, 0.9975, 1.0025);
        Assert.InRange(chromium.C_angstrom / 6.8201, 0.9975, 1.0025);

        // The substrate is one: its cells scatter by what is stated, which the residuals taken as independent would not have said.
        double[] lengths = [.. result.Patterns.Select(p => p.Of("SnO2")!.Cell.Cell.A_angstrom)], sigmas = [.. result.Patterns.Select(p => p.Of("SnO2")!.Cell.StandardDeviations()[0])];
        double mean = lengths.Average(), scatter = Math.Sqrt(lengths.Sum(a => (a - mean) * (a - mean)) / (lengths.Length - 1));
        Assert.InRange(scatter / Math.Sqrt(sigmas.Average(s => s * s)), 0.3, 2.5);
    }

    [SharedDataFact]
    public void A_composition_series_converges_from_one_start_for_all_patterns()
    {
        CrystalPhase[] phases =
        [
            new("vanadate", SpaceGroups.Find("C 2/m"), UnitCell.FromAngstroms(9.8245, 8.8776, 6.8252, 90, 107.641)),
            new("SnO2", SpaceGroups.Find("P 42/m n m"), UnitCell.FromAngstroms(4.737, 4.737, 3.185)),
        ];
        IReadOnlyList<Diffractogram> patterns = DiffractionReaders.Read(SharedData.Path("xrd/crfevo_composition_series/CrFeVO_data.npy")).Patterns;
        var options = new SeriesFitOptions
        {
            Pattern = new PatternFitOptions { Refine = ProfileTerms.W | ProfileTerms.X, RefineSizes = true, Background = new BackgroundOptions { ChebyshevTerms = 6 }, StartsWide = false },
            Backward = false,
        };
        SeriesFitResult result = SeriesFit.Run(patterns, phases, options);
        Assert.Equal(11, result.Patterns.Count);
        Assert.All(result.Patterns, p => Assert.True(p.Fit.Converged));
        Assert.All(result.Patterns, p => Assert.All(p.Fit.Phases, f => Assert.True(f.IsPresent)));

        // The substrate is the same in all patterns: bulk SnO2 has 4.737 and 3.185 Å, and the scale of q is off by 0.2 %.
        Assert.All(result.Patterns, p => Assert.InRange(p.Of("SnO2")!.Cell.Cell.A_angstrom, 4.715, 4.740));
        Assert.All(result.Patterns, p => Assert.InRange(p.Of("SnO2")!.Cell.Cell.C_angstrom, 3.175, 3.190));
    }
}
