using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Nuisances;

public sealed class NuisanceFitTests
{
    private const int Side = 18;
    private const double Incident = 4000;
    private static readonly double[] Energies = Stria.Measurement.Synthesis.EnergyGrids.Fine();
    private static readonly double[] Compositions = [0.1, 0.45, 0.9];

    [Fact]
    public void Where_nothing_disturbs_only_the_shift_is_in_the_model()
    {
        NuisanceModel found = Fit(Made(new Planted()));
        Assert.Equal([NuisanceTerm.EnergyShift], found.Findings.Where(f => f.IsUsed).Select(f => f.Term));
        Assert.Equal(Enum.GetValues<NuisanceTerm>().Length, found.Findings.Count);
        Assert.All(found.Findings.Where(f => !f.IsUsed), f => Assert.True(f.Value == 0 && f.Effect == 0));
        Assert.True(found.Light.IsNone);
        Assert.InRange(found.ReducedChiSquare, 0.85, 1.15);
    }

    [Theory]
    [InlineData(0.15)]
    [InlineData(0.3)]
    public void Planted_broadening_is_found_with_its_effect_on_x(double broadening)
    {
        NuisanceFinding found = Fit(Made(new Planted { Broadening = broadening }))[NuisanceTerm.Broadening];
        Assert.True(found.IsUsed);
        Assert.Equal(broadening, found.Value, 0.012);
        Assert.InRange(Math.Abs(found.Value - broadening) / found.Deviation, 0, 5);
        Assert.InRange(found.Effect, 0.003, 0.3);
        Assert.InRange(found.Gain, NuisanceFit.LeastGain, 1e9);
    }

    [Fact]
    public void A_broadened_reference_keeps_its_composition_and_area_and_a_narrow_one_is_left_alone()
    {
        NuisanceModel broad = Fit(Made(new Planted { Broadening = 0.25 })), plain = Fit(Made(new Planted()));
        ScaledReferences seen = broad.Seen(SpectraMade.Molar);
        double[] fine = [.. Enumerable.Range(0, 500).Select(i => 510 + (0.1 * i))];
        for (int r = 0; r < seen.References.Count; r++)
        {
            double[] before = SpectraMade.Molar.References[r].At(fine), after = seen.References[r].At(fine);
            Assert.Equal(SpectraMade.Molar.References[r].Composition, seen.References[r].Composition);
            Assert.Equal(before.Sum(), after.Sum(), 2e-3 * before.Sum());
            Assert.True(after.Max() < before.Max());
        }

        Assert.Same(SpectraMade.Molar, plain.Seen(SpectraMade.Molar));
    }

    [Fact]
    public void A_stretched_energy_axis_is_found_and_told_from_a_shift()
    {
        NuisanceModel found = Fit(Made(new Planted { Stretch = 0.003 }));
        Assert.True(found[NuisanceTerm.EnergyStretch].IsUsed);
        Assert.Equal(0.003, found[NuisanceTerm.EnergyStretch].Value, 4e-4);
        Assert.Equal(0.4, found.Shift_eV, 0.01);
    }

    [Fact]
    public void Lost_counts_are_found_and_put_back()
    {
        OpticalDensityStack clean = Made(new Planted { Noise = false }), lossy = Made(new Planted { Noise = false, DeadTime = 0.06 });
        NuisanceModel found = Fit(Made(new Planted { DeadTime = 0.06 }));
        Assert.True(found[NuisanceTerm.DeadTime].IsUsed);
        Assert.Equal(0.06, found[NuisanceTerm.DeadTime].Value, 0.015);
        double before = Rms(clean, lossy), after = Rms(clean, found.WithLostCounts(lossy));
        Assert.InRange(before, 0.005, 0.1);
        Assert.InRange(after, 0, 0.25 * before);
        float[] restored = found.WithLostCounts(lossy).Values;
        Assert.Equal(restored, found.WithLostCounts(lossy, spent: lossy).Values);
        Assert.Equal(restored, lossy.Values);
        Assert.Same(clean, Fit(Made(new Planted())).WithLostCounts(clean));
    }

    [Fact]
    public void Stray_light_is_found()
    {
        NuisanceFinding found = Fit(Made(new Planted { Stray = 0.03 }))[NuisanceTerm.StrayLight];
        Assert.True(found.IsUsed);
        Assert.Equal(0.03, found.Value, 0.006);
    }

    [Fact]
    public void A_term_that_is_not_asked_for_does_not_enter()
    {
        NuisanceModel found = Fit(Made(new Planted { Broadening = 0.3 }), [NuisanceTerm.EnergyShift, NuisanceTerm.StrayLight]);
        Assert.Equal([NuisanceTerm.EnergyShift, NuisanceTerm.StrayLight], found.Findings.Select(f => f.Term));
    }

    [Fact]
    public void Dichroism_is_found_by_the_direction_of_the_particle_and_taken_off()
    {
        OpticalDensityStack polarised = Made(new Planted { Dichroism = 0.1 });
        NuisanceModel found = Fit(polarised, cosine: Cosine);
        Assert.True(found.IsPolarised);
        double[] added = found.DichroismAt([.. Energies.Select(e => e + 0.4)]);
        Assert.InRange(added[Nearest(529.3)] / SpectraMade.Molar.References[0].At([529.3])[0], 0.03, 0.2);
        Assert.False(Fit(Made(new Planted()), cosine: Cosine).IsPolarised);

        ReferenceDesign design = ReferenceDesign.At(found.Seen(SpectraMade.Molar), polarised.PhotonEnergies_eV, found.Shift_eV);
        var options = new ReferenceFitOptions(design, [.. SpectraMade.Molar.References.Select(r => r.Composition)], Tests.Measurement.Made.All(Side, Side), SpectraMade.NoFactors(polarised));
        ReferenceFitResult first = ReferenceFit.Run(polarised, options);
        ReferenceFitResult second = ReferenceFit.Run(found.WithoutDichroism(polarised, first, (Cosine, 1, null)), options);
        Assert.InRange(Error(second), 0, 0.8 * Error(first));
    }

    [Fact]
    public void A_fit_that_goes_on_from_another_keeps_its_terms_and_moves_within_their_errors()
    {
        OpticalDensityStack polarised = Made(new Planted { Dichroism = 0.1, Broadening = 0.2 });
        NuisanceModel first = Fit(polarised, cosine: Cosine);
        var options = new NuisanceOptions(Tests.Measurement.Made.All(Side, Side), SpectraMade.NoFactors(polarised)) { Start_eV = 0.39, Cosine = Cosine, Before = first };
        NuisanceModel second = NuisanceFit.Fit(polarised, SpectraMade.Molar, options);
        Assert.Equal(first.Findings.Where(f => f.IsUsed).Select(f => f.Term), second.Findings.Where(f => f.IsUsed).Select(f => f.Term));
        Assert.All(first.Findings.Zip(second.Findings).Where(p => p.First.IsUsed && p.First.Term != NuisanceTerm.Dichroism), p => Assert.Equal(p.First.Value, p.Second.Value, 0.5 * p.First.Deviation));
        Assert.Equal(first[NuisanceTerm.Dichroism].Value, second[NuisanceTerm.Dichroism].Value, 0.15 * first[NuisanceTerm.Dichroism].Value);
    }

    [Fact]
    public void Stray_light_that_is_known_is_held_where_it_is_not_asked_for()
    {
        OpticalDensityStack od = Made(new Planted { Broadening = 0.2 });
        var options = new NuisanceOptions(Tests.Measurement.Made.All(Side, Side), SpectraMade.NoFactors(od)) { Start_eV = 0.39, KnownStray = 0.02, Terms = [NuisanceTerm.EnergyShift, NuisanceTerm.Broadening] };
        Assert.Equal(0.02, NuisanceFit.Fit(od, SpectraMade.Molar, options).Light.Stray);
    }

    [Fact]
    public void Stray_light_of_the_calibration_that_was_broadening_in_truth_leaves_again()
    {
        OpticalDensityStack od = Made(new Planted { Broadening = 0.3 });
        var options = new NuisanceOptions(Tests.Measurement.Made.All(Side, Side), SpectraMade.NoFactors(od)) { Start_eV = 0.39, KnownStray = 0.05 };
        NuisanceModel found = NuisanceFit.Fit(od, SpectraMade.Molar, options);
        Assert.Equal(0.3, found[NuisanceTerm.Broadening].Value, 0.012);
        Assert.Equal(0, found.Light.Stray, 0.003);
    }

    [Fact]
    public void Strengths_of_single_resonances_are_those_planted()
    {
        NuisanceModel found = Fit(Made(new Planted { Resonances = 0.1 }), cosine: Cosine);
        var strengths = found.Dichroism.ToDictionary(d => d.Name, d => d.Strength);
        Assert.Equal(0.1, strengths["V L3 d_xy"], 0.02);
        Assert.Equal(0.1, strengths["O K t2g"], 0.02);
        Assert.Equal(-0.05, strengths["O K e_g*"], 0.02);
        Assert.Equal(0, strengths["V L3 d_xz/yz"], 0.01);
        Assert.Empty(Fit(Made(new Planted()), cosine: Cosine).Dichroism);
    }

    [Fact]
    public void The_error_of_the_terms_comes_apart_into_parts_that_give_back_their_deviations()
    {
        NuisanceModel found = Fit(Made(new Planted { Broadening = 0.25, DeadTime = 0.06 }));
        Assert.All(found.Modes, m => Assert.True(m.Effect > 0 && m.Meaning.Length > 0));
        Assert.Equal(found.Modes.Count, found.Modes.Select(m => m.Name).Distinct().Count());
        Assert.Contains("broadening", found.Modes.Select(m => m.Name));
        double shift = Math.Sqrt(found.Modes.Sum(m => Math.Pow(found.Moved(m).Shift_eV - found.Shift_eV, 2)));
        // The parts that make less than a hundredth of the variance of x are left out.
        Assert.Equal(found[NuisanceTerm.EnergyShift].Deviation, shift, 0.1 * found[NuisanceTerm.EnergyShift].Deviation);
        NuisanceMode broadening = found.Modes.First(m => m.Name == "broadening");
        Assert.NotEqual(found.Seen(SpectraMade.Molar).References[0].At([516.0])[0], found.Moved(broadening).Seen(SpectraMade.Molar).References[0].At([516.0])[0]);
    }

    [Fact]
    public void Lost_counts_of_one_model_are_exchanged_for_those_of_another_as_if_it_had_put_them_back()
    {
        OpticalDensityStack lossy = Made(new Planted { DeadTime = 0.06 });
        NuisanceModel found = Fit(lossy);
        NuisanceMode mode = found.Modes.First(m => m.Name == "dead_time");
        NuisanceModel moved = found.Moved(mode);
        OpticalDensityStack exchanged = moved.WithLostCountsOf(found.WithLostCounts(lossy), found), direct = moved.WithLostCounts(lossy);
        Assert.InRange(Rms(exchanged, direct), 0, 1e-5);
        Assert.InRange(Rms(exchanged, found.WithLostCounts(lossy)), 1e-4, 1);
        Assert.Same(lossy, found.WithLostCountsOf(lossy, found));
    }

    [Fact]
    public void Directions_that_the_shape_does_not_know_are_read_from_the_spectra()
    {
        OpticalDensityStack polarised = Made(new Planted { Resonances = 0.12 });
        NuisanceModel found = Fit(polarised, cosine: Cosine);
        ReferenceDesign design = ReferenceDesign.At(found.Seen(SpectraMade.Molar), polarised.PhotonEnergies_eV, found.Shift_eV);
        var options = new ReferenceFitOptions(design, [.. SpectraMade.Molar.References.Select(r => r.Composition)], Tests.Measurement.Made.All(Side, Side), SpectraMade.NoFactors(polarised));
        var unknown = new DirectionMap(new float[Side * Side], [.. Enumerable.Repeat(0.7f, Side * Side)]);
        DirectionMap refined = DirectionFit.Refine(polarised, options, found.DichroismAt(polarised.PhotonEnergies_eV), unknown);
        int[] inside = [.. Enumerable.Range(0, Side * Side).Where(p => Math.Abs((p % Side) - (Side / 2) + 0.5) > 3)];
        double error = Math.Sqrt(inside.Average(p => Math.Pow(refined.Cosine[p] - Cosine[p], 2))), said = Math.Sqrt(inside.Average(p => Math.Pow(refined.Deviation[p], 2)));
        Assert.True(error < 0.1 && error < 2 * said, $"{error} where {said} was said");

        // A shape that is sure of its directions is believed.
        var known = new DirectionMap(Cosine, [.. Enumerable.Repeat(0.02f, Side * Side)]);
        ReferenceFitResult first = ReferenceFit.Run(polarised, options);
        DirectionMap kept = DirectionFit.Refine(found.WithoutDichroism(polarised, first, (Cosine, 1, null)), options, found.DichroismAt(polarised.PhotonEnergies_eV), known);
        Assert.InRange(Enumerable.Range(0, Side * Side).Max(p => Math.Abs(Cosine[p] - kept.Cosine[p])), 0, 0.06);
    }

    [Fact]
    public void A_given_shift_stays_and_has_no_error()
    {
        OpticalDensityStack od = Made(new Planted { Broadening = 0.2 });
        var options = new NuisanceOptions(Tests.Measurement.Made.All(Side, Side), SpectraMade.NoFactors(od)) { Start_eV = 0.4, ShiftIsKnown = true };
        NuisanceModel found = NuisanceFit.Fit(od, SpectraMade.Molar, options);
        Assert.Equal(0.4, found.Shift_eV);
        Assert.False(found[NuisanceTerm.EnergyShift].IsUsed);
        Assert.True(found[NuisanceTerm.Broadening].IsUsed);
    }

    private static float[] Cosine { get; } = [.. Enumerable.Range(0, Side * Side).Select(p => p % Side < Side / 2 ? 1f : -1f)];

    private static int Nearest(double energy) => Enumerable.Range(0, Energies.Length).MinBy(e => Math.Abs(Energies[e] - energy));

    private static double X(int pixel) => Compositions[pixel / Side / 6];

    private static double Error(ReferenceFitResult fit)
    {
        double square = 0;
        for (int p = 0; p < Side * Side; p++)
        {
            double total = 0, moment = 0;
            for (int r = 0; r < fit.Amounts.Length; r++)
            {
                (total, moment) = (total + fit.Amounts[r][p], moment + (fit.Amounts[r][p] * SpectraMade.Molar.References[r].Composition));
            }

            square += Math.Pow((moment / total) - X(p), 2);
        }

        return Math.Sqrt(square / (Side * Side));
    }

    private static double Rms(OpticalDensityStack a, OpticalDensityStack b) => Math.Sqrt(a.Values.Zip(b.Values, (x, y) => (double)(x - y) * (x - y)).Average());

    private static NuisanceModel Fit(OpticalDensityStack od, IReadOnlyList<NuisanceTerm>? terms = null, float[]? cosine = null)
    {
        var options = new NuisanceOptions(Tests.Measurement.Made.All(Side, Side), SpectraMade.NoFactors(od)) { Start_eV = 0.39, Cosine = cosine };
        return NuisanceFit.Fit(od, SpectraMade.Molar, terms is null ? options : options with { Terms = terms });
    }

    // Three compositions, thicknesses from 60 to 160 nm, the axis 0.4 eV too high.
    private static OpticalDensityStack Made(Planted planted)
    {
        var random = new SeededRandom(5);
        double middle = (Energies[0] + Energies[^1]) / 2, lost = planted.DeadTime / (1 - planted.DeadTime) / Incident;
        double[][] mu = [.. Compositions.Select(x => Seen(x, planted.Broadening))];
        double[] resonance = [.. Energies.Select(e => Math.Exp(-0.5 * Math.Pow((e - 515.7) / 0.45, 2)) + Math.Exp(-0.5 * Math.Pow((e - 529.3) / 0.6, 2)))];
        double open = Incident / (1 + (lost * Incident));
        return Tests.Measurement.Made.OpticalDensities(
            [.. Energies.Select(e => e + 0.4 + (planted.Stretch * (e - middle)))],
            Side,
            Side,
            (f, r, c) =>
            {
                double added = planted.Resonances * Cosine[c] * SpectraMade.Molar.References.First(m => m.Composition == X(r * Side)).Scale * Stria.Measurement.Synthesis.ModelSpectra.Dichroism(Energies[f], X(r * Side));
                double d = (60 + (100.0 * c / Side)) * SpectraMade.PerNanometre(X(r * Side)) * (added + (mu[r / 6][f] * (1 + (planted.Dichroism * Cosine[c] * resonance[f]))));
                double arriving = Incident * (((1 - planted.Stray) * Math.Exp(-d)) + planted.Stray), counted = arriving / (1 + (lost * arriving));
                return Math.Log(open / (planted.Noise ? Math.Max(0.5, random.Poisson(counted)) : counted));
            },
            open,
            NoiseModel.Poisson);
    }

    private static double[] Seen(double x, double sigma)
    {
        ScaledReference reference = SpectraMade.Molar.References.First(r => r.Composition == x);
        if (sigma == 0)
        {
            return reference.At(Energies);
        }

        double[] offsets = [.. Enumerable.Range(-40, 81).Select(k => k * 0.1 * sigma)], weights = [.. offsets.Select(o => Math.Exp(-0.5 * o * o / (sigma * sigma)))];
        return [.. Energies.Select(e => offsets.Zip(weights, (o, w) => w * reference.At([e + o])[0]).Sum() / weights.Sum())];
    }

    private sealed record Planted
    {
        public double Broadening { get; init; }

        public double Stretch { get; init; }

        public double DeadTime { get; init; }

        public double Stray { get; init; }

        public double Dichroism { get; init; }

        /// <summary>Of the model's own resonances.</summary>
        public double Resonances { get; init; }

        public bool Noise { get; init; } = true;
    }
}
