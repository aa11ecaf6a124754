using System.Collections.Concurrent;
using System.Numerics;
using Stria.Core;
using Stria.Numerics;

namespace Stria.Measurement.Stxm;

/// <summary>Decomposes the spectrum of every pixel into references: weighted non-negative least squares, with standard deviations, residual and χ².</summary>
public static class ReferenceFit
{
    private const int BlockLength = 64, Reweightings = 2;

    /// <summary>Fits every chosen pixel.</summary>
    /// <param name="od">Optical densities, offset and additive light already taken off.</param>
    /// <param name="options">References, pixels and noise.</param>
    /// <param name="progress">Told as blocks are done.</param>
    /// <param name="cancel">Stops between blocks.</param>
    public static ReferenceFitResult Run(OpticalDensityStack od, ReferenceFitOptions options, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        int[] pixels = [.. Enumerable.Range(0, od.Grid.Count).Where(i => options.Mask.Inside[i] && od.Usable.Inside[i])];
        var result = new ReferenceFitResult(od.Grid, options.Design.Count, od.FrameCount)
        {
            Normal = options.KeepNormalEquations ? new NormalEquations(pixels, od.Grid.Count, options.Design.RowCount) : null,
        };
        int blocks = (pixels.Length + BlockLength - 1) / BlockLength;
        var residuals = new (double[] Sum, double[] Square)[blocks];
        var fit = new SpectraFit(options.Design, options.Solver, options.Amounts) { NoiseIsKnown = od.Noise.Gain > 0 || od.Noise.Floor > 0 };
        var memory = new ConcurrentBag<FitMemory>();
        int batch = Math.Max(1, blocks / 20);
        for (int first = 0; first < blocks; first += batch)
        {
            Rows.For(Math.Min(batch, blocks - first), options.Threads, new FitBlock(od, options, (fit, memory), pixels, result, residuals) { First = first }, cancel);
            progress?.Report(Math.Min(1.0, (double)(first + batch) / blocks));
        }

        result.Finish(residuals, pixels.Length);
        return result;
    }

    /// <summary>The fitted optical densities of some pixels, found as a map finds them.</summary>
    /// <param name="od">Optical densities, offset and additive light already taken off.</param>
    /// <param name="options">References and noise; the mask is not asked.</param>
    /// <param name="pixels">Which pixels.</param>
    /// <returns>[energy, pixel].</returns>
    public static double[] ModelOf(OpticalDensityStack od, ReferenceFitOptions options, int[] pixels) => pixels.Length == 0 ? [] : FittedPixels.Of(od, options, pixels).Model;

    private readonly struct FitBlock(
        OpticalDensityStack od,
        ReferenceFitOptions options,
        (SpectraFit Fit, ConcurrentBag<FitMemory> Memory) shared,
        int[] pixels,
        ReferenceFitResult result,
        (double[] Sum, double[] Square)[] residuals) : IRowOperation
    {
        public int First { get; init; }

        public void Invoke(int row)
        {
            int block = First + row;
            ReadOnlySpan<int> mine = pixels.AsSpan(block * BlockLength, Math.Min(BlockLength, pixels.Length - (block * BlockLength)));
            int n = mine.Length, energies = od.FrameCount;
            FitMemory memory = shared.Memory.TryTake(out FitMemory? used) ? used : new FitMemory(shared.Fit, BlockLength);
            Span<double> measured = memory.Measured.AsSpan(0, energies * n), light = memory.Light.AsSpan(0, n);
            for (int e = 0; e < energies; e++)
            {
                ReadOnlySpan<float> frame = od.Frames.Part(e, mine[0], mine[^1] - mine[0] + 1);
                for (int i = 0; i < n; i++)
                {
                    measured[(e * n) + i] = frame[mine[i] - mine[0]];
                }
            }

            for (int i = 0; i < n; i++)
            {
                light[i] = options.AdditiveLight is { } added ? added[mine[i]] : 0;
            }

            (double[] data, double[] weights, SpectraFitBlock solution) = (memory.Data, memory.Weights, memory.Solution);
            var weighting = new FitWeights(od.Incident, options.NoiseFactors, od.Noise, options.Design.Used);
            weighting.Start(measured, n, data, weights);
            shared.Fit.Solve(data, weights, n, solution);
            weighting.Pass(measured, n, memory.Passed);
            for (int k = 0; k < Reweightings; k++)
            {
                weighting.FromModel(measured, memory.Passed, solution.Model, light, data, weights);
                shared.Fit.Solve(data, weights, n, solution, goOn: true);
            }

            Store(block, mine, (data, weights), solution);
            shared.Memory.Add(memory);
        }

        private void Store(int block, ReadOnlySpan<int> mine, (double[] Data, double[] Weights) input, SpectraFitBlock solution)
        {
            int n = mine.Length, energies = od.FrameCount;
            double[] sum = new double[energies], square = new double[energies], chi2 = new double[n], rms = new double[n], used = new double[n];
            for (int e = 0; e < energies; e++)
            {
                (sum[e], square[e]) = Add(input.Data.AsSpan(e * n, n), input.Weights.AsSpan(e * n, n), solution.Model.AsSpan(e * n, n), (chi2, rms, used));
            }

            for (int s = 0; s < n; s++)
            {
                int p = mine[s], free = BitOperations.PopCount(solution.Free[s]);
                for (int r = 0; r < options.Design.Count; r++)
                {
                    result.Amounts[r][p] = (float)solution.Amounts[(r * n) + s];
                }

                (double x, double total) = shared.Fit.Deviation(solution, s, n, options.Compositions);
                result.CompositionDeviation[p] = (float)x;
                result.TotalDeviation[p] = (float)total;
                result.ResidualRms[p] = (float)Math.Sqrt(rms[s] / used[s]);
                result.ReducedChiSquare[p] = used[s] > free ? (float)(chi2[s] / (used[s] - free)) : float.NaN;
            }

            residuals[block] = (sum, square);
            result.Normal?.Take(solution, mine);
        }

        // Residuals of one energy: their sum and that of their squares over the spectra, and what they add to each spectrum.
        private static (double Sum, double Square) Add(ReadOnlySpan<double> data, ReadOnlySpan<double> weights, ReadOnlySpan<double> model, (double[] Chi2, double[] Squares, double[] Used) to)
        {
            int lanes = Vector<double>.Count, s = 0;
            Vector<double> sums = Vector<double>.Zero, squares = Vector<double>.Zero;
            for (; s + lanes <= data.Length; s += lanes)
            {
                Vector<double> w = new(weights[s..]);
                Vector<long> isUsed = Vector.GreaterThan(w, Vector<double>.Zero);
                Vector<double> r = Vector.ConditionalSelect(isUsed, new Vector<double>(data[s..]) - new Vector<double>(model[s..]), Vector<double>.Zero), r2 = r * r;
                (sums, squares) = (sums + r, squares + r2);
                (new Vector<double>(to.Chi2, s) + (w * r2)).CopyTo(to.Chi2, s);
                (new Vector<double>(to.Squares, s) + r2).CopyTo(to.Squares, s);
                (new Vector<double>(to.Used, s) + Vector.ConditionalSelect(isUsed, Vector<double>.One, Vector<double>.Zero)).CopyTo(to.Used, s);
            }

            (double sum, double square) = (Vector.Sum(sums), Vector.Sum(squares));
            for (; s < data.Length; s++)
            {
                double r = weights[s] > 0 ? data[s] - model[s] : 0;
                (sum, square) = (sum + r, square + (r * r));
                (to.Chi2[s], to.Squares[s], to.Used[s]) = (to.Chi2[s] + (weights[s] * r * r), to.Squares[s] + (r * r), to.Used[s] + (weights[s] > 0 ? 1 : 0));
            }

            return (sum, square);
        }
    }
}

/// <summary>Working memory of one block of spectra, used for block after block.</summary>
internal sealed class FitMemory(SpectraFit fit, int count)
{
    public double[] Measured { get; } = new double[fit.Energies * count];

    public double[] Data { get; } = new double[fit.Energies * count];

    public double[] Weights { get; } = new double[fit.Energies * count];

    public double[] Passed { get; } = new double[fit.Energies * count];

    public double[] Light { get; } = new double[count];

    public SpectraFitBlock Solution { get; } = new(fit, count);
}

/// <summary>What the fit of references needs.</summary>
/// <param name="Design">References at the stack's energies.</param>
/// <param name="Compositions">Composition xᵢ of each reference.</param>
/// <param name="Mask">The pixels to fit.</param>
/// <param name="NoiseFactors">Change of the variance by resampling, one per frame.</param>
public sealed record ReferenceFitOptions(ReferenceDesign Design, double[] Compositions, PixelMask Mask, double[] NoiseFactors)
{
    /// <summary>Additive light taken off each pixel, as a fraction of I₀; null = none.</summary>
    public float[]? AdditiveLight { get; init; }

    /// <summary>Whether AᵀWA and AᵀWd of each pixel are kept (8 bytes for each pair of rows of the design).</summary>
    public bool KeepNormalEquations { get; init; }

    /// <summary>The way amounts are found.</summary>
    public IAmountSolver Solver { get; init; } = AmountSolvers.Usual;

    /// <summary>What that way is told.</summary>
    public AmountOptions Amounts { get; init; } = new();

    /// <summary>Degree of parallelism.</summary>
    public int Threads { get; init; } = 1;
}
