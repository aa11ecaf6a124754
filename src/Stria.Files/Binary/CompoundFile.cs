using System.Text;

namespace Stria.Files;

/// <summary>
/// An OLE compound file (MS-CFB, version 3 and 4): a small file system in one file, with storages as folders and streams as files. Damaged and cut
/// files give what is there.
/// </summary>
internal sealed class CompoundFile : IDisposable
{
    private const int HeaderBytes = 512, EntryBytes = 128, HeaderChains = 109;
    private const uint LastSpecial = 0xFFFFFFFA;
    private const byte StreamType = 2, StorageType = 1;
    private static readonly byte[] Signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private readonly BinaryFile file;
    private readonly int sectorBytes, miniBytes;
    private readonly uint miniLimit;
    private readonly uint[] chain, miniChain;
    private readonly uint miniStart;
    private readonly Dictionary<string, (uint Start, long Length)> streams = [];
    private byte[]? miniContainer;

    private CompoundFile(BinaryFile file)
    {
        this.file = file;
        int shift = file.UInt16(30, "sector size"), miniShift = file.UInt16(32, "small sector size");
        if (shift is not (9 or 12) || miniShift is < 4 or > 8)
        {
            throw new DataException($"its sectors have 2^{shift} and 2^{miniShift} bytes, where 2^9 or 2^12 and 2^6 are usual. Perhaps the file is damaged.", file.Path);
        }

        (sectorBytes, miniBytes) = (1 << shift, 1 << miniShift);
        miniLimit = file.UInt32(56, "limit of small streams");
        chain = Chain();
        byte[] directory = Bytes(chain, file.UInt32(48, "directory"), long.MaxValue);
        if (directory.Length < EntryBytes)
        {
            throw new DataException("has no directory. Perhaps it was cut in copying.", file.Path);
        }

        miniStart = BitConverter.ToUInt32(directory, 116);
        miniChain = Numbers(Bytes(chain, file.UInt32(60, "table of small sectors"), (long)file.UInt32(64, "table of small sectors") * sectorBytes));
        Enter(directory);
    }

    internal string Path => file.Path;

    /// <summary>Size of the file [byte].</summary>
    internal long Size => file.Length;

    /// <summary>The full names of all streams ("ImageInfo/Energy").</summary>
    internal IReadOnlyCollection<string> Names => streams.Keys;

    internal static bool HasSignature(string path) => BinaryFile.Head(path, Signature.Length).AsSpan().SequenceEqual(Signature);

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataException">It is no compound file, or its directory cannot be read.</exception>
    internal static CompoundFile Open(string path)
    {
        PlainText.Require(path);
        if (!HasSignature(path))
        {
            throw new DataException("is no OLE compound file: its signature is missing. Perhaps the extension is wrong.", path);
        }

        var file = BinaryFile.Open(path);
        try
        {
            return new CompoundFile(file);
        }
        catch (DataException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Length that the directory announces for a stream [byte]; -1 when there is none.</summary>
    internal long Length(string name) => streams.TryGetValue(name, out (uint Start, long Length) stream) ? stream.Length : -1;

    /// <summary>The first bytes of a stream; fewer when it is shorter, or when the file ends within it; none when there is no such stream.</summary>
    internal byte[] Read(string name, long most)
    {
        if (!streams.TryGetValue(name, out (uint Start, long Length) stream))
        {
            return [];
        }

        long wanted = Math.Min(most, stream.Length);
        return stream.Length < miniLimit ? Small(stream.Start, wanted) : Bytes(chain, stream.Start, wanted);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>The table that leads from each sector to the next of its stream.</summary>
    private uint[] Chain()
    {
        long sectors = (file.Length + sectorBytes - 1) / sectorBytes;
        List<uint> tables = [];
        for (int i = 0; i < HeaderChains; i++)
        {
            tables.Add(file.UInt32(76 + (4 * i), "table of sectors"));
        }

        // Further tables are listed in sectors of their own, the last number of each leading to the next.
        uint next = file.UInt32(68, "list of tables");
        for (long n = 0; next < LastSpecial && n <= sectors; n++)
        {
            uint[] list = Numbers(Sector(next));
            if (list.Length < sectorBytes / 4)
            {
                break;
            }

            tables.AddRange(list[..^1]);
            next = list[^1];
        }

        List<uint> numbers = [];
        foreach (uint table in tables.Where(table => table < LastSpecial).Take((int)Math.Min(sectors, int.MaxValue)))
        {
            uint[] part = Numbers(Sector(table));
            numbers.AddRange(part);

            // A table beyond the end of a cut file: what it would say is unknown.
            numbers.AddRange(Enumerable.Repeat(uint.MaxValue, (sectorBytes / 4) - part.Length));
        }

        return [.. numbers];
    }

    private byte[] Sector(uint sector)
    {
        var bytes = new byte[sectorBytes];
        int n = file.ReadSome(((long)sector + 1) * sectorBytes, bytes);
        return n == bytes.Length ? bytes : bytes[..n];
    }

    private byte[] Bytes(uint[] links, uint start, long most)
    {
        // No stream is longer than the file: a chain that runs in a ring ends here.
        most = Math.Min(most, file.Length);
        var bytes = new MemoryStream();
        uint sector = start;
        for (long n = 0; sector < LastSpecial && bytes.Length < most && n <= links.Length; n++)
        {
            byte[] part = Sector(sector);
            bytes.Write(part, 0, (int)Math.Min(part.Length, most - bytes.Length));
            if (part.Length < sectorBytes)
            {
                break;
            }

            sector = sector < links.Length ? links[sector] : uint.MaxValue;
        }

        return bytes.ToArray();
    }

    private byte[] Small(uint start, long most)
    {
        byte[] container = miniContainer ??= Bytes(chain, miniStart, long.MaxValue);
        var bytes = new MemoryStream();
        uint sector = start;
        for (long n = 0; sector < LastSpecial && bytes.Length < most && n <= miniChain.Length; n++)
        {
            long at = (long)sector * miniBytes;
            long length = Math.Min(Math.Min(miniBytes, container.Length - at), most - bytes.Length);
            if (length <= 0)
            {
                break;
            }

            bytes.Write(container, (int)at, (int)length);
            sector = sector < miniChain.Length ? miniChain[sector] : uint.MaxValue;
        }

        return bytes.ToArray();
    }

    /// <summary>Walks the tree of entries: each has a left and a right neighbour and, when it is a storage, a child.</summary>
    private void Enter(byte[] directory)
    {
        int count = directory.Length / EntryBytes;
        var seen = new bool[count];
        var open = new Stack<(uint Entry, string Folder)>([(BitConverter.ToUInt32(directory, 76), "")]);
        while (open.TryPop(out (uint Entry, string Folder) next))
        {
            if (next.Entry >= count || seen[next.Entry])
            {
                continue;
            }

            seen[next.Entry] = true;
            ReadOnlySpan<byte> entry = directory.AsSpan((int)next.Entry * EntryBytes, EntryBytes);
            int nameBytes = Math.Clamp(BitConverter.ToUInt16(entry[64..]) - 2, 0, 62);
            string name = next.Folder + Encoding.Unicode.GetString(entry[..(nameBytes & ~1)]);
            long length = sectorBytes == HeaderBytes ? BitConverter.ToUInt32(entry[120..]) : Math.Max(0, BitConverter.ToInt64(entry[120..]));
            if (entry[66] == StreamType)
            {
                streams[name] = (BitConverter.ToUInt32(entry[116..]), length);
            }

            open.Push((BitConverter.ToUInt32(entry[68..]), next.Folder));
            open.Push((BitConverter.ToUInt32(entry[72..]), next.Folder));
            if (entry[66] == StorageType)
            {
                open.Push((BitConverter.ToUInt32(entry[76..]), name + "/"));
            }
        }
    }

    private static uint[] Numbers(byte[] bytes) => [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(bytes)];
}
