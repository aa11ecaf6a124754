using System.Xml.Linq;
using Stria.Core;
using Stria.Figures;
using Stria.Figures.Drawing;
using Stria.Figures.Layout;

namespace Stria.Tests.Figures;

public sealed class MapPanelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3.7)]
    public void Each_pixel_has_the_colour_that_the_map_gives_its_value_row_0_on_top(double scale)
    {
        var panel = new MapPanel(Drawn.Field(5, 7, (r, c) => r == 2 && c == 3 ? double.NaN : (r * 10) + c)) { Limits = (0, 46) };
        var figure = new Figure(panel) { Width = 200 };
        PngImage png = PngImage.Read(FigureRenderer.ToPng(figure, scale));
        Rect image = Image(figure);
        for (int r = 0; r < 5; r++)
        {
            for (int c = 0; c < 7; c++)
            {
                int x = (int)((image.X + ((c + 0.5) * image.Width / 7)) * scale), y = (int)((image.Y + ((r + 0.5) * image.Height / 5)) * scale);
                Rgb expected = r == 2 && c == 3 ? Palette.NoValue : ColourMap.Viridis[((r * 10) + c) / 46.0];
                Assert.Equal(expected.Hex, png[y, x].Hex);
            }
        }
    }

    [Fact]
    public void Drawn_at_once_both_files_are_those_of_each_alone()
    {
        var mask = new PixelMask(5, 7, [.. Enumerable.Range(0, 35).Select(i => i % 7 is 2 or 3 && i / 7 > 1)]);
        var figure = new Figure(new MapPanel(Drawn.Field(5, 7, (r, c) => r * c)) { Outlines = [MapOutline.Of("part", mask)] }) { Width = 200 };
        (byte[] png, byte[] svg) = FigureRenderer.ToPngAndSvg(figure);
        Assert.Equal(FigureRenderer.ToPng(figure), png);
        Assert.Equal(FigureRenderer.ToSvg(figure), svg);
    }

    [Fact]
    public void The_border_of_a_mask_runs_between_inside_and_outside_and_along_the_image_s_edge()
    {
        var mask = new PixelMask(2, 3, [true, true, false, false, true, false]);
        Assert.Equal(
            [(0, 0), (0, 2), (1, 0), (1, 1), (2, 1), (2, 2), (0, 0), (1, 0), (1, 1), (2, 1), (0, 2), (2, 2)],
            MaskBorder.Of(mask).Select(p => ((int)p.Row, (int)p.Column)));
    }

    [Fact]
    public void Borders_between_pixels_are_sharp()
    {
        var figure = new Figure(new MapPanel(Drawn.Field(2, 2, (r, c) => c)) { Limits = (0, 1) }) { Width = 200 };
        PngImage png = PngImage.Read(FigureRenderer.ToPng(figure, 4));
        Rect image = Image(figure);
        int y = (int)((image.Y + (image.Height / 4)) * 4), middle = (int)(image.CentreX * 4);
        Assert.Equal(ColourMap.Viridis[0].Hex, png[y, middle - 2].Hex);
        Assert.Equal(ColourMap.Viridis[1].Hex, png[y, middle + 2].Hex);
    }

    [Fact]
    public void The_image_has_the_proportions_of_the_sample_not_of_the_raster()
    {
        var grid = new ImageGrid(10, 20) { PixelSizeY = 40e-9, PixelSizeX = 10e-9 };
        Rect image = Image(new Figure(new MapPanel(new ScalarField(grid, new float[200], "x", "1"))));
        Assert.Equal(2.0, image.Height / image.Width, 6);
    }

    [Theory]
    [InlineData(2.0, 100, "50")]
    [InlineData(0.01, 100, "0.2")]
    public void A_scale_bar_without_a_unit_is_a_number(double pixel, int width, string label)
    {
        ScaleBar bar = ScaleBar.For(new ImageGrid(10, width) { PixelSizeX = pixel, PixelSizeY = pixel }, plain: true);
        Assert.Equal(label, bar.Label);
        Assert.Equal(double.Parse(label, System.Globalization.CultureInfo.InvariantCulture) / pixel, bar.LengthInPixels, 1e-9);
    }

    [Theory]
    [InlineData(20e-9, 100, "500 nm")]
    [InlineData(50e-9, 125, "2 µm")]
    [InlineData(1e-9, 30, "10 nm")]
    [InlineData(100e-6, 50, "2 mm")]
    [InlineData(double.NaN, 120, "20 px")]
    [InlineData(double.NaN, 1, "1 px")]
    [InlineData(0.1e-9, 4, "0.1 nm")]
    public void The_scale_bar_is_the_longest_round_length_below_two_fifths_of_the_width(double pixel, int width, string label)
    {
        ScaleBar bar = ScaleBar.For(new ImageGrid(10, width) { PixelSizeX = pixel, PixelSizeY = pixel });
        Assert.Equal(label, bar.Label);
        Assert.InRange(bar.LengthInPixels, 0.15 * width, Math.Max(0.4 * width, 1) + 1e-9);
    }

    [Fact]
    public void The_drawn_scale_bar_is_as_long_as_its_label_says()
    {
        // 100 pixels of 20 nm are 2 µm; 500 nm are a quarter of the image.
        var figure = new Figure(new MapPanel(Drawn.Field(50, 100, (r, c) => r)));
        XElement bar = Drawn.Svg(figure).Elements().Single(e => e.Name.LocalName == "rect" && e.Attribute("height")!.Value == "2");
        Assert.Contains("500 nm", Drawn.Texts(figure));
        Assert.Equal(Image(figure).Width / 4, Drawn.Number(bar, "width"), 0.006);
    }

    [Fact]
    public void Colour_limits_are_robust_unless_given_and_centred_where_asked()
    {
        ScalarField field = Drawn.Field(10, 100, (r, c) => r == 0 && c == 0 ? 1e9 : c - 30);
        Assert.InRange(new MapDrawing(new MapPanel(field)).Bar.Limits.Max, 68, 70);
        Assert.True(new MapDrawing(new MapPanel(field)).Bar.ReachesAbove);
        Stria.Figures.Axes.AxisScale centred = new MapDrawing(new MapPanel(field) { Centred = true }).Bar.Limits;
        Assert.Equal(-centred.Max, centred.Min);
        ColourBar given = new MapDrawing(new MapPanel(field) { Limits = (-30, 1e9) }).Bar;
        Assert.Equal((-30.0, 1e9), (given.Limits.Min, given.Limits.Max));
        Assert.False(given.ReachesAbove || given.ReachesBelow);
    }

    [Fact]
    public void The_border_of_a_mask_runs_along_its_pixels()
    {
        // One pixel at row 1, column 2 has four sides.
        var mask = new PixelMask(3, 4, [.. Enumerable.Range(0, 12).Select(i => i == 6)]);
        (double, double)[] border = [.. MaskBorder.Of(mask)];
        Assert.Equal([(1, 2), (1, 3), (2, 2), (2, 3), (1, 2), (2, 2), (1, 3), (2, 3)], border);
    }

    [Fact]
    public void The_border_of_a_mask_is_as_long_as_its_count_of_changes()
    {
        bool[] inside = [.. Enumerable.Range(0, 400).Select(i => (i * 7919 % 13) < 6)];
        var mask = new PixelMask(20, 20, inside);
        int changes = 0;
        for (int r = 0; r <= 20; r++)
        {
            for (int c = 0; c <= 20; c++)
            {
                bool here = r < 20 && c < 20 && mask[r, c];
                changes += c < 20 && here != (r > 0 && mask[r - 1, c]) ? 1 : 0;
                changes += r < 20 && here != (c > 0 && mask[r, c - 1]) ? 1 : 0;
            }
        }

        (double Row, double Column)[] border = [.. MaskBorder.Of(mask)];
        double length = Enumerable.Range(0, border.Length / 2).Sum(i => border[(2 * i) + 1].Row - border[2 * i].Row + border[(2 * i) + 1].Column - border[2 * i].Column);
        Assert.Equal(changes, length);
    }

    [Fact]
    public void A_mask_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => FigureRenderer.ToSvg(new Figure(new MapPanel(Drawn.Field(3, 3, (r, c) => r))
        {
            Outlines = [MapOutline.Of("m", new PixelMask(2, 2, new bool[4]))],
        })));

    [Fact]
    public void Limits_without_width_are_refused() =>
        Assert.Throws<ArgumentException>(() => FigureRenderer.ToSvg(new Figure(new MapPanel(Drawn.Field(3, 3, (r, c) => r)) { Limits = (1, 1) })));

    private static Rect Image(Figure figure)
    {
        PlacedPanel placed = Drawn.Layout(figure).Panels[0];
        return ((MapDrawing)placed.Drawing).Frame.Fit(placed.Plot);
    }
}
