using Stria.Core;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>What every elastic law promises.</summary>
public sealed class ElasticLawContractTests
{
    private static readonly double[] AStrain = [1e-3, -5e-4, 3e-4, 8e-4];

    private static IElasticLaw[] Laws =>
    [
        new IsotropicLaw(43e9, 0.3), new IsotropicLaw(43e9, 0), new IsotropicLaw(43e9, -0.4),
        new OrthotropicLaw(Stiff), new OrthotropicLaw(Stiff, 0.7),
    ];

    private static OrthotropicConstants Stiff => new(90e9, 40e9, 25e9, 0.25, 0.2, 0.35) { G12 = 17e9 };

    public static TheoryData<int, PlaneModel> Cases
    {
        get
        {
            var data = new TheoryData<int, PlaneModel>();
            foreach (int law in Enumerable.Range(0, Laws.Length))
            {
                foreach (PlaneModel model in Enum.GetValues<PlaneModel>())
                {
                    data.Add(law, model);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Every_kind_of_the_catalogue_is_tested() => Assert.Equal(ElasticCatalogue.Laws, Laws.Select(l => l.Kind).Distinct());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stress_is_the_derivative_of_an_energy_that_is_positive(int law, PlaneModel model)
    {
        double[] d = Stiffness(Laws[law], model, 0.4), stress = Product(d, AStrain);
        for (int k = 0; k < 4; k++)
        {
            double[] up = [.. AStrain], down = [.. AStrain];
            (up[k], down[k]) = (up[k] + 1e-6, down[k] - 1e-6);
            Assert.Equal(stress[k], (Energy(d, up) - Energy(d, down)) / 2e-6, 1e-7 * stress.Max(Math.Abs));
        }

        Assert.True(Energy(d, AStrain) > 0);
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(d[(i % 4 * 4) + (i / 4)], d[i], 1e-14 * d.Max());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_tangent_is_the_derivative_of_the_stress_and_inverts_the_compliance(int law, PlaneModel model)
    {
        double[] d = Stiffness(Laws[law], model, 0), compliance = new double[16];
        Laws[law].Compliance(0, compliance);
        double[] stress = Product(d, AStrain), strain = Product(compliance, stress);
        foreach (int k in model == PlaneModel.PlaneStress ? [0, 1, 3] : new[] { 0, 1, 2, 3 })
        {
            Assert.Equal(AStrain[k], strain[k], 1e-15);
        }

        Assert.True(model != PlaneModel.PlaneStress || stress[2] == 0);
        double[] unit = [0, 1e-3, 0, 0], moved = Product(d, [.. AStrain.Zip(unit, (a, b) => a + b)]);
        Assert.Equal(d[1], (moved[0] - stress[0]) / 1e-3, 1e-12 * Math.Abs(d[5]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Turning_strain_and_crystal_turns_the_stress(int law, PlaneModel model)
    {
        const double Angle = 0.9;
        double[] turnedStrain = new double[4], expected = new double[4];
        PlaneFrame.StrainOutOf(Angle, AStrain, turnedStrain);
        PlaneFrame.StressOutOf(Angle, Product(Stiffness(Laws[law], model, 0), AStrain), expected);
        double[] stress = Product(Stiffness(Laws[law], model, Angle), turnedStrain);
        for (int k = 0; k < 4; k++)
        {
            Assert.Equal(expected[k], stress[k], 1e-13 * expected.Max(Math.Abs));
        }

        double[] straight = Stiffness(Laws[law], model, 0), turned = Stiffness(Laws[law], model, Angle);
        bool same = straight.Zip(turned, (a, b) => Math.Abs(a - b)).Max() < 1e-12 * straight.Max();
        Assert.Equal(Laws[law].DependsOnDirection, !same);
    }

    [Fact]
    public void An_orthotropic_law_with_equal_constants_is_isotropic()
    {
        var equal = new OrthotropicLaw(new OrthotropicConstants(43e9, 43e9, 43e9, 0.3, 0.3, 0.3) { G12 = 43e9 / 2.6 }, 0.3);
        double[] expected = Stiffness(new IsotropicLaw(43e9, 0.3), PlaneModel.PlaneStrain, 0), found = Stiffness(equal, PlaneModel.PlaneStrain, 0);
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-13 * 43e9));
        Assert.Equal(43e9 * 0.7 / (1.3 * 0.4), expected[0], 1e-3);
    }

    [Fact]
    public void The_off_axis_modulus_is_that_of_Lekhnitskii()
    {
        const double Angle = 0.5;
        double[] compliance = new double[16];
        new OrthotropicLaw(Stiff, Angle).Compliance(0, compliance);
        double c = Math.Cos(Angle), s = Math.Sin(Angle);
        double expected = (Math.Pow(c, 4) / 90e9) + (((1 / 17e9) - (0.5 / 90e9)) * s * s * c * c) + (Math.Pow(s, 4) / 40e9);
        Assert.Equal(expected, compliance[0], 1e-14 * expected);
    }

    [Theory]
    [InlineData(PlaneModel.PlaneStrain, "plane strain")]
    [InlineData(PlaneModel.Axisymmetric, "axisymmetry")]
    public void An_incompressible_solid_has_no_stiffness_where_its_volume_is_held(PlaneModel model, string words)
    {
        var refused = Assert.Throws<ScenarioException>(() => Stiffness(new IsotropicLaw(1e9, 0.5), model, 0));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1e9 / 0.75, Stiffness(new IsotropicLaw(1e9, 0.5), PlaneModel.PlaneStress, 0)[0], 1);
    }

    [Fact]
    public void Constants_that_store_negative_energy_are_refused()
    {
        Assert.Contains("-43", Assert.Throws<ScenarioException>(() => new IsotropicLaw(-43, 0.3)).Message, StringComparison.Ordinal);
        Assert.Contains("0.6", Assert.Throws<ScenarioException>(() => new IsotropicLaw(43e9, 0.6)).Message, StringComparison.Ordinal);
        Assert.Contains("ν12 = 2.5", Assert.Throws<ScenarioException>(() => new OrthotropicLaw(Stiff with { Nu12 = 2.5 })).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => new OrthotropicLaw(Stiff with { G12 = 0 }));
    }

    private static double[] Stiffness(IElasticLaw law, PlaneModel model, double angle)
    {
        var d = new double[16];
        PlaneStiffness.Of(law, model, 0.5, angle, d);
        return d;
    }

    private static double[] Product(double[] matrix, double[] vector) => [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Sum(j => matrix[(4 * i) + j] * vector[j]))];

    private static double Energy(double[] d, double[] strain) => 0.5 * Product(d, strain).Zip(strain, (s, e) => s * e).Sum();
}
