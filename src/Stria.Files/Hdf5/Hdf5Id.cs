using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>An identifier of libhdf5, given back to the library when disposed.</summary>
internal sealed class Hdf5Id : SafeHandle
{
    private readonly Action<long> close;

    private Hdf5Id(long id, Action<long> close)
        : base(0, ownsHandle: true)
    {
        this.close = close;
        SetHandle((nint)id);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle <= 0;

    internal long Value => !IsClosed ? handle : throw new ObjectDisposedException(nameof(Hdf5Id), "The HDF5 file has been closed.");

    internal static Hdf5Id File(long id) => new(id, static i => Hdf5Native.H5Fclose(i));

    /// <summary>A group, a dataset or a named type.</summary>
    internal static Hdf5Id Object(long id) => new(id, static i => Hdf5Native.H5Oclose(i));

    internal static Hdf5Id Attribute(long id) => new(id, static i => Hdf5Native.H5Aclose(i));

    internal static Hdf5Id Type(long id) => new(id, static i => Hdf5Native.H5Tclose(i));

    internal static Hdf5Id Space(long id) => new(id, static i => Hdf5Native.H5Sclose(i));

    internal static Hdf5Id List(long id) => new(id, static i => Hdf5Native.H5Pclose(i));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        try
        {
            close(handle);
            return true;
        }
        catch (Hdf5Failure)
        {
            // The runtime asks for false here, and lets a debugger know; an exception would end the process.
            return false;
        }
    }
}
