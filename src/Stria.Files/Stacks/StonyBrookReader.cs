namespace Stria.Files;

/// <summary>
/// Stacks of Stony Brook (.stk): big-endian; number of columns, rows and energies, then positions [µm], energies [eV] and dwell times [ms] in single
/// precision, then the images, columns fastest.
/// </summary>
public sealed class StonyBrookReader : IStackReader
{
    private const int HeadBytes = 12;

    /// <inheritdoc/>
    public string Name => "Stony Brook stack (.stk)";

    /// <inheritdoc/>
    public bool Recognises(string path) =>
        Path.GetExtension(path).Equals(".stk", StringComparison.OrdinalIgnoreCase) && File.Exists(path) && !TiffFile.HasSignature(path);

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        using var file = BinaryFile.Open(path);
        file.IsBigEndian = true;
        long columns = (int)file.UInt32(0, "number of columns"), rows = (int)file.UInt32(4, "number of rows"), frames = (int)file.UInt32(8, "number of energies");
        ImageBounds.Require(frames, rows, columns, path);
        long head = HeadBytes + (4 * (columns + rows + (2 * frames))), frameBytes = 4 * rows * columns;
        ImageBounds.RequireLength(head + (frames * frameBytes), frameBytes, file.Length, path);
        long at = HeadBytes;
        double[] x = Doubles(file, ref at, (int)columns, "x"), y = Doubles(file, ref at, (int)rows, "y");
        double[] energies = Doubles(file, ref at, (int)frames, "photon energies"), dwells = Doubles(file, ref at, (int)frames, "dwell times");
        PhotonEnergies.Require(energies, path);
        var region = new ScanRegion(
            ScanKind.ImageStack,
            [new ScanAxis("energy", "eV", energies), new ScanAxis("sample_y", "µm", y), new ScanAxis("sample_x", "µm", x)],
            Images(file, head, options.Room((int)frames, (int)rows, (int)columns, path)))
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Signal = "intensity",
            Dwells = dwells.All(dwell => dwell is > 0 and < 1e7) ? Array.ConvertAll(dwells, dwell => Math.Round(dwell, 4) * 1e-3) : null,
        };
        return new Scan(path, "Stony Brook stack", [region]) { Files = [path] };
    }

    private static FrameStore Images(BinaryFile file, long head, FrameStore values)
    {
        var layout = new NumberLayout(NumberKind.Real, 4, true);
        var bytes = new byte[4L * values.FrameLength];
        for (int frame = 0; frame < values.FrameCount; frame++)
        {
            file.Read(head + ((long)frame * bytes.Length), bytes, $"frame {frame}");
            layout.Decode(bytes, values.Frame(frame));
        }

        return values;
    }

    // Written in single precision: 510.1 is read as people typed it, not as 510.1000061.
    private static double[] Doubles(BinaryFile file, ref long at, int count, string what)
    {
        var bytes = new byte[4L * count];
        file.Read(at, bytes, what);
        at += bytes.Length;
        var singles = new float[count];
        new NumberLayout(NumberKind.Real, 4, true).Decode(bytes, singles);
        return Array.ConvertAll(singles, SinglePrecision.AsTyped);
    }
}
