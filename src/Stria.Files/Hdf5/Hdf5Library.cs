using System.Reflection;
using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>Finds libhdf5 on the machine and knows the type numbers that it exports.</summary>
internal static class Hdf5Library
{
    /// <summary>The name that the bindings ask for; resolved to the first candidate that loads.</summary>
    internal const string Name = "stria-hdf5";

    private static readonly string[] Candidates =
    [
        "libhdf5_serial.so.103", "libhdf5.so.103", "libhdf5_serial.so.310", "libhdf5.so.310", "libhdf5_serial.so.200", "libhdf5.so.200",
        "libhdf5_serial.so", "libhdf5.so", "libhdf5.dylib", "hdf5.dll",
    ];

    private static readonly Lazy<nint> Handle = new(Load);

    [ThreadStatic]
    private static bool quiet;

    internal static long NativeFloat => Exported("H5T_NATIVE_FLOAT_g");

    internal static long NativeDouble => Exported("H5T_NATIVE_DOUBLE_g");

    internal static long NativeByte => Exported("H5T_NATIVE_UCHAR_g");

    internal static long NativeInt => Exported("H5T_NATIVE_INT_g");

    internal static long CString => Exported("H5T_C_S1_g");

    internal static long DatasetCreation => Exported("H5P_CLS_DATASET_CREATE_ID_g");

    internal static long LinkCreation => Exported("H5P_CLS_LINK_CREATE_ID_g");

    internal static long FileAccess => Exported("H5P_CLS_FILE_ACCESS_ID_g");

    /// <summary>Loads the library if need be and stops it from printing on this thread: its complaints go into our messages.</summary>
    /// <exception cref="MissingLibraryException">No candidate is on the machine.</exception>
    internal static void Prepare()
    {
        _ = Handle.Value;
        if (!quiet)
        {
            Hdf5Native.H5open();
            Hdf5Native.H5Eset_auto2(0, 0, 0);
            quiet = true;
        }
    }

    /// <summary>Leaves files that are opened with a list of settings without a lock, where the library can (1.10.7 and later).</summary>
    internal static unsafe void WithoutLock(Hdf5Id list)
    {
        Prepare();
        if (NativeLibrary.TryGetExport(Handle.Value, "H5Pset_file_locking", out nint address))
        {
            CheckedStatus.ConvertToManaged(((delegate* unmanaged[Cdecl]<long, byte, byte, int>)address)(list.Value, 0, 1));
        }
    }

    private static long Exported(string symbol)
    {
        Prepare();
        return Marshal.ReadInt64(NativeLibrary.GetExport(Handle.Value, symbol));
    }

    private static nint Load()
    {
        foreach (string candidate in Candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint handle))
            {
                NativeLibrary.SetDllImportResolver(
                    Assembly.GetExecutingAssembly(),
                    (name, _, _) => name == Name ? handle : 0);

                // Its farewell at the end of the process crashes when a file could not be closed (full disk); every file here is closed by its owner.
                Hdf5Native.H5dont_atexit();
                return handle;
            }
        }

        throw new MissingLibraryException("HDF5", "read NXstxm and Data Exchange files and to write maps.h5", "libhdf5-103-1");
    }
}
