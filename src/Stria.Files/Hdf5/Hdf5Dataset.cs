namespace Stria.Files;

/// <summary>An array in an HDF5 file.</summary>
public sealed class Hdf5Dataset : Hdf5Object
{
    private readonly Hdf5Id id;

    internal Hdf5Dataset(Hdf5File file, string path, Hdf5Id id)
        : base(file, path, id)
    {
        this.id = id;
        (Shape, Type) = Explain("shape and type", () =>
        {
            using var space = Hdf5Id.Space(Hdf5Native.H5Dget_space(id.Value));
            using var type = Hdf5Id.Type(Hdf5Native.H5Dget_type(id.Value));
            return (Hdf5Transfer.Shape(space), Hdf5Type.Of(type));
        });
    }

    /// <summary>The lengths of the dimensions, slowest first; empty for a single value.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The lengths of the dimensions as indices of arrays. Their product may be more than one array can hold: then the values are to be read in parts.</summary>
    /// <exception cref="DataException">One is larger than an index can be.</exception>
    public int[] Lengths => Shape.All(n => n is >= 0 and <= int.MaxValue) ? [.. Shape.Select(n => (int)n)] : throw TooLarge(Shape);

    /// <summary>The lengths of the chunks in which the file keeps it; null when it lies in one piece.</summary>
    public IReadOnlyList<long>? ChunkShape => Explain("layout", () => Hdf5Chunks.Shape(id, Shape.Count));

    /// <summary>What the elements are.</summary>
    public Hdf5Type Type { get; }

    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, n) => product * n);

    /// <summary>True for whole, floating-point and complex numbers.</summary>
    public bool IsNumeric => Type.Class is Hdf5TypeClass.Whole or Hdf5TypeClass.Real or Hdf5TypeClass.Complex;

    /// <summary>All numbers, in the order of the file; of complex numbers the magnitude.</summary>
    /// <exception cref="DataException">The elements are no numbers, or cannot be read.</exception>
    public double[] ReadDoubles() => Read(source =>
        Type.Class == Hdf5TypeClass.Complex ? Magnitudes(Hdf5Transfer.ComplexParts(source)) : Hdf5Transfer.Doubles(source));

    /// <summary>All numbers in single precision, in the order of the file; of complex numbers the magnitude.</summary>
    /// <exception cref="DataException">The elements are no numbers, or cannot be read.</exception>
    public float[] ReadFloats() => Read(source => Singles(source, new float[source.Count]));

    /// <summary>A rectangular part in single precision; of complex numbers the magnitude.</summary>
    /// <param name="start">First index in each dimension.</param>
    /// <param name="count">Number of indices in each dimension.</param>
    /// <exception cref="DataException">The elements are no numbers, the part lies outside, or it cannot be read.</exception>
    public float[] ReadFloats(IReadOnlyList<long> start, IReadOnlyList<long> count)
    {
        RequirePart(start, count);
        var values = new float[count.Aggregate(1L, (product, n) => product * n)];
        ReadFloats(start, count, values);
        return values;
    }

    /// <summary>The same into memory that is at hand.</summary>
    /// <param name="start">First index in each dimension.</param>
    /// <param name="count">Number of indices in each dimension.</param>
    /// <param name="values">Receives the values, in the order of the file; at least as many.</param>
    /// <exception cref="DataException">The elements are no numbers, the part lies outside, or it cannot be read.</exception>
    public void ReadFloats(IReadOnlyList<long> start, IReadOnlyList<long> count, float[] values)
    {
        RequirePart(start, count);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, count.Aggregate(1L, (product, n) => product * n));
        Explain("values", () => Part([.. start.Select(n => (ulong)n)], [.. count.Select(n => (ulong)n)], values));
    }

    private void RequirePart(IReadOnlyList<long> start, IReadOnlyList<long> count)
    {
        RequireNumbers();
        bool isInside = start.Count == Shape.Count && count.Count == Shape.Count
            && Enumerable.Range(0, Shape.Count).All(d => start[d] >= 0 && count[d] >= 1 && start[d] + count[d] <= Shape[d]);
        if (!isInside)
        {
            throw new DataException(
                $"'{Path}' is {Describe(Shape)}; a part of {Describe(count)} from ({string.Join(", ", start)}) does not lie inside it.", File.Path);
        }

        if (count.Aggregate(1.0, (product, n) => product * n) > Array.MaxLength)
        {
            throw TooLarge(count);
        }
    }

    /// <summary>All strings, in the order of the file.</summary>
    /// <exception cref="DataException">The elements are no strings, or cannot be read.</exception>
    public string[] ReadTexts()
    {
        if (Type.Class != Hdf5TypeClass.Text)
        {
            throw new DataException($"'{Path}' holds {Type.Class}, not text.", File.Path);
        }

        return WithSource(source => Hdf5Transfer.Texts(source, Type));
    }

    /// <summary>A shape as people write it ("4 × 50 × 50").</summary>
    internal static string Describe(IEnumerable<long> shape) => string.Join(" × ", shape) is { Length: > 0 } text ? text : "a single value";

    private static double[] Magnitudes(double[] parts)
    {
        var magnitudes = new double[parts.Length / 2];
        for (int i = 0; i < magnitudes.Length; i++)
        {
            magnitudes[i] = double.Hypot(parts[2 * i], parts[(2 * i) + 1]);
        }

        return magnitudes;
    }

    private float[] Singles(Hdf5Transfer.Source source, float[] values)
    {
        if (Type.Class == Hdf5TypeClass.Complex)
        {
            Array.ConvertAll(Magnitudes(Hdf5Transfer.ComplexParts(source)), value => (float)value).CopyTo(values, 0);
        }
        else
        {
            Hdf5Transfer.Floats(source, values);
        }

        return values;
    }

    private T Read<T>(Func<Hdf5Transfer.Source, T> read)
    {
        RequireNumbers();
        return WithSource(read);
    }

    // As floating-point numbers, for the lengths that a damaged file gives may exceed any whole number when multiplied.
    private void RequireRoom()
    {
        if (Shape.Any(n => n < 0) || Shape.Aggregate(1.0, (product, n) => product * n) > Array.MaxLength || Shape.Any(n => n > Array.MaxLength))
        {
            throw TooLarge(Shape);
        }
    }

    private DataException TooLarge(IReadOnlyList<long> shape) => new($"'{Path}' is {Describe(shape)}: more values than an array can hold. Perhaps the file is damaged.", File.Path);

    private T WithSource<T>(Func<Hdf5Transfer.Source, T> read) => Explain("values", () =>
    {
        RequireRoom();
        using var space = Hdf5Id.Space(Hdf5Native.H5Dget_space(Id));
        using var type = Hdf5Id.Type(Hdf5Native.H5Dget_type(Id));
        return read(Hdf5Transfer.Source.OfDataset(id, type, space) with
        {
            Chunks = IsNumeric ? Hdf5Chunks.Of(id, Shape.Count) : null,
            Range = (new ulong[Shape.Count], [.. Shape.Select(n => (ulong)n)]),
        });
    });

    private unsafe float[] Part(ulong[] start, ulong[] count, float[] values)
    {
        using var fileSpace = Hdf5Id.Space(Hdf5Native.H5Dget_space(Id));
        using var type = Hdf5Id.Type(Hdf5Native.H5Dget_type(Id));
        fixed (ulong* from = start, size = count)
        {
            Hdf5Native.H5Sselect_hyperslab(fileSpace.Value, 0, from, null, size, null);
            using var memorySpace = Hdf5Id.Space(Hdf5Native.H5Screate_simple(count.Length, size, null));
            return Singles(Hdf5Transfer.Source.OfPart(id, type, fileSpace, memorySpace) with { Chunks = Hdf5Chunks.Of(id, Shape.Count), Range = (start, count) }, values);
        }
    }

    private void RequireNumbers()
    {
        if (!IsNumeric)
        {
            throw new DataException($"'{Path}' holds {Type.Class}, not numbers.", File.Path);
        }
    }
}
