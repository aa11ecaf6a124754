using System.Runtime.InteropServices;

namespace Stria.Numerics.Linear;

/// <summary>The one function of MUMPS that C programs call.</summary>
internal static unsafe partial class MumpsNative
{
    /// <summary>Does the job that the structure names; what came of it stands in INFOG(1), which <see cref="MumpsInstance"/> checks.</summary>
    [LibraryImport(NativeLibraries.Mumps)]
    internal static partial void dmumps_c(DmumpsStruct* parameters);
}
