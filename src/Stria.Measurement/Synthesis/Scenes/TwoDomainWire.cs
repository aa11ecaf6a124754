using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>A bent wire of an ε and a δ domain with an oblique, curved border, as in Mater. Horiz. 2020, Fig. 5.</summary>
/// <param name="Frame">Raster and energies.</param>
public sealed record TwoDomainWire(SceneFrame Frame) : IScene
{
    private const double Epsilon = 0.45, Delta = 0.9, Interface = 1; // px

    /// <inheritdoc/>
    public string Description => "a bent wire of an ε (x = 0.45) and a δ (x = 0.9) domain";

    /// <inheritdoc/>
    public (double Low, double High) Counts => (2500, 10000);

    /// <inheritdoc/>
    public bool HasWires => true;

    /// <inheritdoc/>
    public void Draw(SceneCanvas canvas, SeededRandom random)
    {
        var wire = BentWire.In(Frame, random);
        double border = random.Uniform(-0.25, 0.25) * wire.HalfLength, slope = random.Uniform(-1, 1), bow = random.Uniform(-0.4, 0.4) / wire.HalfWidth;
        canvas.Paint(new Shape(wire, (border, slope, bow), canvas.Component(Epsilon), canvas.Component(Delta)), wire.Facts, 1.4 * wire.HalfLength);
    }

    private readonly struct Shape(BentWire wire, (double Place, double Slope, double Bow) border, int epsilon, int delta) : IShape
    {
        public SceneMatter At(double row, double column)
        {
            (double along, double across, double thickness, double angle) = wire.At(row, column);
            double beyond = along - border.Place - (border.Slope * across) - (border.Bow * across * across);
            return thickness <= 0 ? SceneMatter.None : new SceneMatter(thickness, epsilon, delta, 0.5 * (1 + Math.Tanh(beyond / Interface)), angle);
        }
    }
}
