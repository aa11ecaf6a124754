namespace Stria.Files;

/// <summary>A program of others that was asked for is not on the machine.</summary>
public sealed class MissingProgramException : StriaException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="program">The program as it was called ("gmsh").</param>
    /// <param name="purpose">What Stria uses it for.</param>
    /// <param name="package">The Debian package that brings it.</param>
    /// <param name="inner">The system's own complaint.</param>
    public MissingProgramException(string program, string purpose, string package, Exception? inner = null)
        : base($"The program '{program}' is not on this machine; Stria uses it, where asked to, to {purpose}. On Debian or Ubuntu: apt-get install {package}", inner)
    {
    }
}
