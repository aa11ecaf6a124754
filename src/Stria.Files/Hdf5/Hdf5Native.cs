using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Stria.Files;

/// <summary>
/// The functions of libhdf5 that Stria calls, under their own names. Every return value passes through a marshaller that throws
/// <see cref="Hdf5Failure"/> on failure, so that none can be forgotten; a test holds us to it.
/// </summary>
internal static unsafe partial class Hdf5Native
{
    /// <summary>H5G_info_t as libhdf5 lays it out.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GroupInfo
    {
        internal int Storage;
        internal ulong LinkCount;
        internal long MaximumOrder;
        internal byte Mounted;
    }

    /// <summary>Walks the error stack; its own failure is of no use to anyone and is left to the caller.</summary>
    [LibraryImport(Hdf5Library.Name)]
    internal static partial int H5Ewalk2(long stack, int direction, delegate* unmanaged[Cdecl]<uint, Hdf5Failure.ErrorRecord*, nint, int> visit, nint client);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5open();

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5dont_atexit();

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Eset_auto2(long stack, nint function, nint client);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Fclose(long file);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Fflush(long file, int scope);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Oclose(long id);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Oexists_by_name(long location, string name, long access);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Lexists(long location, string name, long access);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Iget_type(long id);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Gget_info(long group, out GroupInfo info);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Aexists(long location, string name);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Aclose(long attribute);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Aread(long attribute, long type, void* buffer);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Awrite(long attribute, long type, void* buffer);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Aiterate2(long location, int index, int order, nint start, delegate* unmanaged[Cdecl]<long, byte*, void*, nint, int> visit, nint client);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Dread(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Dwrite(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Dread_chunk(long dataset, long transfer, ulong* offset, uint* skippedFilters, void* buffer);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Dget_chunk_info_by_coord(long dataset, ulong* offset, uint* skippedFilters, ulong* place, ulong* bytes);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tconvert(long from, long to, nuint count, void* buffer, void* background, long transfer);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Zfilter_avail(int filter);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pget_layout(long list);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pget_nfilters(long list);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pget_filter2(long list, uint index, uint* flags, nuint* count, uint* values, nuint nameLength, byte* name, uint* configuration);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pfill_value_defined(long list, int* status);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pget_fill_value(long list, long type, void* value);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pget_chunk(long list, int rank, ulong* size);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Dset_extent(long dataset, ulong* size);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Dvlen_reclaim(long type, long space, long transfer, void* buffer);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tget_class(long type);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tis_variable_str(long type);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tget_nmembers(long type);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tset_size(long type, nuint size);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tset_cset(long type, int set);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tset_strpad(long type, int pad);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tinsert(long type, string name, nuint offset, long member);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Tclose(long type);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5free_memory(nint memory);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Sget_simple_extent_type(long space);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Sget_simple_extent_ndims(long space);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Sget_simple_extent_dims(long space, ulong* size, ulong* maximum);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Sselect_hyperslab(long space, int operation, ulong* start, ulong* stride, ulong* count, ulong* block);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Sclose(long space);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pset_chunk(long list, int rank, ulong* size);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pset_deflate(long list, uint level);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pset_shuffle(long list);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pset_obj_track_times(long list, uint track);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pset_create_intermediate_group(long list, uint create);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedStatus))]
    internal static partial int H5Pclose(long list);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Fopen(string path, uint flags, long access);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Fcreate(string path, uint flags, long creation, long access);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Oopen(long location, string name, long access);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Lget_name_by_idx(long location, string group, int index, int order, ulong n, byte* name, nuint size, long access);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Gcreate2(long location, string name, long link, long creation, long access);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Aopen(long location, string name, long access);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Aget_type(long attribute);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Aget_space(long attribute);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Acreate2(long location, string name, long type, long space, long creation, long access);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Dget_create_plist(long dataset);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Dget_type(long dataset);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Dget_space(long dataset);

    [LibraryImport(Hdf5Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Dcreate2(long location, string name, long type, long space, long link, long creation, long access);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Tget_member_type(long type, uint member);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Tcopy(long type);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Tcreate(int kind, nuint size);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Screate(int kind);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Screate_simple(int rank, ulong* size, ulong* maximum);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedId))]
    internal static partial long H5Pcreate(long kind);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedNotZero))]
    internal static partial nint H5Tget_size(long type);

    [LibraryImport(Hdf5Library.Name)]
    [return: MarshalUsing(typeof(CheckedNotZero))]
    internal static partial nint H5Tget_member_name(long type, uint member);
}
