using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;
using Stria.Tests.Physics.PhaseField;

namespace Stria.Verification;

/// <summary>The phase field against closed forms, manufactured solutions and published benchmarks, with rates of convergence.</summary>
[Collection(VerificationCollection.Name)]
public sealed class PhaseFieldVerification
{
    private const string Rates = "Phase field: rates of convergence", Forms = "Phase field: closed forms", Published = "Phase field: PFHub benchmarks";

    private static readonly double[] Times = [20, 50, 100, 200, 300, 500, 700, 1000];

    [Theory]
    [InlineData(MeshOrder.Linear, PhaseFieldMethod.Newton)]
    [InlineData(MeshOrder.Linear, PhaseFieldMethod.Linear)]
    [InlineData(MeshOrder.Quadratic, PhaseFieldMethod.Newton)]
    [InlineData(MeshOrder.Quadratic, PhaseFieldMethod.Linear)]
    public void Space(MeshOrder order, PhaseFieldMethod method)
    {
        var steady = new ManufacturedPhaseField(0);
        Table($"steady manufactured solution, {Cells(order)}, {method}: error of c", [8, 16, 32], n => steady.Error(n, order, method, (0.5, 20)), (int)order + 1, 0.15);
    }

    [Theory]
    [InlineData(PhaseFieldMethod.Newton)]
    [InlineData(PhaseFieldMethod.Linear)]
    public void Time(PhaseFieldMethod method)
    {
        // On one mesh, between steps and half steps: against the exact solution the error in space (2e-5 on this mesh) would hide that in time.
        var swinging = new ManufacturedPhaseField(0.5);
        Table($"swinging manufactured solution, {method}: difference of c at t = 1 between n and 2n steps", [20, 40, 80], n => Difference(swinging, method, n), 2, 0.15);
        VerificationRecord.AtMost(Rates, $"swinging manufactured solution, {method}, 160 steps: error of c at t = 1 against the exact solution", 3e-5, swinging.Error(24, MeshOrder.Quadratic, method, (1, 160)));
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 2)]
    [InlineData(MeshOrder.Quadratic, 3)]
    public void Benchmark_7(MeshOrder order, double rate)
    {
        var front = new ManufacturedFront();
        Table($"PFHub 7 (Allen–Cahn front, t = 1), {Cells(order)}, h and Δt halved: error of η", [32, 64, 128], n => front.Error(n, order, (1, (int)(n * (order == MeshOrder.Linear ? 1 : 2.5))), PhaseFieldMethod.Newton), Math.Min(rate, 2), order == MeshOrder.Linear ? 0.2 : 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(PlaneModel.PlaneStress)]
    [InlineData(PlaneModel.PlaneStrain)]
    public void Growth(PlaneModel? model)
    {
        foreach (MeshOrder order in Enum.GetValues<MeshOrder>())
        {
            foreach (PhaseFieldMethod method in new[] { PhaseFieldMethod.Linear, PhaseFieldMethod.Newton })
            {
                VerificationRecord.Add(Forms, $"growth of the fastest wave, 20 nodes in half a wave, {Cells(order)}, {method}, {model?.ToString() ?? "uncoupled"}: by the closed form", 1, PhaseFieldGates.GrowthRatio(model, method, order), 0.01);
            }
        }
    }

    [Fact]
    public void Interface()
    {
        foreach ((MeshOrder order, double cells) in new[] { (MeshOrder.Linear, 4.0), (MeshOrder.Linear, 8), (MeshOrder.Quadratic, 2), (MeshOrder.Quadratic, 4) })
        {
            (double energy, double width) = PhaseFieldGates.InterfaceRatios(2.5, cells, order);
            VerificationRecord.Add(Forms, $"interface, {cells} {Cells(order)} across its width: energy by the closed form", 1, energy, 0.005);
            VerificationRecord.Add(Forms, $"interface, {cells} {Cells(order)} across its width: ∫(c−c_α)(c_β−c) by the closed form", 1, width, 0.005);
        }
    }

    [Theory]
    [InlineData(null, 2.5, 24)]
    [InlineData(null, 3.0, 18)]
    [InlineData(PlaneModel.PlaneStress, 2.5, 30)]
    [InlineData(PlaneModel.PlaneStrain, 2.5, 48)]
    public void Binodal(PlaneModel? model, double chi, double length)
    {
        (PhaseFieldSolver solver, PhaseFieldState state) = PhaseFieldGates.Lamella(model, chi, (length, 64), MeshOrder.Quadratic);
        solver.Dispose();
        double low = PhaseFieldGates.Binodal(chi - (PhaseFieldGates.Coherency(model) / 2));
        VerificationRecord.Add(Forms, $"lithium-poor phase at χ = {chi}, {model?.ToString() ?? "uncoupled"}", low, state.Composition.Min(), 1e-6);
    }

    [Fact]
    public void Benchmark_1b()
    {
        WatchedRun coarse = Run(StructuredMesh.Rectangle(200, 200, 80, 80, MeshOrder.Quadratic), Times), fine = Run(StructuredMesh.Rectangle(200, 200, 100, 100, MeshOrder.Quadratic), Times);
        Compare("PFHub 1b (square, no flux)", (2.5, 2), coarse, fine);
        double[] transforms = SpectralVerification.Energies(128, 1e-7, Times);
        for (int i = 0; i < Times.Length; i++)
        {
            VerificationRecord.Add(Published, $"PFHub 1b: energy at t = {Times[i]} by finite elements (h = 2), by cosine transforms", 1, fine.At[i].Energy / transforms[i], 0.003);
        }
    }

    [Fact]
    public void Benchmark_1c()
    {
        WatchedRun coarse = Run(PhaseFieldCases.Tee(2, MeshOrder.Quadratic), Times), fine = Run(PhaseFieldCases.Tee(1.25, MeshOrder.Quadratic), Times);
        Compare("PFHub 1c (T)", (2, 1.25), coarse, fine);
    }

    private static WatchedRun Run(TriangleMesh mesh, double[] times)
    {
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Benchmark1(mesh), new PhaseFieldTime { Method = PhaseFieldMethod.Linear });
        return PhaseFieldCases.Run(solver, solver.Start(PhaseFieldCases.AtUnknowns(solver, PhaseFieldCases.Benchmark1Start)), times);
    }

    // Energies converge with the square of the cell size at least, so that the difference bounds the error of the finer run by 1/((h₁/h₂)² − 1) of itself.
    private static void Compare(string name, (double Coarse, double Fine) size, WatchedRun coarse, WatchedRun fine)
    {
        double share = 1 / (Math.Pow(size.Coarse / size.Fine, 2) - 1);
        for (int i = 0; i < fine.At.Count; i++)
        {
            double estimate = share * Math.Abs((coarse.At[i].Energy / fine.At[i].Energy) - 1);
            VerificationRecord.AtMost(Published, $"{name}: estimated error of the energy at t = {fine.At[i].Time}, {fine.At[i].Energy:F3} at h = {size.Fine}", 0.003, estimate);
        }

        foreach ((string mesh, WatchedRun run) in new[] { ("coarse", coarse), ("fine", fine) })
        {
            VerificationRecord.AtMost(Published, $"{name}, {mesh}: largest change of the mass in a step", 1e-14, run.LargestDrift);
            VerificationRecord.AtMost(Published, $"{name}, {mesh}: change of the mass in all", 1e-11, run.TotalDrift);
            VerificationRecord.AtMost(Published, $"{name}, {mesh}: largest rise of the energy in a step, by its parts", 1e-12, run.LargestRise);
        }
    }

    private static void Table(string name, int[] sizes, Func<int, double> error, double rate, double margin)
    {
        double[] errors = [.. sizes.Select(error)];
        for (int i = 1; i < sizes.Length; i++)
        {
            VerificationRecord.Between(Rates, $"{name}, n = {sizes[i]} ({errors[i]:G3}): rate", rate - margin, rate + 1.2, Math.Log2(errors[i - 1] / errors[i]));
        }
    }

    private static double Difference(ManufacturedPhaseField of, PhaseFieldMethod method, int steps)
    {
        (PhaseFieldSolver one, PhaseFieldState coarse) = of.Run(24, MeshOrder.Quadratic, method, (1, steps));
        (PhaseFieldSolver two, PhaseFieldState fine) = of.Run(24, MeshOrder.Quadratic, method, (1, 2 * steps));
        using (one)
        using (two)
        {
            return Math.Sqrt(coarse.Composition.Zip(fine.Composition, (a, b) => (a - b) * (a - b)).Average());
        }
    }

    private static string Cells(MeshOrder order) => order == MeshOrder.Linear ? "linear cells" : "quadratic cells";
}
