using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>Errors of what is common to all pixels, taken apart into independent parts and carried to x.</summary>
public sealed class CommonErrorsTests
{
    private static readonly double[] Energies = CoreShellScene.EnergyGrid(), Compositions = [.. SpectraMade.Molar.References.Select(r => r.Composition)];

    [Fact]
    public void The_parts_of_the_error_add_up_to_that_of_the_shift()
    {
        CalibrationResult found = Calibrated(Stray(0.03), new());
        Assert.Equal(["stray_light", "energy_shift"], found.Modes.Select(m => m.Name));
        Assert.Equal(found.ShiftDeviation_eV, Math.Sqrt(found.Modes.Sum(m => m.Shift_eV * m.Shift_eV)), 1e-9);
        Assert.Equal(found.StrayDeviation, Math.Sqrt(found.Modes.Sum(m => m.Stray * m.Stray)), 1e-9);
        Assert.All(found.Modes, m => Assert.False(string.IsNullOrWhiteSpace(m.Meaning)));
    }

    [Fact]
    public void A_shift_that_was_given_has_no_error_and_stray_light_keeps_its_own()
    {
        CalibrationResult found = Calibrated(Stray(0.03), new() { Fixed = 0.4 });
        Assert.Equal(["stray_light"], found.Modes.Select(m => m.Name));
        Assert.Equal(0, found.Modes[0].Shift_eV);
        Assert.Empty(Calibrated(Stray(0), new() { Fixed = 0.4, FitStray = false }).Modes);
    }

    [Fact]
    public void Stray_light_too_faint_to_be_taken_off_is_still_an_error()
    {
        CalibrationResult found = Calibrated(Stray(0), new());
        Assert.Equal(0, found.Light.Stray);
        Assert.InRange(Assert.Single(found.Modes, m => m.Name == "stray_light").Stray, 1e-5, 0.005);
    }

    [Fact]
    public void An_error_of_the_halo_takes_with_it_what_the_others_would_have_come_out_as()
    {
        SceneChain chain = SceneChain.Small;
        CalibrationMode share = Assert.Single(chain.Calibration.Modes, m => m.Name == "halo_share");
        Assert.Equal(chain.Halo!.Deviation, share.Halo);
        // Light that is put down to the halo is missing from the stray light.
        Assert.InRange(share.Stray / share.Halo, -1.5, -0.05);
        CalibrationResult moved = chain.Calibration.Moved(share);
        Assert.Equal(chain.Calibration.Light.Halo + share.Halo, moved.Light.Halo, 1e-15);
        Assert.Equal(chain.Calibration.Shift_eV + share.Shift_eV, moved.Shift_eV, 1e-15);
    }

    [Fact]
    public void An_error_of_the_shift_reaches_x_as_the_slope_says()
    {
        double[] transmission = SpectraMade.Transmission(Energies, (0.1, 40), (0.45, 40));
        OpticalDensityStack od = SpectraMade.Counted(4, 4, 0, 1e9, 1, _ => transmission);
        ReferenceFitResult fit = Fit(od, SpectraMade.Molar, 0), moved = Fit(od, SpectraMade.Molar, 0.001);
        CommonError error = Assert.Single(CommonErrors.Of(fit, Compositions, [("energy_shift", "energy shift", new MovedFit(moved, Compositions))]));
        Assert.All(error.Change, c => Assert.InRange(Math.Abs(c), 2e-4, 5e-3));
        // Independent errors add by their squares.
        float[] both = CommonErrors.Deviation([error, error with { Change = [.. error.Change.Select(c => -2 * c)] }]);
        Assert.All(both.Zip(error.Change), p => Assert.Equal(Math.Sqrt(5) * Math.Abs(p.Second), p.First, 1e-7));
    }

    [Fact]
    public void Maps_take_the_errors_where_they_have_a_composition()
    {
        double[] sample = SpectraMade.Transmission(Energies, (0.1, 60)), nothing = [.. Energies.Select(_ => 1.0)];
        OpticalDensityStack od = SpectraMade.Counted(1, 4, 0, 800, 2, p => p == 3 ? nothing : sample);
        CompositionMaps maps = CompositionMap.From(Fit(od, SpectraMade.Molar, 0), CompositionBasis.Of(SpectraMade.Molar, Made.V2O5));
        Assert.Null(maps.With([]).SystematicDeviation);
        CompositionMaps with = maps.With([new CommonError("a", "a", [0.003f, 0.003f, 0.003f, 0.003f]), new CommonError("b", "b", [0.004f, 0.004f, 0.004f, 0.004f])]);
        Assert.Equal([0.005, 0.005, 0.005], with.SystematicDeviation!.Values[..3].Select(v => Math.Round(v, 7)));
        Assert.True(float.IsNaN(with.SystematicDeviation.Values[3]) && float.IsNaN(with.CommonErrors[1].Change[3]));
        // A rim that was fitted for the map without blur alone has the error of its neighbours.
        CompositionMaps rim = maps.With([new CommonError("a", "a", [float.NaN, 0.003f, 0.003f, 0.003f])]);
        Assert.Equal(0.003, rim.SystematicDeviation!.Values[0], 1e-7);
        Assert.True(float.IsNaN(rim.SystematicDeviation.Values[3]));
    }

    [Fact]
    public void What_all_references_miss_alike_scales_them_alike_and_leaves_x_alone()
    {
        // A wiggle on all of them, as another table would give.
        ScaledReferences references = MolarScale.Apply([.. Wiggled((e, _) => 0.05 * Math.Sin(e / 2))], Made.V2O5);
        double[] relative = [.. references.ScaleModes[0].Scales.Zip(references.References, (d, r) => d / r.Scale)];
        Assert.InRange(Math.Abs(relative[0]), 1e-3, 0.2);
        Assert.All(relative, r => Assert.Equal(relative[0], r, 0.1 * Math.Abs(relative[0])));
    }

    [Fact]
    public void The_stated_error_of_the_scales_is_their_scatter()
    {
        const int Tries = 120;
        var random = new SeededRandom(4);
        double[] ratio = new double[Tries], stated = new double[Tries];
        for (int k = 0; k < Tries; k++)
        {
            ScaledReferences made = MolarScale.Apply([.. Wiggled((_, _) => 0.03 * random.Normal())], Made.V2O5);
            ratio[k] = Math.Log(made.References[1].Scale / made.References[3].Scale);
            stated[k] = made.ScaleModes.Sum(m => Math.Pow((m.Scales[1] / made.References[1].Scale) - (m.Scales[3] / made.References[3].Scale), 2));
        }

        double scatter = Math.Sqrt(ratio.Sum(r => Math.Pow(r - ratio.Average(), 2)) / (Tries - 1));
        Assert.Equal(1, Math.Sqrt(stated.Average()) / scatter, 0.35);
    }

    [Fact]
    public void A_scale_that_was_given_has_no_error()
    {
        ReferenceSpectrum[] given = [.. ModelSpectra.Library().Take(2).Select(r => r with { Scale = ReferenceScale.MassAttenuation })];
        Assert.Empty(MolarScale.Apply(given, Made.V2O5).ScaleModes);
        ScaledReferences molar = SpectraMade.Molar;
        ScaleMode mode = molar.ScaleModes[0];
        ScaledReferences moved = molar.Moved(mode);
        Assert.All(Enumerable.Range(0, molar.References.Count), i => Assert.Equal(molar.References[i].Scale + mode.Scales[i], moved.References[i].Scale));
    }

    // The library as optical densities that equal the table in the windows, but for what is added there (relative to the table).
    private static IEnumerable<ReferenceSpectrum> Wiggled(Func<double, int, double> added)
    {
        int k = 0;
        foreach (ReferenceSpectrum reference in ModelSpectra.Library())
        {
            int which = k++;
            double[] energies = reference.Spectrum.PhotonEnergies_eV;
            double[] values =
            [
                .. energies.Select((e, i) => Made.V2O5.IsAwayFromEdges(e)
                    ? Made.V2O5.MassAttenuation(AttenuationTable.Henke, reference.Composition, e) * (1 + added(e, which)) / 20_000
                    : reference.Spectrum.Values[i]),
            ];
            yield return reference with { Spectrum = new Spectrum(energies, values, reference.Name) };
        }
    }

    private static ReferenceFitResult Fit(OpticalDensityStack od, ScaledReferences references, double shift) => ReferenceFit.Run(
        od, new ReferenceFitOptions(ReferenceDesign.At(references, od.PhotonEnergies_eV, shift), Compositions, Made.All(od.Grid.Height, od.Grid.Width), SpectraMade.NoFactors(od)));

    private static OpticalDensityStack Stray(double share)
    {
        double[] transmission = [.. SpectraMade.Transmission(Energies, (0.1, 50), (0.45, 40)).Select(t => ((1 - share) * t) + share)];
        return SpectraMade.Counted(9, 12, 0.4, 4000, 11, _ => transmission);
    }

    private static CalibrationResult Calibrated(OpticalDensityStack od, Asked asked) => GlobalCalibration.Fit(
        od,
        SpectraMade.Molar,
        new CalibrationOptions(Made.All(od.Grid.Height, od.Grid.Width), SpectraMade.NoFactors(od)) { FitStrayLight = asked.FitStray, FixedShift_eV = asked.Fixed, ShiftRange_eV = 0.8 });

    private sealed record Asked
    {
        public double? Fixed { get; init; }

        public bool FitStray { get; init; } = true;
    }
}
