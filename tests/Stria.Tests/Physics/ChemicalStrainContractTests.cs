using Stria.Core;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>What every chemical strain promises.</summary>
public sealed class ChemicalStrainContractTests
{
    private static readonly StrainRow[] Rows = [new(0, 0, 0, 0), new(0.3, 0.01, 0.002, -0.004, 0.001), new(0.5, 0.012, 0.003, -0.004, 0.002), new(1, 0.05, -0.01, 0.02, 0)];
    private static readonly LatticeRow[] Lattice = [new(0, 11.512, 3.564, 4.368), new(0.4, 11.49, 3.565, 4.5), new(1, 11.24, 3.6, 4.9)];

    private static IChemicalStrain[] Strains =>
    [
        TensorStrain.Isotropic(2.415e-6, 18532, 0.2), new TensorStrain([0.02, -0.01, 0.005, 0.004], 0.4), new StrainTable(Rows, 0.45), new StrainTable(Rows, 0.45, TableInterpolation.MonotoneCubic),
        StrainTable.FromLattice(Lattice, 0.1), StrainTable.FromLattice(Lattice, 0.1, TableInterpolation.MonotoneCubic),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Strains.Length)];

    [Fact]
    public void Every_kind_of_the_catalogue_is_tested() => Assert.Equal(ElasticCatalogue.Strains, Strains.Select(s => s.Kind).Distinct());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Strain_is_zero_at_the_reference_and_only_there(int number)
    {
        IChemicalStrain law = Strains[number];
        Assert.Equal([0, 0, 0, 0], At(law, law.ReferenceComposition));
        Assert.True(Bodies.Largest(At(law, 0.9)) > 1e-3);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_slope_is_the_derivative(int number)
    {
        IChemicalStrain law = Strains[number];
        foreach (double c in new[] { 0.05, 0.21, 0.47, 0.77, 0.95 })
        {
            double[] up = At(law, c + 1e-6), down = At(law, c - 1e-6), slope = new double[4];
            law.Slope([c], slope);
            for (int k = 0; k < 4; k++)
            {
                Assert.Equal((up[k] - down[k]) / 2e-6, slope[k], 1e-8);
            }
        }
    }

    [Fact]
    public void The_isotropic_strain_is_a_third_of_the_volume_strain()
    {
        Assert.Equal(2.415e-6 * 18532 / 3 * 0.5, At(TensorStrain.Isotropic(2.415e-6, 18532, 0.2), 0.7)[2], 1e-16);
        Assert.False(TensorStrain.Isotropic(0.01, 0).DependsOnDirection);
        Assert.True(new TensorStrain([0.01, 0.02, 0, 0], 0).DependsOnDirection);
    }

    [Fact]
    public void Lattice_parameters_are_taken_by_their_value_at_the_reference()
    {
        double atReference = 4.368 + (0.25 * (4.5 - 4.368));
        Assert.Equal((4.9 / atReference) - 1, At(StrainTable.FromLattice(Lattice, 0.1), 1)[2], 1e-14);
    }

    [Fact]
    public void A_monotone_table_stays_between_its_rows()
    {
        var table = new StrainTable(Rows, 0, TableInterpolation.MonotoneCubic);
        double before = 0;
        for (int i = 1; i <= 1000; i++)
        {
            double now = At(table, i / 1000.0)[0];
            Assert.True(now >= before && now <= 0.05);
            before = now;
        }

        Assert.All(Rows, row => Assert.Equal(row.Strain11, At(table, row.Composition)[0], 1e-16));
    }

    [Fact]
    public void A_composition_outside_the_table_is_refused_with_the_range()
    {
        string message = Assert.Throws<ScenarioException>(() => At(new StrainTable(Rows, 0), 1.25)).Message;
        Assert.Contains("1.25", message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 1", message, StringComparison.Ordinal);
        Assert.Contains("follows", Assert.Throws<ScenarioException>(() => new StrainTable([Rows[1], Rows[0]], 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => new StrainTable([Rows[0]], 0));
        Assert.Throws<ScenarioException>(() => StrainTable.FromLattice([Lattice[0], new(1, 0, 1, 1)], 0));
        Assert.Throws<ScenarioException>(() => new TensorStrain([0.1, double.NaN, 0, 0], 0));
    }

    [Theory]
    [InlineData(TableInterpolation.Linear)]
    [InlineData(TableInterpolation.MonotoneCubic)]
    public void A_table_that_goes_on_straight_keeps_value_and_slope_of_its_ends(TableInterpolation interpolation)
    {
        var strict = new StrainTable(Rows, 0.45, interpolation);
        var straight = new StrainTable(Rows, 0.45, interpolation) { GoesOnStraight = true };
        foreach ((double end, double beyond) in new[] { (0.0, -0.2), (1.0, 0.3) })
        {
            double[] slope = new double[4], there = new double[4], curvature = new double[4];
            straight.Slope([end], slope);
            straight.Slope([end + beyond], there);
            straight.Curvature([end + beyond], curvature);
            Assert.Equal(slope, there);
            Assert.Equal(new double[4], curvature);
            double[] expected = [.. At(strict, end).Zip(slope, (e, s) => e + (beyond * s))], found = At(straight, end + beyond);
            Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-15));
        }

        Assert.Equal(At(strict, 0.37), At(straight, 0.37));
        Assert.Throws<ScenarioException>(() => At(straight, double.NaN));
    }

    private static double[] At(IChemicalStrain law, double c)
    {
        var strain = new double[4];
        law.Strain([c], strain);
        return strain;
    }
}
