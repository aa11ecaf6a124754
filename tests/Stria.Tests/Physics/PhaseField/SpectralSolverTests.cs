using Stria.Core;
using Stria.Matter;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField.Spectral;
using Stria.Physics.Thermodynamics;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Cahn–Hilliard in boxes against dispersion, conserved quantities and closed forms.</summary>
public sealed class SpectralSolverTests
{
    [Theory]
    [InlineData(BoxBorder.Periodic)]
    [InlineData(BoxBorder.NoFlux)]
    public void A_small_wave_grows_at_the_rate_of_the_dispersion(BoxBorder border)
    {
        // ω = −M k² (f″ + B + κ k²) with f″ = RT (4 − 2χ) at c = ½.
        const int N = 40;
        const double Chi = 2.5, B = 0.3, Kappa = 1.2, M = 0.7;
        double k = (border == BoxBorder.Periodic ? 2 : 1) * Math.PI * 2 / N, omega = -M * k * k * (4 - (2 * Chi) + B + (Kappa * k * k));
        SpectralProblem problem = Problem(new RegularSolution(Chi).ToChemicalPotential(), border, (20, N)) with { Coherency = new IsotropicCoherency(B), GradientEnergy = Kappa, Mobility = M };
        var solver = new SpectralSolver(problem);
        double[] Wave(double amplitude) => [.. Enumerable.Range(0, 20 * N).Select(i => 0.5 + (amplitude * Math.Cos(k * ((i % N) + 0.5))))];
        solver.Fill(Wave(1e-5));
        solver.AdvanceEvenly(0.02, 3000);
        double grown = Math.Log((solver.Composition[0] - 0.5) / (Wave(1e-5)[0] - 0.5)) / 60;
        Assert.True(omega > 0.005);
        Assert.Equal(omega, grown, 0.001 * omega);
    }

    [Fact]
    public void Time_is_met_to_second_order()
    {
        double[] energies = [.. new[] { 20, 40, 80, 640 }.Select(count =>
        {
            var solver = new SpectralSolver(Problem(new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), BoxBorder.NoFlux, (16, 16)) with { GradientEnergy = 2, Mobility = 5, Pixel = 4 });
            solver.Fill(Hills(16));
            solver.AdvanceEvenly(8.0 / count, count);
            Assert.Equal(8, solver.Time, 1e-12);
            return solver.Energy;
        })];
        double coarse = Math.Abs(energies[0] - energies[3]), middle = Math.Abs(energies[1] - energies[3]), fine = Math.Abs(energies[2] - energies[3]);
        Assert.InRange(Math.Log2(coarse / middle), 1.6, 2.6);
        Assert.InRange(Math.Log2(middle / fine), 1.7, 2.5);
    }

    [Theory]
    [InlineData(BoxBorder.Periodic)]
    [InlineData(BoxBorder.NoFlux)]
    public void Energy_falls_and_mass_stays(BoxBorder border)
    {
        var solver = new SpectralSolver(Problem(new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), border, (30, 24)) with { GradientEnergy = 2, Mobility = 5, Pixel = 3 });
        solver.Fill([.. Enumerable.Range(0, 720).Select(i => 0.5 + (0.02 * Math.Sin(i * i)))]);
        double mean = solver.Mean, before = solver.Energy, first = before;
        for (int i = 1; i <= 20; i++)
        {
            solver.Advance(i * i, 1e-5);
            Assert.True(solver.Energy <= before * (1 + 1e-11));
            before = solver.Energy;
        }

        Assert.Equal(mean, solver.Mean, 1e-14 * solver.Steps);
        Assert.True(before < 0.8 * first, $"{first} → {before}");
        Assert.True(solver.Range.High - solver.Range.Low > 0.3);
    }

    [Fact]
    public void A_flat_interface_has_the_energy_of_the_closed_form()
    {
        IChemicalPotential law = new DoubleWell(5, 0.3, 0.7).ToChemicalPotential();
        const int N = 96;
        var solver = new SpectralSolver(Problem(law, BoxBorder.NoFlux, (4, N)) with { GradientEnergy = 2, Mobility = 5 });
        solver.Fill([.. Enumerable.Range(0, 4 * N).Select(i => i % N < N / 2 ? 0.7 : 0.3)]);
        solver.Advance(3000, 1e-6);
        var exact = new InterfaceProperties(law, new PhaseEquilibria(law).Tangents[0], 2, 1);
        Assert.Equal(exact.Energy, solver.Energy / 4, 1e-4 * exact.Energy);
    }

    [Fact]
    public void Coherent_phases_reach_the_coherent_binodal()
    {
        // A lamella across a periodic box: the regular solution of χ − b/2.
        const double RT = PhysicalConstants.GasConstant * 298.15;
        var swelling = new IsotropicSwelling(43e9, 0.3, 0.0149, 18531);
        SpectralProblem problem = Problem(RegularSolution.At(3, 298.15).ToChemicalPotential(), BoxBorder.Periodic, (2, 80)) with
        {
            Pixel = 1e-9,
            GradientEnergy = 8.8e-15,
            Mobility = 5e-15 / RT,
            Coherency = new IsotropicCoherency(swelling.Coherency(CoherentBody.Bulk)),
        };
        var solver = new SpectralSolver(problem);
        solver.Fill([.. Enumerable.Range(0, 160).Select(i => i % 80 < 40 ? 0.85 : 0.15)]);
        solver.Advance(20, 1e-6);
        CommonTangent coherent = new PhaseEquilibria(problem.Law.Strained(ElasticTerm.Coherent(swelling, CoherentBody.Bulk, 0.5))).Tangents[0];
        Assert.Equal(coherent.Low, solver.Range.Low, 1e-4);
        Assert.Equal(coherent.High, solver.Range.High, 1e-4);
    }

    [Fact]
    public void A_cubic_crystal_of_isotropic_moduli_is_isotropic_and_others_have_soft_directions()
    {
        // C₄₄ = (C₁₁ − C₁₂)/2; in plane strain with swelling across the plane B = 2Eη²/(1 − ν).
        const double E = 50, Nu = 0.25, Strain = 0.02, Lambda = E * Nu / ((1 + Nu) * (1 - (2 * Nu))), G = E / (2 * (1 + Nu));
        var isotropic = new CubicCoherency((Lambda + (2 * G), Lambda, G), Strain);
        foreach (double alongX in new[] { 0.0, 0.2, 0.5, 1.0 })
        {
            Assert.Equal(2 * E * Strain * Strain / (1 - Nu), isotropic.At(alongX), 1e-14);
        }

        var soft = new CubicCoherency((250, 150, 100), 0.01);
        Assert.True(soft.At(0) < 0.95 * soft.At(0.5));
        Assert.Equal(soft.At(0.3), soft.At(0.7), 1e-12);
        Assert.Throws<ScenarioException>(() => new CubicCoherency((100, 150, 100), 0.01));
    }

    [Fact]
    public void The_square_without_flux_reaches_the_known_energy_at_t_20()
    {
        // PFHub 1b on 200 × 200. 209.37 is this solver's own limit of fine pixels and steps.
        const int N = 80;
        var solver = new SpectralSolver(Problem(new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), BoxBorder.NoFlux, (N, N)) with { GradientEnergy = 2, Mobility = 5, Pixel = 200.0 / N });
        solver.Fill(Hills(N));
        solver.Advance(20, 1e-6);
        Assert.Equal(209.37, solver.Energy, 0.003 * 209.37);
    }

    [Fact]
    public void Problems_that_cannot_be_solved_are_refused()
    {
        SpectralProblem good = Problem(new RegularSolution(2.5).ToChemicalPotential(), BoxBorder.Periodic, (8, 8));
        Assert.Contains("κ", Assert.Throws<ScenarioException>(() => new SpectralSolver(good with { GradientEnergy = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("7 × 8", Assert.Throws<ScenarioException>(() => new SpectralSolver(good with { Size = (7, 8) })).Message, StringComparison.Ordinal);
        Assert.Contains("mirrored", Assert.Throws<ScenarioException>(() => new SpectralSolver(good with { Border = BoxBorder.NoFlux, Coherency = new CubicCoherency((250, 150, 100), 0.01) })).Message, StringComparison.Ordinal);
        Assert.Contains("c = 1.5", Assert.Throws<ScenarioException>(() => new SpectralSolver(good).Fill([.. Enumerable.Repeat(1.5, 64)])).Message, StringComparison.Ordinal);
        Assert.Contains("63 compositions", Assert.Throws<ScenarioException>(() => new SpectralSolver(good).Fill(new double[63])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_that_is_stopped_after_a_refused_step_still_shows_its_last_accepted_field()
    {
        // A deep quench without stabilisation and with any error allowed: steps grow until the field leaves its bounds, and there the run is stopped.
        using var stop = new CancellationTokenSource();
        SpectralProblem problem = Problem(new RegularSolution(4).ToChemicalPotential(), BoxBorder.Periodic, (16, 16)) with { Stabilisation = 0 };
        var solver = new SpectralSolver(problem with { Law = new StopOutside(problem.Law, stop) });
        solver.Fill([.. Enumerable.Range(0, 256).Select(i => 0.5 + (0.2 * Math.Sin(i * i)))]);
        Assert.Throws<OperationCanceledException>(() => solver.Advance(1000, 10, cancel: stop.Token));
        Assert.True(solver.Steps > 0 && solver.Rejected > 0);
        double[] shown = solver.Composition.ToArray();
        Assert.All(shown, c => Assert.InRange(c, 0, 1));
        Assert.Equal((shown.Min(), shown.Max()), solver.Range);
        var again = new SpectralSolver(problem);
        again.Fill(shown);
        Assert.Equal(again.Energy, solver.Energy, 1e-10 * Math.Abs(solver.Energy));
    }

    [Fact]
    public void Units_of_time_do_not_change_the_path()
    {
        (int Steps, int Rejected, double[] Field) Run(double faster)
        {
            var solver = new SpectralSolver(Problem(new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), BoxBorder.Periodic, (20, 20)) with { GradientEnergy = 2, Mobility = 5 * faster, Pixel = 5 });
            solver.Fill(Hills(20));
            solver.Advance(10 / faster);
            return (solver.Steps, solver.Rejected, solver.Composition.ToArray());
        }

        (int steps, int rejected, double[] field) = Run(1);
        foreach (double faster in new[] { 1e-6, 1e9 })
        {
            (int otherSteps, int otherRejected, double[] other) = Run(faster);
            Assert.Equal((steps, rejected), (otherSteps, otherRejected));
            Assert.All(field.Zip(other), p => Assert.Equal(p.First, p.Second, 1e-9));
        }
    }

    [Fact]
    public void A_box_that_was_not_filled_does_not_advance() =>
        Assert.Throws<InvalidOperationException>(() => new SpectralSolver(Problem(new RegularSolution(2.5).ToChemicalPotential(), BoxBorder.Periodic, (8, 8))).Advance(1));

    [Fact]
    public void The_same_box_gives_the_same_bits_and_can_be_stopped()
    {
        double[] Run()
        {
            var solver = new SpectralSolver(Problem(new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), BoxBorder.Periodic, (20, 20)) with { GradientEnergy = 2, Mobility = 5, Pixel = 5 });
            solver.Fill(Hills(20));
            solver.Advance(10);
            return solver.Composition.ToArray();
        }

        Assert.Equal(Run(), Run());
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var stopped = new SpectralSolver(Problem(new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), BoxBorder.Periodic, (20, 20)));
        stopped.Fill(Hills(20));
        Assert.Throws<OperationCanceledException>(() => stopped.Advance(1, 1e-5, cancel: stop.Token));
    }

    /// <summary>A law that stops the run when it is asked outside its domain.</summary>
    private sealed class StopOutside(IChemicalPotential inner, CancellationTokenSource stop) : IChemicalPotential
    {
        public string Kind => inner.Kind;

        public CompositionDomain Domain => inner.Domain;

        public CompositionInterval Window => inner.Window;

        public void Evaluate(ReadOnlySpan<double> composition, Span<double> density, Span<double> potential, Span<double> curvature)
        {
            foreach (double c in composition)
            {
                if (!Domain.Contains(c))
                {
                    stop.Cancel();
                }
            }

            inner.Evaluate(composition, density, potential, curvature);
        }

        public IChemicalPotential Strained(ElasticTerm term) => inner.Strained(term);
    }

    // The beginning of PFHub 1 on 200 × 200, at the middles of the pixels.
    private static double[] Hills(int n)
    {
        var c = new double[n * n];
        for (int i = 0; i < c.Length; i++)
        {
            double x = ((i % n) + 0.5) * 200 / n, y = ((i / n) + 0.5) * 200 / n, product = Math.Cos(0.13 * x) * Math.Cos(0.087 * y);
            c[i] = 0.5 + (0.01 * ((Math.Cos(0.105 * x) * Math.Cos(0.11 * y)) + (product * product) + (Math.Cos((0.025 * x) - (0.15 * y)) * Math.Cos((0.07 * x) - (0.02 * y)))));
        }

        return c;
    }

    private static SpectralProblem Problem(IChemicalPotential law, BoxBorder border, (int Rows, int Columns) size) => new() { Size = size, Pixel = 1, Law = law, GradientEnergy = 1, Mobility = 1, Border = border };
}
