using System.Runtime.InteropServices;
using System.Text;

namespace Stria.Files;

/// <summary>Strings laid out in memory as libhdf5 wants them, with their type.</summary>
internal sealed unsafe class Hdf5Texts : IDisposable
{
    private readonly byte* block;

    /// <summary>Lays out strings.</summary>
    /// <param name="texts">The strings.</param>
    /// <param name="fixedLength">True for one length for all, padded with zeros; false for a length of its own for each.</param>
    internal Hdf5Texts(IReadOnlyList<string> texts, bool fixedLength)
    {
        int length = Math.Max(1, texts.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty(1).Max());
        int pointers = fixedLength ? 0 : texts.Count * sizeof(nint);
        int stride = fixedLength ? length : length + 1;
        block = (byte*)NativeMemory.AllocZeroed((nuint)(pointers + (stride * texts.Count) + 1));
        for (int i = 0; i < texts.Count; i++)
        {
            byte* place = block + pointers + (i * stride);
            Encoding.UTF8.GetBytes(texts[i], new Span<byte>(place, length));
            if (!fixedLength)
            {
                ((nint*)block)[i] = (nint)place;
            }
        }

        Type = TypeOf(texts, fixedLength ? (nuint)length : nuint.MaxValue);
    }

    /// <summary>The type of the strings in memory and in the file.</summary>
    internal Hdf5Id Type { get; }

    /// <summary>The memory to write from.</summary>
    internal nint Buffer => (nint)block;

    /// <inheritdoc/>
    public void Dispose()
    {
        Type.Dispose();
        NativeMemory.Free(block);
    }

    /// <summary>Fixed strings of plain ASCII are declared as such, as older programs expect.</summary>
    private static Hdf5Id TypeOf(IReadOnlyList<string> texts, nuint size)
    {
        var type = Hdf5Id.Type(Hdf5Native.H5Tcopy(Hdf5Library.CString));
        Hdf5Native.H5Tset_size(type.Value, size);
        bool isVariable = size == nuint.MaxValue;
        Hdf5Native.H5Tset_strpad(type.Value, isVariable ? 0 : 1);
        Hdf5Native.H5Tset_cset(type.Value, !isVariable && texts.All(text => Ascii.IsValid(text)) ? 0 : 1);
        return type;
    }
}
