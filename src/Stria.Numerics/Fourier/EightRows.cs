using System.Runtime.InteropServices;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Eight rows of a field as two times four lanes: put into the field, and replaced by what a source makes of them.</summary>
internal sealed class EightRows(int columns)
{
    // What a source works on at a time: lanes and results stay in the nearest cache.
    private const int Chunk = 128;
    private readonly double[] rows = new double[8 * columns], made = new double[4 * Chunk];

    /// <summary>Writes the lanes into the field.</summary>
    /// <param name="field">The rows, eight or, at the end of the field, fewer.</param>
    /// <param name="a">The first four.</param>
    /// <param name="b">The last four.</param>
    public void Put(Span<double> field, ReadOnlySpan<Lanes> a, ReadOnlySpan<Lanes> b)
    {
        Span<double> target = field.Length == rows.Length ? field : rows;
        LaneTranspose.Store(a, ref target[0], columns);
        LaneTranspose.Store(b, ref target[4 * columns], columns);
        if (field.Length < rows.Length)
        {
            rows.AsSpan(0, field.Length).CopyTo(field);
        }
    }

    /// <summary>Makes lanes of what a source makes of the field.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="field">The rows.</param>
    /// <param name="a">Receives the first four; holds their values already when <paramref name="isThere"/>.</param>
    /// <param name="b">Receives the last four.</param>
    /// <param name="source">The source.</param>
    /// <param name="isThere">Whether the lanes hold the field.</param>
    public void Make<TSource>(ReadOnlySpan<double> field, Span<Lanes> a, Span<Lanes> b, ref TSource source, bool isThere)
        where TSource : IRowSource
    {
        if (field.Length == rows.Length)
        {
            if (!isThere)
            {
                Load(field, a, b);
            }

            Replace(a, ref source);
            Replace(b, ref source);
            return;
        }

        // Rows that are not there must not be seen by the source.
        source.Fill(field, rows.AsSpan(0, field.Length));
        rows.AsSpan(field.Length).Clear();
        Load(rows, a, b);
    }

    private void Load(ReadOnlySpan<double> from, Span<Lanes> a, Span<Lanes> b)
    {
        ref double first = ref MemoryMarshal.GetReference(from);
        LaneTranspose.Load(ref first, columns, a);
        LaneTranspose.Load(ref System.Runtime.CompilerServices.Unsafe.Add(ref first, 4 * columns), columns, b);
    }

    private void Replace<TSource>(Span<Lanes> lanes, ref TSource source)
        where TSource : IRowSource
    {
        Span<double> values = MemoryMarshal.Cast<Lanes, double>(lanes);
        for (int start = 0; start < values.Length; start += made.Length)
        {
            Span<double> some = values.Slice(start, Math.Min(made.Length, values.Length - start)), results = made.AsSpan(0, some.Length);
            source.Fill(some, results);
            results.CopyTo(some);
        }
    }
}
