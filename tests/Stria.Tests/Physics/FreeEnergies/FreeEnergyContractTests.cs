using Stria.Numerics.Jets;
using Stria.Physics.FreeEnergies;

namespace Stria.Tests.Physics.FreeEnergies;

/// <summary>What every free energy promises.</summary>
public sealed class FreeEnergyContractTests
{
    private static readonly double[] Inside = [0.013, 0.09, 0.11, 0.21, 0.298, 0.31, 0.437, 0.505, 0.62, 0.71, 0.84, 0.905, 0.987];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, SampleEnergies.All.Length)];

    [Fact]
    public void Every_kind_of_the_catalogue_is_tested() => Assert.Equal(FreeEnergyCatalogue.Kinds, SampleEnergies.All.Select(law => law.Kind).Distinct());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Potential_and_curvature_are_the_derivatives_of_f(int number)
    {
        IChemicalPotential law = SampleEnergies.All[number];
        double scale = Inside.Max(c => Math.Abs(law.At(c).Curvature));
        Assert.True(scale > 1e-3);
        foreach (double c in Inside)
        {
            // Richardson's combination of central differences leaves an error of the order h⁴.
            Jet f = law.At(c);
            Assert.Equal(Difference(x => law.At(x).Value, c), f.Slope, 1e-7 * (scale + Math.Abs(f.Slope)));
            Assert.Equal(Difference(x => law.At(x).Slope, c), f.Curvature, 1e-6 * (scale + Math.Abs(f.Curvature)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_place_has_the_same_bits_wherever_it_stands_in_a_span_of_any_length(int number)
    {
        IChemicalPotential law = SampleEnergies.All[number];
        for (int length = 1; length <= Inside.Length; length++)
        {
            double[] f = new double[length], mu = new double[length], slope = new double[length];
            law.Evaluate(Inside.AsSpan(0, length), f, mu, slope);
            Assert.Equal(Inside[..length].Select(law.At), f.Select((value, i) => new Jet(value, mu[i], slope[i])));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_not_wanted_is_left_out_and_wrong_lengths_are_refused(int number)
    {
        IChemicalPotential law = SampleEnergies.All[number];
        double[] alone = new double[Inside.Length], beside = new double[Inside.Length];
        law.Evaluate(Inside, [], alone, []);
        law.Evaluate(Inside, new double[Inside.Length], beside, new double[Inside.Length]);
        Assert.Equal(beside, alone);
        Assert.Throws<ArgumentException>(() => law.Evaluate(Inside, [], new double[3], []));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_finite_within_its_domain_and_no_number_outside(int number)
    {
        IChemicalPotential law = SampleEnergies.All[number];
        Assert.All(Inside, c => Assert.True(law.Domain.Contains(c) && double.IsFinite(law.At(c).Value)));
        foreach (double c in new[] { -0.01, 1.01 })
        {
            Assert.Equal(law.Domain.Contains(c), double.IsFinite(law.At(c).Slope));
        }
    }

    private static double Difference(Func<double, double> f, double at)
    {
        const double H = 2e-4;
        return ((4 * (f(at + (H / 2)) - f(at - (H / 2))) / H) - ((f(at + H) - f(at - H)) / (2 * H))) / 3;
    }
}
