namespace Stria.Files;

/// <summary>A single-precision array that grows along its first dimension, row by row.</summary>
public sealed class Hdf5Series : IDisposable
{
    private readonly Hdf5Writer writer;
    private readonly string path;
    private readonly ulong[] rowShape;
    private readonly Hdf5Id dataset;

    internal Hdf5Series(Hdf5Writer writer, string path, IReadOnlyList<int> rowShape, Hdf5Id dataset)
    {
        (this.writer, this.path, this.dataset) = (writer, path, dataset);
        this.rowShape = Hdf5Spaces.Lengths(rowShape);
        RowCount = 0;
        RowLength = (int)this.rowShape.Aggregate(1UL, (product, n) => product * n);
    }

    /// <summary>Number of rows so far.</summary>
    public int RowCount { get; private set; }

    /// <summary>Number of values in a row.</summary>
    public int RowLength { get; }

    /// <summary>Adds one row.</summary>
    /// <exception cref="ArgumentException">The number of values is not that of a row.</exception>
    public unsafe void Append(ReadOnlySpan<float> row)
    {
        if (row.Length != RowLength)
        {
            throw new ArgumentException($"'{path}': {row.Length} values for a row of {RowLength}.", nameof(row));
        }

        fixed (float* values = row)
        {
            Append((nint)values);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => dataset.Dispose();

    private unsafe void Append(nint values) => writer.Explain($"row {RowCount} of '{path}'", () =>
    {
        ulong[] size = [(ulong)RowCount + 1, .. rowShape];
        ulong[] start = [(ulong)RowCount, .. new ulong[rowShape.Length]];
        ulong[] count = [1, .. rowShape];
        fixed (ulong* to = size, from = start, part = count)
        {
            Hdf5Native.H5Dset_extent(dataset.Value, to);
            using var space = Hdf5Id.Space(Hdf5Native.H5Dget_space(dataset.Value));
            Hdf5Native.H5Sselect_hyperslab(space.Value, 0, from, null, part, null);
            using var memory = Hdf5Id.Space(Hdf5Native.H5Screate_simple(count.Length, part, null));
            Hdf5Native.H5Dwrite(dataset.Value, Hdf5Library.NativeFloat, memory.Value, space.Value, 0, (void*)values);
        }

        return ++RowCount;
    });
}
