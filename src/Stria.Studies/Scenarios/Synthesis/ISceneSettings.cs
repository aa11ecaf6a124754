using Stria.Core;
using Stria.Measurement.Synthesis;

namespace Stria.Studies;

/// <summary>What is in the field of view of a made measurement.</summary>
public interface ISceneSettings
{
    /// <summary>Reads what the scene needs, and makes it.</summary>
    /// <param name="root">The folder from which relative paths are meant.</param>
    /// <exception cref="DataException">A file cannot be read.</exception>
    IScene Make(string root);

    /// <summary>What the chain should reach on this scene.</summary>
    ScoreLimits Limits { get; }

    /// <summary>How the chain fits such a scene: settings that anybody would choose who sees the images, fixed once for all seeds.</summary>
    FitSettings Recipe => new();

    /// <summary>How the chain makes the map of x of such a scene, likewise.</summary>
    CompositionSettings Map => new();
}

/// <summary>What a chain should reach against a planted truth; NaN where nothing is asked.</summary>
/// <param name="Registration">Largest root mean square error of the displacements [px].</param>
/// <param name="Composition">Largest root mean square error of x inside.</param>
/// <param name="PhaseOverlap">Least mean intersection over union of the phases.</param>
/// <param name="Thickness_nm">Largest root mean square error of the thickness [nm].</param>
public sealed record ScoreLimits(double Registration, double Composition, double PhaseOverlap, double Thickness_nm)
{
    /// <summary>Between which shares the 68 % interval of x should hold the truth.</summary>
    public (double Low, double High) Coverage { get; init; } = (0.58, 0.78);
}

/// <summary>A core–shell particle with inclusions, on a wedge in thickness.</summary>
public sealed record CoreShellSceneSettings : ISceneSettings
{
    /// <summary>Rows of the image.</summary>
    [Range(32, 4096)]
    public int Height { get; init; } = 112;

    /// <summary>Columns of the image.</summary>
    [Range(32, 4096)]
    public int Width { get; init; } = 152;

    /// <summary>Distance between pixels [m].</summary>
    [Unit("m")]
    [Range(1e-9, 1e-5)]
    public double PixelSize { get; init; } = 40e-9;

    /// <summary>Number of inclusions.</summary>
    [Range(0, 100)]
    public int Inclusions { get; init; } = 4;

    /// <inheritdoc/>
    public ScoreLimits Limits => new(0.05, 0.02, 0.9, 8);

    /// <inheritdoc/>
    /// <remarks>Borders between compositions all over the particle: the beam blurs them.</remarks>
    public CompositionSettings Map => new() { Sharpen = true };

    /// <inheritdoc/>
    public IScene Make(string root) => new CoreShellInclusions(new SceneFrame(Height, Width, PixelSize)) { Inclusions = Inclusions };
}

/// <summary>A bent wire, striated in α and ε across its axis.</summary>
public sealed record StriatedWireSettings : ISceneSettings
{
    /// <summary>Rows of the image.</summary>
    [Range(32, 4096)]
    public int Height { get; init; } = 112;

    /// <summary>Columns of the image.</summary>
    [Range(32, 4096)]
    public int Width { get; init; } = 160;

    /// <summary>Distance between pixels [m].</summary>
    [Unit("m")]
    [Range(1e-9, 1e-5)]
    public double PixelSize { get; init; } = 40e-9;

    /// <inheritdoc/>
    public ScoreLimits Limits => new(0.03, 0.02, 0.88, 8);

    /// <inheritdoc/>
    /// <remarks>Stripes whose borders the beam blurs.</remarks>
    public CompositionSettings Map => new() { Sharpen = true };

    /// <inheritdoc/>
    public IScene Make(string root) => new StriatedWire(new SceneFrame(Height, Width, PixelSize));
}

/// <summary>A bent wire of an ε and a δ domain.</summary>
public sealed record TwoDomainWireSettings : ISceneSettings
{
    /// <summary>Rows of the image.</summary>
    [Range(32, 4096)]
    public int Height { get; init; } = 112;

    /// <summary>Columns of the image.</summary>
    [Range(32, 4096)]
    public int Width { get; init; } = 160;

    /// <summary>Distance between pixels [m].</summary>
    [Unit("m")]
    [Range(1e-9, 1e-5)]
    public double PixelSize { get; init; } = 40e-9;

    /// <inheritdoc/>
    public ScoreLimits Limits => new(0.03, 0.015, 0.93, 8);

    /// <inheritdoc/>
    /// <remarks>Two domains of one composition each, with a border that the beam blurs.</remarks>
    public CompositionSettings Map => new() { Sharpen = true };

    /// <inheritdoc/>
    public IScene Make(string root) => new TwoDomainWire(new SceneFrame(Height, Width, PixelSize));
}

/// <summary>Crossing wires whose lithium content goes with their size, at 64 energies.</summary>
public sealed record WireEnsembleSettings : ISceneSettings
{
    /// <summary>Rows of the image.</summary>
    [Range(32, 4096)]
    public int Height { get; init; } = 360;

    /// <summary>Columns of the image.</summary>
    [Range(32, 4096)]
    public int Width { get; init; } = 360;

    /// <summary>Distance between pixels [m].</summary>
    [Unit("m")]
    [Range(1e-9, 1e-5)]
    public double PixelSize { get; init; } = 60e-9;

    /// <summary>Number of wires.</summary>
    [Range(1, 2000)]
    public int Wires { get; init; } = 90;

    /// <summary>Share of the wires that cross another, two and two, the others lying apart; "as_they_fall" leaves it to chance, and nearly all cross.</summary>
    [Word("as_they_fall")]
    [Range(0, 1)]
    public double? Crossing { get; init; }

    /// <inheritdoc/>
    public ScoreLimits Limits => new(0.03, 0.028, 0.97, 15);

    /// <inheritdoc/>
    /// <remarks>Wires of one composition each, whose borders the beam blurs.</remarks>
    public CompositionSettings Map => new() { Sharpen = true };

    /// <inheritdoc/>
    public IScene Make(string root) => new WireEnsemble(new SceneFrame(Height, Width, PixelSize) { PhotonEnergies_eV = EnergyGrids.Coarse() }) { Wires = Wires, Crossing = Crossing };
}

/// <summary>Small particles of several compositions at few counts.</summary>
public sealed record FaintFieldSettings : ISceneSettings
{
    /// <summary>Rows of the image.</summary>
    [Range(32, 4096)]
    public int Height { get; init; } = 128;

    /// <summary>Columns of the image.</summary>
    [Range(32, 4096)]
    public int Width { get; init; } = 128;

    /// <summary>Distance between pixels [m].</summary>
    [Unit("m")]
    [Range(1e-9, 1e-5)]
    public double PixelSize { get; init; } = 40e-9;

    /// <summary>Number of particles.</summary>
    [Range(1, 2000)]
    public int Grains { get; init; } = 16;

    /// <inheritdoc/>
    public ScoreLimits Limits => new(0.05, double.NaN, double.NaN, double.NaN);

    /// <inheritdoc/>
    public IScene Make(string root) => new FaintField(new SceneFrame(Height, Width, PixelSize)) { Grains = Grains };
}
