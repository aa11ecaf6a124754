namespace Stria.Numerics.Linear;

/// <summary>A row-major matrix inside pinned memory: rows may be further apart than they are long.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="start">The first element.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="stride">Elements from one row to the next, at least the number of columns.</param>
public readonly unsafe struct MatrixView<T>(T* start, int rows, int columns, int stride)
    where T : unmanaged
{
    /// <summary>A matrix whose rows follow each other without gap.</summary>
    public MatrixView(T* start, int rows, int columns)
        : this(start, rows, columns, columns)
    {
    }

    /// <summary>The first element.</summary>
    public T* Start { get; } = start;

    /// <summary>Number of rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Number of columns.</summary>
    public int Columns { get; } = columns;

    /// <summary>Elements from one row to the next.</summary>
    public int Stride { get; } = stride;
}
