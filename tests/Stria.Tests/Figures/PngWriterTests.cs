using Stria.Figures;
using Stria.Figures.Drawing;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Figures;

/// <summary>What is written as PNG is read back by the specification, pixel by pixel, whichever filter a row took.</summary>
public sealed class PngWriterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(67, 9)]
    [InlineData(513, 4)]
    public void Pixels_of_noise_come_back(int width, int height)
    {
        var random = new SeededRandom(4);
        AssertComesBack([.. Enumerable.Range(0, width * height).Select(_ => 0xff000000u | (uint)random.Below(1 << 24))], width, height);
    }

    [Fact]
    public void Equal_rows_flat_areas_and_smooth_slopes_come_back()
    {
        const int Width = 300, Height = 60;
        AssertComesBack([.. Enumerable.Range(0, Width * Height).Select(i => Opaque(i % Width / 2, 7, 255))], Width, Height);
        AssertComesBack([.. Enumerable.Range(0, Width * Height).Select(_ => Opaque(255, 255, 255))], Width, Height);
        AssertComesBack([.. Enumerable.Range(0, Width * Height).Select(i => Opaque(((i % Width) + (2 * (i / Width))) & 255, i / Width, 128))], Width, Height);
    }

    [Fact]
    public void Rows_longer_than_a_sum_of_sixteen_bits_come_back()
    {
        var random = new SeededRandom(5);
        AssertComesBack([.. Enumerable.Range(0, 2 * 30000).Select(_ => 0xff000000u | (uint)random.Below(1 << 24))], 30000, 2);
    }

    [Fact]
    public void Colours_that_shine_through_are_divided_by_their_opacity()
    {
        // Half-opaque red, premultiplied; nothing at all; opaque blue.
        byte[] png = PngWriter.Write([0x80800000u, 0, 0xff0000ffu], 3, 1);
        Assert.Equal(6, png[25]);
        PngImage image = PngImage.Read(png);
        Assert.Equal([new Rgb(255, 0, 0), new Rgb(0, 0, 0), new Rgb(0, 0, 255)], new[] { image[0, 0], image[0, 1], image[0, 2] });
    }

    [Fact]
    public void Opaque_pictures_carry_no_opacity() => Assert.Equal(2, PngWriter.Write([Opaque(1, 2, 3)], 1, 1)[25]);

    [Fact]
    public void Flat_pictures_are_small() => Assert.InRange(PngWriter.Write([.. Enumerable.Repeat(Opaque(255, 255, 255), 1000 * 1000)], 1000, 1000).Length, 100, 6000);

    private static uint Opaque(int red, int green, int blue) => 0xff000000u | ((uint)red << 16) | ((uint)green << 8) | (uint)blue;

    private static void AssertComesBack(uint[] pixels, int width, int height)
    {
        PngImage image = PngImage.Read(PngWriter.Write(pixels, width, height));
        Assert.Equal((width, height), (image.Width, image.Height));
        for (int i = 0; i < pixels.Length; i++)
        {
            Assert.Equal(pixels[i], Opaque(image[i / width, i % width].Red, image[i / width, i % width].Green, image[i / width, i % width].Blue));
        }
    }
}
