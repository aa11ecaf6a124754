using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>A wire-like particle with an α core, a mixture round it and an ε shell, on a wedge in thickness, with small inclusions of the other phase.</summary>
/// <param name="Frame">Raster and energies.</param>
public sealed record CoreShellInclusions(SceneFrame Frame) : IScene
{
    private const double Core = 0.1, Shell = 0.45;

    /// <inheritdoc/>
    public string Description => "a core–shell particle with inclusions";

    /// <inheritdoc/>
    public (double Low, double High) Counts => (2500, 10000);

    /// <inheritdoc/>
    public bool HasWires => false;

    /// <summary>Number of inclusions.</summary>
    public int Inclusions { get; init; } = 4;

    /// <inheritdoc/>
    public void Draw(SceneCanvas canvas, SeededRandom random)
    {
        double tilt = random.Uniform(-0.35, 0.35), cos = Math.Cos(tilt), sin = Math.Sin(tilt);
        double middleY = (Frame.Height - 1) / 2.0, middleX = (Frame.Width - 1) / 2.0, halfLength = 0.36 * Frame.Width, halfWidth = 0.24 * Frame.Height;
        var particle = new CoreShellParticle(Frame.Height, Frame.Width, tilt);
        var spots = new Spot[Inclusions];
        for (int i = 0; i < spots.Length; i++)
        {
            double angle = random.Uniform(0, 2 * Math.PI), radius = random.Uniform(0.1, 0.8), size = random.Uniform(0.025, 0.045) * Frame.Width;
            double along = radius * Math.Cos(angle) * halfLength, across = radius * Math.Sin(angle) * halfWidth;
            double row = middleY + (along * sin) + (across * cos), column = middleX + (along * cos) - (across * sin);
            spots[i] = new Spot(row, column, size, 1 - Math.Round(particle.At(row, column).Shell));
        }

        var shape = new Shape(particle, spots, canvas.Component(Core), canvas.Component(Shell), -tilt);
        canvas.Paint(shape, new SceneParticle(middleY, middleX) { Length = 2 * halfLength, Width = 2 * halfWidth, Angle = -tilt, Thickness = 150e-9 }, 1.2 * halfLength);
    }

    private readonly record struct Spot(double Row, double Column, double Radius, double Share)
    {
        public bool Holds(double row, double column)
        {
            double dy = row - Row, dx = column - Column;
            return (dy * dy) + (dx * dx) < Radius * Radius;
        }
    }

    private readonly struct Shape(CoreShellParticle particle, Spot[] spots, int core, int shell, double angle) : IShape
    {
        public SceneMatter At(double row, double column)
        {
            (double thickness, double share) = particle.At(row, column);
            if (thickness <= 0)
            {
                return SceneMatter.None;
            }

            foreach (Spot spot in spots)
            {
                share = spot.Holds(row, column) ? spot.Share : share;
            }

            return new SceneMatter(thickness, core, shell, share, angle);
        }
    }
}
