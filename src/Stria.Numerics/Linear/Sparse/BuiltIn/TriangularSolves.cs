using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Stria.Numerics.Linear;

/// <summary>Where a block's solves find their vectors.</summary>
/// <param name="own">The unknowns of the block's columns.</param>
/// <param name="all">All unknowns in the order of elimination.</param>
/// <param name="work">Room for as many values as the block has rows.</param>
internal readonly unsafe struct SolveVectors(double* own, double* all, double* work)
{
    internal double* Own { get; } = own;

    internal double* All { get; } = all;

    internal double* Work { get; } = work;
}

/// <summary>Forward and backward substitution with one dense block of the factor.</summary>
internal static unsafe class TriangularSolves
{
    /// <summary>Right-hand sides that are solved abreast: value i of side k stands at i·Lanes + k.</summary>
    internal const int Lanes = 8;

    /// <summary>Own ← L₁₁⁻¹·Own; the rows below are reduced by L₂₁·Own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward(double* block, int columns, ReadOnlySpan<int> rows, SolveVectors vectors)
    {
        double* own = vectors.Own, work = vectors.Work;
        new Span<double>(work, rows.Length).Clear();
        for (int c = 0; c < columns; c++, block += columns + rows.Length)
        {
            double x = own[c] / block[c];
            own[c] = x;
            AddScaled(own + c + 1, block + c + 1, columns - c - 1, -x);
            AddScaled(work, block + columns, rows.Length, x);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            vectors.All[rows[i]] -= work[i];
        }
    }

    /// <summary>Own ← L₁₁⁻ᵀ·(Own − L₂₁ᵀ·the rows below).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward(double* block, int columns, ReadOnlySpan<int> rows, SolveVectors vectors)
    {
        double* own = vectors.Own, work = vectors.Work;
        for (int i = 0; i < rows.Length; i++)
        {
            work[i] = vectors.All[rows[i]];
        }

        int tall = columns + rows.Length;
        for (int c = columns - 1; c >= 0; c--)
        {
            double* column = block + ((long)c * tall);
            double sum = Dot(column + c + 1, own + c + 1, columns - c - 1) + Dot(column + columns, work, rows.Length);
            own[c] = (own[c] - sum) / column[c];
        }
    }

    /// <summary><see cref="Forward"/> for eight right-hand sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardAbreast(double* block, int columns, ReadOnlySpan<int> rows, SolveVectors vectors)
    {
        double* own = vectors.Own, work = vectors.Work;
        new Span<double>(work, rows.Length * Lanes).Clear();
        for (int c = 0; c < columns; c++, block += columns + rows.Length)
        {
            Vector512<double> x = Vector512.Load(own + (c * Lanes)) / Vector512.Create(block[c]);
            x.Store(own + (c * Lanes));
            AddLanes(own + ((c + 1) * Lanes), block + c + 1, columns - c - 1, -x);
            AddLanes(work, block + columns, rows.Length, x);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            double* at = vectors.All + ((long)rows[i] * Lanes);
            (Vector512.Load(at) - Vector512.Load(work + (i * Lanes))).Store(at);
        }
    }

    /// <summary><see cref="Backward"/> for eight right-hand sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void BackwardAbreast(double* block, int columns, ReadOnlySpan<int> rows, SolveVectors vectors)
    {
        double* own = vectors.Own, work = vectors.Work;
        for (int i = 0; i < rows.Length; i++)
        {
            Vector512.Load(vectors.All + ((long)rows[i] * Lanes)).Store(work + (i * Lanes));
        }

        int tall = columns + rows.Length;
        for (int c = columns - 1; c >= 0; c--)
        {
            double* column = block + ((long)c * tall), x = own + (c * Lanes);
            Vector512<double> sum = DotLanes(column + c + 1, own + ((c + 1) * Lanes), columns - c - 1) + DotLanes(column + columns, work, rows.Length);
            ((Vector512.Load(x) - sum) / Vector512.Create(column[c])).Store(x);
        }
    }

    private static void AddScaled(double* y, double* a, int count, double x)
    {
        int i = 0;
        Vector512<double> factor = Vector512.Create(x);
        for (; i + 8 <= count; i += 8)
        {
            Vector512.MultiplyAddEstimate(Vector512.Load(a + i), factor, Vector512.Load(y + i)).Store(y + i);
        }

        for (; i < count; i++)
        {
            y[i] = double.MultiplyAddEstimate(a[i], x, y[i]);
        }
    }

    private static double Dot(double* a, double* b, int count)
    {
        int i = 0;
        Vector512<double> sum = default;
        for (; i + 8 <= count; i += 8)
        {
            sum = Vector512.MultiplyAddEstimate(Vector512.Load(a + i), Vector512.Load(b + i), sum);
        }

        double rest = 0;
        for (; i < count; i++)
        {
            rest = double.MultiplyAddEstimate(a[i], b[i], rest);
        }

        return Vector512.Sum(sum) + rest;
    }

    private static void AddLanes(double* y, double* a, int count, Vector512<double> x)
    {
        for (int i = 0; i < count; i++, y += Lanes)
        {
            Vector512.MultiplyAddEstimate(Vector512.Create(a[i]), x, Vector512.Load(y)).Store(y);
        }
    }

    private static Vector512<double> DotLanes(double* a, double* b, int count)
    {
        Vector512<double> sum = default;
        for (int i = 0; i < count; i++, b += Lanes)
        {
            sum = Vector512.MultiplyAddEstimate(Vector512.Create(a[i]), Vector512.Load(b), sum);
        }

        return sum;
    }
}
