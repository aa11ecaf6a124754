using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>A binary file read at given places, never as a whole: its size in memory does not depend on the size of the file.</summary>
internal sealed class BinaryFile : IDisposable
{
    private readonly FileStream stream;

    private BinaryFile(string path, FileStream stream) => (Path, this.stream, Length) = (path, stream, stream.Length);

    internal string Path { get; }

    /// <summary>Size of the file [byte].</summary>
    internal long Length { get; }

    /// <summary>Whether numbers have their most significant byte first.</summary>
    internal bool IsBigEndian { get; set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataException">It is missing, empty, a folder or not readable.</exception>
    internal static BinaryFile Open(string path)
    {
        PlainText.Require(path);
        try
        {
            return new BinaryFile(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"cannot be read: {e.Message}", path, e);
        }
    }

    /// <summary>The first bytes of a file; fewer where it is shorter, none where it is missing or not readable.</summary>
    internal static byte[] Head(string path, int count)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            var head = new byte[Math.Min(count, stream.Length)];
            stream.ReadExactly(head);
            return head;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Fills a buffer from a place in the file.</summary>
    /// <param name="offset">Place of the first byte, from 0.</param>
    /// <param name="buffer">Receives the bytes.</param>
    /// <param name="what">What is read, for the message.</param>
    /// <exception cref="DataException">The file ends before.</exception>
    internal void Read(long offset, Span<byte> buffer, string what)
    {
        if (offset < 0 || offset > Length - buffer.Length)
        {
            throw new DataException(
                $"{what} should be {buffer.Length} bytes from byte {offset}, but the file has {Length} bytes. Perhaps it was cut in copying.", Path);
        }

        ReadSome(offset, buffer);
    }

    /// <summary>Fills as much of a buffer as the file holds.</summary>
    /// <returns>Number of bytes.</returns>
    internal int ReadSome(long offset, Span<byte> buffer)
    {
        int wanted = (int)Math.Clamp(Length - offset, 0, buffer.Length), done = 0;
        try
        {
            while (done < wanted)
            {
                int n = RandomAccess.Read(stream.SafeFileHandle, buffer[done..wanted], offset + done);
                if (n == 0)
                {
                    break;
                }

                done += n;
            }
        }
        catch (IOException e)
        {
            throw new DataException($"cannot be read at byte {offset}: {e.Message}", Path, e);
        }

        return done;
    }

    /// <summary>A whole number of two bytes.</summary>
    internal ushort UInt16(long offset, string what)
    {
        Span<byte> bytes = stackalloc byte[2];
        Read(offset, bytes, what);
        return IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    /// <summary>A whole number of four bytes.</summary>
    internal uint UInt32(long offset, string what)
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(offset, bytes, what);
        return IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>A whole number of eight bytes.</summary>
    internal ulong UInt64(long offset, string what)
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(offset, bytes, what);
        return IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
