using System.Collections.Concurrent;
using System.Numerics;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;

namespace Stria.Measurement.Stxm;

/// <summary>Decomposes the spectrum of every pixel into references: weighted non-negative least squares, with standard deviations, residual and χ².</summary>
public static class ReferenceFit
{
    private const int BlockLength = 64, RowLength = 16 * BlockLength, Reweightings = 2; // a block stays in the second cache

    /// <summary>Fits every chosen pixel.</summary>
    /// <param name="od">Optical densities, offset and additive light already taken off.</param>
    /// <param name="options">References, pixels and noise.</param>
    /// <param name="progress">Told as rows of blocks are done.</param>
    /// <param name="cancel">Stops between blocks.</param>
    public static ReferenceFitResult Run(OpticalDensityStack od, ReferenceFitOptions options, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        int[] pixels = [.. Enumerable.Range(0, od.Grid.Count).Where(i => options.Mask.Inside[i] && od.Usable.Inside[i])];
        var result = new ReferenceFitResult(od.Grid, options.Design.Count, od.FrameCount)
        {
            Normal = options.KeepNormalEquations ? new NormalEquations(pixels, od.Grid.Count, options.Design.RowCount) : null,
        };
        int rows = (pixels.Length + RowLength - 1) / RowLength;
        var residuals = new (double[] Sum, double[] Square)[rows];
        var fit = new SpectraFit(options.Design, options.Solver, options.Amounts) { NoiseIsKnown = od.Noise.Gain > 0 || od.Noise.Floor > 0 };
        var memory = new ConcurrentBag<FitMemory>();
        int batch = Math.Max(1, rows / 20);
        for (int first = 0; first < rows; first += batch)
        {
            Rows.For(Math.Min(batch, rows - first), options.Threads, new FitRow(od, options, (fit, memory), pixels, result, residuals) { First = first }, cancel);
            progress?.Report(Math.Min(1.0, (double)(first + batch) / rows));
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

    private readonly struct FitRow(
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
            int from = (First + row) * RowLength, end = Math.Min(from + RowLength, pixels.Length);
            FitMemory memory = shared.Memory.TryTake(out FitMemory? used) ? used : new FitMemory(shared.Fit, od, options, BlockLength);
            (double[] Sum, double[] Square) sums = residuals[First + row] = (new double[od.FrameCount], new double[od.FrameCount]);
            for (; from < end; from += BlockLength)
            {
                ReadOnlySpan<int> mine = pixels.AsSpan(from, Math.Min(BlockLength, end - from));
                if (memory.Eights is { } eights)
                {
                    FitEights(mine, memory, eights);
                }
                else
                {
                    Fit(mine, memory, sums);
                }
            }

            memory.GiveSums(sums.Sum, sums.Square);
            shared.Memory.Add(memory);
        }

        private void FitEights(ReadOnlySpan<int> mine, FitMemory memory, EightSpectra eights)
        {
            // The last eight may repeat the last spectrum.
            int whole = (mine.Length + EightSpectra.Count - 1) / EightSpectra.Count * EightSpectra.Count;
            PixelRuns.Gather(od.Frames, mine, memory.Seen, BlockLength);
            for (int e = 0; e < od.FrameCount && whole > mine.Length; e++)
            {
                memory.Seen.AsSpan((e * BlockLength) + mine.Length, whole - mine.Length).Fill(memory.Seen[(e * BlockLength) + mine.Length - 1]);
            }

            Lighten(mine, memory.Light);
            memory.Light.AsSpan(mine.Length).Fill(memory.Light[mine.Length - 1]);
            for (int first = 0; first < mine.Length; first += EightSpectra.Count)
            {
                ReadOnlySpan<int> own = mine.Slice(first, Math.Min(EightSpectra.Count, mine.Length - first));
                eights.Fit(memory.Seen.AsSpan(first), BlockLength, memory.Light.AsSpan(first, EightSpectra.Count), Reweightings, memory.Solution);
                eights.AddResiduals(memory.Solution, own.Length, memory.Sums, memory.SumsOfSquares);
                Store(own, memory, EightSpectra.Count, new Residuals(eights.Chi2, eights.Squares, eights.Used));
            }
        }

        private void Lighten(ReadOnlySpan<int> mine, Span<double> light)
        {
            light.Clear();
            for (int i = 0; i < mine.Length && options.AdditiveLight is not null; i++)
            {
                light[i] = options.AdditiveLight[mine[i]];
            }
        }

        private void Fit(ReadOnlySpan<int> mine, FitMemory memory, (double[] Sum, double[] Square) sums)
        {
            int n = mine.Length, energies = od.FrameCount;
            Span<double> measured = memory.Measured.AsSpan(0, energies * n), light = memory.Light.AsSpan(0, n);
            PixelRuns.Gather(od.Frames, mine, memory.Seen, BlockLength);
            for (int e = 0; e < energies; e++)
            {
                TensorPrimitives.ConvertTruncating<float, double>(memory.Seen.AsSpan(e * BlockLength, n), measured[(e * n)..]);
            }

            Lighten(mine, light);
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

            memory.Clear();
            for (int e = 0; e < energies; e++)
            {
                (double sum, double square) = Add(data.AsSpan(e * n, n), weights.AsSpan(e * n, n), solution.Model.AsSpan(e * n, n), (memory.Chi2, memory.Squares, memory.Used));
                (sums.Sum[e], sums.Square[e]) = (sums.Sum[e] + sum, sums.Square[e] + square);
            }

            Store(mine, memory, n, new Residuals(memory.Chi2, memory.Squares, memory.Used));
        }

        // Of a block of so many spectra, those of the pixels.
        private void Store(ReadOnlySpan<int> mine, FitMemory memory, int count, Residuals residual)
        {
            SpectraFitBlock solution = memory.Solution;
            for (int r = 0; r < options.Design.Count; r++)
            {
                float[] map = result.Amounts[r];
                ReadOnlySpan<double> amounts = solution.Amounts.AsSpan(r * count, count);
                for (int s = 0; s < mine.Length; s++)
                {
                    map[mine[s]] = (float)amounts[s];
                }
            }

            memory.Deviations.Find(solution, count, memory.Composition, memory.Total);
            for (int s = 0; s < mine.Length; s++)
            {
                (int p, int free) = (mine[s], BitOperations.PopCount(solution.Free[s]));
                result.CompositionDeviation[p] = (float)memory.Composition[s];
                result.TotalDeviation[p] = (float)memory.Total[s];
                result.ResidualRms[p] = (float)Math.Sqrt(residual.Squares[s] / residual.Used[s]);
                result.ReducedChiSquare[p] = residual.Used[s] > free ? (float)(residual.Chi2[s] / (residual.Used[s] - free)) : float.NaN;
            }

            result.Normal?.Take(solution, mine, count);
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

    private readonly ref struct Residuals(ReadOnlySpan<double> chi2, ReadOnlySpan<double> squares, ReadOnlySpan<double> used)
    {
        public ReadOnlySpan<double> Chi2 { get; } = chi2;

        public ReadOnlySpan<double> Squares { get; } = squares;

        public ReadOnlySpan<double> Used { get; } = used;
    }
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
