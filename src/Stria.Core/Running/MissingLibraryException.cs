namespace Stria.Core;

/// <summary>A native library that this work needs is not on the machine.</summary>
public sealed class MissingLibraryException : StriaException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="library">The library as people know it ("HDF5").</param>
    /// <param name="purpose">What Stria uses it for.</param>
    /// <param name="package">The Debian package that brings it.</param>
    /// <param name="inner">The loader's own complaint.</param>
    public MissingLibraryException(string library, string purpose, string package, Exception? inner = null)
        : base($"The native library {library} is missing; Stria uses it to {purpose}. On Debian or Ubuntu: apt-get install {package}", inner)
    {
    }
}
