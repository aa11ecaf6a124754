using System.Buffers.Binary;
using System.Text;

namespace Stria.Files;

/// <summary>What the four versions of Bruker's .raw have in common: fields at places, and steps of a drive with a count each.</summary>
internal static class BrukerRange
{
    private static readonly string[] Angles = ["locked coupled", "unlocked coupled", "detector scan", "coupled", "2theta", "twotheta", "psd fixed scan", "psd fast scan", "continuous psd"];

    internal static float Single(this BinaryFile file, long offset, string what) => BitConverter.UInt32BitsToSingle(file.UInt32(offset, what));

    internal static double Double(this BinaryFile file, long offset, string what) => BitConverter.UInt64BitsToDouble(file.UInt64(offset, what));

    /// <summary>Text of a fixed width, up to its first zero.</summary>
    internal static string Text(this BinaryFile file, long offset, int width, string what)
    {
        byte[] bytes = new byte[width];
        file.Read(offset, bytes, what);
        int end = Array.IndexOf(bytes, (byte)0);
        return Encoding.Latin1.GetString(bytes, 0, end < 0 ? width : end).Trim();
    }

    /// <summary>Whether a named type of scan runs along 2θ.</summary>
    internal static bool IsAlongTwoTheta(string type) => Array.Exists(Angles, a => type.Contains(a, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the counts of a range: single precision at the beginning of each record.</summary>
    /// <param name="file">The file.</param>
    /// <param name="points">Receives the counts, and positions unless it has them.</param>
    /// <param name="offset">Where the first record begins.</param>
    /// <param name="steps">Start [°], step [°], their number, and the size of a record [byte].</param>
    /// <param name="varying">Where in a record the position stands as a double; −1 for even steps.</param>
    /// <exception cref="DataException">Start or step are impossible, or a value is no count.</exception>
    internal static void ReadCounts(BinaryFile file, PatternPoints points, long offset, (double Start, double Step, long Count, int RecordBytes) steps, int varying = -1)
    {
        if (!(Math.Abs(steps.Start) <= 180.5) || (varying < 0 && !(Math.Abs(steps.Step) is > 0 and < 20)))
        {
            throw new DataException($"a range from {steps.Start:g6}° in steps of {steps.Step:g6}° is none of a diffractometer. Perhaps the file is damaged before byte {offset}.", file.Path);
        }

        long there = Math.Clamp((file.Length - offset) / steps.RecordBytes, 0, steps.Count);
        if (there < steps.Count)
        {
            points.Remarks.Add(Remark.Warning($"A range announces {steps.Count} points and {there} are there: the file was cut, or the measurement stopped."));
        }

        points.Axis = DiffractionAxis.TwoTheta;
        byte[] record = new byte[steps.RecordBytes * there];
        file.Read(offset, record, "the counts of a range");
        for (int i = 0; i < there; i++)
        {
            ReadOnlySpan<byte> row = record.AsSpan(i * steps.RecordBytes, steps.RecordBytes);
            float count = BinaryPrimitives.ReadSingleLittleEndian(row);
            if (!float.IsFinite(count) || Math.Abs(count) > 1e15)
            {
                throw new DataException($"value {i + 1} of {there}, at byte {offset + ((long)i * steps.RecordBytes)}, is {count:g4}, which is no count. Perhaps the file is damaged.", file.Path);
            }

            points.Positions.Add(varying < 0 ? steps.Start + (i * steps.Step) : BinaryPrimitives.ReadDoubleLittleEndian(row[varying..]));
            points.Counts.Add(count);
            points.Scales.Add(1);
        }
    }

    /// <summary>When a measurement began, from date and time as the program wrote them (month first).</summary>
    internal static DateTimeOffset? Moment(string date, string time) => ClockText.TryMoment($"{date} {time}", dayFirst: false, out DateTimeOffset moment) ? moment : null;
}
