using System.Numerics;
using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>Stacks of aXis2000: a binary file (.ncb, little-endian, columns fastest, then rows, then energies) with a text file (.dat) beside it.</summary>
public sealed class AxisReader : IStackReader
{
    /// <inheritdoc/>
    public string Name => "aXis2000 (.ncb with .dat)";

    /// <inheritdoc/>
    public bool Recognises(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".NCB" => true,
        ".DAT" => File.Exists(path) && (Beside(path, ".ncb") is not null || AxisHeader.IsLikely(path)),
        _ => false,
    };

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        PlainText.Require(path);
        string headerPath = Beside(path, ".dat") ?? throw new DataException(
            "has no text file of the same name (.dat) beside it, in which aXis2000 keeps sizes and energies. Put it into the same folder.", path);
        string dataPath = Beside(path, ".ncb") ?? throw new DataException(
            "is the header of an aXis2000 stack, and its data file (.ncb) is missing. Put it into the same folder.", path);
        AxisHeader header = AxisHeader.Read(headerPath);
        List<Remark> remarks = [];
        bool isReal = header.Scale < 0;
        ScanAxis y = Axis("sample_y", header.Rows, header.Y, remarks), x = Axis("sample_x", header.Columns, header.X, remarks);
        FrameStore values = Values(dataPath, header, options);
        if (!isReal)
        {
            remarks.Add(Remark.Note($"16-bit whole numbers divided by the scale {header.Scale:G6}: steps of {1 / header.Scale:G3}."));
        }

        var region = new ScanRegion(ScanKind.ImageStack, [new ScanAxis("energy", "eV", header.Energies_eV), y, x], values)
        {
            Name = Path.GetFileNameWithoutExtension(dataPath),
            Signal = "intensity",
            Dwells = header.Dwells_ms.Length > 0 ? Array.ConvertAll(header.Dwells_ms, dwell => dwell * 1e-3) : null,
            FrameNames = header.FrameNames.Count > 0 && header.FrameNames.Distinct().Count() == header.FrameNames.Count ? header.FrameNames : null,
        };
        return new Scan(dataPath, "aXis2000", [region]) { Remarks = remarks, Files = [dataPath, headerPath] };
    }

    /// <summary>The ascending axis from its ends; with a remark when the file's runs downwards.</summary>
    private static ScanAxis Axis(string name, int count, (double First, double Last) ends, List<Remark> remarks)
    {
        double step = count > 1 ? Math.Abs(ends.Last - ends.First) / (count - 1) : 0, start = Math.Min(ends.First, ends.Last);
        if (ends.First > ends.Last)
        {
            remarks.Add(Remark.Note($"'{name}' runs downwards in the file ({ends.First:G6} … {ends.Last:G6} µm); it was turned."));
        }

        return new ScanAxis(name, "µm", [.. Enumerable.Range(0, count).Select(i => start + (i * step))]);
    }

    private static FrameStore Values(string path, AxisHeader header, StackReadOptions options)
    {
        using var file = BinaryFile.Open(path);
        bool isReal = header.Scale < 0;
        var layout = new NumberLayout(isReal ? NumberKind.Real : NumberKind.Signed, isReal ? 4 : 2, false);
        int pixels = header.Rows * header.Columns, frames = header.Energies_eV.Length;
        long frameBytes = (long)pixels * layout.ByteCount;
        ImageBounds.RequireLength(frameBytes * frames, frameBytes, file.Length, path);
        FrameStore values = options.Room(frames, header.Rows, header.Columns, path);
        var bytes = new byte[frameBytes];
        for (int frame = 0; frame < frames; frame++)
        {
            file.Read(frame * frameBytes, bytes, $"frame {frame}");
            Span<float> target = values.Frame(frame);
            layout.Decode(bytes, target);
            if (!isReal && header.Scale != 1)
            {
                Divide(target, (float)header.Scale);
            }

            Turn(target, header);
        }

        return values;
    }

    private static void Divide(Span<float> values, float scale)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] /= new Vector<float>(scale);
        }

        for (int i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
        {
            values[i] /= scale;
        }
    }

    private static void Turn(Span<float> frame, AxisHeader header)
    {
        for (int row = 0; header.X.First > header.X.Last && row < header.Rows; row++)
        {
            frame.Slice(row * header.Columns, header.Columns).Reverse();
        }

        if (header.Y.First > header.Y.Last)
        {
            var line = new float[header.Columns];
            for (int top = 0, bottom = header.Rows - 1; top < bottom; top++, bottom--)
            {
                Span<float> upper = frame.Slice(top * header.Columns, header.Columns), lower = frame.Slice(bottom * header.Columns, header.Columns);
                upper.CopyTo(line);
                lower.CopyTo(upper);
                line.CopyTo(lower);
            }
        }
    }

    private static string? Beside(string path, string extension)
    {
        string name = Path.ChangeExtension(path, extension), capitals = Path.ChangeExtension(path, extension.ToUpperInvariant());
        return File.Exists(name) ? name : File.Exists(capitals) ? capitals : null;
    }
}
