using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>
/// Writes images as TIFF, one directory per image, uncompressed and one after the other, with the pixel size as ImageJ and its kin read it. Files beyond
/// 4 GB become BigTIFF.
/// </summary>
public static class TiffWriter
{
    private const int Short = 3, Long = 4, Rational = 5, Ascii = 2, Long8 = 16;

    /// <summary>Writes a stack in single precision; the file appears under its name when it is complete. NaN stays NaN.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="grid">The raster of every image.</param>
    /// <param name="frames">The images; they need not lie in memory.</param>
    /// <param name="label">One line for people: what the values are, and their unit.</param>
    /// <exception cref="ArgumentException">The images are not of the raster's size, or there are none.</exception>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, ImageGrid grid, FrameStore frames, string label)
    {
        if (frames.FrameCount < 1 || frames.FrameLength != grid.Count)
        {
            throw new ArgumentException($"{frames.FrameCount} images of {frames.FrameLength} values for {grid.Height} × {grid.Width} pixels.", nameof(frames));
        }

        Write(path, grid, new Numbers(32, 3, label) { Frames = frames.FrameCount }, (writer, frame) => writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(frames.Frame(frame))));
    }

    /// <summary>Writes one image of labels of 8 bits.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="grid">The raster.</param>
    /// <param name="labels">One label per pixel, row by row.</param>
    /// <param name="label">One line for people: what the labels are.</param>
    /// <exception cref="ArgumentException">The number of labels is not that of the pixels.</exception>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, ImageGrid grid, byte[] labels, string label)
    {
        if (labels.Length != grid.Count)
        {
            throw new ArgumentException($"{labels.Length} labels for {grid.Height} × {grid.Width} pixels.", nameof(labels));
        }

        Write(path, grid, new Numbers(8, 1, label) { Frames = 1 }, (writer, _) => writer.Write(labels));
    }

    /// <summary>Writes images of labels of 16 bits; several where labels overlap, each further image holding the next label of a pixel.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="grid">The raster.</param>
    /// <param name="images">One label per pixel, row by row, for each image; 0 = none.</param>
    /// <param name="label">One line for people: what the labels are.</param>
    /// <exception cref="ArgumentException">There is no image, or the number of labels is not that of the pixels.</exception>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, ImageGrid grid, IReadOnlyList<ushort[]> images, string label)
    {
        if (images.Count == 0 || images.Any(labels => labels.Length != grid.Count))
        {
            throw new ArgumentException($"{images.Count} images of labels for {grid.Height} × {grid.Width} pixels.", nameof(images));
        }

        Write(path, grid, new Numbers(16, 1, label) { Frames = images.Count }, (writer, frame) => writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(images[frame].AsSpan())));
    }

    private static void Write(string path, ImageGrid grid, Numbers numbers, Action<BinaryWriter, int> writeFrame)
    {
        long frameBytes = (long)grid.Count * numbers.Bits / 8, total = frameBytes * numbers.Frames;
        using var pending = new PendingFile(path);
        try
        {
            using var stream = new FileStream(pending.TemporaryPath, FileMode.Create, FileAccess.Write);
            using var writer = new BinaryWriter(stream);
            bool isBig = total + (1000L * numbers.Frames) > uint.MaxValue;
            writer.Write("II"u8);
            writer.Write((ushort)(isBig ? 43 : 42));
            if (isBig)
            {
                writer.Write((ushort)8);
                writer.Write((ushort)0);
            }

            long data = isBig ? 16 : 8, first = data + total + (total % 2);
            Place(writer, first, isBig);
            for (int frame = 0; frame < numbers.Frames; frame++)
            {
                writeFrame(writer, frame);
            }

            writer.Write(new byte[total % 2]);
            for (int frame = 0; frame < numbers.Frames; frame++)
            {
                Directory(writer, grid, numbers with { Frame = frame, At = data + (frame * frameBytes), Bytes = frameBytes }, isBig);
            }
        }
        catch (Exception e) when (WholeFile.IsTrouble(e))
        {
            throw new DataException($"cannot be written: {WholeFile.Reason(e)}", path, e);
        }

        pending.Complete();
    }

    private static void Directory(BinaryWriter writer, ImageGrid grid, Numbers numbers, bool isBig)
    {
        byte[] text = Encoding.UTF8.GetBytes(numbers.Frame == 0 ? Description(grid, numbers) + "\0" : "\0");
        double pitch = grid.PixelSizeX * 1e6;
        List<(int Tag, int Type, long Count, long Value)> entries =
        [
            (254, Long, 1, 0), (256, Long, 1, grid.Width), (257, Long, 1, grid.Height), (258, Short, 1, numbers.Bits), (259, Short, 1, 1), (262, Short, 1, 1),
            (270, Ascii, text.Length, 0), (273, isBig ? Long8 : Long, 1, numbers.At), (277, Short, 1, 1), (278, Long, 1, grid.Height), (279, isBig ? Long8 : Long, 1, numbers.Bytes),
            (282, Rational, 1, 0), (283, Rational, 1, 0), (296, Short, 1, 1), (339, Short, 1, numbers.Format),
        ];
        int entryBytes = isBig ? 20 : 12, headBytes = isBig ? 8 : 2, linkBytes = isBig ? 8 : 4, textRoom = text.Length + (text.Length % 2);
        long begin = writer.BaseStream.Position, textAt = begin + headBytes + (entries.Count * entryBytes) + linkBytes, ratioAt = textAt + textRoom, end = ratioAt + 16;
        if (isBig)
        {
            writer.Write((long)entries.Count);
        }
        else
        {
            writer.Write((ushort)entries.Count);
        }

        foreach ((int tag, int type, long count, long value) in entries)
        {
            writer.Write((ushort)tag);
            writer.Write((ushort)type);
            Place(writer, count, isBig);
            long content = tag switch { 270 => textAt, 282 => ratioAt, 283 => ratioAt + 8, _ => value };
            bool isInline = (tag == 270 && text.Length <= linkBytes) || (type == Rational && isBig);
            Place(writer, isInline ? (tag == 270 ? Inline(text) : Ratio(tag == 282 ? pitch : grid.PixelSizeY * 1e6)) : content, isBig);
        }

        Place(writer, numbers.Frame + 1 < numbers.Frames ? end : 0, isBig);
        writer.Write(text);
        writer.Write(new byte[text.Length % 2]);
        writer.Write(Ratio(pitch));
        writer.Write(Ratio(grid.PixelSizeY * 1e6));
    }

    private static string Description(ImageGrid grid, Numbers numbers) =>
        string.Create(CultureInfo.InvariantCulture, $"ImageJ=1.54f\nimages={numbers.Frames}\n{(numbers.Frames > 1 ? $"slices={numbers.Frames}\n" : "")}{(grid.HasPixelSize ? "unit=um\n" : "")}loop=false\nStria: {numbers.Label}\n");

    /// <summary>Pixels per micrometre as numerator and denominator, low word first; 1 when the pixel size is unknown.</summary>
    private static long Ratio(double pitch_um)
    {
        const double Denominator = 1_000_000;
        double numerator = double.IsFinite(pitch_um) && pitch_um > 0 ? Math.Clamp(Math.Round(Denominator / pitch_um), 1, uint.MaxValue) : Denominator;
        return (long)(((ulong)Denominator << 32) | (uint)numerator);
    }

    private static long Inline(byte[] text)
    {
        long value = 0;
        for (int i = 0; i < text.Length; i++)
        {
            value |= (long)text[i] << (8 * i);
        }

        return value;
    }

    private static void Place(BinaryWriter writer, long value, bool isBig)
    {
        if (isBig)
        {
            writer.Write(value);
        }
        else
        {
            writer.Write((uint)value);
        }
    }

    /// <summary>What the numbers are, and where those of one image lie.</summary>
    private sealed record Numbers(int Bits, int Format, string Label)
    {
        internal int Frames { get; init; }

        internal int Frame { get; init; }

        internal long At { get; init; }

        internal long Bytes { get; init; }
    }
}
