using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>One record of a Neware file, in SI.</summary>
internal readonly record struct NewareRecord
{
    internal required uint Index { get; init; }

    internal required int Cycle { get; init; }

    internal required int Step { get; init; }

    internal required byte Kind { get; init; }

    /// <summary>Time within the step [s].</summary>
    internal required double StepTime { get; init; }

    internal required double Potential { get; init; }

    /// <summary>Current [A], negative while discharging.</summary>
    internal required double Current { get; init; }

    /// <summary>Charge within the step [C].</summary>
    internal required double Charged { get; init; }

    internal required double Discharged { get; init; }

    /// <summary>The hour by the server's clock, to the second; null when it is none.</summary>
    internal required DateTimeOffset? Moment { get; init; }

    /// <summary>Reads the fields that .nda of version 29 and .ndc of version 5 have in common.</summary>
    /// <param name="bytes">From the number of the record on: number and cycle (4 bytes each), step and kind, …</param>
    /// <param name="isWide">Whether the step takes two bytes (.nda: step, kind, jump) or one (.ndc).</param>
    internal static NewareRecord Read(ReadOnlySpan<byte> bytes, bool isWide)
    {
        // The range of the current sits two bytes behind the date in .nda, right behind it in .ndc (seven bytes long).
        int time = isWide ? 12 : 15;
        ReadOnlySpan<byte> measured = bytes[time..];
        ReadOnlySpan<byte> date = measured[(isWide ? 56 : 52)..];
        int range = BinaryPrimitives.ReadInt32LittleEndian(date[(isWide ? 8 : 7)..]);
        double unit = Unit(range);
        int shift = isWide ? 24 : 20;
        return new NewareRecord
        {
            Index = BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            Cycle = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) + 1,
            Step = isWide ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : bytes[8],
            Kind = isWide ? bytes[10] : bytes[9],
            StepTime = BinaryPrimitives.ReadUInt64LittleEndian(measured) * 1e-3,
            Potential = BinaryPrimitives.ReadInt32LittleEndian(measured[8..]) * 1e-4,
            Current = BinaryPrimitives.ReadInt32LittleEndian(measured[12..]) * unit,
            Charged = BinaryPrimitives.ReadInt64LittleEndian(measured[shift..]) * unit,
            Discharged = BinaryPrimitives.ReadInt64LittleEndian(measured[(shift + 8)..]) * unit,
            Moment = Date(date),
        };
    }

    /// <summary>What one count of current is in ampere, by the range [mA] of the channel: finer ranges count finer, and ranges given as negative ten times finer still.</summary>
    private static double Unit(int range)
    {
        if (range == 0)
        {
            return 0;
        }

        int decade = Math.Clamp((int)Math.Floor(Math.Log10(Math.Abs((double)range))), 0, 3);
        return Math.Pow(10, decade - (range > 0 ? 7 : 8));
    }

    private static DateTimeOffset? Date(ReadOnlySpan<byte> date)
    {
        int year = BinaryPrimitives.ReadUInt16LittleEndian(date);
        bool isDate = year is > 1990 and < 2200 && date[2] is >= 1 and <= 12 && date[3] >= 1 && date[3] <= DateTime.DaysInMonth(year, date[2]) && date[4] < 24 && date[5] < 60 && date[6] < 60;
        return isDate ? new DateTimeOffset(year, date[2], date[3], date[4], date[5], date[6], TimeSpan.Zero) : null;
    }
}
