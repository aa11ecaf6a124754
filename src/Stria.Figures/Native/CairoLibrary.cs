using System.Reflection;
using System.Runtime.InteropServices;
using Stria.Core;

namespace Stria.Figures.Native;

/// <summary>Finds Cairo on this machine under the names that distributions give it.</summary>
internal static class CairoLibrary
{
    /// <summary>The name under which the bindings ask for the library.</summary>
    internal const string Name = "cairo";

    private static readonly string[] Candidates = ["libcairo.so.2", "libcairo.so", "libcairo.2.dylib", "libcairo-2.dll", "cairo.dll"];
    private static readonly Lazy<nint> Handle = new(() => Load(Candidates));

    static CairoLibrary() => NativeLibrary.SetDllImportResolver(typeof(CairoLibrary).Assembly, Resolve);

    /// <summary>Makes sure that the library is there before the first call into it.</summary>
    /// <exception cref="MissingLibraryException">Cairo is not installed.</exception>
    internal static void Require() => _ = Handle.Value;

    /// <summary>Loads the first of several names that exists.</summary>
    /// <exception cref="MissingLibraryException">None of them exists.</exception>
    internal static nint Load(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
            {
                return handle;
            }
        }

        throw new MissingLibraryException("Cairo", "draw figures", "libcairo2 fonts-dejavu-core");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name ? Handle.Value : 0;
}
