using System.Buffers.Binary;
using System.Text;

namespace Stria.Tests.Files;

/// <summary>Small OLE compound files made for tests (version 3): every stream in sectors of 512 bytes, storages one level deep.</summary>
internal static class MadeCompoundFile
{
    private const int Sector = 512;
    private const uint End = 0xFFFFFFFE, Free = 0xFFFFFFFF, Table = 0xFFFFFFFD;

    /// <summary>A file of streams named "Storage/Stream".</summary>
    internal static byte[] Of(IReadOnlyDictionary<string, byte[]> streams)
    {
        string[] storages = [.. streams.Keys.Select(name => name.Split('/')[0]).Distinct()];
        // The table of sectors comes first, so that a cut file loses its last stream and nothing else.
        List<uint> chain = [Table];
        List<byte[]> sectors = [new byte[Sector]];
        uint Put(byte[] bytes)
        {
            int first = sectors.Count, count = Math.Max(1, (bytes.Length + Sector - 1) / Sector);
            for (int i = 0; i < count; i++)
            {
                byte[] part = [.. bytes.Skip(i * Sector).Take(Sector)];
                sectors.Add([.. part, .. new byte[Sector - part.Length]]);
                chain.Add(i + 1 < count ? (uint)(first + i + 1) : End);
            }

            return (uint)first;
        }

        uint directory = Put(new byte[128 * (1 + storages.Length + streams.Count)]);

        // Entries: root, storages in a list by their right neighbours, then the streams of each storage likewise.
        List<byte[]> entries = [Entry("Root Entry", 5, Free, 1, End, 0)];
        int next = 1 + storages.Length;
        for (int s = 0; s < storages.Length; s++)
        {
            entries.Add(Entry(storages[s], 1, s + 1 < storages.Length ? (uint)(s + 2) : Free, (uint)next, 0, 0));
            next += streams.Keys.Count(name => name.StartsWith(storages[s] + "/", StringComparison.Ordinal));
        }

        foreach (string storage in storages)
        {
            KeyValuePair<string, byte[]>[] inside = [.. streams.Where(pair => pair.Key.StartsWith(storage + "/", StringComparison.Ordinal))];
            for (int i = 0; i < inside.Length; i++)
            {
                uint right = i + 1 < inside.Length ? (uint)(entries.Count + 1) : Free;
                entries.Add(Entry(inside[i].Key[(storage.Length + 1)..], 2, right, Free, Put(inside[i].Value), inside[i].Value.Length));
            }
        }

        byte[] listed = [.. entries.SelectMany(entry => entry)];
        for (int i = 0; i < listed.Length; i++)
        {
            sectors[(int)directory + (i / Sector)][i % Sector] = listed[i];
        }

        byte[] links = [.. chain.Concat(Enumerable.Repeat(Free, (Sector / 4) - chain.Count)).SelectMany(BitConverter.GetBytes)];
        Assert.True(links.Length == Sector, "one table of sectors is all that this maker knows");
        sectors[0] = links;
        return [.. Header(directory), .. sectors.SelectMany(sector => sector)];
    }

    /// <summary>An image of an X-ray microscope: the frames of the sample formula.</summary>
    internal static Dictionary<string, byte[]> Xradia(int frames, double[] energies_eV, float exposure = 2, float[]? reference = null)
    {
        static byte[] Singles(IEnumerable<double> values) => [.. values.SelectMany(value => BitConverter.GetBytes((float)value))];
        Dictionary<string, byte[]> streams = new()
        {
            ["ImageInfo/ImageWidth"] = BitConverter.GetBytes(7),
            ["ImageInfo/ImageHeight"] = BitConverter.GetBytes(5),
            ["ImageInfo/DataType"] = BitConverter.GetBytes(5),
            ["ImageInfo/NoOfImages"] = BitConverter.GetBytes(frames),
            ["ImageInfo/PixelSize"] = Singles([0.05]),
            ["ImageInfo/Energy"] = Singles(energies_eV),
            ["ImageInfo/ExpTimes"] = Singles(Enumerable.Repeat((double)exposure, frames)),
        };
        for (int frame = 0; frame < frames; frame++)
        {
            streams[$"ImageData1/Image{frame + 1}"] =
                [.. from y in Enumerable.Range(0, 5) from x in Enumerable.Range(0, 7) from b in BitConverter.GetBytes((ushort)SampleFormula.Value(frame, y, x)) select b];
        }

        if (reference is not null)
        {
            streams["ReferenceData/Image"] = Singles(reference.Select(value => (double)value));
            streams["ReferenceData/DataType"] = BitConverter.GetBytes(10);
            streams["ReferenceData/ExpTime"] = Singles([1]);
        }

        return streams;
    }

    private static byte[] Entry(string name, byte type, uint right, uint child, uint start, int length)
    {
        var entry = new byte[128];
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(64), (ushort)((2 * name.Length) + 2));
        (entry[66], entry[67]) = (type, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(68), Free);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(72), right);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(76), child);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(116), start);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(120), length);
        return entry;
    }

    private static byte[] Header(uint directory)
    {
        var header = new byte[Sector];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(header, 0);
        void Two(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at), value);
        void Four(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at), value);
        (ushort Minor, ushort Major, ushort Order) version = (0x3E, 3, 0xFFFE);
        Two(24, version.Minor);
        Two(26, version.Major);
        Two(28, version.Order);
        Two(30, 9);
        Two(32, 6);
        Four(44, 1);
        Four(48, directory);
        Four(56, 0); // no stream is small
        Four(60, End);
        Four(68, End);
        Four(76, 0); // the first sector is the table
        for (int i = 1; i < 109; i++)
        {
            Four(76 + (4 * i), Free);
        }

        return header;
    }
}
