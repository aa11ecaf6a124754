using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>A patch of carbon film that covers about half of the field, with a wavy, soft border.</summary>
internal sealed class CarbonPatch
{
    private const double Softness = 1.5; // px

    private CarbonPatch(float[] thickness) => Thickness = thickness;

    /// <summary>Thickness of the film on the canvas' fine raster [m].</summary>
    public float[] Thickness { get; }

    /// <summary>Lays the film on a canvas.</summary>
    public static CarbonPatch On(SceneCanvas canvas, double thickness, SeededRandom random)
    {
        double angle = random.Uniform(0, 2 * Math.PI), offset = random.Uniform(-0.12, 0.12) * Math.Min(canvas.Height, canvas.Width);
        double wave = random.Uniform(25, 50), height = random.Uniform(2, 6), phase = random.Uniform(0, 2 * Math.PI);
        double cos = Math.Cos(angle), sin = Math.Sin(angle), middleY = (canvas.Height - 1) / 2.0, middleX = (canvas.Width - 1) / 2.0;
        var film = new float[canvas.FineHeight * canvas.FineWidth];
        for (int i = 0; i < film.Length && thickness > 0; i++)
        {
            double y = ((i / canvas.FineWidth + 0.5) / SceneCanvas.Fineness) - 0.5 - canvas.Margin - middleY, x = ((i % canvas.FineWidth + 0.5) / SceneCanvas.Fineness) - 0.5 - canvas.Margin - middleX;
            double along = (x * cos) + (y * sin), across = (y * cos) - (x * sin) - offset - (height * Math.Sin((2 * Math.PI * along / wave) + phase));
            film[i] = (float)(thickness / (1 + Math.Exp(-across / Softness)));
        }

        return new CarbonPatch(film);
    }
}
