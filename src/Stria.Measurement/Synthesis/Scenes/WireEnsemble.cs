using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>Straight wires that cross each other, in all directions; the smaller a wire, the more lithium it holds (after Patterns 2022, Fig. 6: most often 0.3,
/// 0.45 and 0.9 from large to small).</summary>
/// <param name="Frame">Raster and energies.</param>
public sealed record WireEnsemble(SceneFrame Frame) : IScene
{
    private const double Scatter = 0.015, ApartScale = 0.7;
    private const int Tries = 20000;

    /// <inheritdoc/>
    public string Description => $"{Wires} {(Crossing is { } share ? $"wires, of which {share:p0} cross," : "crossing wires")} whose lithium content goes with their size";

    /// <inheritdoc/>
    public (double Low, double High) Counts => (2500, 10000);

    /// <inheritdoc/>
    public bool HasWires => true;

    /// <summary>Number of wires.</summary>
    public int Wires { get; init; } = 90;

    /// <summary>Share of the wires that cross another, two and two; the others lie apart, and all are thinner and shorter by 0.7. Null lets them fall as they will: nearly all cross.</summary>
    public double? Crossing { get; init; }

    /// <inheritdoc/>
    public void Draw(SceneCanvas canvas, SeededRandom random)
    {
        // Lengths are set so that the wires cover about half of the field, or a quarter where they lie apart.
        double side = Math.Sqrt((double)Frame.Height * Frame.Width), scale = (Crossing is null ? 1 : ApartScale) * side / Math.Sqrt(Wires);
        int partners = (int)Math.Round((Crossing ?? 0) * Wires / 2);
        var placed = new List<Bar>();
        for (int w = 0; w < Wires; w++)
        {
            int host = w - (Wires - partners);
            Wire wire = Crossing is null ? Wire.Any(random, Frame, scale) : Apart(random, scale, placed, host);
            placed.Add(wire.Bar);
            double length = wire.Bar.Length, width = wire.Bar.Width, row = wire.Bar.Row, column = wire.Bar.Column, angle = wire.Bar.Angle;
            canvas.Paint(
                new Shape((row, column), (length / 2, width / 2), angle, wire.Thickness, canvas.Component(wire.Composition)),
                new SceneParticle(row, column) { Composition = wire.Composition, Length = length, Width = width, Angle = angle, Thickness = wire.Thickness },
                0.55 * (length + width));
        }
    }

    // A wire that meets none of those placed or, as a partner, only its host, whose axis its own crosses.
    private Wire Apart(SeededRandom random, double scale, List<Bar> placed, int host)
    {
        double edge = 0.6 * scale;
        for (int t = 0; t < Tries; t++)
        {
            Wire wire = Wire.Any(random, Frame, scale);
            Bar bar = wire.Bar;
            if (host >= 0)
            {
                Bar other = placed[host];
                double along = random.Uniform(-0.35, 0.35) * other.Length, own = random.Uniform(-0.35, 0.35) * bar.Length;
                bar = bar with
                {
                    Row = other.Row - (along * Math.Sin(other.Angle)) + (own * Math.Sin(bar.Angle)),
                    Column = other.Column + (along * Math.Cos(other.Angle)) - (own * Math.Cos(bar.Angle)),
                };
            }

            bool inField = bar.Row > edge && bar.Row < Frame.Height - 1 - edge && bar.Column > edge && bar.Column < Frame.Width - 1 - edge;
            if (inField && !placed.Where((_, i) => i != host).Any(b => b.Meets(bar, 1)))
            {
                return wire with { Bar = bar };
            }
        }

        throw new DataException($"{placed.Count} of {Wires} wires were placed; there is no room for more that lie apart. Fewer wires, or a larger field, or 'crossing' left out.");
    }

    private sealed record Wire(Bar Bar, double Composition, double Thickness)
    {
        internal static Wire Any(SeededRandom random, SceneFrame frame, double scale)
        {
            double edge = 0.6 * scale, size = random.Uniform(), width = (0.21 + (0.2 * size)) * scale, length = (1.1 + (1.3 * size)) * scale * random.Uniform(0.85, 1.15);
            double composition = (size < 0.33 ? 0.9 : size < 0.67 ? 0.45 : 0.3) + (Scatter * random.Normal());
            composition = Math.Round(Math.Clamp(composition, 0, 1), 2);
            double row = random.Uniform(edge, frame.Height - 1 - edge), column = random.Uniform(edge, frame.Width - 1 - edge);
            double angle = random.Uniform(-Math.PI / 2, Math.PI / 2), thickness = random.Uniform(35e-9, 80e-9);
            return new Wire(new Bar(row, column, length, width, angle), composition, thickness);
        }
    }

    /// <summary>A rectangle; its angle is counter-clockwise as drawn, rows running down.</summary>
    private readonly record struct Bar(double Row, double Column, double Length, double Width, double Angle)
    {
        /// <summary>Whether two rectangles, each wider and longer by half of a gap on all sides, meet: no line along a side of either parts them.</summary>
        internal bool Meets(Bar other, double gap) => !IsPartedAlong(this, other, Angle, gap) && !IsPartedAlong(this, other, Angle + (Math.PI / 2), gap)
            && !IsPartedAlong(this, other, other.Angle, gap) && !IsPartedAlong(this, other, other.Angle + (Math.PI / 2), gap);

        private static bool IsPartedAlong(Bar a, Bar b, double angle, double gap)
        {
            double apart = Math.Abs(((b.Column - a.Column) * Math.Cos(angle)) - ((b.Row - a.Row) * Math.Sin(angle)));
            return apart > a.Half(angle) + b.Half(angle) + gap;
        }

        private double Half(double angle) => ((Length * Math.Abs(Math.Cos(angle - Angle))) + (Width * Math.Abs(Math.Sin(angle - Angle)))) / 2;
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
