using System.Text.Json;
using Stria.Measurement.Stxm;
using Stria.Numerics.Linear;

namespace Stria.Bench;

/// <summary>Non-negative least squares with six references at every pixel, by the call that the chain makes.</summary>
internal static class NnlsCase
{
    private const int BlockLength = 1024, Sample = 2000;
    private const double Noise = 0.02;

    /// <summary>Measures the case once, after the compiler has seen the same work on few spectra.</summary>
    /// <returns>One line of JSON.</returns>
    public static string Run(BenchOptions options)
    {
        WarmUp(options);
        var spectra = new PlantedMixtures(options, Noise);
        var clock = new StageClock();
        double[] amounts = clock.Measure("nnls", () => FitAll(spectra));
        double cpu = clock.Cpu.Values.Sum();
        return JsonSerializer.Serialize(new
        {
            yard = "nnls",
            impl = "stria",
            n = spectra.Count,
            ne = options.Energies,
            refs = spectra.References.Length,
            cpu_s = clock.Cpu,
            wall_s = clock.Wall,
            total_cpu_s = Math.Round(cpu, 4),
            total_wall_s = Math.Round(clock.Wall.Values.Sum(), 4),
            Mpix_per_cpu_s = Math.Round(spectra.Count / cpu / 1e6, 4),
            max_residual_excess = ResidualExcess(spectra, amounts),
            peak_GB = Math.Round(PeakMemory.Gigabytes, 3),
            seed = options.Seed,
            threads = 1,
        });
    }

    private static void WarmUp(BenchOptions options)
    {
        var few = new PlantedMixtures(options with { Rows = 64, Columns = 64 }, Noise);
        for (int i = 0; i < 6; i++)
        {
            FitAll(few);
            Thread.Sleep(150);
        }

        GC.Collect();
    }

    // Unit weights, as the yardstick has: those of the first round of every fit, and of fits without a noise model.
    private static double[] FitAll(PlantedMixtures spectra)
    {
        int energies = spectra.Energies, references = spectra.References.Length;
        var fit = new SpectraFit(ReferenceDesign.Of(spectra.References));
        var block = new SpectraFitBlock(fit, BlockLength);
        double[] data = new double[energies * BlockLength], weights = new double[energies * BlockLength], amounts = new double[references * spectra.Count];
        Array.Fill(weights, 1);
        for (int first = 0; first < spectra.Count; first += BlockLength)
        {
            int n = Math.Min(BlockLength, spectra.Count - first);
            for (int e = 0; e < energies; e++)
            {
                System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<float, double>(
                    spectra.Values.AsSpan((e * spectra.Count) + first, n), data.AsSpan(e * n, n));
            }

            fit.Solve(data, weights, n, block);
            for (int r = 0; r < references; r++)
            {
                block.Amounts.AsSpan(r * n, n).CopyTo(amounts.AsSpan((r * spectra.Count) + first));
            }
        }

        return amounts;
    }

    private static double ResidualExcess(PlantedMixtures spectra, double[] amounts)
    {
        double worst = 0;
        int step = Math.Max(1, spectra.Count / Sample);
        for (int p = 0; p < spectra.Count; p += step)
        {
            double[] spectrum = [.. Enumerable.Range(0, spectra.Energies).Select(e => (double)spectra.Values[(e * spectra.Count) + p])];
            double[] found = [.. Enumerable.Range(0, spectra.References.Length).Select(r => amounts[(r * spectra.Count) + p])];
            double best = LeastResidual(spectra.References, spectrum);
            worst = Math.Max(worst, (Residual(spectra.References, spectrum, found) - best) / best);
        }

        return worst;
    }

    // Every subset of the references is solved without bounds; the best solution without a negative amount is the minimum.
    private static double LeastResidual(double[][] references, double[] spectrum)
    {
        double least = Residual(references, spectrum, new double[references.Length]);
        for (int subset = 1; subset < 1 << references.Length; subset++)
        {
            int[] chosen = [.. Enumerable.Range(0, references.Length).Where(r => (subset >> r & 1) != 0)];
            int m = chosen.Length;
            double[] gram = new double[m * m], solution = [.. chosen.Select(r => Dot(references[r], spectrum))];
            for (int i = 0; i < m * m; i++)
            {
                gram[i] = Dot(references[chosen[i / m]], references[chosen[i % m]]);
            }

            if (!SmallCholesky.Factor(gram, m))
            {
                continue;
            }

            SmallCholesky.Solve(gram, m, solution);
            if (solution.All(w => w >= 0))
            {
                var amounts = new double[references.Length];
                for (int i = 0; i < m; i++)
                {
                    amounts[chosen[i]] = solution[i];
                }

                least = Math.Min(least, Residual(references, spectrum, amounts));
            }
        }

        return least;
    }

    private static double Residual(double[][] references, double[] spectrum, double[] amounts)
    {
        double sum = 0;
        for (int e = 0; e < spectrum.Length; e++)
        {
            double difference = spectrum[e];
            for (int r = 0; r < references.Length; r++)
            {
                difference -= amounts[r] * references[r][e];
            }

            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    private static double Dot(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);
}
