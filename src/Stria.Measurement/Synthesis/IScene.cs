using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>A field of view with particles in it. A new scene is one file that implements this, and a line in the catalogue of scenarios.</summary>
public interface IScene
{
    /// <summary>What it shows, in words for titles and reports ("a bent wire striated in α and ε").</summary>
    string Description { get; }

    /// <summary>Raster and photon energies of the stack.</summary>
    SceneFrame Frame { get; }

    /// <summary>Incident counts from which a strength is drawn when none is given.</summary>
    (double Low, double High) Counts { get; }

    /// <summary>Whether the particles are wires, whose direction shows in a polarised beam.</summary>
    bool HasWires { get; }

    /// <summary>Puts the particles on the canvas.</summary>
    /// <param name="canvas">Receives them.</param>
    /// <param name="random">Chance of the scene's own, apart from that of the disturbances.</param>
    void Draw(SceneCanvas canvas, SeededRandom random);
}

/// <summary>Raster and photon energies of a made stack.</summary>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
/// <param name="PixelSize">Distance between pixels [m].</param>
public sealed record SceneFrame(int Height, int Width, double PixelSize)
{
    /// <summary>True photon energies of the frames [eV], ascending; by default those of a V L and O K stack.</summary>
    public double[] PhotonEnergies_eV { get; init; } = EnergyGrids.Fine();
}
