namespace Stria.Files;

/// <summary>The first bytes of a file, by which its format is recognised.</summary>
internal static class FileStart
{
    /// <summary>At most so many bytes from the beginning.</summary>
    /// <exception cref="DataException">The file cannot be read.</exception>
    internal static byte[] Of(string path, int length)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            var bytes = new byte[length];
            return bytes[..stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"cannot be read: {e.Message}", path, e);
        }
    }
}
