namespace Stria.Files;

/// <summary>The directories of a TIFF file (classic and BigTIFF, either byte order). Only what images of measurements need is understood.</summary>
internal sealed class TiffFile : IDisposable
{
    private const int MostPages = 100_000, MostDescription = 1 << 20;
    private static readonly int[] TypeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    private readonly BinaryFile file;
    private readonly bool isBig;

    private TiffFile(BinaryFile file)
    {
        this.file = file;
        ushort order = file.UInt16(0, "byte order");
        file.IsBigEndian = order == 0x4D4D;
        isBig = file.UInt16(2, "version") == 43;
        Pages = [.. Directories().Select(Page)];
    }

    internal string Path => file.Path;

    internal BinaryFile File => file;

    /// <summary>The images, in the order of the file; those of reduced size are left out.</summary>
    internal IReadOnlyList<TiffPage> Pages { get; private set; }

    /// <summary>Whether a file begins as TIFF files do.</summary>
    internal static bool HasSignature(string path) => BinaryFile.Head(path, 4) is [(byte)'I', (byte)'I', 42 or 43, 0] or [(byte)'M', (byte)'M', 0, 42 or 43];

    /// <summary>Opens a file and reads its directories.</summary>
    /// <exception cref="DataException">It is no TIFF, damaged, or holds something else than images of one number per pixel.</exception>
    internal static TiffFile Open(string path)
    {
        PlainText.Require(path);
        if (!HasSignature(path))
        {
            throw new DataException("is no TIFF file: its signature is missing. Perhaps the extension is wrong.", path);
        }

        var file = BinaryFile.Open(path);
        try
        {
            var tiff = new TiffFile(file);
            tiff.Pages = [.. tiff.Pages.Where(page => !page.IsReduced)];
            return tiff.Pages.Count > 0 ? tiff : throw new DataException("holds no image. Perhaps it was cut.", path);
        }
        catch (DataException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private IEnumerable<Dictionary<int, Entry>> Directories()
    {
        HashSet<long> seen = [];
        for (long at = isBig ? Offset(8) : file.UInt32(4, "first directory"); at != 0;)
        {
            if (!seen.Add(at) || seen.Count > MostPages)
            {
                throw new DataException($"its directories of images run in a ring (again at byte {at}). Perhaps the file is damaged.", Path);
            }

            int entryBytes = isBig ? 20 : 12, countBytes = isBig ? 8 : 2;
            long count = isBig ? Offset(at) : file.UInt16(at, "directory");
            if (count * (double)entryBytes > file.Length)
            {
                throw new DataException($"the directory at byte {at} has {count} entries. Perhaps the file is damaged.", Path);
            }

            Dictionary<int, Entry> entries = [];
            for (long i = 0; i < count; i++)
            {
                long place = at + countBytes + (i * entryBytes);
                int tag = file.UInt16(place, "entry");
                entries[tag] = new Entry(file.UInt16(place + 2, "type"), isBig ? Offset(place + 4) : file.UInt32(place + 4, "count"), place + (isBig ? 12 : 8));
            }

            yield return entries;
            long next = at + countBytes + (count * entryBytes);
            at = isBig ? Offset(next) : file.UInt32(next, "next directory");
        }
    }

    private TiffPage Page(Dictionary<int, Entry> entries)
    {
        long One(int tag, long otherwise) => entries.TryGetValue(tag, out Entry entry) ? Numbers(entry, 1)[0] : otherwise;
        long[] All(int tag) => entries.TryGetValue(tag, out Entry entry) ? Numbers(entry, long.MaxValue) : [];
        long[] bits = All(258), formats = All(339);
        bool isTiled = entries.ContainsKey(322);
        long height = One(257, 0);
        return new TiffPage(One(256, 0), height)
        {
            IsReduced = (One(254, 0) & 1) != 0,
            Bits = (int)Math.Clamp(bits.Length > 0 ? bits[0] : 1, 0, 1024),
            Format = (int)Math.Clamp(formats.Length > 0 ? formats[0] : 1, 0, 1024),
            Samples = (int)Math.Clamp(One(277, 1), 0, 65536),
            Compression = (int)Math.Clamp(One(259, 1), 0, 1 << 20),
            Predictor = (int)Math.Clamp(One(317, 1), 0, 1024),
            IsWhiteZero = One(262, 1) == 0,
            IsBitReversed = One(266, 1) == 2,
            IsTiled = isTiled,
            SegmentWidth = isTiled ? One(322, 0) : One(256, 0),
            SegmentHeight = isTiled ? One(323, 0) : Math.Min(height, One(278, height)),
            Offsets = All(isTiled ? 324 : 273),
            ByteCounts = All(isTiled ? 325 : 279),
            Description = entries.TryGetValue(270, out Entry text) ? Text(text) : "",
            PixelsPerUnit = entries.TryGetValue(282, out Entry resolution) ? Ratio(resolution) : double.NaN,
            ResolutionUnit = (int)Math.Clamp(One(296, 2), 0, 16),
        };
    }

    private long[] Numbers(Entry entry, long most)
    {
        int size = entry.Type < TypeSizes.Length ? TypeSizes[entry.Type] : 0;
        long count = Math.Min(entry.Count, most);
        if (size == 0 || count < 1 || count * (double)size > file.Length)
        {
            throw new DataException($"a directory entry has {entry.Count} values of type {entry.Type}, which cannot be. Perhaps the file is damaged.", Path);
        }

        long at = Place(entry, size);
        var numbers = new long[count];
        for (int i = 0; i < count; i++)
        {
            long place = at + ((long)i * size);
            numbers[i] = size switch
            {
                1 => file.UInt16(place, "value") is var word && file.IsBigEndian ? word >> 8 : word & 0xFF,
                2 => file.UInt16(place, "value"),
                4 => file.UInt32(place, "value"),
                _ => Offset(place),
            };
        }

        return numbers;
    }

    private string Text(Entry entry)
    {
        if (entry.Type is not (1 or 2 or 7) || entry.Count > Math.Min(file.Length, MostDescription))
        {
            return "";
        }

        var bytes = new byte[entry.Count];
        file.Read(Place(entry, 1), bytes, "description");
        return PlainText.Decode(bytes).TrimEnd('\0');
    }

    private double Ratio(Entry entry)
    {
        if (entry.Type != 5)
        {
            return double.NaN;
        }

        long at = Place(entry, 8);
        uint numerator = file.UInt32(at, "resolution"), denominator = file.UInt32(at + 4, "resolution");
        return denominator > 0 ? (double)numerator / denominator : double.NaN;
    }

    // Values that fit lie in the entry itself.
    private long Place(Entry entry, int size) =>
        entry.Count * (double)size <= (isBig ? 8 : 4) ? entry.Place : isBig ? Offset(entry.Place) : file.UInt32(entry.Place, "place of values");

    private long Offset(long at)
    {
        ulong value = file.UInt64(at, "place");
        return value <= long.MaxValue ? (long)value : throw new DataException($"byte {at} points to {value}, beyond any file. Perhaps the file is damaged.", Path);
    }

    private readonly record struct Entry(int Type, long Count, long Place);
}
