using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>Elastic problems with closed forms, on small meshes; tables with rates are in the verification tests.</summary>
public sealed class ElasticGatesTests
{
    [Theory]
    [InlineData(MeshOrder.Linear, true, 2)]
    [InlineData(MeshOrder.Quadratic, true, 3)]
    [InlineData(MeshOrder.Quadratic, false, 2)]
    public void A_disk_with_radial_composition_converges_at_its_order(MeshOrder order, bool curved, double rate) =>
        Assert.InRange(Math.Log2(ElasticCases.DiskError(8, order, curved) / ElasticCases.DiskError(16, order, curved)), rate - 0.15, rate + 0.15);

    [Theory]
    [InlineData(PlaneModel.PlaneStress, false, 1)]
    [InlineData(PlaneModel.PlaneStress, true, 1)]
    [InlineData(PlaneModel.PlaneStrain, false, 1)]
    [InlineData(PlaneModel.PlaneStrain, true, 1)]
    [InlineData(PlaneModel.PlaneStress, false, 5)]
    [InlineData(PlaneModel.PlaneStrain, true, 0.2)]
    public void Core_and_shell_with_their_own_moduli_agree_with_the_closed_form(PlaneModel model, bool clamped, double stiffer)
    {
        Phase shell = new(Bodies.E, 0.3, 0.004), core = new(stiffer * Bodies.E, 0.2, 0.02);
        (ElasticSolution solution, CoreShell exact) = ElasticCases.CoreAndShell(model, core, shell, 8, clamped);
        double scale = Math.Max(Math.Abs(exact.At(ElasticCases.R)), Math.Abs(exact.At(ElasticCases.R / 2)));
        Assert.InRange(Bodies.ErrorOfDisplacement(solution, exact.At) / scale, 0, 1e-3);
        double[] inCore = ElasticCases.Component(solution.PointStress, 0);
        Assert.Equal(exact.InterfacePressure, solution.Statistics.Mean(inCore, solution.CellsOf("core")), 0.005 * Math.Abs(exact.InterfacePressure));
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 2)]
    [InlineData(MeshOrder.Quadratic, 3)]
    public void A_sheet_with_a_hole_converges_to_Kirsch(MeshOrder order, double rate) =>
        Assert.InRange(Math.Log2(ElasticCases.KirschError(16, order) / ElasticCases.KirschError(32, order)), rate - 0.15, rate + 0.15);

    [Fact]
    public void The_stress_at_a_hole_is_three_times_the_tension()
    {
        ElasticSolution solution = ElasticCases.Kirsch(16, MeshOrder.Quadratic);
        Assert.Equal(3e9, solution.NodalStress().AtNodes().Where((_, i) => i % 4 == 0).Max(), 0.02 * 3e9);
    }

    [Fact]
    public void A_strip_of_two_layers_bends_as_Timoshenko_says() => Assert.Equal(1, ElasticCases.BimaterialRatio(60, 3), 0.005);

    [Fact]
    public void A_thin_film_bends_a_plate_as_Stoney_says() => Assert.Equal(610.24e6, ElasticCases.StoneyConstant(60, 3), 0.005 * 610.24e6);

    [Theory]
    [InlineData(MeshOrder.Linear, 2)]
    [InlineData(MeshOrder.Quadratic, 3)]
    public void A_sphere_converges_at_its_order(MeshOrder order, double rate) =>
        Assert.InRange(Math.Log2(ElasticCases.SphereError(8, order) / ElasticCases.SphereError(16, order)), rate - 0.15, rate + 0.15);
}
