namespace Stria.Core;

/// <summary>Optical density D(E, y, x) = ln(I₀/I), with the mask of usable pixels and the noise model of the intensities.</summary>
public sealed class OpticalDensityStack
{
    /// <summary>Makes the stack.</summary>
    /// <param name="photonEnergies_eV">Photon energy of each frame [eV], strictly ascending.</param>
    /// <param name="grid">The raster of every frame.</param>
    /// <param name="values">Optical densities [energy, y, x]; NaN where there is no valid intensity.</param>
    /// <param name="usable">Pixels whose spectra can be used, one per pixel.</param>
    /// <param name="incident">Incident intensity I₀ at each energy, in the unit of the counts.</param>
    /// <param name="noise">Variance of an intensity as a function of the intensity.</param>
    public OpticalDensityStack(double[] photonEnergies_eV, ImageGrid grid, float[] values, PixelMask usable, double[] incident, NoiseModel noise)
        : this(photonEnergies_eV, grid, new MemoryFrames(values, photonEnergies_eV.Length), usable, incident, noise)
    {
    }

    /// <summary>Makes the stack of frames that may lie outside memory.</summary>
    /// <param name="photonEnergies_eV">Photon energy of each frame [eV], strictly ascending.</param>
    /// <param name="grid">The raster of every frame.</param>
    /// <param name="frames">Optical densities, each frame row by row; NaN where there is no valid intensity.</param>
    /// <param name="usable">Pixels whose spectra can be used, one per pixel.</param>
    /// <param name="incident">Incident intensity I₀ at each energy, in the unit of the counts.</param>
    /// <param name="noise">Variance of an intensity as a function of the intensity.</param>
    public OpticalDensityStack(double[] photonEnergies_eV, ImageGrid grid, FrameStore frames, PixelMask usable, double[] incident, NoiseModel noise)
    {
        if (frames.FrameCount != photonEnergies_eV.Length || frames.FrameLength != grid.Count || usable.Inside.Length != grid.Count || incident.Length != photonEnergies_eV.Length)
        {
            throw new ArgumentException($"Optical densities {frames.Count}, mask {usable.Inside.Length}, I₀ {incident.Length} for {photonEnergies_eV.Length} frames of {grid.Height} × {grid.Width}.");
        }

        (PhotonEnergies_eV, Grid, Frames, Usable, Incident, Noise) = (photonEnergies_eV, grid, frames, usable, incident, noise);
    }

    /// <summary>Photon energy of each frame [eV], strictly ascending.</summary>
    public double[] PhotonEnergies_eV { get; }

    /// <summary>The raster of every frame.</summary>
    public ImageGrid Grid { get; }

    /// <summary>Optical densities, frame by frame; NaN where there is no valid intensity.</summary>
    public FrameStore Frames { get; }

    /// <summary>Optical densities [energy, y, x] as one array; NaN where there is no valid intensity.</summary>
    /// <exception cref="InvalidOperationException">They do not lie in memory: ask for frames.</exception>
    public float[] Values => Frames.Array ?? throw new InvalidOperationException("The optical densities do not lie in one array; ask for frames.");

    /// <summary>Pixels whose spectra can be used.</summary>
    public PixelMask Usable { get; }

    /// <summary>Incident intensity at each energy, in the unit of the counts.</summary>
    public double[] Incident { get; }

    /// <summary>Variance of an intensity as a function of the intensity.</summary>
    public NoiseModel Noise { get; }

    /// <summary>Number of frames.</summary>
    public int FrameCount => PhotonEnergies_eV.Length;

    /// <summary>The pixels of one frame, row by row.</summary>
    public ReadOnlySpan<float> Frame(int frame) => Frames.Frame(frame);

    /// <summary>The same stack without its values, which are given back to the system. Asking for a frame is then a mistake.</summary>
    public OpticalDensityStack WithoutValues() => new(PhotonEnergies_eV, Grid, new GivenBackFrames(FrameCount, Grid.Count), Usable, Incident, Noise);
}
