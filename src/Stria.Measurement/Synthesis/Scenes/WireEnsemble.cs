using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>Straight wires that cross each other, in all directions; the smaller a wire, the more lithium it holds (after Patterns 2022, Fig. 6: most often 0.3,
/// 0.45 and 0.9 from large to small).</summary>
/// <param name="Frame">Raster and energies.</param>
public sealed record WireEnsemble(SceneFrame Frame) : IScene
{
    private const double Scatter = 0.015;

    /// <inheritdoc/>
    public string Description => $"{Wires} crossing wires whose lithium content goes with their size";

    /// <inheritdoc/>
    public (double Low, double High) Counts => (2500, 10000);

    /// <inheritdoc/>
    public bool HasWires => true;

    /// <summary>Number of wires.</summary>
    public int Wires { get; init; } = 90;

    /// <inheritdoc/>
    public void Draw(SceneCanvas canvas, SeededRandom random)
    {
        // Lengths are set so that the wires cover about half of the field.
        double side = Math.Sqrt((double)Frame.Height * Frame.Width), scale = side / Math.Sqrt(Wires), edge = 0.6 * scale;
        for (int w = 0; w < Wires; w++)
        {
            double size = random.Uniform(), width = (0.21 + (0.2 * size)) * scale, length = (1.1 + (1.3 * size)) * scale * random.Uniform(0.85, 1.15);
            double composition = (size < 0.33 ? 0.9 : size < 0.67 ? 0.45 : 0.3) + (Scatter * random.Normal());
            composition = Math.Round(Math.Clamp(composition, 0, 1), 2);
            double row = random.Uniform(edge, Frame.Height - 1 - edge), column = random.Uniform(edge, Frame.Width - 1 - edge);
            double angle = random.Uniform(-Math.PI / 2, Math.PI / 2), thickness = random.Uniform(35e-9, 80e-9);
            canvas.Paint(
                new Shape((row, column), (length / 2, width / 2), angle, thickness, canvas.Component(composition)),
                new SceneParticle(row, column) { Composition = composition, Length = length, Width = width, Angle = angle, Thickness = thickness },
                0.55 * (length + width));
        }
    }

    private readonly struct Shape((double Row, double Column) middle, (double Length, double Width) half, double angle, double thickness, int component) : IShape
    {
        private readonly double cos = Math.Cos(angle), sin = Math.Sin(angle);

        public SceneMatter At(double row, double column)
        {
            double up = middle.Row - row, right = column - middle.Column;
            double u = ((right * cos) + (up * sin)) / half.Length, v = ((up * cos) - (right * sin)) / half.Width;
            double u4 = u * u * u * u, v4 = v * v * v * v, rho = (u4 * u4 * u4 * u4) + (v4 * v4);
            return rho < 1 ? new SceneMatter(thickness * Math.Pow(1 - rho, 0.25), component, component, 0, angle) : SceneMatter.None;
        }
    }
}
