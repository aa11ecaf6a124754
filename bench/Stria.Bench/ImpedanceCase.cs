using System.Numerics;
using System.Text.Json;
using Stria.Core;
using Stria.Measurement.Impedance;
using Stria.Numerics.Statistics;

namespace Stria.Bench;

/// <summary>A thousand spectra of symmetric cells with contact arc, electronic rail and 0.3 % noise, fitted as one series.</summary>
internal static class ImpedanceCase
{
    private const int Count = 1000;
    private static readonly double[] Truth = [8, 12, 2e-6, 0.9, 160, 20, 4e-4, 0.95];

    /// <summary>Measures the case once, after the compiler has seen the same work.</summary>
    /// <returns>One line of JSON.</returns>
    public static string Run(BenchOptions options)
    {
        var circuit = Circuit.Parse(SymmetricCell.ContactAndRail);
        ImpedanceSpectrum[] spectra = [.. Enumerable.Range(0, Count).Select(i => Spectrum(circuit, options.Seed + i))];
        for (int i = 0; i < 6; i++)
        {
            ImpedanceBatch.Run(spectra[..100], circuit);
            Thread.Sleep(150);
        }

        var clock = new StageClock();
        ImpedanceFitResult[] fits = clock.Measure("eis", () => ImpedanceBatch.Run(spectra, circuit));
        return JsonSerializer.Serialize(new
        {
            yard = "eis",
            impl = "stria",
            n = Count,
            frequencies = spectra[0].Count,
            parameters = circuit.Parameters.Count,
            cpu_s = clock.Cpu,
            wall_s = clock.Wall,
            share_of_95_intervals_with_truth = fits.Average(f => f["GTLM1.Rion"].Holds(Truth[4]) || f["GTLM1.Rel"].Holds(Truth[4]) ? 1.0 : 0.0),
            seed = options.Seed,
            threads = 1,
        });
    }

    private static ImpedanceSpectrum Spectrum(Circuit circuit, long seed)
    {
        double[] f = [.. Enumerable.Range(0, 81).Select(i => 1e6 * Math.Pow(10, -i / 10.0))];
        var random = new SeededRandom(seed);
        return new ImpedanceSpectrum(f, [.. circuit.Impedance(f, Truth).Select(z => z + (0.003 * z.Magnitude * new Complex(random.Normal(), random.Normal())))]);
    }
}
