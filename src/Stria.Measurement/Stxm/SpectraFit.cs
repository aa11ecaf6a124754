using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Weighted non-negative least squares of a block of spectra with common references.</summary>
/// <remarks>The Gram matrices of all spectra of a block are one matrix product: row (i ≤ j) of the pair matrix holds aᵢ(E)·aⱼ(E), and its
/// product with the weights [energy, spectrum] is Σ w aᵢ aⱼ for every spectrum at once; where all spectra of a block have the same weights it is formed once. Double precision throughout: references are nearly collinear.</remarks>
public sealed unsafe class SpectraFit
{
    private const int FewestBetweenHoles = 16; // values; with more holes each spectrum has its own Gram matrix

    private readonly double[] design, transposed, pairs;
    private readonly bool[] used;
    private readonly int energies, references, pairCount;
    private readonly IAmountSolver solver;
    private readonly AmountOptions options;

    /// <summary>Prepares fits with one set of references.</summary>
    /// <param name="design">The references and background.</param>
    /// <param name="solver">The way amounts are found; null = none of them negative.</param>
    /// <param name="options">What that way may be told.</param>
    public SpectraFit(ReferenceDesign design, IAmountSolver? solver = null, AmountOptions? options = null)
    {
        (this.solver, this.options) = (solver ?? AmountSolvers.Usual, options ?? new AmountOptions());
        (this.design, used, references, Compounds) = (design.Values, design.Used, design.RowCount, design.Count);
        energies = used.Length;
        transposed = [.. Enumerable.Range(0, design.Values.Length).Select(i => design.Values[(i % references * energies) + (i / references)])];
        pairCount = references * (references + 1) / 2;
        pairs = new double[pairCount * energies];
        for (int i = 0, p = 0; i < references; i++)
        {
            for (int j = i; j < references; j++, p++)
            {
                TensorPrimitives.Multiply(Row(i), Row(j), pairs.AsSpan(p * energies, energies));
            }
        }
    }

    /// <summary>Number of rows of the design: references and background.</summary>
    public int References => references;

    /// <summary>Number of references; the rows after them are background, which is no amount of anything.</summary>
    public int Compounds { get; }

    /// <summary>Number of energies.</summary>
    public int Energies => energies;

    /// <summary>Whether weights are those of a noise model.</summary>
    public bool NoiseIsKnown { get; init; } = true;

    /// <summary>Fits every spectrum of a block.</summary>
    /// <param name="data">Optical densities [energy, spectrum]; what has weight 0 must be finite.</param>
    /// <param name="weights">1/variance of each value [energy, spectrum]; 0 = not used.</param>
    /// <param name="count">Number of spectra.</param>
    /// <param name="result">Receives the solution.</param>
    /// <param name="goOn">Whether the block holds the solution of a problem close to this one, whose free references are then tried first.</param>
    /// <param name="keepsWeights">Whether the block was last solved by this fit with the same weights, so that the Gram matrices in it hold.</param>
    public void Solve(double[] data, double[] weights, int count, SpectraFitBlock result, bool goOn = false, bool keepsWeights = false)
    {
        double[] product = result.Scratch;
        List<(int Energy, int Spectrum)> holes = [];
        bool isCommon = HasCommonWeights(weights, count, solver is NonNegativeAmounts ? holes : null);
        if (!isCommon || solver is SelectedAmounts)
        {
            TensorPrimitives.Multiply(data.AsSpan(0, energies * count), weights.AsSpan(0, energies * count), product);
        }

        if (isCommon)
        {
            FormCommon(data, weights, count, result, holes);
        }
        else
        {
            if (!keepsWeights || result.CommonCount != 0)
            {
                Form(weights, count, result);
            }

            result.CommonCount = 0;
            FormRights(product, count, result);
        }

        AmountProblem problem = Problem((data, weights, product), count, result, isCommon ? result.Shared : null, goOn);
        if (holes.Count > 0)
        {
            problem.Holed = [.. holes.Select(h => h.Spectrum).Distinct()];
        }

        solver.Solve(problem, options);
        fixed (double* a = transposed, x = result.Amounts, m = result.Model)
        {
            SlimProduct.Multiply(new MatrixView<double>(a, energies, references), new MatrixView<double>(x, references, count), new MatrixView<double>(m, energies, count));
        }
    }

    private void Form(double[] weights, int count, SpectraFitBlock result)
    {
        fixed (double* q = pairs, w = weights, g = result.Grams)
        {
            SlimProduct.Multiply(new MatrixView<double>(q, pairCount, energies), new MatrixView<double>(w, energies, count), new MatrixView<double>(g, pairCount, count));
        }
    }

    private void FormRights(double[] product, int count, SpectraFitBlock result)
    {
        fixed (double* a = design, d = product, b = result.Rights)
        {
            SlimProduct.Multiply(new MatrixView<double>(a, references, energies), new MatrixView<double>(d, energies, count), new MatrixView<double>(b, references, count));
        }
    }

    // One Gram matrix serves all spectra, and the weights go into the references: the first round of every fit, whose weights are 1. What single values that are not used would add to it is taken off in their spectra.
    private void FormCommon(double[] data, double[] weights, int count, SpectraFitBlock result, List<(int Energy, int Spectrum)> holes)
    {
        var common = new double[energies];
        for (int e = 0; e < energies; e++)
        {
            common[e] = Common(weights.AsSpan(e * count, count));
        }

        // A block may have served other references before.
        bool isKnown = result.CommonOf == this && common.AsSpan().SequenceEqual(result.CommonWeights);
        if (!isKnown || result.CommonCount != count)
        {
            Share(common, count, result, isKnown);
        }

        if (holes.Count > 0)
        {
            data.AsSpan(0, energies * count).CopyTo(result.Scratch);
            data = result.Scratch;
            result.CommonCount = 0;
            foreach ((int energy, int spectrum) in holes)
            {
                data[(energy * count) + spectrum] = 0;
                for (int p = 0; p < pairCount; p++)
                {
                    result.Grams[(p * count) + spectrum] -= common[energy] * pairs[(p * energies) + energy];
                }
            }
        }

        fixed (double* a = result.WeightedDesign, d = data, b = result.Rights)
        {
            SlimProduct.Multiply(new MatrixView<double>(a, references, energies), new MatrixView<double>(d, energies, count), new MatrixView<double>(b, references, count));
        }
    }

    private void Share(double[] common, int count, SpectraFitBlock result, bool isKnown)
    {
        var gram = new double[references * references];
        for (int i = 0, p = 0; i < references; i++)
        {
            for (int j = i; j < references; j++, p++)
            {
                gram[(i * references) + j] = TensorPrimitives.Dot<double>(pairs.AsSpan(p * energies, energies), common);
                result.Grams.AsSpan(p * count, count).Fill(gram[(i * references) + j]);
            }

            TensorPrimitives.Multiply(Row(i), common, result.WeightedDesign.AsSpan(i * energies, energies));
        }

        if (!isKnown)
        {
            result.Shared = references <= SharedGramLeastSquares.MaximumColumns ? new SharedGramLeastSquares(gram, references) : null;
        }

        common.CopyTo(result.CommonWeights, 0);
        (result.CommonOf, result.CommonCount) = (this, count);
    }

    // Compared bit for bit, which goes by vectors; most blocks of weights that differ do so in the first row. Where holes may be told, single values of weight 0 are.
    private bool HasCommonWeights(double[] weights, int count, List<(int Energy, int Spectrum)>? holes)
    {
        for (int e = 0; e < energies && count > 0; e++)
        {
            Span<double> row = weights.AsSpan(e * count, count);
            long common = BitConverter.DoubleToInt64Bits(holes is null ? row[0] : Common(row));
            if (MemoryMarshal.Cast<double, long>(row).ContainsAnyExcept(common) && !(holes is not null && HasOnlyHoles(row, e, holes)))
            {
                holes?.Clear();
                return false;
            }
        }

        return count > 0;
    }

    private bool HasOnlyHoles(ReadOnlySpan<double> row, int energy, List<(int Energy, int Spectrum)> holes)
    {
        double common = Common(row);
        for (int s = 0; s < row.Length; s++)
        {
            if (row[s] == 0)
            {
                holes.Add((energy, s));
            }
            else if (row[s] != common)
            {
                return false;
            }
        }

        return holes.Count <= energies * row.Length / FewestBetweenHoles;
    }

    private static double Common(ReadOnlySpan<double> row) => row.IndexOfAnyExcept(0) is >= 0 and var used ? row[used] : 0;

    // Squares and numbers of values are summed only for ways that ask for them.
    private AmountProblem Problem((double[] Data, double[] Weights, double[] Product) of, int count, SpectraFitBlock result, SharedGramLeastSquares? shared, bool goOn)
    {
        double[]? squares = null;
        int[]? points = null;
        if (solver is SelectedAmounts)
        {
            (squares, points) = (new double[count], new int[count]);
            for (int i = 0; i < energies * count; i++)
            {
                squares[i % count] += of.Data[i] * of.Product[i];
                points[i % count] += of.Weights[i] > 0 ? 1 : 0;
            }
        }

        return new AmountProblem(count, references, Compounds)
        {
            Grams = result.Grams, Rights = result.Rights, Squares = squares, Points = points, NoiseIsKnown = NoiseIsKnown, Amounts = result.Amounts, Free = result.Free, Shared = shared, GoesOn = goOn, Fours = result.Fours,
        };
    }

    private ReadOnlySpan<double> Row(int reference) => design.AsSpan(reference * energies, energies);
}

/// <summary>Solution and working memory of a block of spectra; made once, used for many blocks.</summary>
public sealed class SpectraFitBlock
{
    /// <summary>Makes room for blocks of up to <paramref name="count"/> spectra.</summary>
    public SpectraFitBlock(SpectraFit fit, int count)
    {
        int r = fit.References, e = fit.Energies;
        (Amounts, Rights, Grams) = (new double[r * count], new double[r * count], new double[r * (r + 1) / 2 * count]);
        (Model, Scratch, Free) = (new double[e * count], new double[e * count], new ulong[count]);
        (CommonWeights, WeightedDesign) = (new double[e], new double[r * e]);
        Fours = new FourNonNegative(r);
    }

    /// <summary>Amounts [reference, spectrum].</summary>
    public double[] Amounts { get; }

    /// <summary>Fitted optical densities [energy, spectrum].</summary>
    public double[] Model { get; }

    /// <summary>Bit r set when reference r is free (positive), one word per spectrum.</summary>
    public ulong[] Free { get; }

    /// <summary>Working memory of the fit of amounts that may not be negative.</summary>
    internal FourNonNegative Fours { get; }

    internal double[] Rights { get; }

    internal double[] Grams { get; }

    internal double[] Scratch { get; }

    internal double[] CommonWeights { get; }

    internal double[] WeightedDesign { get; }

    /// <summary>Number of spectra whose Gram matrices now are those of <see cref="CommonWeights"/>; 0 = they are not.</summary>
    internal int CommonCount { get; set; }

    /// <summary>The fit whose references these are.</summary>
    internal SpectraFit? CommonOf { get; set; }

    internal SharedGramLeastSquares? Shared { get; set; }
}
