using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.FewEnergies;

/// <summary>A fragment of two crossing wires whose lithium content changes along them from 0.1 to 0.3, for images at few energies.</summary>
/// <param name="Frame">Raster and energies.</param>
internal sealed record TwoWires(SceneFrame Frame) : IScene
{
    internal const double Lowest = 0.1, Highest = 0.3;

    public string Description => "two crossing wires, x from 0.1 to 0.3 along them";

    public (double Low, double High) Counts => (10000, 10000);

    public bool HasWires => false;

    internal static double[] Three_eV { get; } = [515.6, 518.4, 555];

    public void Draw(SceneCanvas canvas, SeededRandom random)
    {
        int low = canvas.Component(Lowest), high = canvas.Component(Highest);
        double row = (Frame.Height - 1) / 2.0, column = (Frame.Width - 1) / 2.0, half = 0.42 * Math.Min(Frame.Height, Frame.Width);
        foreach ((double angle, double width, double thickness) in ((double, double, double)[])[(0.35, 0.13, 110e-9), (-0.8, 0.1, 90e-9)])
        {
            canvas.Paint(new Wire((row, column), (half, width * half * 2), angle, thickness, (low, high)), new SceneParticle(row, column) { Length = 2 * half, Angle = angle, Thickness = thickness }, 1.2 * half);
        }
    }

    private readonly struct Wire((double Row, double Column) middle, (double Length, double Width) half, double angle, double thickness, (int Low, int High) components) : IShape
    {
        public SceneMatter At(double row, double column)
        {
            double up = middle.Row - row, right = column - middle.Column;
            double u = ((right * Math.Cos(angle)) + (up * Math.Sin(angle))) / half.Length, v = ((up * Math.Cos(angle)) - (right * Math.Sin(angle))) / half.Width;
            return Math.Abs(u) < 1 && Math.Abs(v) < 1
                ? new SceneMatter(thickness * (1 - (0.3 * v * v)), components.Low, components.High, 0.5 * (1 + Math.Tanh(3 * u)), 0)
                : SceneMatter.None;
        }
    }
}
