using System.IO.Compression;

namespace Stria.Files;

/// <summary>The files within an archive that instruments write under an ending of their own (.brml, .rasx).</summary>
internal sealed class ZippedParts
{
    private const long MostBytes = 256L << 20;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly string path;

    private ZippedParts(string path, ZipArchive archive)
    {
        this.path = path;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            entries[entry.FullName.Replace('\\', '/')] = entry;
        }
    }

    /// <summary>The names, in the order of the archive.</summary>
    internal IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Whether a file is an archive that holds a name of which the test says yes. Never throws.</summary>
    internal static bool Holds(string path, Predicate<string> test)
    {
        if (!BinaryFile.Head(path, 4).AsSpan().SequenceEqual("PK\u0003\u0004"u8))
        {
            return false;
        }

        try
        {
            return Use(path, parts => parts.Names.Any(n => test(n)));
        }
        catch (DataException)
        {
            return false;
        }
    }

    /// <summary>Opens an archive for as long as it is used.</summary>
    /// <exception cref="DataException">It is none, or is damaged.</exception>
    internal static T Use<T>(string path, Func<ZippedParts, T> use)
    {
        PlainText.Require(path);
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            return use(new ZippedParts(path, archive));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or UnauthorizedAccessException or ArgumentException or OverflowException)
        {
            throw new DataException($"is no whole archive (.zip within): {e.Message} Perhaps it was cut in copying.", path, e);
        }
    }

    /// <summary>The text of a part.</summary>
    /// <exception cref="DataException">It is not there, or too large to be what it is called.</exception>
    internal string Text(string name)
    {
        if (!entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw new DataException($"has no part '{name}', which its list of contents names. Perhaps it was packed anew.", path);
        }

        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[65536];
        for (int n = stream.Read(buffer); n > 0; n = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, n);
            if (bytes.Length > MostBytes)
            {
                throw new DataException($"its part '{name}' has more than {MostBytes >> 20} MB. Perhaps it is no measurement of points.", path);
            }
        }

        // UTF-16 by its mark, else UTF-8 or Latin-1.
        ReadOnlySpan<byte> all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return all.StartsWith([(byte)0xFF, (byte)0xFE]) ? System.Text.Encoding.Unicode.GetString(all[2..]) : PlainText.Decode(all);
    }
}
