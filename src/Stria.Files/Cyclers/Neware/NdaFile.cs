using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>Reads .nda files of version 29: records of 86 bytes that begin with 0x55, behind settings of varying length.</summary>
internal static class NdaFile
{
    private const int Known = 29;
    private const int Length = 86;
    private const byte Measured = 0x55;

    internal static CyclerRecord Read(string path, CyclerReadOptions options)
    {
        byte[] bytes = PlainText.Bytes(path);
        if (bytes.Length < 1024)
        {
            throw new DataException($"has {bytes.Length} bytes, fewer than its head. Perhaps copying was interrupted.", path);
        }

        if (bytes[14] == NdaBts9File.Version)
        {
            return NdaBts9File.Read(path, bytes, options);
        }

        if (bytes[14] != Known)
        {
            throw new DataException($"is of version {bytes[14]}; versions {Known} and {NdaBts9File.Version} are read. Perhaps export the record layer from BTSDA as text or workbook, which is read.", path);
        }

        List<Remark> remarks = [];
        int first = First(bytes);
        if (first < 0)
        {
            throw new DataException("holds no record of data. Perhaps the test was not started, or the file was cut.", path);
        }

        List<NewareRecord> records = [];
        for (int at = first; at + Length <= bytes.Length; at += Length)
        {
            ReadOnlySpan<byte> record = bytes.AsSpan(at, Length);
            if (record[0] == Measured && record[1] == 0 && record[12] != 0)
            {
                records.Add(NewareRecord.Read(record[2..], isWide: true));
            }
        }

        if ((bytes.Length - first) % Length != 0)
        {
            remarks.Add(Remark.Warning($"The file ends within a record ({(bytes.Length - first) % Length} of {Length} bytes). Perhaps copying was interrupted; what is whole was read."));
        }

        uint micrograms = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(152));
        if (micrograms == 1000)
        {
            remarks.Add(Remark.Note("The head gives the active mass as 1 mg, which is Neware's default: taken as not stated."));
        }

        var cell = new CellInformation { Instrument = "Neware", ActiveMass = micrograms is 0 or 1000 ? null : micrograms * 1e-9 };
        return NewareTrace.Of(path, "Neware .nda", records, cell, remarks, options);
    }

    /// <summary>Where the first record begins: two records of data in a row, each with a kind of step.</summary>
    private static int First(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> mark = [0, 0, 0, 0, Measured, 0];
        int at = 0;
        while (true)
        {
            int found = bytes[at..].IndexOf(mark);
            if (found < 0)
            {
                return -1;
            }

            int record = at + found + 4;
            bool isAlone = record + (2 * Length) > bytes.Length;
            if (record + Length <= bytes.Length && bytes[record + 12] != 0 && (isAlone || bytes[record + Length] is Measured or 0x65))
            {
                return record;
            }

            at += found + 1;
        }
    }
}
