using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>A scene of given images: each is the thickness of one material, whose spectrum is given or the model's. The stack is Σ image × spectrum.</summary>
/// <param name="Frame">Raster and energies.</param>
/// <param name="Layers">The materials.</param>
public sealed record ImageScene(SceneFrame Frame, IReadOnlyList<ImageLayer> Layers) : IScene
{
    /// <inheritdoc/>
    public string Description => $"{Layers.Count} image{(Layers.Count == 1 ? "" : "s")} times spectra";

    /// <inheritdoc/>
    public (double Low, double High) Counts => (2500, 10000);

    /// <inheritdoc/>
    public bool HasWires => false;

    /// <inheritdoc/>
    public void Draw(SceneCanvas canvas, SeededRandom random)
    {
        double row = (Frame.Height - 1) / 2.0, column = (Frame.Width - 1) / 2.0, reach = Math.Max(Frame.Height, Frame.Width);
        foreach (ImageLayer layer in Layers)
        {
            canvas.Paint(
                new Shape(layer.Thickness.Values, (Frame.Height, Frame.Width), canvas.Component(layer.Composition, layer.Spectrum)),
                new SceneParticle(row, column) { Composition = layer.Composition, Thickness = 1e-9 * layer.Thickness.Values.Where(float.IsFinite).DefaultIfEmpty(0).Max() },
                reach);
        }
    }

    private readonly struct Shape(float[] thickness_nm, (int Height, int Width) size, int component) : IShape
    {
        public SceneMatter At(double row, double column)
        {
            int r = (int)Math.Round(row), c = (int)Math.Round(column);
            bool inside = r >= 0 && r < size.Height && c >= 0 && c < size.Width;
            float t = inside ? thickness_nm[(r * size.Width) + c] : 0;
            return t > 0 ? new SceneMatter(1e-9 * t, component, component, 0, 0) : SceneMatter.None;
        }
    }
}

/// <summary>One material of a scene of images.</summary>
/// <param name="Thickness">Thickness [nm] at each pixel; NaN counts as nothing.</param>
/// <param name="Composition">Its composition x.</param>
/// <param name="Spectrum">Its spectrum, as an optical density of unknown thickness; null = the model's of that composition.</param>
public sealed record ImageLayer(ScalarField Thickness, double Composition, ReferenceSpectrum? Spectrum);
