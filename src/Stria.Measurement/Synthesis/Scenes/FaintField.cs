using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>Small rounded particles of several compositions at few counts: what contrasts before the edge, and how, changes across it.</summary>
/// <param name="Frame">Raster and energies.</param>
public sealed record FaintField(SceneFrame Frame) : IScene
{
    private static readonly double[] Compositions = [0, 0.1, 0.3, 0.45, 0.7, 0.9];

    /// <inheritdoc/>
    public string Description => $"{Grains} small particles at few counts";

    /// <inheritdoc/>
    public (double Low, double High) Counts => (500, 900);

    /// <inheritdoc/>
    public bool HasWires => false;

    /// <summary>Number of particles.</summary>
    public int Grains { get; init; } = 16;

    /// <inheritdoc/>
    public void Draw(SceneCanvas canvas, SeededRandom random)
    {
        double side = Math.Sqrt((double)Frame.Height * Frame.Width), scale = side / Math.Sqrt(Grains);
        for (int g = 0; g < Grains; g++)
        {
            double major = random.Uniform(0.22, 0.42) * scale, minor = major * random.Uniform(0.5, 1), angle = random.Uniform(-Math.PI / 2, Math.PI / 2);
            double row = random.Uniform(0.1, 0.9) * Frame.Height, column = random.Uniform(0.1, 0.9) * Frame.Width, thickness = random.Uniform(40e-9, 130e-9);
            double core = Compositions[random.Below(Compositions.Length)], rim = Compositions[random.Below(Compositions.Length)];
            canvas.Paint(
                new Shape((row, column), (major, minor), angle, thickness, canvas.Component(core), canvas.Component(rim)),
                new SceneParticle(row, column) { Composition = core == rim ? core : double.NaN, Length = 2 * major, Width = 2 * minor, Angle = angle, Thickness = thickness },
                1.1 * major);
        }
    }

    private readonly struct Shape((double Row, double Column) middle, (double Major, double Minor) half, double angle, double thickness, int core, int rim) : IShape
    {
        private const double CoreRadius = 0.6;
        private readonly double cos = Math.Cos(angle), sin = Math.Sin(angle);

        public SceneMatter At(double row, double column)
        {
            double up = middle.Row - row, right = column - middle.Column;
            double u = ((right * cos) + (up * sin)) / half.Major, v = ((up * cos) - (right * sin)) / half.Minor, rho2 = (u * u) + (v * v);
            if (rho2 >= 1)
            {
                return SceneMatter.None;
            }

            double share = 0.5 * (1 + Math.Tanh((Math.Sqrt(rho2) - CoreRadius) * half.Minor));
            return new SceneMatter(thickness * Math.Sqrt(1 - (rho2 * rho2)), core, rim, share, angle);
        }
    }
}
