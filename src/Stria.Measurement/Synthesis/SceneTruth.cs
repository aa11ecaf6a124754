using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement.Synthesis;

/// <summary>What a canvas holds, as a perfect instrument would map it at the first frame: means over each pixel's area.</summary>
internal static class SceneTruth
{
    private const int Fine = SceneCanvas.Fineness;

    /// <summary>The maps and masks.</summary>
    public static SyntheticTruth Of(SceneCanvas canvas, HostMaterial host, ImageGrid grid)
    {
        double[] thickness = new double[grid.Count], amount = new double[grid.Count], lithium = new double[grid.Count], cos = new double[grid.Count], sin = new double[grid.Count];
        double[] volumes = [.. canvas.Components.Select(c => host.MolarVolume(c.Composition))];
        var covered = new Dictionary<int, int>[canvas.Particles.Count];
        int lastPlace = -1, lastParticle = -1;
        foreach (Deposit d in canvas.Deposits)
        {
            int row = (d.Place / canvas.FineWidth / Fine) - canvas.Margin, column = (d.Place % canvas.FineWidth / Fine) - canvas.Margin;
            if (row < 0 || row >= grid.Height || column < 0 || column >= grid.Width)
            {
                continue;
            }

            int p = (row * grid.Width) + column;
            double n = d.Thickness / volumes[d.Component];
            (thickness[p], amount[p]) = (thickness[p] + d.Thickness, amount[p] + n);
            lithium[p] += n * canvas.Components[d.Component].Composition;
            (cos[p], sin[p]) = (cos[p] + (d.Thickness * Math.Cos(2 * d.Angle)), sin[p] + (d.Thickness * Math.Sin(2 * d.Angle)));
            if (d.Place != lastPlace || d.Particle != lastParticle)
            {
                Dictionary<int, int> mine = covered[d.Particle] ??= [];
                mine[p] = mine.GetValueOrDefault(p) + 1;
            }

            (lastPlace, lastParticle) = (d.Place, d.Particle);
        }

        return new SyntheticTruth(
            Map(grid, p => amount[p] > 0 ? lithium[p] / amount[p] : double.NaN, "x", "1"), Map(grid, p => thickness[p] / (Fine * Fine) * 1e9, "t", "nm"))
        {
            Axis = Map(grid, p => amount[p] > 0 ? 0.5 * Math.Atan2(sin[p], cos[p]) : double.NaN, "angle", "rad"),
            Particles = [.. canvas.Particles.Select((facts, i) => new PlantedParticle(facts, Mask(grid, covered[i] ?? [])))],
        };
    }

    private static PixelMask Mask(ImageGrid grid, Dictionary<int, int> covered)
    {
        var inside = new bool[grid.Count];
        foreach ((int p, int count) in covered)
        {
            inside[p] = 2 * count >= Fine * Fine;
        }

        return new PixelMask(grid.Height, grid.Width, inside);
    }

    private static ScalarField Map(ImageGrid grid, Func<int, double> value, string symbol, string unit) =>
        new(grid, [.. Enumerable.Range(0, grid.Count).Select(p => (float)value(p))], symbol, unit);
}
