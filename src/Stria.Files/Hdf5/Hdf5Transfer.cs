using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>Moves values from a dataset or an attribute into arrays.</summary>
internal static unsafe class Hdf5Transfer
{
    internal static double[] Doubles(Source source)
    {
        var values = new double[source.Count];
        fixed (double* p = values)
        {
            source.Read(Hdf5Library.NativeDouble, p);
        }

        return values;
    }

    internal static void Floats(Source source, float[] values)
    {
        fixed (float* p = values)
        {
            source.Read(Hdf5Library.NativeFloat, p);
        }
    }

    /// <summary>Real and imaginary parts, alternating.</summary>
    internal static double[] ComplexParts(Source source)
    {
        (string real, string imaginary) = Hdf5Type.MemberNames(source.Type);
        using var pair = Hdf5Id.Type(Hdf5Native.H5Tcreate(6, 16));
        Hdf5Native.H5Tinsert(pair.Value, real, 0, Hdf5Library.NativeDouble);
        Hdf5Native.H5Tinsert(pair.Value, imaginary, 8, Hdf5Library.NativeDouble);
        var parts = new double[2 * source.Count];
        fixed (double* p = parts)
        {
            source.Read(pair.Value, p);
        }

        return parts;
    }

    internal static string[] Texts(Source source, Hdf5Type type) => type.IsVariable ? VariableTexts(source) : FixedTexts(source, type.ByteCount);

    private static string[] FixedTexts(Source source, int length)
    {
        var bytes = new byte[source.Count * length];
        fixed (byte* p = bytes)
        {
            source.Read(source.Type.Value, p);
        }

        var texts = new string[source.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Decode(bytes.AsSpan(i * length, length));
        }

        return texts;
    }

    private static string[] VariableTexts(Source source)
    {
        var pointers = new nint[source.Count];
        var texts = new string[source.Count];
        fixed (nint* p = pointers)
        {
            source.Read(source.Type.Value, p);
            for (int i = 0; i < texts.Length; i++)
            {
                texts[i] = pointers[i] == 0 ? "" : Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)pointers[i]));
            }

            if (texts.Length > 0)
            {
                Hdf5Native.H5Dvlen_reclaim(source.Type.Value, source.Space.Value, 0, p);
            }
        }

        return texts;
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return PlainText.Decode(end < 0 ? bytes : bytes[..end]).TrimEnd(' ');
    }

    /// <summary>Where values come from: an attribute, or a dataset or a rectangular part of one.</summary>
    internal sealed record Source(Hdf5Id Object, Hdf5Id Type, Hdf5Id Space, long Count, bool IsAttribute, long MemorySpace, long FileSpace)
    {
        internal static Source OfAttribute(Hdf5Id attribute, Hdf5Id type, Hdf5Id space) => new(attribute, type, space, Size(Shape(space)), true, 0, 0);

        internal static Source OfDataset(Hdf5Id dataset, Hdf5Id type, Hdf5Id space) => new(dataset, type, space, Size(Shape(space)), false, 0, 0);

        internal static Source OfPart(Hdf5Id dataset, Hdf5Id type, Hdf5Id fileSpace, Hdf5Id memorySpace) =>
            new(dataset, type, memorySpace, Size(Shape(memorySpace)), false, memorySpace.Value, fileSpace.Value);

        /// <summary>The chunks, where their filters are undone here; null where the library reads by itself.</summary>
        internal Hdf5Chunks? Chunks { get; init; }

        /// <summary>First index and number of indices in each dimension, for chunks.</summary>
        internal (ulong[] Start, ulong[] Count) Range { get; init; } = ([], []);

        internal void Read(long memoryType, void* buffer)
        {
            if (Count == 0)
            {
                return;
            }

            if (Chunks is not null)
            {
                Chunks.Read(Range.Start, Range.Count, memoryType, buffer);
            }
            else if (IsAttribute)
            {
                Hdf5Native.H5Aread(Object.Value, memoryType, buffer);
            }
            else
            {
                Hdf5Native.H5Dread(Object.Value, memoryType, MemorySpace, FileSpace, 0, buffer);
            }
        }
    }

    /// <summary>The lengths of the dimensions; empty for a scalar, one zero for a null space.</summary>
    internal static long[] Shape(Hdf5Id space)
    {
        if (Hdf5Native.H5Sget_simple_extent_type(space.Value) == 2)
        {
            return [0];
        }

        var lengths = new ulong[Hdf5Native.H5Sget_simple_extent_ndims(space.Value)];
        if (lengths.Length > 0)
        {
            fixed (ulong* p = lengths)
            {
                Hdf5Native.H5Sget_simple_extent_dims(space.Value, p, null);
            }
        }

        return [.. lengths.Select(n => checked((long)n))];
    }

    private static long Size(long[] shape) => shape.Aggregate(1L, (product, n) => checked(product * n));
}
