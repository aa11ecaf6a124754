using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;
using Stria.Tests.Physics;
using Stria.Tests.Physics.PhaseField;

namespace Stria.Verification;

/// <summary>Currents through a part of one potential, and the stress of two phases between rollers.</summary>
[Collection(VerificationCollection.Name)]
public sealed class BoundaryVerification
{
    private const string Section = "Phase field: currents and held bodies";

    [Theory]
    [InlineData(MeshOrder.Linear, 2)]
    [InlineData(MeshOrder.Quadratic, 3)]
    public void Equipotential(MeshOrder order, double rate)
    {
        double[] errors = [.. new[] { 8, 16, 32 }.Select(n => Math.Abs(EquipotentialCases.DecayRatio(n, order) - 1))];
        VerificationRecord.AtMost(Section, $"decay of a wave along a part of one potential, {order}, n = 32: by the closed form, off by", 0.002, errors[2]);
        if (order == MeshOrder.Linear)
        {
            VerificationRecord.Between(Section, $"decay of a wave along a part of one potential, {order}, n = 32: rate", rate - 0.2, rate + 0.5, Math.Log2(errors[1] / errors[2]));
        }
    }

    [Fact]
    public void Account()
    {
        // Two phases that grow along the part: the whole of the current passes while the part keeps one potential.
        TriangleMesh mesh = StructuredMesh.Rectangle(24, 12, 24, 12, MeshOrder.Quadratic);
        PhaseFieldProblem problem = PhaseFieldCases.Coherent(mesh, PlaneModel.PlaneStrain, 2.5) with { Boundary = [new EquipotentialFlux("left", -0.2)] };
        using var solver = new PhaseFieldSolver(problem);
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, y) => 0.1 + (0.02 * Math.Cos(Math.PI * y / 12)))), end = solver.Advance(start, 500);
        double[] potential = solver.ToNodes(end.Potential);
        double[] on = [.. Enumerable.Range(0, mesh.NodeCount).Where(n => mesh.Points[2 * n] == 0).Select(n => potential[n])];
        VerificationRecord.AtMost(Section, "strip of 24 × 12 filled at one potential: amount, less what the current brought, relative", 1e-11, Math.Abs(end.Mass - start.Mass - 100) / end.Mass);
        VerificationRecord.AtMost(Section, "strip of 24 × 12 filled at one potential: span of μ over the part [RT]", 1e-9, on.Max() - on.Min());
        VerificationRecord.AtLeast(Section, "strip of 24 × 12 filled at one potential: largest minus smallest c", 0.3, end.Composition.Max() - end.Composition.Min());
    }

    [Theory]
    [InlineData(PlaneModel.PlaneStress, 30)]
    [InlineData(PlaneModel.PlaneStrain, 48)]
    public void Lamella(PlaneModel model, double length)
    {
        const int Cells = 64;
        (PhaseFieldSolver solver, PhaseFieldState state) = PhaseFieldGates.Lamella(model, 2.5, (length, Cells), MeshOrder.Quadratic);
        using (solver)
        {
            double low = PhaseFieldGates.Binodal(2.5 - (PhaseFieldGates.Coherency(model) / 2));
            double[] stress = solver.ElasticSolutionOf(state).NodalStress().AtNodes();
            double found = stress[(8 * Cells) + 1] - stress[1], wanted = -Bodies.E / PhaseFieldCases.EnergyDensity / (model == PlaneModel.PlaneStrain ? 1 - Bodies.Nu : 1) * Bodies.Eta * (1 - (2 * low));
            VerificationRecord.Add(Section, $"lamella between rollers, {model}: jump of the stress along it by −Y η Δc", 1, found / wanted, 1e-4);
        }
    }
}
