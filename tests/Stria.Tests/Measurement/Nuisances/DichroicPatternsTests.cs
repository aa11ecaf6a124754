using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement.Nuisances;

/// <summary>What dichroism may change: the resonances of the references, and, where these are not known, the references between knots.</summary>
public sealed class DichroicPatternsTests
{
    private static readonly double[] Energies = EnergyGrids.Fine();
    private static readonly Lazy<DichroicPatterns> Resonances = new(() => DichroicPatterns.For(SpectraMade.Molar, Energies, 0));
    private static readonly NuisanceParameters Nothing = new(0, 0, 0);

    [Fact]
    public void Vanadium_oxides_have_the_five_resonances_of_the_peak_table() =>
        Assert.Equal(["V L3 d_xy", "V L3 between", "V L3 d_xz/yz", "O K t2g", "O K e_g*"], Resonances.Value.Names);

    [Fact]
    public void Resonances_follow_those_of_the_model_from_one_composition_to_the_next()
    {
        double[][] seen = Resonances.Value.Seen(Nothing, 0, Energies);
        int dxy = Resonances.Value.Names.ToList().IndexOf("V L3 d_xy"), t2g = Resonances.Value.Names.ToList().IndexOf("O K t2g"), star = Resonances.Value.Names.ToList().IndexOf("O K e_g*");
        for (int r = 0; r < SpectraMade.Molar.References.Count; r++)
        {
            ScaledReference reference = SpectraMade.Molar.References[r];
            double[] planted = [.. Energies.Select(e => reference.Scale * ModelSpectra.Dichroism(e, reference.Composition))];
            double[] found = [.. Energies.Select((_, e) => At(seen[dxy], r, e) + At(seen[t2g], r, e) - (0.5 * At(seen[star], r, e)))];
            // At x = 0.9 a third of d_xy's height is left, beside peaks six times as high.
            Assert.InRange(Rms(found, planted) / Rms(planted, new double[planted.Length]), 0, 0.1);
        }
    }

    [Fact]
    public void Patterns_are_broadened_and_moved_as_the_references_are()
    {
        double[][] sharp = Resonances.Value.Seen(Nothing, 0, Energies), broad = Resonances.Value.Seen(new NuisanceParameters(0, 0, 0) { Variance = 0.09 }, 0, Energies), moved = Resonances.Value.Seen(new NuisanceParameters(0.5, 0, 0), 0, [.. Energies.Select(e => e + 0.5)]);
        for (int k = 0; k < sharp.Length; k++)
        {
            Assert.True(broad[k].Max() < sharp[k].Max());
            Assert.InRange(Rms(moved[k], sharp[k]), 0, 1e-9 * sharp[k].Max());
        }
    }

    [Fact]
    public void Resonances_that_the_stack_does_not_reach_are_left_out()
    {
        double[] vanadium = [.. Energies.Where(e => e < 526)];
        Assert.Equal(["V L3 d_xy", "V L3 between", "V L3 d_xz/yz"], DichroicPatterns.For(SpectraMade.Molar, vanadium, 0).Names);
    }

    [Fact]
    public void Without_a_peak_table_the_patterns_of_all_knots_add_up_to_the_references_in_the_middle()
    {
        ScaledReferences other = ScaledReferences.AsTheyAre([.. new[] { 0.0, 1.0 }.Select(x => Iron(x))]);
        double[] energies = [.. Enumerable.Range(0, 121).Select(i => 700 + (0.25 * i))];
        DichroicPatterns patterns = DichroicPatterns.For(other, energies, 0);
        Assert.InRange(patterns.Count, 2, 12);
        Assert.All(patterns.Names, n => Assert.EndsWith(" eV", n));
        double[] first = energies[..], sum = [.. first.Select((_, e) => patterns.Seen(Nothing, 0, energies).Sum(p => At(p, 0, e, energies.Length)))];
        double[] own = other.References[0].At(energies);
        int peak = Array.IndexOf(own, own.Max());
        Assert.Equal(own[peak], sum[peak], 0.02 * own[peak]);
        Assert.Equal(0, sum[0], 1e-6);
    }

    private static ReferenceSpectrum Iron(double x)
    {
        double[] energies = [.. Enumerable.Range(0, 321).Select(i => 695 + (0.125 * i))];
        return new ReferenceSpectrum(new Spectrum(energies, [.. energies.Select(e => 0.2 + Math.Exp(-0.5 * Math.Pow((e - 708 - (1.5 * x)) / 0.9, 2)) + (0.5 * Math.Exp(-0.5 * Math.Pow((e - 721) / 1.5, 2))))], $"x={x}"), x);
    }

    private static double At(double[] values, int reference, int energy, int count = 0) => values[(reference * (count == 0 ? Energies.Length : count)) + energy];

    private static double Rms(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Average());
}
