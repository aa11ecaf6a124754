namespace Stria.Core;

/// <summary>One region of a scan: an n-dimensional block of one signal, slowest axis first.</summary>
public sealed class ScanRegion
{
    /// <summary>Makes the region.</summary>
    /// <param name="kind">What kind of measurement it is.</param>
    /// <param name="axes">The axes, slowest first. For stacks: energy, y, x. For images: y, x. For line spectra: energy, position.</param>
    /// <param name="values">The values in the order of the axes. NaN where the file has no valid number.</param>
    /// <exception cref="ArgumentException">The number of values is not the product of the axes' lengths.</exception>
    public ScanRegion(ScanKind kind, IReadOnlyList<ScanAxis> axes, float[] values)
    {
        long n = axes.Aggregate(1L, (product, axis) => product * axis.Points.Length);
        if (values.LongLength != n)
        {
            throw new ArgumentException($"{values.LongLength} values for axes of {string.Join(" × ", axes.Select(a => a.Points.Length))} points.", nameof(values));
        }

        (Kind, Axes, Frames) = (kind, axes, new MemoryFrames(values, axes.Count == 3 ? axes[0].Points.Length : 1));
    }

    /// <summary>Makes a region of frames that may lie outside memory.</summary>
    /// <param name="kind">What kind of measurement it is.</param>
    /// <param name="axes">The axes, slowest first.</param>
    /// <param name="frames">Of three axes one frame per point of the first; else one frame with all values.</param>
    /// <exception cref="ArgumentException">The sizes of axes and frames differ.</exception>
    public ScanRegion(ScanKind kind, IReadOnlyList<ScanAxis> axes, FrameStore frames)
    {
        long n = axes.Aggregate(1L, (product, axis) => product * axis.Points.Length);
        if (frames.Count != n || frames.FrameCount != (axes.Count == 3 ? axes[0].Points.Length : 1))
        {
            throw new ArgumentException($"{frames.FrameCount} frames of {frames.FrameLength} values for axes of {string.Join(" × ", axes.Select(a => a.Points.Length))} points.", nameof(frames));
        }

        (Kind, Axes, Frames) = (kind, axes, frames);
    }

    /// <summary>What kind of measurement it is.</summary>
    public ScanKind Kind { get; }

    /// <summary>The axes, slowest first.</summary>
    public IReadOnlyList<ScanAxis> Axes { get; }

    /// <summary>The values; of three axes one frame per point of the first, else all in one frame.</summary>
    public FrameStore Frames { get; }

    /// <summary>The values in the order of the axes.</summary>
    /// <exception cref="InvalidOperationException">They do not lie in memory: ask for frames.</exception>
    public float[] Values => Frames.Array ?? throw new InvalidOperationException("The values do not lie in one array; ask for frames.");

    /// <summary>The region's name in the file ("region 1", "entry1").</summary>
    public string Name { get; init; } = "";

    /// <summary>The signal's name in the file ("counter0").</summary>
    public string Signal { get; init; } = "";

    /// <summary>The signal's unit as the file wrote it ("Hz"); empty when the file gives none.</summary>
    public string SignalUnit { get; init; } = "";

    /// <summary>True when the file says that its values are transmissions I/I₀ already; else what they are is recognised from the values.</summary>
    public bool IsTransmission { get; init; }

    /// <summary>Photon energy of an image [eV]; NaN when the file does not say. For stacks the energies are an axis.</summary>
    public double PhotonEnergy_eV { get; init; } = double.NaN;

    /// <summary>Dwell time [s], one per frame or a single one for all; null when unknown.</summary>
    public double[]? Dwells { get; init; }

    /// <summary>Ring current or monitor of each frame, in the file's unit; null when there is none.</summary>
    public double[]? Monitor { get; init; }

    /// <summary>The number that each frame has in the file; null when they are numbered 0, 1, 2, …</summary>
    public IReadOnlyList<string>? FrameNames { get; init; }

    /// <summary>Frames that the header announces and that are not there.</summary>
    public IReadOnlyList<string> MissingFrames { get; init; } = [];
}
