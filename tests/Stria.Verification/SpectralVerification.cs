using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField.Spectral;
using Stria.Tests.Physics.PhaseField;

namespace Stria.Verification;

/// <summary>PFHub 1b by cosine transforms: error estimated from pixels and steps.</summary>
[Collection(VerificationCollection.Name)]
public sealed class SpectralVerification
{
    private const string Section = "PFHub 1b (square, no flux) by cosine transforms";
    private static readonly double[] Times = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

    [Fact]
    public void The_energy_to_t_1000_has_an_estimated_error_below_0_3_percent()
    {
        double[] coarse = Energies(100, 1e-6, Times), steps = Energies(100, 1e-7, Times), pixels = Energies(128, 1e-7, Times);
        for (int i = 0; i < Times.Length; i++)
        {
            double estimate = (Math.Abs(coarse[i] - steps[i]) + Math.Abs(steps[i] - pixels[i])) / pixels[i];
            VerificationRecord.AtMost(Section, $"energy at t = {Times[i]} ({pixels[i]:F3}): change by finer steps and pixels, relative", 0.003, estimate);
        }
    }

    /// <summary>Energies of the benchmark by transforms of n × n pixels.</summary>
    internal static double[] Energies(int n, double tolerance, double[] times)
    {
        var problem = new SpectralProblem { Size = (n, n), Pixel = 200.0 / n, Law = new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), GradientEnergy = 2, Mobility = 5, Border = BoxBorder.NoFlux };
        var solver = new SpectralSolver(problem);
        solver.Fill([.. Enumerable.Range(0, n * n).Select(i => PhaseFieldCases.Benchmark1Start(((i % n) + 0.5) * 200 / n, ((i / n) + 0.5) * 200 / n))]);
        return [.. times.Select(t =>
        {
            solver.Advance(t, tolerance);
            return solver.Energy;
        })];
    }
}
