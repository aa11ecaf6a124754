using System.Text;

namespace Stria.Files;

/// <summary>Text of instruments: mostly ASCII, sometimes UTF-8, sometimes Latin-1, never declared.</summary>
internal static class PlainText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes bytes as UTF-8, or as Latin-1 where they are not valid UTF-8.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]))
        {
            bytes = bytes[3..];
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>The whole of a file, decoded.</summary>
    /// <exception cref="DataException">The file is missing, empty or not readable.</exception>
    internal static string Read(string path) => Decode(Bytes(path));

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="DataException">The file is missing, empty, a folder or not readable.</exception>
    internal static byte[] Bytes(string path)
    {
        Require(path);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"cannot be read: {e.Message}", path, e);
        }
    }

    /// <summary>Makes sure that a path leads to a file with something in it.</summary>
    /// <exception cref="DataException">It is missing, a folder, or empty.</exception>
    internal static void Require(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DataException("is a folder. Give a file in it: for SDF the .hdr, for NXstxm the .hdf5.", path);
        }

        if (!File.Exists(path))
        {
            throw new DataException("there is no such file. Perhaps the name or the folder is misspelt.", path);
        }

        if (new FileInfo(path).Length == 0)
        {
            throw new DataException("is empty (0 bytes). Perhaps copying or writing it was interrupted.", path);
        }
    }
}
