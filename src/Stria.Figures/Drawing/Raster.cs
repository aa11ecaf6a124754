namespace Stria.Figures.Drawing;

/// <summary>Coloured pixels, premultiplied, alpha in the highest byte; row 0 is drawn on top.</summary>
internal sealed class Raster
{
    internal Raster(int width, int height) => (Width, Height, Pixels) = (width, height, new uint[checked(width * height)]);

    internal int Width { get; }

    internal int Height { get; }

    internal uint[] Pixels { get; }

    /// <summary>Whether the pixels may be smoothed when enlarged; measured pixels may not.</summary>
    internal bool Smooth { get; init; }

    internal void Set(int index, Rgb colour) => Pixels[index] = 0xff000000u | ((uint)colour.Red << 16) | ((uint)colour.Green << 8) | colour.Blue;

    /// <summary>Lays a colour of a given opacity (0 … 1) over a pixel.</summary>
    internal void Blend(int index, Rgb colour, double opacity)
    {
        uint under = Pixels[index];
        double keep = 1 - opacity;
        Pixels[index] = (Mix(under >> 24, 255) << 24) | (Mix((under >> 16) & 255, colour.Red) << 16) | (Mix((under >> 8) & 255, colour.Green) << 8) | Mix(under & 255, colour.Blue);

        uint Mix(uint below, double above) => (uint)Math.Round((below * keep) + (above * opacity));
    }
}
