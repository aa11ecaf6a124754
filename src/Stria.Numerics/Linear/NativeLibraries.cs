using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using Stria.Core;

namespace Stria.Numerics.Linear;

/// <summary>A native library under the names that distributions give it.</summary>
/// <param name="Name">What the bindings call it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Candidates">File names, tried in this order.</param>
/// <param name="Purpose">What Stria uses it for, as the end of "Stria uses it to …".</param>
/// <param name="Package">The Debian package that brings it.</param>
internal sealed record NativeLibraryName(string Name, string Title, string[] Candidates, string Purpose, string Package);

/// <summary>The native libraries of this room: an assembly may have one resolver only, so they are all found here.</summary>
internal static class NativeLibraries
{
    internal const string OpenBlas = "openblas", Mumps = "dmumps";

    private static readonly NativeLibraryName[] Known =
    [
        new(OpenBlas, "OpenBLAS", ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll"],
            "multiply matrices and find eigenvectors", "libopenblas0-pthread"),
        new(Mumps, "MUMPS (sequential, 5.4 to 5.6)", ["libdmumps_seq-5.5.so", "libdmumps_seq-5.6.so", "libdmumps_seq-5.4.so", "libdmumps_seq.so", "libdmumps_seq.dylib"],
            "solve large sparse systems", "libmumps-seq-5.5"),
    ];

    private static readonly ConcurrentDictionary<string, nint> Loaded = new();
    private static readonly Lazy<bool> Registered = new(Register);

    /// <summary>The entry of one of this room's libraries.</summary>
    internal static NativeLibraryName Of(string name) => Array.Find(Known, k => k.Name == name) ?? throw new ArgumentException($"No library is called '{name}' here.", nameof(name));

    /// <summary>Whether a library can be loaded; it then is.</summary>
    internal static bool TryLoad(NativeLibraryName library, out nint handle)
    {
        _ = Registered.Value;
        handle = Loaded.GetOrAdd(library.Name, static (_, l) => Find(l), library);
        return handle != 0;
    }

    /// <summary>Loads a library.</summary>
    /// <exception cref="MissingLibraryException">None of its names is on this machine.</exception>
    internal static nint Load(NativeLibraryName library) =>
        TryLoad(library, out nint handle) ? handle : throw new MissingLibraryException(library.Title, library.Purpose, library.Package);

    private static bool Register()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        Array.Find(Known, k => k.Name == name) is { } library ? Load(library) : 0;

    private static nint Find(NativeLibraryName library)
    {
        foreach (string candidate in library.Candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
