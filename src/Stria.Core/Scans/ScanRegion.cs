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

        (Kind, Axes, Values) = (kind, axes, values);
    }

    /// <summary>What kind of measurement it is.</summary>
    public ScanKind Kind { get; }

    /// <summary>The axes, slowest first.</summary>
    public IReadOnlyList<ScanAxis> Axes { get; }

    /// <summary>The values in the order of the axes.</summary>
    public float[] Values { get; }

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
