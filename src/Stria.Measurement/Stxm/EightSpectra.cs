using System.Runtime.Intrinsics;
using Stria.Numerics;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The fit of a map, eight spectra at a time: first with weights of one, then with weights from the fitted model, as <see cref="FitWeights"/> and <see cref="SpectraFit"/> do it with blocks of any length and any way to find amounts.</summary>
/// <remarks>All that belongs to eight spectra stays in the first cache: models, weights and data of a round are made in one walk over the energies. For amounts that may not be negative, and noise that is known. Working memory for one thread.</remarks>
internal sealed unsafe class EightSpectra
{
    /// <summary>Spectra that are fitted at a time.</summary>
    public const int Count = 8;

    private const int Lanes = 4;
    private readonly int energies, rows;
    private readonly double[] design, transposed, pairs, room;
    private readonly double* passed, data, weights, products; // products also hold the model, before them and after
    private readonly bool[] used;
    private readonly NoiseLevel[] levels;
    private readonly FourNonNegative fours;
    private readonly SharedGramLeastSquares? shared;
    private readonly Vector256<double>[] chi2 = new Vector256<double>[2], squares = new Vector256<double>[2], values = new Vector256<double>[2];

    private EightSpectra(ReferenceDesign of, FitWeights weighting)
    {
        (energies, rows, used, design) = (of.Used.Length, of.RowCount, of.Used, of.Values);
        transposed = [.. Enumerable.Range(0, design.Length).Select(i => design[(i % rows * energies) + (i / rows)])];
        pairs = [.. Enumerable.Range(0, rows).SelectMany(i => Enumerable.Range(i, rows - i).SelectMany(j => Enumerable.Range(0, energies).Select(e => design[(i * energies) + e] * design[(j * energies) + e])))];
        levels = [.. used.Select((_, e) => weighting.LevelAt(e))];
        fours = new FourNonNegative(rows);
        int length = energies * Count;
        room = GC.AllocateArray<double>((4 * length) + Count, pinned: true);
        passed = (double*)(((nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref room[0]) + 63) & ~63);
        data = passed + length;
        weights = data + length;
        products = weights + length;
        var gram = new double[rows * rows];
        for (int i = 0, p = 0; i < rows; i++)
        {
            for (int j = i; j < rows; j++, p++)
            {
                gram[(i * rows) + j] = pairs.AsSpan(p * energies, energies).ToArray().Sum();
            }
        }

        shared = rows <= SharedGramLeastSquares.MaximumColumns ? new SharedGramLeastSquares(gram, rows) : null;
    }

    /// <summary>The spectrum's sum of squares in units of the noise, one for each of the spectra.</summary>
    public ReadOnlySpan<double> Chi2 => System.Runtime.InteropServices.MemoryMarshal.Cast<Vector256<double>, double>(chi2);

    /// <summary>Sum of squared residuals of each spectrum.</summary>
    public ReadOnlySpan<double> Squares => System.Runtime.InteropServices.MemoryMarshal.Cast<Vector256<double>, double>(squares);

    /// <summary>Number of values of each spectrum that were used.</summary>
    public ReadOnlySpan<double> Used => System.Runtime.InteropServices.MemoryMarshal.Cast<Vector256<double>, double>(values);

    /// <summary>Makes room, where amounts are found in the usual way and the noise is known; null otherwise.</summary>
    public static EightSpectra? For(ReferenceDesign design, FitWeights weighting, IAmountSolver solver) =>
        solver is NonNegativeAmounts && weighting.IsCounting ? new EightSpectra(design, weighting) : null;

    /// <summary>Fits eight spectra.</summary>
    /// <param name="seen">Measured optical densities: eight of each energy, one energy every <paramref name="stride"/> values; not finite = not usable.</param>
    /// <param name="stride">Values from one energy to the next.</param>
    /// <param name="light">Additive light of each spectrum, eight values.</param>
    /// <param name="rounds">How often weights are renewed.</param>
    /// <param name="block">Receives amounts, free amounts and normal equations of eight spectra.</param>
    public void Fit(ReadOnlySpan<float> seen, int stride, ReadOnlySpan<double> light, int rounds, SpectraFitBlock block)
    {
        fixed (float* from = seen)
        fixed (double* b = light, a = block.Amounts, g = block.Grams, r = block.Rights, d = design, q = pairs, t = transposed)
        {
            var at = new Place(from, stride, b);
            bool isWhole = Begin(at);
            Multiply(d, rows, data, r);
            if (isWhole && shared is not null)
            {
                shared.Solve(block.Rights, Count, block.Amounts, block.Free, goOn: false);
            }
            else
            {
                Multiply(q, pairs.Length / energies, weights, g);
                fours.Solve(block.Grams, block.Rights, Count, block.Amounts, block.Free, goOn: false);
            }

            for (int k = 0; k < rounds; k++)
            {
                FormModel(t, a);
                Weigh(at);
                Multiply(q, pairs.Length / energies, weights, g);
                Multiply(d, rows, products, r);
                fours.Solve(block.Grams, block.Rights, Count, block.Amounts, block.Free, goOn: true);
            }
        }
    }

    /// <summary>Residuals of the last round: adds their sums and those of their squares over the spectra, four partial sums for each energy, and finds <see cref="Chi2"/>, <see cref="Squares"/> and <see cref="Used"/>.</summary>
    /// <param name="block">The solved block.</param>
    /// <param name="own">How many of the spectra count; the rest repeats others.</param>
    /// <param name="sums">Sums over the spectra, one vector for each energy.</param>
    /// <param name="sumsOfSquares">The same of the squares.</param>
    public void AddResiduals(SpectraFitBlock block, int own, Vector256<double>[] sums, Vector256<double>[] sumsOfSquares)
    {
        Vector256<double> lane = Vector256.Create(0.0, 1, 2, 3);
        fixed (double* a = block.Amounts, t = transposed)
        {
            FormModel(t, a);
        }

        Vector256<double> countsLeft = Vector256.LessThan(lane, Vector256.Create((double)own)), countsRight = Vector256.LessThan(lane, Vector256.Create((double)own - Lanes));
        Tally left = default, right = default;
        for (int e = 0; e < energies; e++)
        {
            Vector256<double> l = Residual(e * Count, ref left) & countsLeft, r = Residual((e * Count) + Lanes, ref right) & countsRight;
            sums[e] += l + r;
            sumsOfSquares[e] += (l * l) + (r * r);
        }

        (chi2[0], squares[0], values[0]) = (left.Chi2, left.Squares, left.Used);
        (chi2[1], squares[1], values[1]) = (right.Chi2, right.Squares, right.Used);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Residual(int at, ref Tally tally)
    {
        Vector256<double> w = Vector256.Load(weights + at), isUsed = Vector256.GreaterThan(w, Vector256<double>.Zero), r = (Vector256.Load(data + at) - Vector256.Load(products + at)) & isUsed, r2 = r * r;
        tally = new Tally(tally.Chi2 + (w * r2), tally.Squares + r2, tally.Used + (isUsed & Vector256<double>.One));
        return r;
    }

    private void FormModel(double* t, double* amounts) =>
        SlimProduct.Multiply(new MatrixView<double>(t, energies, rows), new MatrixView<double>(amounts, rows, Count), new MatrixView<double>(products, energies, Count));

    private void Multiply(double* matrix, int count, double* with, double* to) =>
        SlimProduct.Multiply(new MatrixView<double>(matrix, count, energies), new MatrixView<double>(with, energies, Count), new MatrixView<double>(to, count, Count));

    // Transmissions, data with 0 where they are not usable, and weights of one. Returns whether all are usable.
    private bool Begin(Place at)
    {
        Vector256<double> whole = Vector256<double>.AllBitsSet;
        for (int e = 0; e < energies; e++)
        {
            (Vector256<double> left, Vector256<double> right) = Vector256.Widen(Vector256.Load(at.Seen + (e * at.Stride)));
            whole &= Begin(e * Count, used[e], left) & Begin((e * Count) + Lanes, used[e], right);
        }

        for (int i = 0; i < energies * Count; i += Lanes)
        {
            SteadyVectors.Exp(Vector256.Load(passed + i)).Store(passed + i);
        }

        return Vector256.EqualsAll(whole.AsInt64(), Vector256<long>.AllBitsSet);
    }

    private Vector256<double> Begin(int to, bool isUsed, Vector256<double> seen)
    {
        Vector256<double> usable = isUsed ? Vector256.Equals(seen - seen, Vector256<double>.Zero) : Vector256<double>.Zero;
        (-seen).Store(passed + to);
        (seen & usable).Store(data + to);
        (Vector256<double>.One & usable).Store(weights + to);
        return isUsed ? usable : Vector256<double>.AllBitsSet;
    }

    // Exponentials in a loop of their own, as in FitWeights.
    private void Weigh(Place at)
    {
        int length = energies * Count;
        for (int i = 0; i < length; i += Lanes)
        {
            SteadyVectors.Exp(-Vector256.Load(products + i)).Store(weights + i);
        }

        Vector256<double> lightLeft = Vector256.Load(at.Light), lightRight = Vector256.Load(at.Light + Lanes);
        for (int e = 0; e < energies; e++)
        {
            if (!used[e])
            {
                new Span<double>(weights + (e * Count), Count).Clear();
                continue; // no data, no weight, no product: there the design is 0, and with it the model
            }

            NoiseLevel level = levels[e];
            (Vector256<double> left, Vector256<double> right) = Vector256.Widen(Vector256.Load(at.Seen + (e * at.Stride)));
            int to = e * Count;
            Put(to, level.Weigh(left, (Vector256.Load(passed + to), Vector256.Load(weights + to)), Vector256.Load(products + to), lightLeft));
            Put(to + Lanes, level.Weigh(right, (Vector256.Load(passed + to + Lanes), Vector256.Load(weights + to + Lanes)), Vector256.Load(products + to + Lanes), lightRight));
        }
    }

    private void Put(int to, (Vector256<double> Datum, Vector256<double> Weight) found)
    {
        found.Datum.Store(data + to);
        found.Weight.Store(weights + to);
        (found.Datum * found.Weight).Store(products + to);
    }

    private readonly struct Place(float* seen, int stride, double* light)
    {
        public float* Seen { get; } = seen;

        public int Stride { get; } = stride;

        public double* Light { get; } = light;
    }

    private readonly record struct Tally(Vector256<double> Chi2, Vector256<double> Squares, Vector256<double> Used);
}
