using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Diffusion;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Radial;
using Stria.Physics.Thermodynamics;

namespace Stria.Tests.Physics.Radial;

/// <summary>The radial solver against series, closed forms and conserved quantities.</summary>
public sealed class RadialSolverTests
{
    private const double T = 298.15, ThermalEnergy = PhysicalConstants.GasConstant * T, Radius = 1e-7, D = 1e-15;

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Cylinder)]
    [InlineData(ParticleShape.Sphere)]
    public void An_ideal_solid_solution_follows_the_series_of_diffusion_to_second_order_in_space(ParticleShape shape)
    {
        double rate = 0.02, time = 3, theta = D * time / (Radius * Radius);
        double exact = 0.3 + (rate * Radius * Radius / (int)shape / D * ConstantFluxDiffusion.SurfaceRise(shape, theta));
        double[] errors = [.. new[] { 16, 32, 64 }.Select(cells =>
        {
            var solver = new RadialSolver(Ideal(shape, cells, ConstantInflow.Galvanostatic(rate, shape, Radius)), 1e-8);
            solver.Fill(0.3);
            solver.Advance(time);
            Assert.Equal(0.3 + (rate * time), solver.Mean, 1e-13);
            return Math.Abs(solver.SurfaceComposition() - exact);
        })];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 1.7, 2.4);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 1.7, 2.4);
        Assert.InRange(errors[2], 0, 5e-5);
    }

    [Fact]
    public void Errors_in_time_follow_the_tolerance()
    {
        double Surface(double tolerance)
        {
            var solver = new RadialSolver(Ideal(ParticleShape.Sphere, 40, ConstantInflow.Galvanostatic(0.02, ParticleShape.Sphere, Radius)), tolerance);
            solver.Fill(0.3);
            solver.Advance(3);
            return solver.SurfaceComposition();
        }

        // A step of second order makes an error of h³, and there are 1/h of them: ten thousand times the tolerance makes 10^(8/3) times the error.
        double fine = Surface(1e-10), middle = Math.Abs(Surface(1e-7) - fine), coarse = Math.Abs(Surface(1e-4) - fine);
        Assert.InRange(Math.Log10(coarse / middle), 1.3, 2.7);
    }

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Cylinder)]
    [InlineData(ParticleShape.Sphere)]
    public void A_closed_particle_separates_with_falling_energy_and_constant_mass(ParticleShape shape)
    {
        var solver = new RadialSolver(Separating(shape, 100, new ClosedSurface()), 1e-4);
        double[] c = [.. Enumerable.Range(0, 100).Select(i => 0.5 + (0.01 * Math.Cos(Math.PI * (i + 0.5) / 100)))];
        solver.Fill(c);
        double mean = solver.Mean, before = solver.Energy, first = before;
        for (int i = 1; i <= 60; i++)
        {
            solver.Advance(0.05 * i * i * i);
            Assert.True(solver.Energy <= before + (1e-12 * Math.Abs(before)), $"{solver.Energy} after {before}");
            Assert.Equal(mean, solver.Mean, 1e-14 * solver.Steps);
            before = solver.Energy;
        }

        Assert.Equal(mean, solver.Mean, 1e-11);
        Assert.True(first - before > 50, $"The energy fell by {first - before} J/mol only.");
        Assert.InRange(solver.Composition.ToArray().Max() - solver.Composition.ToArray().Min(), 0.5, 1);
    }

    [Theory]
    [InlineData(6, 0.005)]
    [InlineData(12, 0.00125)]
    public void The_interface_has_the_energy_and_the_width_of_the_closed_form(int cellsPerWidth, double tolerance)
    {
        // A slab in which two phases meet at a flat interface, without stress.
        IChemicalPotential law = RegularSolution.At(2.5, T).ToChemicalPotential();
        CommonTangent tangent = new PhaseEquilibria(law).Tangents[0];
        const double Kappa = 8.8e-15, Maximum = 18532;
        var exact = new InterfaceProperties(law, tangent, Kappa, Maximum);
        int cells = (int)Math.Round(Radius / (exact.Width / cellsPerWidth));
        var problem = new RadialProblem { Shape = ParticleShape.Slab, Length = Radius, Law = law, ThermalEnergy = ThermalEnergy, Diffusivity = 5e-15, GradientEnergy = Kappa, Cells = cells };
        var solver = new RadialSolver(problem, 1e-5);
        solver.Fill([.. Enumerable.Range(0, cells).Select(i => i < cells / 2 ? tangent.High : tangent.Low)]);
        solver.Advance(400);
        double energy = (solver.Energy - tangent.At(solver.Mean)) * Maximum * Radius, steepest = 0;
        for (int i = 1; i < cells; i++)
        {
            steepest = Math.Max(steepest, Math.Abs(solver.Composition[i] - solver.Composition[i - 1]) / (Radius / cells));
        }

        Assert.Equal(exact.Energy, energy, tolerance * exact.Energy);
        Assert.Equal(exact.Width, (tangent.High - tangent.Low) / steepest, 2 * tolerance * exact.Width);
        Assert.Equal(tangent.Low, solver.Composition[^1], 1e-6);
    }

    [Fact]
    public void A_slow_filling_passes_into_two_phases_at_the_spinodal_and_out_again()
    {
        RadialProblem problem = Separating(ParticleShape.Sphere, 60, ConstantInflow.Galvanostatic(1 / 72000.0, ParticleShape.Sphere, Radius));
        var solver = new RadialSolver(problem, 3e-4);
        solver.Fill(0.02);
        double limit = new PhaseEquilibria(problem.Law.Strained(new ElasticTerm(problem.Coupling, 1, 0, 0))).Spinodals[0].Low;
        solver.Advance((limit - 0.03) * 72000);
        Assert.InRange(solver.SurfaceComposition() - solver.Composition[0], 0, 0.01);
        solver.Advance(0.48 * 72000);
        Assert.InRange(solver.SurfaceComposition(), 0.8, 0.95);
        Assert.InRange(solver.Composition[0], 0.08, 0.2);
        solver.Advance(0.93 * 72000);
        Assert.InRange(solver.SurfaceComposition() - solver.Composition[0], 0, 0.01);
        Assert.Equal(0.95, solver.Mean, 1e-11);
        Assert.True(solver.Steps < 1500, $"{solver.Steps} steps");
    }

    [Fact]
    public void A_held_surface_fills_the_particle_to_its_potential()
    {
        double potential = ThermalEnergy * Math.Log(0.6 / 0.4);
        var solver = new RadialSolver(Ideal(ParticleShape.Cylinder, 40, new HeldSurface(potential)), 1e-5);
        solver.Fill(0.2);
        solver.Advance(100);
        Assert.Equal(0.6, solver.Composition[0], 1e-6);
        Assert.Equal(potential, solver.SurfacePotential(), 1e-9 * potential);
    }

    [Theory]
    [InlineData(Reservoir.Activity)]
    [InlineData(Reservoir.Potential)]
    public void A_particle_that_stays_even_fills_as_its_reaction_says(Reservoir reservoir)
    {
        // Diffusion a million times faster than the reaction: dc/dt = 3 j/R, integrated by Runge–Kutta with small steps.
        var reaction = new SurfaceReaction(1e-12, 0.4 * ThermalEnergy, T, reservoir);
        IChemicalPotential law = RegularSolution.At(1.2, T).ToChemicalPotential();
        var problem = new RadialProblem { Shape = ParticleShape.Sphere, Length = Radius, Law = law, ThermalEnergy = ThermalEnergy, Diffusivity = 1e-11, Cells = 8, Surface = reaction };
        var solver = new RadialSolver(problem, 1e-8);
        solver.Fill(0.1);
        solver.Advance(20000);
        double c = 0.1, h = 1;
        double Rate(double x) => 3 * reaction.Inflow(0, x, law.At(x).Slope).Rate / Radius;
        for (int i = 0; i < 20000; i++)
        {
            double k1 = Rate(c), k2 = Rate(c + (h / 2 * k1)), k3 = Rate(c + (h / 2 * k2)), k4 = Rate(c + (h * k3));
            c += h / 6 * (k1 + (2 * k2) + (2 * k3) + k4);
        }

        Assert.True(c > 0.3);
        Assert.Equal(c, solver.Mean, 2e-5);
    }

    [Fact]
    public void A_reaction_rests_at_equilibrium_and_knows_its_derivatives()
    {
        foreach (Reservoir reservoir in Enum.GetValues<Reservoir>())
        {
            var law = new SurfaceReaction(3e-10, 700, T, reservoir);
            Assert.Equal(0, law.Inflow(0, 0.3, 700).Rate, 1e-25);
            Assert.True(law.Inflow(0, 0.3, 500).Rate > 0);
            SurfaceInflow at = law.Inflow(0, 0.3, 300);
            Assert.Equal((law.Inflow(0, 0.3, 301).Rate - law.Inflow(0, 0.3, 299).Rate) / 2, at.ByPotential, 1e-5 * Math.Abs(at.ByPotential));
            Assert.Equal((law.Inflow(0, 0.301, 300).Rate - law.Inflow(0, 0.299, 300).Rate) / 0.002, at.ByComposition, 1e-8 * Math.Abs(at.ByComposition));
        }
    }

    [Theory]
    [InlineData(100, 0.001)]
    [InlineData(1e4, 0.001)]
    [InlineData(1e4, 1e-4)]
    public void A_fast_reaction_on_a_dilute_surface_is_limited_by_diffusion_in_the_last_half_shell(double damkohler, double c)
    {
        // a_ext = 1. Through half a shell of width R/400 flows (μ_s − μ)/r; the reaction lets through (k R/D)(1 − c)(1 − e^μ_s).
        const int Cells = 400;
        foreach (Reservoir reservoir in Enum.GetValues<Reservoir>())
        {
            var problem = Ideal(ParticleShape.Sphere, Cells, new SurfaceReaction(damkohler * D / Radius, 0, T, reservoir)) with { Mobility = RadialMobility.Degenerate };
            var solver = new RadialSolver(problem);
            solver.Fill(c);
            double inside = Math.Log(c / (1 - c)), surface = solver.SurfacePotential() / ThermalEnergy, resistance = 1.0 / (2 * Cells) / (c * (1 - c));
            Assert.InRange(surface, inside, 0);
            double flow = (surface - inside) / resistance;
            Assert.Equal(damkohler * (1 - c) * (1 - Math.Exp(surface)), flow, 1e-9 * flow);
            if (damkohler == 1e4 && c == 1e-4)
            {
                Assert.Equal(-inside / resistance, flow, 0.05 * flow);
            }
        }
    }

    [Fact]
    public void A_fast_reaction_fills_a_dilute_particle_as_a_held_potential_does()
    {
        RadialSolver Filled(ISurfaceCondition surface)
        {
            var solver = new RadialSolver(Ideal(ParticleShape.Sphere, 60, surface) with { Mobility = RadialMobility.Degenerate }, 1e-4);
            solver.Fill(0.001);
            solver.Advance(0.5);
            return solver;
        }

        RadialSolver held = Filled(new HeldSurface(0)), fast = Filled(new SurfaceReaction(1e5 * D / Radius, 0, T));
        Assert.True(held.Inserted > 0.05);
        Assert.Equal(held.Inserted, fast.Inserted, 1e-3 * held.Inserted);
        Assert.True(fast.Iterations < 1.3 * held.Iterations, $"{fast.Iterations} iterations, {held.Iterations} with the potential held");
        Assert.True(fast.Rejected < 1.3 * held.Rejected + 10, $"{fast.Rejected} steps taken back, {held.Rejected} with the potential held");
    }

    [Fact]
    public void A_profile_of_another_length_is_refused_and_an_empty_particle_does_not_advance()
    {
        var solver = new RadialSolver(Ideal(ParticleShape.Slab, 20, new ClosedSurface()));
        Assert.Throws<InvalidOperationException>(() => solver.Advance(1));
        Assert.Contains("19 compositions for 20 shells", Assert.Throws<ScenarioException>(() => solver.Fill([.. Enumerable.Repeat(0.5, 19)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_passes_a_closed_surface_and_the_same_run_gives_the_same_bits()
    {
        double[] Run()
        {
            var solver = new RadialSolver(Separating(ParticleShape.Sphere, 50, new ClosedSurface()));
            solver.Fill([.. Enumerable.Range(0, 50).Select(i => 0.5 + (0.02 * Math.Sin(i)))]);
            solver.Advance(30);
            Assert.Equal(0, solver.Inserted, 1e-13);
            return solver.Composition.ToArray();
        }

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void A_flux_that_starves_the_particle_ends_with_the_reason()
    {
        var solver = new RadialSolver(Ideal(ParticleShape.Sphere, 30, new ConstantInflow(1e-7)), 1e-3);
        solver.Fill(0.5);
        string message = Assert.Throws<ConvergenceException>(() => solver.Advance(1e3)).Message;
        Assert.Contains("the surface is full", message, StringComparison.Ordinal);
        Assert.Contains("Lower the flux", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_solved_is_refused()
    {
        Assert.Contains("κ is 0", Assert.Throws<ScenarioException>(() => new RadialSolver(Separating(ParticleShape.Slab, 20, new ClosedSurface()) with { GradientEnergy = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("c = 1.2", Assert.Throws<ScenarioException>(() => new RadialSolver(Ideal(ParticleShape.Slab, 20, new ClosedSurface())).Fill(1.2)).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => new RadialSolver(Ideal(ParticleShape.Slab, 2, new ClosedSurface())));
        Assert.Throws<ScenarioException>(() => new SurfaceReaction(0, 0, T));
        Assert.Throws<ScenarioException>(() => new ConstantInflow(double.NaN));
    }

    [Fact]
    public void A_long_run_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var solver = new RadialSolver(Ideal(ParticleShape.Slab, 20, new ClosedSurface()));
        solver.Fill(0.5);
        Assert.Throws<OperationCanceledException>(() => solver.Advance(1, cancel: stop.Token));
    }

    private static RadialProblem Ideal(ParticleShape shape, int cells, ISurfaceCondition surface) => new()
    {
        Shape = shape,
        Length = Radius,
        Law = new RegularSolution(0, ThermalEnergy).ToChemicalPotential(),
        ThermalEnergy = ThermalEnergy,
        Diffusivity = D,
        Cells = cells,
        Surface = surface,
    };

    private static RadialProblem Separating(ParticleShape shape, int cells, ISurfaceCondition surface) => new()
    {
        Shape = shape,
        Length = Radius,
        Law = RegularSolution.At(3, T).ToChemicalPotential(),
        ThermalEnergy = ThermalEnergy,
        Diffusivity = 5e-15,
        GradientEnergy = 4e-14,
        Swelling = new IsotropicSwelling(43e9, 0.3, 2.415e-6 * 18531 / 3, 18531),
        Cells = cells,
        Surface = surface,
    };
}
