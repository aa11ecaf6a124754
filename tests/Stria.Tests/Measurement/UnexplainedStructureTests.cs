using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

/// <summary>Whether a library can explain the data; twenty seeds of three scenes stand in the second tier.</summary>
public sealed class UnexplainedStructureTests
{
    private static readonly Lazy<MadeMap> Wire = new(() => MadeMap.Of(MissingPhase.Scene("two-domain wire"), 1));

    [Fact]
    public void A_full_library_is_not_suspected()
    {
        UnexplainedStructure found = MissingPhase.Found(Wire.Value)!;
        Assert.False(found.IsSuspect, $"{found.Share} {found.Significance}");
        Assert.True(found.RawShare > found.Share, "the disturbances were not taken off");
        Assert.Equal(1000, found.Pairs);
    }

    [Fact]
    public void A_library_without_a_phase_of_the_sample_is_suspected_and_the_residual_lies_at_the_edges()
    {
        UnexplainedStructure found = MissingPhase.Found(Wire.Value, MissingPhase.Standards("δ"))!;
        Assert.True(found.IsSuspect, $"{found.Share} {found.Significance}");
        double[] e = Wire.Value.Measured.PhotonEnergies_eV;
        double shift = Wire.Value.Scene.Truth.EnergyOffset_eV;
        double edge = Enumerable.Range(0, e.Length).Where(i => e[i] - shift is > 512 and < 540).Sum(i => found.Pattern[i] * found.Pattern[i]);
        Assert.InRange(edge / found.Pattern.Sum(p => p * p), 0.8, 1);
    }

    [Fact]
    public void Too_few_pixels_side_by_side_give_no_answer()
    {
        OpticalDensityStack od = SpectraMade.Counted(4, 4, 0, 1000, 1, _ => SpectraMade.Transmission(CoreShellScene.EnergyGrid(), (0.1, 80)));
        var mask = new PixelMask(4, 4, [.. Enumerable.Repeat(true, 16)]);
        var options = new ReferenceFitOptions(ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, 0), [.. SpectraMade.Molar.References.Select(r => r.Composition)], mask, SpectraMade.NoFactors(od));
        Assert.Null(UnexplainedStructure.Of(od, (SpectraMade.Molar, 0), options));
    }

    [Fact]
    public void An_energy_axis_that_is_wrong_by_a_little_is_a_disturbance_and_no_phase()
    {
        OpticalDensityStack od = SpectraMade.Counted(24, 24, 0.03, 20000, 1, p => SpectraMade.Transmission(CoreShellScene.EnergyGrid(), (0.1, 40 + p % 24), (0.9, 60 - p % 24)));
        var mask = new PixelMask(24, 24, [.. Enumerable.Repeat(true, 576)]);
        var options = new ReferenceFitOptions(ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, 0), [.. SpectraMade.Molar.References.Select(r => r.Composition)], mask, SpectraMade.NoFactors(od));
        UnexplainedStructure found = UnexplainedStructure.Of(od, (SpectraMade.Molar, 0), options)!;
        Assert.True(found.RawShare > 3 * found.Share, $"{found.RawShare} {found.Share}");
        Assert.False(found.IsSuspect);
    }
}
