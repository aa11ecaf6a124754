using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>A call into libhdf5 failed; the message is the library's own error stack. Public doors turn it into a DataException with file and object.</summary>
internal sealed partial class Hdf5Failure(string message) : Exception(message)
{
    /// <summary>The failure that the library has just recorded on this thread.</summary>
    internal static unsafe Hdf5Failure Current()
    {
        List<string> lines = [];
        var handle = GCHandle.Alloc(lines);
        try
        {
            if (Hdf5Native.H5Ewalk2(0, 0, &Collect, GCHandle.ToIntPtr(handle)) < 0)
            {
                lines.Add("the HDF5 library's own error record could not be read");
            }
        }
        finally
        {
            handle.Free();
        }

        return new Hdf5Failure(lines.Count == 0 ? "the HDF5 library gave no reason" : Shortened(lines));
    }

    /// <summary>The most specific line of the stack, or the system's message in it, and the most general one.</summary>
    private static string Shortened(List<string> lines)
    {
        string specific = SystemMessage().Match(lines[0]) is { Success: true } match ? match.Groups[1].Value : lines[0].ReplaceLineEndings(" ");
        return lines.Count == 1 ? specific : $"{specific} ({lines[^1]})";
    }

    [GeneratedRegex("error message = '([^']*)'")]
    private static partial Regex SystemMessage();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Collect(uint n, ErrorRecord* record, nint client)
    {
        if (GCHandle.FromIntPtr(client).Target is List<string> lines && Marshal.PtrToStringUTF8(record->Description) is { Length: > 0 } text)
        {
            lines.Add(text);
        }

        return 0;
    }

    /// <summary>H5E_error2_t as libhdf5 lays it out.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ErrorRecord
    {
        internal long Class;
        internal long Major;
        internal long Minor;
        internal uint Line;
        internal nint Function;
        internal nint File;
        internal nint Description;
    }
}

/// <summary>Return values of type herr_t, htri_t or int: negative means failure.</summary>
[CustomMarshaller(typeof(int), MarshalMode.ManagedToUnmanagedOut, typeof(CheckedStatus))]
internal static class CheckedStatus
{
    public static int ConvertToManaged(int status) => status >= 0 ? status : throw Hdf5Failure.Current();
}

/// <summary>Return values of type hid_t, hssize_t or ssize_t: negative means failure.</summary>
[CustomMarshaller(typeof(long), MarshalMode.ManagedToUnmanagedOut, typeof(CheckedId))]
internal static class CheckedId
{
    public static long ConvertToManaged(long id) => id >= 0 ? id : throw Hdf5Failure.Current();
}

/// <summary>Sizes and pointers that are never zero unless the call failed.</summary>
[CustomMarshaller(typeof(nint), MarshalMode.ManagedToUnmanagedOut, typeof(CheckedNotZero))]
internal static class CheckedNotZero
{
    public static nint ConvertToManaged(nint value) => value != 0 ? value : throw Hdf5Failure.Current();
}
