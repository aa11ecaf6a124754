using Stria.Core;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>What every mobility promises.</summary>
public sealed class MobilityContractTests
{
    private static readonly IMobility[] Laws = [new ConstantMobility(5), new LatticeMobility(3), new TabulatedMobility([0, 0.2, 0.5, 0.9, 1], [0.1, 0.4, 2, 1.5, 0.05])];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Laws.Length)];

    [Fact]
    public void Every_kind_of_the_catalogue_is_tested()
    {
        Assert.Equal(MobilityCatalogue.Kinds, Laws.Select(l => l.Kind));
        Assert.Equal(typeof(IMobility).Assembly.GetTypes().Count(t => t.IsAssignableTo(typeof(IMobility)) && !t.IsInterface), Laws.Length);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_slope_is_the_derivative_and_nothing_exceeds_the_largest(int number)
    {
        IMobility law = Laws[number];
        double[] c = [.. Enumerable.Range(1, 97).Select(i => (i / 98.0) + 1e-4)], m = new double[c.Length], slope = new double[c.Length], up = new double[c.Length], down = new double[c.Length];
        law.Evaluate(c, m, slope);
        law.Evaluate([.. c.Select(x => x + 1e-6)], up, []);
        law.Evaluate([.. c.Select(x => x - 1e-6)], down, []);
        for (int i = 0; i < c.Length; i++)
        {
            Assert.Equal((up[i] - down[i]) / 2e-6, slope[i], 1e-5);
        }

        Assert.Equal(law.IsConstant, slope.All(s => s == 0));
        Assert.All(m, v => Assert.InRange(v, 1e-3, law.Largest));
        Assert.True(m.Max() > 0.95 * law.Largest);
    }

    [Fact]
    public void A_table_passes_through_its_rows_without_overshoot()
    {
        double[] m = new double[5];
        Laws[2].Evaluate([0, 0.2, 0.5, 0.9, 1], m, []);
        Assert.Equal([0.1, 0.4, 2, 1.5, 0.05], m.Select(v => Math.Round(v, 12)));
        double[] between = new double[200];
        Laws[2].Evaluate([.. Enumerable.Range(0, 200).Select(i => 0.2 + (0.3 * i / 199))], between, []);
        Assert.All(between.Zip(between.Skip(1)), p => Assert.True(p.Second >= p.First));
    }

    [Fact]
    public void Tables_and_values_that_make_no_sense_are_refused()
    {
        Assert.Contains("ascend", Assert.Throws<ScenarioException>(() => new TabulatedMobility([0, 0.5, 0.4], [1, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("above 0", Assert.Throws<ScenarioException>(() => new TabulatedMobility([0, 1], [1, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("rows", Assert.Throws<ScenarioException>(() => new TabulatedMobility([0], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("above 0", Assert.Throws<ScenarioException>(() => new ConstantMobility(0)).Message, StringComparison.Ordinal);
        Assert.Contains("above 0", Assert.Throws<ScenarioException>(() => new LatticeMobility(double.NaN)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crystal_is_turned_as_a_tensor()
    {
        double[] turned = new CrystalTensor(4, 1).InCells(2, [0, Math.PI / 4]);
        Assert.Equal([4, 0, 1, 2.5, 1.5, 2.5], turned.Select(v => Math.Round(v, 12)));
        Assert.True(CrystalTensor.Isotropic(1).IsUnity);
        Assert.Equal([2, 0, 2], CrystalTensor.Isotropic(2).InCells(1, null));
    }
}
