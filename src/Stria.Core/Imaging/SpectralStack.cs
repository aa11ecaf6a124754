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
    {
        if (counts.LongLength != (long)photonEnergies_eV.Length * grid.Count)
        {
            throw new ArgumentException($"{counts.LongLength} counts for {photonEnergies_eV.Length} frames of {grid.Height} × {grid.Width} pixels.", nameof(counts));
        }

        (PhotonEnergies_eV, Grid, Counts, Provenance) = (photonEnergies_eV, grid, counts, provenance);
        FrameNames = [.. Enumerable.Range(0, photonEnergies_eV.Length).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>Photon energy of each frame [eV].</summary>
    public double[] PhotonEnergies_eV { get; }

    /// <summary>The raster of every frame.</summary>
    public ImageGrid Grid { get; }

    /// <summary>Intensities [energy, y, x]; NaN = no valid value.</summary>
    public float[] Counts { get; }

    /// <summary>Where the stack came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>The number that each frame has in the file, for messages; same order as the energies.</summary>
    public IReadOnlyList<string> FrameNames { get; init; }

    /// <summary>Dwell time per pixel of each frame [s], or null when unknown.</summary>
    public double[]? Dwells { get; init; }

    /// <summary>Number of frames.</summary>
    public int FrameCount => PhotonEnergies_eV.Length;

    /// <summary>The pixels of one frame, row by row.</summary>
    public ReadOnlySpan<float> Frame(int frame) => Counts.AsSpan(checked(frame * Grid.Count), Grid.Count);
}
