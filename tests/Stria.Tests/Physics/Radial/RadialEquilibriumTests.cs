using Stria.Matter;
using Stria.Numerics.Diffusion;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Radial;
using Stria.Physics.Thermodynamics;

namespace Stria.Tests.Physics.Radial;

/// <summary>Where radial particles come to rest, and symmetries that they keep.</summary>
public sealed class RadialEquilibriumTests
{
    private const double T = 298.15, ThermalEnergy = PhysicalConstants.GasConstant * T, Radius = 1e-7, Kappa = 2e-14;
    private static readonly IsotropicSwelling Swelling = new(43e9, 0.3, 0.0149, 18531);

    [Fact]
    public void Two_phases_in_a_plate_come_to_the_coherent_binodal()
    {
        RadialProblem problem = Problem(ParticleShape.Slab, 3) with { Swelling = Swelling };
        var solver = new RadialSolver(problem, 1e-5);
        solver.Fill(Step(problem.Cells, 0.85, 0.15));
        solver.Advance(300);
        CommonTangent coherent = new PhaseEquilibria(problem.Law.Strained(ElasticTerm.Coherent(Swelling, CoherentBody.Bulk, 0.5))).Tangents[0];
        Assert.Equal(coherent.High, solver.Composition[0], 1e-5);
        Assert.Equal(coherent.Low, solver.Composition[^1], 1e-5);
    }

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Cylinder)]
    [InlineData(ParticleShape.Sphere)]
    public void At_rest_the_potential_is_the_same_everywhere(ParticleShape shape)
    {
        var solver = new RadialSolver(Problem(shape, 2.8) with { Swelling = Swelling }, 1e-5);
        solver.Fill(Step(solver.Composition.Length, 0.8, 0.2));
        double before = solver.Energy;
        solver.Advance(3000);
        double[] mu = solver.Potential();
        Assert.True(solver.Composition[0] - solver.Composition[^1] > 0.4);
        Assert.Equal(0, mu.Max() - mu.Min(), 1e-6 * ThermalEnergy);
        Assert.Equal(mu[^1], solver.SurfacePotential(), 1e-6 * ThermalEnergy);
        Assert.True(solver.Energy < before);
    }

    [Fact]
    public void A_core_of_the_rich_phase_feels_its_curvature()
    {
        // Gibbs and Thomson without elasticity: μ − μ₀ = 2γ/(r C_max Δc) for a core of radius r.
        const double Maximum = 18531;
        RadialProblem problem = Problem(ParticleShape.Sphere, 2.8) with { Cells = 300 };
        CommonTangent flat = new PhaseEquilibria(problem.Law).Tangents[0];
        var solver = new RadialSolver(problem, 1e-5);
        solver.Fill(Step(300, flat.High, flat.Low, 0.6));
        solver.Advance(300);
        double energy = new InterfaceProperties(problem.Law, flat, Kappa, Maximum).Energy;
        double[] c = solver.Composition.ToArray(), r = solver.Places;
        int front = Array.FindIndex(c, v => v < 0.5);
        double expected = 2 * energy / (r[front] * Maximum * (flat.High - flat.Low));
        Assert.Equal(expected, solver.SurfacePotential() - flat.Potential, 0.05 * expected);
    }

    [Fact]
    public void Filling_and_emptying_mirror_each_other_where_the_law_does()
    {
        double[] Run(double from, double rate)
        {
            var solver = new RadialSolver(Problem(ParticleShape.Cylinder, 2.6) with { Surface = ConstantInflow.Galvanostatic(rate, ParticleShape.Cylinder, Radius) }, 1e-4);
            solver.Fill(from);
            solver.Advance(0.4 / Math.Abs(rate));
            return solver.Composition.ToArray();
        }

        double[] filled = Run(0.05, 1e-3), emptied = Run(0.95, -1e-3);
        Assert.True(filled.Max() - filled.Min() > 0.3);
        Assert.All(filled.Zip(emptied), p => Assert.Equal(p.First, 1 - p.Second, 1e-6));
    }

    [Fact]
    public void A_problem_without_units_is_the_same_problem()
    {
        RadialProblem si = Problem(ParticleShape.Sphere, 2.7) with { Surface = ConstantInflow.Galvanostatic(2e-3, ParticleShape.Sphere, Radius), Swelling = Swelling };
        RadialProblem plain = si with
        {
            Length = 1,
            Law = new RegularSolution(2.7).ToChemicalPotential(),
            ThermalEnergy = 1,
            Diffusivity = 1,
            GradientEnergy = Kappa / (ThermalEnergy * Radius * Radius),
            Swelling = new IsotropicSwelling(43e9 / (ThermalEnergy * 18531), 0.3, 0.0149, 1),
            Surface = ConstantInflow.Galvanostatic(2e-3 * Radius * Radius / 5e-15, ParticleShape.Sphere, 1),
        };
        double[] Run(RadialProblem problem, double time)
        {
            var solver = new RadialSolver(problem, 1e-5);
            solver.Fill(0.1);
            solver.Advance(time);
            return solver.Composition.ToArray();
        }

        double[] a = Run(si, 150), b = Run(plain, 150 * 5e-15 / (Radius * Radius));
        Assert.True(a.Max() - a.Min() > 0.3);
        Assert.All(a.Zip(b), p => Assert.Equal(p.First, p.Second, 1e-3));
    }

    [Fact]
    public void Pieces_of_time_make_the_same_run_within_its_tolerance()
    {
        var whole = new RadialSolver(Problem(ParticleShape.Sphere, 1.5) with { Surface = ConstantInflow.Galvanostatic(5e-3, ParticleShape.Sphere, Radius) }, 1e-7);
        var pieces = new RadialSolver(Problem(ParticleShape.Sphere, 1.5) with { Surface = ConstantInflow.Galvanostatic(5e-3, ParticleShape.Sphere, Radius) }, 1e-7);
        whole.Fill(0.1);
        pieces.Fill(0.1);
        whole.Advance(100);
        for (int i = 1; i <= 10; i++)
        {
            pieces.Advance(10.0 * i);
            Assert.Equal(10.0 * i, pieces.Time);
            Assert.Equal(0.1 + (0.05 * i), pieces.Mean, 1e-11);
            Assert.Equal(0.05 * i, pieces.Inserted, 1e-11);
        }

        Assert.All(whole.Composition.ToArray().Zip(pieces.Composition.ToArray()), p => Assert.Equal(p.First, p.Second, 1e-5));
    }

    [Fact]
    public void A_constant_mobility_is_another_law_with_the_same_rest()
    {
        RadialProblem problem = Problem(ParticleShape.Slab, 2.6);
        double[] rest = [.. new[] { RadialMobility.Degenerate, RadialMobility.Constant }.Select(mobility =>
        {
            var solver = new RadialSolver(problem with { Mobility = mobility }, 1e-5);
            solver.Fill(Step(problem.Cells, 0.8, 0.2));
            solver.Advance(2000);
            return solver.Composition[^1];
        })];
        Assert.Equal(rest[0], rest[1], 1e-6);
        Assert.Equal(new PhaseEquilibria(problem.Law).Tangents[0].Low, rest[0], 1e-5);
    }

    [Fact]
    public void Filled_anew_a_solver_begins_again()
    {
        var solver = new RadialSolver(Problem(ParticleShape.Sphere, 2.6) with { Surface = new ConstantInflow(1e-11) });
        double[] Run()
        {
            solver.Fill(0.2);
            Assert.Equal((0.0, 0, 0.0), (solver.Time, solver.Steps, solver.Inserted));
            solver.Advance(50);
            return solver.Composition.ToArray();
        }

        Assert.Equal(Run(), Run());
    }

    private static double[] Step(int cells, double inside, double outside, double at = 0.5) =>
        [.. Enumerable.Range(0, cells).Select(i => ((inside + outside) / 2) - ((inside - outside) / 2 * Math.Tanh((((i + 0.5) / cells) - at) / 0.06)))];

    private static RadialProblem Problem(ParticleShape shape, double chi) => new()
    {
        Shape = shape,
        Length = Radius,
        Law = RegularSolution.At(chi, T).ToChemicalPotential(),
        ThermalEnergy = ThermalEnergy,
        Diffusivity = 5e-15,
        GradientEnergy = Kappa,
        Cells = 100,
    };
}
