using Stria.Matter;
using Stria.Numerics.Diffusion;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Radial;
using Stria.Physics.Thermodynamics;
using Stria.Tests.Physics.Radial;

namespace Stria.Verification;

/// <summary>The radial solver against series, closed forms and the disk of finite elements.</summary>
[Collection(VerificationCollection.Name)]
public sealed class RadialVerification
{
    private const string Section = "Phase field along a radius";
    private const double T = 298.15, ThermalEnergy = PhysicalConstants.GasConstant * T, Radius = 1e-7, D = 1e-15;

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Cylinder)]
    [InlineData(ParticleShape.Sphere)]
    public void Series(ParticleShape shape)
    {
        const double Rate = 0.02, Time = 3;
        double exact = 0.3 + (Rate * Radius * Radius / (int)shape / D * ConstantFluxDiffusion.SurfaceRise(shape, D * Time / (Radius * Radius)));
        double kept = 0;
        double[] errors = [.. new[] { 32, 64, 128, 256 }.Select(cells =>
        {
            RadialSolver solver = new(Ideal(shape, cells) with { Surface = ConstantInflow.Galvanostatic(Rate, shape, Radius) }, 1e-9);
            solver.Fill(0.3);
            solver.Advance(Time);
            kept = Math.Max(kept, Math.Abs(solver.Mean - 0.3 - (Rate * Time)));
            return Math.Abs(solver.SurfaceComposition() - exact);
        })];
        VerificationRecord.AtMost(Section, $"{shape} filled by a constant current: mean c, less what entered", 1e-12, kept);
        for (int i = 1; i < errors.Length; i++)
        {
            VerificationRecord.Between(Section, $"{shape} filled by a constant current, {32 << i} shells, c at the surface ({errors[i]:G3}): rate", 1.8, 2.3, Math.Log2(errors[i - 1] / errors[i]));
        }
    }

    [Fact]
    public void Disk()
    {
        (string Name, double Chi, double Inflow, Func<double, double> Start, double Until)[] cases =
            [("solid solution that is filled", 1.0, 0.8, _ => 0.3, 0.25), ("two phases", 2.8, 0, r => 0.5 + (0.3 * Math.Tanh((r - 0.6) / 0.12)), 0.2)];
        foreach ((string name, double chi, double inflow, Func<double, double> start, double until) in cases)
        {
            DiskComparison found = RadialCases.BesideDisk((chi, inflow), start, until, (22, 1e-4));
            VerificationRecord.AtMost(Section, $"{name}, cylinder beside a disk of 22 rings of quadratic cells: largest difference of c", 0.004, found.Worst);
            VerificationRecord.Add(Section, $"{name}: hydrostatic stress at the centre of the disk by that of the cylinder", 1, found.Centre / found.Expected, 0.01);
            VerificationRecord.AtLeast(Section, $"{name}: largest minus smallest c", 0.05, found.Span);
        }
    }

    [Fact]
    public void Interface()
    {
        const double Kappa = 8.8e-15, Maximum = 18532;
        IChemicalPotential law = RegularSolution.At(2.5, T).ToChemicalPotential();
        CommonTangent tangent = new PhaseEquilibria(law).Tangents[0];
        var exact = new InterfaceProperties(law, tangent, Kappa, Maximum);
        foreach ((int shells, double tolerance) in new[] { (8, 0.005), (16, 0.00125) })
        {
            int cells = (int)Math.Round(Radius / (exact.Width / shells));
            var solver = new RadialSolver(Ideal(ParticleShape.Slab, cells) with { Law = law, Diffusivity = 5e-15, GradientEnergy = Kappa }, 1e-5);
            solver.Fill([.. Enumerable.Range(0, cells).Select(i => i < cells / 2 ? tangent.High : tangent.Low)]);
            solver.Advance(400);
            VerificationRecord.Add(Section, $"interface, {shells} shells across: energy by the closed form", 1, (solver.Energy - tangent.At(solver.Mean)) * Maximum * Radius / exact.Energy, tolerance);
            VerificationRecord.Add(Section, $"interface, {shells} shells across: lithium-poor phase", tangent.Low, solver.Composition[^1], 1e-6);
        }
    }

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Cylinder)]
    [InlineData(ParticleShape.Sphere)]
    public void Closed(ParticleShape shape)
    {
        const int Cells = 400;
        RadialProblem problem = Ideal(shape, Cells) with { Law = RegularSolution.At(3, T).ToChemicalPotential(), Diffusivity = 5e-15, GradientEnergy = 4e-14, Swelling = new IsotropicSwelling(43e9, 0.3, 2.415e-6 * 18531 / 3, 18531) };
        var solver = new RadialSolver(problem, 1e-4);
        solver.Fill([.. Enumerable.Range(0, Cells).Select(i => 0.5 + (0.01 * Math.Cos(Math.PI * (i + 0.5) / Cells)))]);
        var watch = new Watch(solver);
        solver.Advance(1e4, watch);
        VerificationRecord.AtMost(Section, $"closed {shape} that separates: largest change of the mean in a step", 1e-14, watch.Drift);
        VerificationRecord.AtMost(Section, $"closed {shape}: change of the mean in all", 1e-11, Math.Abs(solver.Mean - watch.Start) / watch.Start);
        VerificationRecord.AtMost(Section, $"closed {shape}: largest rise of the energy in a step, by itself", 1e-12, watch.Rise);
        VerificationRecord.AtLeast(Section, $"closed {shape}: largest minus smallest c at the end", 0.5, solver.Composition.ToArray().Max() - solver.Composition.ToArray().Min());
    }

    private static RadialProblem Ideal(ParticleShape shape, int cells) => new()
    {
        Shape = shape,
        Length = Radius,
        Law = new RegularSolution(0, ThermalEnergy).ToChemicalPotential(),
        ThermalEnergy = ThermalEnergy,
        Diffusivity = D,
        Cells = cells,
    };

    private sealed class Watch(RadialSolver start) : IProgress<RadialSolver>
    {
        private double energy = start.Energy, mean = start.Mean;

        public double Start { get; } = start.Mean;

        public double Rise { get; private set; } = double.NegativeInfinity;

        public double Drift { get; private set; }

        public void Report(RadialSolver value)
        {
            (Rise, Drift) = (Math.Max(Rise, (value.Energy - energy) / Math.Abs(energy)), Math.Max(Drift, Math.Abs(value.Mean - mean)));
            (energy, mean) = (value.Energy, value.Mean);
        }
    }
}
