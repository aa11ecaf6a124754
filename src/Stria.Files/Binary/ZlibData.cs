using System.IO.Compression;

namespace Stria.Files;

/// <summary>zlib data in files.</summary>
internal static class ZlibData
{
    /// <summary>Decompresses into a place of the wanted length.</summary>
    /// <returns>How many bytes came out, at most as many as there is room for.</returns>
    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    internal static int Unpack(byte[] packed, Span<byte> bytes)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (IOException e)
        {
            throw Strange(e);
        }
    }

    /// <summary>Decompresses all of it.</summary>
    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    internal static void Unpack(byte[] packed, Stream target)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            stream.CopyTo(target);
        }
        catch (IOException e)
        {
            throw Strange(e);
        }
    }

    // A changed bit in the head asks for a dictionary that no file of images or meshes has; .NET throws an IOException there.
    private static InvalidDataException Strange(IOException e) => new("Its zlib head asks for what is not there.", e);
}
