using System.Security.Cryptography;
using Stria.Core;

namespace Stria.Studies;

/// <summary>A file that a run read.</summary>
/// <param name="Path">Where it lay, absolute.</param>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
public sealed record InputFile(string Path, string Sha256, long Bytes)
{
    /// <summary>Reads a file through and gives its hash.</summary>
    /// <exception cref="DataException">It cannot be read.</exception>
    public static InputFile Of(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return new InputFile(path, Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"cannot be read: {e.Message}", path, e);
        }
    }
}
