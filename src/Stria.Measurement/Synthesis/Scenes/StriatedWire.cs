using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>A bent wire with oblique stripes of α and ε across it, as in Mater. Horiz. 2020, Fig. 3.</summary>
/// <param name="Frame">Raster and energies.</param>
public sealed record StriatedWire(SceneFrame Frame) : IScene
{
    private const double Alpha = 0.1, Epsilon = 0.3, Interface = 1; // px

    /// <inheritdoc/>
    public string Description => "a bent wire striated in α (x = 0.1) and ε (x = 0.3)";

    /// <inheritdoc/>
    public (double Low, double High) Counts => (2500, 10000);

    /// <inheritdoc/>
    public bool HasWires => true;

    /// <inheritdoc/>
    public void Draw(SceneCanvas canvas, SeededRandom random)
    {
        var wire = BentWire.In(Frame, random);
        double slope = random.Uniform(0.3, 0.6) * (random.Uniform() < 0.5 ? -1 : 1), reach = wire.HalfLength + wire.HalfWidth;
        var borders = new List<double> { -reach };
        while (borders[^1] < reach)
        {
            borders.Add(borders[^1] + random.Uniform(8, 18));
        }

        canvas.Paint(new Shape(wire, [.. borders], slope, canvas.Component(Alpha), canvas.Component(Epsilon)), wire.Facts, 1.4 * wire.HalfLength);
    }

    private readonly struct Shape(BentWire wire, double[] borders, double slope, int alpha, int epsilon) : IShape
    {
        public SceneMatter At(double row, double column)
        {
            (double along, double across, double thickness, double angle) = wire.At(row, column);
            if (thickness <= 0)
            {
                return SceneMatter.None;
            }

            double at = along + (slope * across), share = 0, sign = 1;
            foreach (double border in borders)
            {
                share += sign * 0.5 * (1 + Math.Tanh((at - border) / Interface));
                sign = -sign;
            }

            return new SceneMatter(thickness, alpha, epsilon, Math.Clamp(share, 0, 1), angle);
        }
    }
}
