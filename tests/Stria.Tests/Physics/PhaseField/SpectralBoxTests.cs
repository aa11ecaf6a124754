using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField.Spectral;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Boxes against each other and against another program.</summary>
public sealed class SpectralBoxTests
{
    private static SpectralProblem Benchmark(BoxBorder border, (int Rows, int Columns) size, double pixel) => new()
    {
        Size = size,
        Pixel = pixel,
        Law = new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(),
        GradientEnergy = 2,
        Mobility = 5,
        Border = border,
    };

    [Fact]
    public void A_box_without_flux_is_a_quarter_of_its_own_mirror_image()
    {
        const int Rows = 18, Columns = 20;
        double[] quarter = [.. Enumerable.Range(0, Rows * Columns).Select(i => 0.5 + (0.03 * Math.Sin(i * i)))], whole = new double[4 * Rows * Columns];
        for (int y = 0; y < 2 * Rows; y++)
        {
            for (int x = 0; x < 2 * Columns; x++)
            {
                whole[(y * 2 * Columns) + x] = quarter[(Math.Min(y, (2 * Rows) - 1 - y) * Columns) + Math.Min(x, (2 * Columns) - 1 - x)];
            }
        }

        SpectralSolver small = new(Benchmark(BoxBorder.NoFlux, (Rows, Columns), 3)), large = new(Benchmark(BoxBorder.Periodic, (2 * Rows, 2 * Columns), 3));
        small.Fill(quarter);
        large.Fill(whole);
        Assert.Equal(small.Energy, large.Energy / 4, 1e-11 * small.Energy);
        small.AdvanceEvenly(0.05, 100);
        large.AdvanceEvenly(0.05, 100);
        for (int i = 0; i < quarter.Length; i++)
        {
            Assert.Equal(small.Composition[i], large.Composition[(i / Columns * 2 * Columns) + (i % Columns)], 1e-11);
        }
    }

    [Fact]
    public void Fifty_steps_give_the_energies_of_another_program()
    {
        // NumPy and SciPy on 64 × 64 pixels, the same scheme of first order with cubic moduli; x runs down the rows there.
        const int N = 64;
        SpectralSolver solver = new(Benchmark(BoxBorder.Periodic, (N, N), 200.0 / N) with { Stabilisation = 0.8, Coherency = new CubicCoherency((50, 30, 20), 0.01, 1, swellsAcross: false) });
        var c = new double[N * N];
        for (int i = 0; i < c.Length; i++)
        {
            double x = i / N * 200.0 / N, y = i % N * 200.0 / N, product = Math.Cos(0.13 * x) * Math.Cos(0.087 * y);
            c[i] = 0.5 + (0.01 * ((Math.Cos(0.105 * x) * Math.Cos(0.11 * y)) + (product * product) + (Math.Cos((0.025 * x) - (0.15 * y)) * Math.Cos((0.07 * x) - (0.02 * y)))));
        }

        solver.Fill(c);
        Assert.Equal(318.96013616262474, solver.ChemicalEnergy, 1e-8);
        Assert.Equal(0.12005680356240982 + 0.005110060282032933, solver.GradientAndElasticEnergy, 1e-8);
        solver.AdvanceEvenly(0.1, 50, order: 1);
        Assert.Equal(315.93594696557744, solver.ChemicalEnergy, 1e-8);
        Assert.Equal(0.7241069423239954 + 0.02090769514631162, solver.GradientAndElasticEnergy, 1e-8);
        Assert.Equal(0.4412744089819048, solver.Range.Low, 1e-10);
        Assert.Equal(0.5833096936058805, solver.Range.High, 1e-10);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 2)]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 3)]
    public void The_energy_of_a_wave_is_that_of_its_direction(int alongX, int alongY)
    {
        // ½ (κ k² + B(n)) on the mean square of the wave, a²/2.
        const int N = 20;
        const double Pixel = 3, Amplitude = 0.01;
        var crystal = new CubicCoherency((250, 150, 100), 0.02);
        SpectralSolver solver = new(Benchmark(BoxBorder.Periodic, (N, N), Pixel) with { Coherency = crystal });
        solver.Fill([.. Enumerable.Range(0, N * N).Select(i => 0.5 + (Amplitude * Math.Cos(2 * Math.PI * ((alongX * (i % N)) + (alongY * (i / N))) / N)))]);
        double waves = (alongX * alongX) + (alongY * alongY), k = 2 * Math.PI / (N * Pixel), stiffness = (2 * k * k * waves) + crystal.At(alongX * alongX / waves);
        double expected = N * N * Pixel * Pixel * stiffness * Amplitude * Amplitude / 4;
        Assert.Equal(expected, solver.GradientAndElasticEnergy, 1e-10 * expected);
    }

    [Fact]
    public void Elasticity_narrows_the_phases_and_stops_separation_where_it_outweighs_the_barrier()
    {
        double Spread(double modulus)
        {
            SpectralSolver solver = new(Benchmark(BoxBorder.Periodic, (24, 24), 3) with { Coherency = new IsotropicCoherency(modulus) });
            solver.Fill([.. Enumerable.Range(0, 576).Select(i => 0.5 + (0.02 * Math.Sin(i * i)))]);
            solver.Advance(300, 1e-5);
            return solver.Range.High - solver.Range.Low;
        }

        // f″ = −0.8 at the middle of the double well.
        double free = Spread(0), coupled = Spread(0.3), beyond = Spread(1.5);
        Assert.True(free > 0.3 && coupled < free && coupled > 0.15, $"{free}, {coupled}");
        Assert.InRange(beyond, 0, 1e-3);
    }

    [Fact]
    public void A_problem_in_si_is_the_same_problem()
    {
        double[] start = [.. Enumerable.Range(0, 400).Select(i => 0.5 + (0.02 * Math.Sin(i * i)))];
        SpectralProblem plain = new() { Size = (20, 20), Pixel = 0.8, Law = new RegularSolution(2.6).ToChemicalPotential(), GradientEnergy = 1, Mobility = 0.25, Stabilisation = 3 };
        const double RT = 2479, Length = 2e-9, D = 5e-15;
        SpectralProblem si = plain with
        {
            Pixel = 0.8 * Length,
            Law = new RegularSolution(2.6, RT).ToChemicalPotential(),
            GradientEnergy = RT * Length * Length,
            Mobility = 0.25 * D / RT,
            Stabilisation = 3 * RT,
        };
        SpectralSolver a = new(plain), b = new(si);
        a.Fill(start);
        b.Fill(start);
        a.AdvanceEvenly(0.1, 200);
        b.AdvanceEvenly(0.1 * Length * Length / D, 200);
        Assert.True(a.Range.High - a.Range.Low > 0.005);
        Assert.All(a.Composition.ToArray().Zip(b.Composition.ToArray()), p => Assert.Equal(p.First, p.Second, 1e-9));
        Assert.Equal(a.Energy * RT * Length * Length, b.Energy, 1e-9 * Math.Abs(b.Energy));
    }
}
