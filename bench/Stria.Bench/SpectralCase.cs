using System.Text.Json;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField.Spectral;

namespace Stria.Bench;

/// <summary>Cahn–Hilliard with cubic elasticity on 512 × 512 pixels, fifty steps of first order with the numbers of PFHub 1a: the same arithmetic as the yardstick.</summary>
internal static class SpectralCase
{
    private const int N = 512, Steps = 50;

    /// <summary>Measures the case once, after the compiler has seen the same work.</summary>
    /// <returns>One line of JSON.</returns>
    public static string Run()
    {
        var problem = new SpectralProblem
        {
            Size = (N, N),
            Pixel = 200.0 / N,
            Law = new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(),
            GradientEnergy = 2,
            Mobility = 5,
            Stabilisation = 0.8,
            Coherency = new CubicCoherency((50, 30, 20), 0.01, swellsAcross: false),
        };
        var solver = new SpectralSolver(problem);
        for (int i = 0; i < 4; i++)
        {
            solver.Fill(Beginning());
            solver.AdvanceEvenly(0.1, Steps, 1);
            Thread.Sleep(150);
        }

        solver.Fill(Beginning());
        var clock = new StageClock();
        clock.Measure("steps", () =>
        {
            solver.AdvanceEvenly(0.1, Steps, 1);
            return 0;
        });
        return JsonSerializer.Serialize(new
        {
            yard = "fft512",
            impl = "stria",
            n = N,
            steps = Steps,
            cpu_s = clock.Cpu,
            wall_s = clock.Wall,
            energy = solver.Energy,
            threads = 1,
        });
    }

    // x runs down the rows, as in the yardstick.
    private static double[] Beginning()
    {
        var c = new double[N * N];
        for (int i = 0; i < c.Length; i++)
        {
            double x = i / N * 200.0 / N, y = i % N * 200.0 / N, product = Math.Cos(0.13 * x) * Math.Cos(0.087 * y);
            c[i] = 0.5 + (0.01 * ((Math.Cos(0.105 * x) * Math.Cos(0.11 * y)) + (product * product) + (Math.Cos((0.025 * x) - (0.15 * y)) * Math.Cos((0.07 * x) - (0.02 * y)))));
        }

        return c;
    }
}
