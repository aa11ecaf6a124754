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
}
