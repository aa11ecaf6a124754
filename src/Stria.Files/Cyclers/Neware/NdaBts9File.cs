using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>Reads .nda files of version 130 as BTS 9.0 writes them: records of 88 bytes from byte 1024 on, with floats in mA and mA s. The layout is that of public descriptions; no real file was at hand.</summary>
internal static class NdaBts9File
{
    internal const int Version = 130;
    private const int Head = 1024, Length = 88, Lead = 4;
    private const byte Measured = 0x55;

    internal static CyclerRecord Read(string path, byte[] bytes, CyclerReadOptions options)
    {
        if (bytes.Length < Head + Length || bytes[Head + Lead] != Measured)
        {
            throw new DataException(bytes.Length < Head + Length
                ? "holds no record of data. Perhaps the test was not started, or the file was cut."
                : $"is of version {Version} with records of another layout, as BTS 9.1 writes them. Perhaps export the record layer from BTSDA as text or workbook, which is read.", path);
        }

        var records = new List<NewareRecord>();
        ReadOnlySpan<byte> mark = bytes.AsSpan(Head, Lead + 2);
        for (int at = Head; at + Length <= bytes.Length; at += Length)
        {
            ReadOnlySpan<byte> record = bytes.AsSpan(at, Length);
            if (record[..mark.Length].SequenceEqual(mark) && BinaryPrimitives.ReadUInt32LittleEndian(record[(Lead + 12)..]) != 0)
            {
                records.Add(Record(record[Lead..]));
            }
        }

        var remarks = new List<Remark> { Remark.Assumed("The layout of .nda version 130 is known from public descriptions and was not compared with a real file: compare a potential and a capacity with what BTSDA shows.") };
        if ((bytes.Length - Head) % Length != 0)
        {
            remarks.Add(Remark.Warning($"The file ends within a record ({(bytes.Length - Head) % Length} of {Length} bytes). Perhaps copying was interrupted; what is whole was read."));
        }

        return NewareTrace.Of(path, "Neware .nda", records, new CellInformation { Instrument = "Neware" }, remarks, options);
    }

    private static NewareRecord Record(ReadOnlySpan<byte> bytes)
    {
        double charged = Milli(bytes, 48), discharged = Milli(bytes, 56), current = Milli(bytes, 36);
        ulong microseconds = BinaryPrimitives.ReadUInt64LittleEndian(bytes[64..]);
        return new NewareRecord
        {
            Index = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            Cycle = 1,
            Step = bytes[5],
            Kind = bytes[6],
            StepTime = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]) * 1e-6,
            Potential = BinaryPrimitives.ReadSingleLittleEndian(bytes[32..]),
            // Whatever the sign of the current, the counters of the step tell which way it flowed.
            Current = discharged > charged ? -Math.Abs(current) : charged > discharged ? Math.Abs(current) : current,
            Charged = charged,
            Discharged = discharged,
            Moment = microseconds is > 631_152_000_000_000 and < 7_258_118_400_000_000 ? DateTimeOffset.UnixEpoch.AddTicks((long)microseconds * 10) : null,
        };
    }

    private static double Milli(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]) * 1e-3;
}
