using System.Buffers.Binary;
using System.Text;
using Stria.Figures.Drawing;

namespace Stria.Figures;

/// <summary>Joins pictures into one animated PNG, which every browser and report shows; programs that know no animation show the first picture.</summary>
/// <remarks>Portable Network Graphics (PNG) Specification, third edition (W3C, 2025): chunks acTL, fcTL and fdAT.</remarks>
public static class AnimatedPng
{
    private const int HeaderLength = 8, ChunkFrame = 12;

    /// <summary>The pictures one after the other, over and over.</summary>
    /// <param name="frames">PNG files of one size and one colour type, as <see cref="FigureRenderer.ToPng"/> gives them; at least one.</param>
    /// <param name="secondsPerFrame">How long each is shown [s], 0.01 … 60.</param>
    /// <param name="lastHold">How long the last one is shown before it begins again [s], 0.01 … 60.</param>
    /// <exception cref="ArgumentException">There is no picture, one is no PNG, or their sizes or colour types differ.</exception>
    public static byte[] Join(IReadOnlyList<byte[]> frames, double secondsPerFrame = 0.1, double lastHold = 1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count);
        Check(secondsPerFrame, nameof(secondsPerFrame));
        Check(lastHold, nameof(lastHold));
        List<Chunk> first = Chunks(frames[0], 0);
        byte[] header = first[0].Data;
        using var file = new MemoryStream();
        file.Write(frames[0].AsSpan(0, HeaderLength));
        PngChunks.Write(file, "IHDR", header);
        PngChunks.Write(file, "acTL", [.. PngChunks.BigEndian(frames.Count), .. PngChunks.BigEndian(0)]);
        int sequence = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            List<Chunk> chunks = i == 0 ? first : Chunks(frames[i], i);
            if (!chunks[0].Data.AsSpan().SequenceEqual(header))
            {
                throw new ArgumentException($"Picture {i} has another size or colour type than the first; an animation needs equal ones.", nameof(frames));
            }

            PngChunks.Write(file, "fcTL", Control(sequence++, header, i == frames.Count - 1 ? lastHold : secondsPerFrame));
            foreach (Chunk data in chunks.Where(c => c.Type == "IDAT"))
            {
                if (i == 0)
                {
                    PngChunks.Write(file, "IDAT", data.Data);
                }
                else
                {
                    PngChunks.Write(file, "fdAT", [.. PngChunks.BigEndian(sequence++), .. data.Data]);
                }
            }
        }

        PngChunks.Write(file, "IEND", []);
        return file.ToArray();
    }

    private static void Check(double seconds, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 0.01, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, 60, name);
    }

    // Sequence, width, height, place (0, 0), time as milliseconds over 1000; the next picture replaces this one wholly.
    private static byte[] Control(int sequence, byte[] header, double seconds)
    {
        var control = new byte[26];
        BinaryPrimitives.WriteInt32BigEndian(control, sequence);
        header.AsSpan(0, 8).CopyTo(control.AsSpan(4));
        BinaryPrimitives.WriteUInt16BigEndian(control.AsSpan(20), (ushort)Math.Round(1000 * seconds));
        BinaryPrimitives.WriteUInt16BigEndian(control.AsSpan(22), 1000);
        return control;
    }

    private static List<Chunk> Chunks(byte[] png, int index)
    {
        var chunks = new List<Chunk>();
        bool isPng = png.AsSpan().StartsWith(PngChunks.Signature);
        for (int at = HeaderLength; isPng && at + ChunkFrame <= png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            isPng = length >= 0 && length <= png.Length - at - ChunkFrame;
            if (isPng)
            {
                chunks.Add(new Chunk(Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
                at += ChunkFrame + length;
            }
        }

        return isPng && chunks.Count > 2 && chunks[0].Type == "IHDR" && chunks[^1].Type == "IEND"
            ? chunks
            : throw new ArgumentException($"Picture {index} is no complete PNG file.", nameof(png));
    }

    private readonly record struct Chunk(string Type, byte[] Data);
}
