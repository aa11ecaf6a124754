using System.Runtime.InteropServices;

namespace Stria.Figures.Native;

/// <summary>Turns Cairo's status codes into exceptions.</summary>
internal static class CairoStatus
{
    /// <summary>Does nothing for success.</summary>
    /// <exception cref="InvalidOperationException">The status is an error; the message is Cairo's, with the operation.</exception>
    internal static void Check(int status, string operation)
    {
        if (status != 0)
        {
            string? reason = Marshal.PtrToStringUTF8(CairoNative.cairo_status_to_string(status));
            throw new InvalidOperationException($"Cairo refuses '{operation}': {reason} (status {status}).");
        }
    }
}
