namespace Stria.Core;

/// <summary>Transmitted intensity I(E, y, x) as measured: one frame per photon energy. Never altered; steps make new stacks.</summary>
public sealed class SpectralStack
{
    /// <summary>Makes the stack.</summary>
    /// <param name="photonEnergies_eV">Photon energy of each frame [eV], in the order of the frames.</param>
    /// <param name="grid">The raster of every frame.</param>
    /// <param name="counts">Intensities, frame by frame, each row by row: [energy, y, x]. NaN = no valid value.</param>
    /// <param name="provenance">Where the stack came from.</param>
    /// <exception cref="ArgumentException">The number of counts is not energies × pixels.</exception>
    public SpectralStack(double[] photonEnergies_eV, ImageGrid grid, float[] counts, Provenance provenance)
        : this(photonEnergies_eV, grid, Divided(counts, photonEnergies_eV.Length, grid), provenance)
    {
    }

    /// <summary>Makes the stack of frames that may lie outside memory.</summary>
    /// <param name="photonEnergies_eV">Photon energy of each frame [eV], in the order of the frames.</param>
    /// <param name="grid">The raster of every frame.</param>
    /// <param name="frames">Intensities, each frame row by row. NaN = no valid value.</param>
    /// <param name="provenance">Where the stack came from.</param>
    /// <exception cref="ArgumentException">The number of counts is not energies × pixels.</exception>
    public SpectralStack(double[] photonEnergies_eV, ImageGrid grid, FrameStore frames, Provenance provenance)
    {
        if (frames.FrameCount != photonEnergies_eV.Length || frames.FrameLength != grid.Count)
        {
            throw new ArgumentException(
                $"{frames.FrameCount} frames of {frames.FrameLength} counts for {photonEnergies_eV.Length} energies and {grid.Height} × {grid.Width} pixels.", nameof(frames));
        }

        (PhotonEnergies_eV, Grid, Frames, Provenance) = (photonEnergies_eV, grid, frames, provenance);
        FrameNames = [.. Enumerable.Range(0, photonEnergies_eV.Length).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>Photon energy of each frame [eV].</summary>
    public double[] PhotonEnergies_eV { get; }

    /// <summary>The raster of every frame.</summary>
    public ImageGrid Grid { get; }

    /// <summary>Intensities, frame by frame; NaN = no valid value.</summary>
    public FrameStore Frames { get; }

    /// <summary>Intensities [energy, y, x] as one array; NaN = no valid value.</summary>
    /// <exception cref="InvalidOperationException">They do not lie in memory: ask for frames.</exception>
    public float[] Counts => Frames.Array ?? throw new InvalidOperationException("The counts do not lie in one array; ask for frames.");

    /// <summary>Where the stack came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>The number that each frame has in the file, for messages; same order as the energies.</summary>
    public IReadOnlyList<string> FrameNames { get; init; }

    /// <summary>Dwell time per pixel of each frame [s], or null when unknown.</summary>
    public double[]? Dwells { get; init; }

    /// <summary>Number of frames.</summary>
    public int FrameCount => PhotonEnergies_eV.Length;

    /// <summary>The pixels of one frame, row by row.</summary>
    public ReadOnlySpan<float> Frame(int frame) => Frames.Frame(frame);

    /// <summary>The same stack without its counts, which are given back to the system. Asking for a frame is then a mistake.</summary>
    public SpectralStack WithoutCounts() => new(PhotonEnergies_eV, Grid, new GivenBackFrames(FrameCount, Grid.Count), Provenance) { FrameNames = FrameNames, Dwells = Dwells };

    private static MemoryFrames Divided(float[] counts, int frames, ImageGrid grid) => counts.LongLength == (long)frames * grid.Count
        ? new MemoryFrames(counts, frames)
        : throw new ArgumentException($"{counts.LongLength} counts for {frames} frames of {grid.Height} × {grid.Width} pixels.", nameof(counts));
}
