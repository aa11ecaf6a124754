using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Tests.Physics;

namespace Stria.Verification;

/// <summary>Elasticity against closed forms and manufactured solutions, with rates of convergence.</summary>
[Collection(VerificationCollection.Name)]
public sealed class ElasticityVerification
{
    private const string Rates = "Elasticity: rates of convergence", Forms = "Elasticity: closed forms", Wire = "Elasticity: energy of a bent wire";

    [Theory]
    [InlineData(MeshOrder.Linear, true, 2)]
    [InlineData(MeshOrder.Quadratic, true, 3)]
    [InlineData(MeshOrder.Quadratic, false, 2)]
    public void Disk_with_radial_composition(MeshOrder order, bool curved, double rate)
    {
        string sides = order == MeshOrder.Linear ? "linear cells" : curved ? "quadratic cells, sides on the circle" : "quadratic cells, straight sides";
        Table($"disk in plane strain, c = exp(−r²/R²), {sides}", [8, 16, 32, 64], n => ElasticCases.DiskError(n, order, curved), rate, 0.1);
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 2)]
    [InlineData(MeshOrder.Quadratic, 3)]
    public void Hole_in_a_sheet(MeshOrder order, double rate) =>
        Table($"hole in a sheet (Kirsch, exact tractions on the outer edge), {Cells(order)}", [16, 32, 64], n => ElasticCases.KirschError(n, order), rate, 0.1);

    [Theory]
    [InlineData(MeshOrder.Linear, 2)]
    [InlineData(MeshOrder.Quadratic, 3)]
    public void Sphere(MeshOrder order, double rate) => Table($"sphere by axisymmetry, c = r²/R², {Cells(order)}", [8, 16, 32], n => ElasticCases.SphereError(n, order), rate, 0.1);

    [Theory]
    [InlineData(PlaneModel.PlaneStress)]
    [InlineData(PlaneModel.PlaneStrain)]
    [InlineData(PlaneModel.Axisymmetric)]
    public void Manufactured_solutions(PlaneModel model)
    {
        IElasticLaw turned = new OrthotropicLaw(new OrthotropicConstants(90e9, 40e9, 25e9, 0.25, 0.2, 0.35) { G12 = 17e9 }, 0.2);
        foreach (MeshOrder order in Enum.GetValues<MeshOrder>())
        {
            foreach (IElasticLaw law in new[] { new IsotropicLaw(43e9, 0.3), turned })
            {
                var manufactured = new ManufacturedElasticity(model, law, law.DependsOnDirection ? 0.5 : 0);
                Table($"manufactured solution, {model}, {law.Kind}, {Cells(order)}", [8, 16, 32, 64], n => manufactured.Errors(n, order).Displacement, (int)order + 1, 0.1);
                double[] stress = [manufactured.Errors(32, order).Stress, manufactured.Errors(64, order).Stress];
                VerificationRecord.AtLeast(Rates, $"manufactured solution, {model}, {law.Kind}, {Cells(order)}: rate of the stress, n = 64", (int)order - 0.1, Math.Log2(stress[0] / stress[1]));
            }
        }
    }

    [Theory]
    [InlineData(PlaneModel.PlaneStress, false, 1)]
    [InlineData(PlaneModel.PlaneStress, true, 1)]
    [InlineData(PlaneModel.PlaneStrain, false, 1)]
    [InlineData(PlaneModel.PlaneStrain, true, 1)]
    [InlineData(PlaneModel.PlaneStress, false, 5)]
    [InlineData(PlaneModel.PlaneStress, true, 0.2)]
    [InlineData(PlaneModel.PlaneStrain, false, 5)]
    [InlineData(PlaneModel.PlaneStrain, true, 0.2)]
    public void Core_and_shell(PlaneModel model, bool clamped, double stiffer)
    {
        Phase shell = new(43e9, 0.3, 0.004), core = new(stiffer * 43e9, 0.2, 0.02);
        (ElasticSolution solution, CoreShell exact) = ElasticCases.CoreAndShell(model, core, shell, 24, clamped);
        double mean = solution.Statistics.Mean(ElasticCases.Component(solution.PointStress, 0), solution.CellsOf("core"));
        VerificationRecord.Add(Forms, $"core and shell, {model}, {(clamped ? "clamped" : "free")}, core {stiffer} times as stiff: pressure in the core by the closed form", 1, mean / exact.InterfacePressure, 0.005);
    }

    [Fact]
    public void Bending()
    {
        VerificationRecord.Add(Forms, "strip of two layers: curvature by Timoshenko's (J. Opt. Soc. Am. 1925)", 1, ElasticCases.BimaterialRatio(160, 8), 0.005);
        VerificationRecord.Add(Forms, "thin film on a plate: stress by curvature [MPa m], Stoney with the numbers of Santos, Mater. Horiz. 2020, eq. 1", 610.24, ElasticCases.StoneyConstant(160, 8) / 1e6, 0.005 * 610.24);
        double largest = ElasticCases.Kirsch(48, MeshOrder.Quadratic).NodalStress().AtNodes().Where((_, i) => i % 4 == 0).Max() / 1e9;
        VerificationRecord.Add(Forms, "hole in a sheet: largest stress by the tension", 3, largest, 0.005 * 3);
    }

    [Fact]
    public void Energy_of_a_bent_wire()
    {
        double converged = ElasticCases.BentWireEnergy(600, 150, MeshOrder.Quadratic);
        VerificationRecord.Add(Wire, "converged energy, quadratic cells, 600 × 150 boxes [nJ/m]", BentWire.Energy * 1e9, converged * 1e9, 1e-5 * BentWire.Energy * 1e9);
        double Error(int along, int across, MeshOrder order, bool cut) => 100 * Math.Abs((ElasticCases.BentWireEnergy(along, across, order, cut) / converged) - 1);
        double AtPoints(int along, int across, bool cut) => 100 * Math.Abs((ElasticCases.BentWireEnergy(along, across, MeshOrder.Quadratic, cut, true) / converged) - 1);
        (int Along, int Across, double Linear, double Quadratic)[] boxes = [(50, 12, 6, 2), (100, 25, 2, 0.2), (200, 50, 0.6, 0.01), (400, 100, 0.2, 0.001)];
        foreach ((int along, int across, double linear, double quadratic) in boxes)
        {
            int unknowns = 2 * ((2 * along) + 1) * ((2 * across) + 1);
            VerificationRecord.AtMost(Wire, $"quadratic cells, {unknowns} unknowns, boxes cut along the striations: relative error [%]", quadratic, Error(along, across, MeshOrder.Quadratic, true));
            VerificationRecord.AtMost(Wire, $"quadratic cells, {unknowns} unknowns, boxes cut across the striations: relative error [%]", 4 * quadratic, Error(along, across, MeshOrder.Quadratic, false));
            VerificationRecord.AtMost(Wire, $"quadratic cells, {unknowns} unknowns, composition at the points, boxes cut along the striations: relative error [%]", quadratic, AtPoints(along, across, true));
            VerificationRecord.AtMost(Wire, $"quadratic cells, {unknowns} unknowns, composition at the points, boxes cut across the striations: relative error [%]", quadratic, AtPoints(along, across, false));
            VerificationRecord.AtMost(Wire, $"linear cells, {unknowns} unknowns, boxes cut along the striations: relative error [%]", linear, Error(2 * along, 2 * across, MeshOrder.Linear, true));
        }
    }

    private static string Cells(MeshOrder order) => order == MeshOrder.Linear ? "linear cells" : "quadratic cells";

    private static void Table(string what, int[] refinements, Func<int, double> error, double rate, double tolerance)
    {
        double[] errors = [.. refinements.Select(error)];
        for (int i = 0; i < errors.Length; i++)
        {
            // A record of the error itself; the rate is what is asked.
            VerificationRecord.AtMost(Rates, $"{what}: relative error of the displacement, n = {refinements[i]}", 0.1, errors[i]);
        }

        int last = errors.Length - 1;
        VerificationRecord.Add(Rates, $"{what}: rate, n = {refinements[last]}", rate, Math.Log2(errors[last - 1] / errors[last]), tolerance);
    }
}
