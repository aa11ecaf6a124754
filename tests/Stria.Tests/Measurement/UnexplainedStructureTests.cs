using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>Whether a library can explain the data; twenty seeds of four scenes through the whole chain stand in the second tier.</summary>
public sealed class UnexplainedStructureTests
{
    private const int Side = 24;

    [Fact]
    public void A_full_library_is_not_suspected_though_noise_pushes_pixels_beyond_its_purest_standard()
    {
        UnexplainedStructure found = Found(Halves(0.45, 0.9), 0)!;
        Assert.False(found.IsSuspect, $"{found.Share} {found.Significance}");
        Assert.InRange(found.Significance, -4, 4);
        Assert.All(found.Groups, g => Assert.InRange(g.ReducedChiSquare, 0.6, 1.5));
        Assert.InRange(found.LeastNoticed, UnexplainedStructure.LeastShare, 0.02);
    }

    [Theory]
    [InlineData("δ", 0.7)]
    [InlineData("ε", 0.45)]
    public void A_library_without_a_phase_of_the_sample_is_suspected_whether_it_lies_beyond_the_others_or_between_them(string phase, double near)
    {
        UnexplainedStructure found = Found(Halves(0.45, 0.9), 0, MissingStandards(phase))!;
        Assert.True(found.IsSuspect, $"{found.Share} {found.Significance}");
        UnexplainedGroup worst = found.Groups[found.Worst];
        Assert.Equal(near, worst.Composition, 0.06);
        (double first, _) = worst.Peaks(CoreShellScene.EnergyGrid(), 3)[0];
        Assert.InRange(first, 514, 533);
    }

    [Fact]
    public void An_energy_axis_that_is_wrong_by_a_little_is_a_disturbance_and_no_phase()
    {
        UnexplainedStructure found = Found(Halves(0.1, 0.9), 0.03)!;
        Assert.False(found.IsSuspect, $"{found.Share} {found.Significance}");
    }

    [Fact]
    public void Noise_of_a_five_hundredth_of_the_peaks_of_the_standards_is_no_phase()
    {
        var random = new SeededRandom(3);
        ReferenceSpectrum[] noisy = [.. ModelSpectra.Library().Select(r => r with { Spectrum = new Spectrum(r.Spectrum.PhotonEnergies_eV, [.. r.Spectrum.Values.Select(v => v + (0.004 * random.Normal()))], r.Name) })];
        UnexplainedStructure found = Of(Halves(0.45, 0.9), 0, MolarScale.Apply(noisy, Made.V2O5))!;
        Assert.False(found.IsSuspect, $"{found.Share} {found.Significance}");
        Assert.InRange(found.Significance, -4, 4);
        Assert.All(found.Groups, g => Assert.InRange(g.ReducedChiSquare, 0.1, 1.5)); // mixtures of standards have less noise than each
    }

    [Fact]
    public void Too_few_pixels_give_no_answer() =>
        Assert.Null(Of(SpectraMade.Counted(7, 7, 0, 1000, 1, _ => SpectraMade.Transmission(CoreShellScene.EnergyGrid(), (0.1, 80))), 0, SpectraMade.Molar));

    [Fact]
    public void Noise_of_the_incident_intensity_that_all_pixels_share_is_no_phase()
    {
        OpticalDensityStack od = Halves(0.45, 0.9);
        var random = new SeededRandom(5);
        double[] wrong = [.. od.PhotonEnergies_eV.Select(_ => 0.006 * random.Normal())];
        int pixels = od.Grid.Count;
        var moved = new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, [.. od.Values.Select((v, i) => v + (float)wrong[i / pixels])], od.Usable, od.Incident, od.Noise);
        Assert.True(Of(moved, 0, SpectraMade.Molar)!.NoiseFactor > 2);
        UnexplainedStructure known = Of(moved, 0, SpectraMade.Molar, [.. wrong.Select(_ => 0.006 * 0.006)])!;
        Assert.InRange(known.NoiseFactor, 1, 1.4);
        Assert.False(known.IsSuspect, $"{known.Share} {known.Significance}");
    }

    [Fact]
    public void Noise_alone_scatters_about_nothing_and_never_comes_near_the_threshold()
    {
        double[] found = [.. Enumerable.Range(0, 5).Select(k => Of(Halves(0.1, 0.45, 20 + k), 0, SpectraMade.Molar)!.Significance)];
        Assert.InRange(found.Average(), -1, 1);
        Assert.All(found, v => Assert.InRange(v, -3.5, 4));
    }

    [Fact]
    public void What_no_reference_has_is_noticed_from_the_strength_on_that_is_told_and_grows_as_its_square()
    {
        OpticalDensityStack od = Halves(0.45, 0.9);
        UnexplainedStructure nothing = Of(od, 0, SpectraMade.Molar)!;
        double[] strengths = [0.002, 0.012, 0.024];
        UnexplainedStructure[] found = [.. strengths.Select(s => Of(With(od, s), 0, SpectraMade.Molar)!)];
        Assert.False(found[0].IsSuspect, $"{found[0].Share} {found[0].Significance}");
        Assert.True(found[0].Share < nothing.LeastNoticed);
        Assert.All(found[1..], f => Assert.Equal(f.Share > f.LeastNoticed, f.IsSuspect));
        Assert.True(found[2].IsSuspect, $"{found[2].Share} {found[2].Significance}");
        Assert.InRange(found[2].Significance / found[1].Significance, 3, 5);
        Assert.Equal(2, found[2].Share / found[1].Share, 0.25);
        Assert.Equal(536, found[2].Groups[found[2].Worst].Peaks(od.PhotonEnergies_eV, 1)[0].Energy_eV, 0.6);
    }

    [Fact]
    public void More_groups_that_leave_the_same_are_worth_more_than_the_best_of_them()
    {
        UnexplainedStructure found = Of(With(Halves(0.45, 0.9), 0.012), 0, SpectraMade.Molar)!;
        Assert.True(found.Groups.Count > 1);
        Assert.True(found.Significance > 1.2 * found.Groups.Max(g => g.Significance), $"{found.Significance} {found.Groups.Max(g => g.Significance)}");
    }

    [Fact]
    public void The_unit_of_the_intensity_changes_nothing()
    {
        OpticalDensityStack od = Halves(0.45, 0.9);
        var scaled = new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, od.Values, od.Usable, [.. od.Incident.Select(i => 7 * i)], new NoiseModel(7, 0));
        UnexplainedStructure a = Of(od, 0, SpectraMade.Molar)!, b = Of(scaled, 0, SpectraMade.Molar)!;
        Assert.Equal(a.Significance, b.Significance, 1e-3);
        Assert.Equal(a.Share, b.Share, 1e-6);
    }

    [Fact]
    public void Noise_of_unknown_strength_is_read_from_the_residuals()
    {
        OpticalDensityStack od = Halves(0.45, 0.9);
        var unknown = new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, od.Values, od.Usable, od.Incident, default);
        UnexplainedStructure quiet = Of(unknown, 0, SpectraMade.Molar)!, loud = Of(With(unknown, 0.03), 0, SpectraMade.Molar)!;
        Assert.False(quiet.IsSuspect, $"{quiet.Share} {quiet.Significance}");
        Assert.True(loud.IsSuspect, $"{loud.Share} {loud.Significance}");
    }

    [Fact]
    public void Peaks_are_named_by_how_far_they_leave_the_band_and_lie_an_electronvolt_apart()
    {
        var group = new UnexplainedGroup([], [0.01, 0.012, 0.02, double.NaN, -0.03, 0.001], [0.002, 0.001, 0.002, double.NaN, 0.004, 0.001])
        {
            Composition = 0.5, LowestComposition = 0.4, HighestComposition = 0.6, Spectrum = [], ReducedChiSquare = 1, Significance = 1, Share = 0.01,
        };
        Assert.Equal([(510.5, 0.012), (513, -0.03)], group.Peaks([510, 510.5, 511, 512, 513, 514], 3));
    }

    private static double[] MissingStandards(string phase) => Chain.MissingPhase.Standards(phase);

    // A peak of the given optical density in all pixels, where no standard has one so narrow.
    private static OpticalDensityStack With(OpticalDensityStack od, double strength)
    {
        int pixels = od.Grid.Count;
        float[] values = [.. od.Values.Select((v, i) => v + (float)(strength * Math.Exp(-0.5 * Math.Pow((od.PhotonEnergies_eV[i / pixels] - 536) / 0.6, 2))))];
        return new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, values, od.Usable, od.Incident, od.Noise);
    }

    // Left of the middle one composition, right of it another, on a slope in thickness.
    private static OpticalDensityStack Halves(double left, double right, long seed = 1) => SpectraMade.Counted(
        Side, Side, 0, 8000, seed, p => SpectraMade.Transmission(CoreShellScene.EnergyGrid(), (p % Side < Side / 2 ? left : right, 80 + (p / Side))));

    private static UnexplainedStructure? Found(OpticalDensityStack od, double wrong_eV, params double[] without) =>
        Of(od, wrong_eV, SpectraMade.Molar with { References = [.. SpectraMade.Molar.References.Where(r => !without.Contains(r.Composition))] });

    private static UnexplainedStructure? Of(OpticalDensityStack od, double wrong_eV, ScaledReferences references, double[]? incident = null)
    {
        var options = new ReferenceFitOptions(
            ReferenceDesign.At(references, od.PhotonEnergies_eV, wrong_eV), [.. references.References.Select(r => r.Composition)], Made.All(od.Grid.Height, od.Grid.Width), SpectraMade.NoFactors(od));
        return UnexplainedStructure.Of(od, (references, wrong_eV), options, ReferenceFit.Run(od, options), new AdequacyKnowledge { IncidentVariance = incident });
    }
}
