using Stria.Figures;

namespace Stria.Tests.Figures;

public sealed class HeatPanelTests
{
    private static readonly Axis X = new("2θ [°]"), Y = new("time [h]");

    [Fact]
    public void Rows_lie_where_their_ordinates_are_and_cells_end_half_way()
    {
        // Two columns, three rows at 0, 1 and 5: the middle row reaches from 0.5 to 3.
        var panel = new HeatPanel(X, Y, [1, 2], [0, 1, 5], [0, 0, 1, 1, 0, 0]) { Limits = (0, 1), Colours = ColourMap.Grey, Label = "counts" };
        var figure = new Figure(panel) { Width = 300, Height = 300 };
        PngImage png = PngImage.Read(FigureRenderer.ToPng(figure));
        int column = png.Width / 2, white = 0, dark = 0;
        for (int row = 0; row < png.Height; row++)
        {
            white += png[row, column].Red > 250 ? 1 : 0;
            dark += png[row, column].Red < 60 ? 1 : 0;
        }

        Assert.True(white > 0 && dark > white / 4, $"{white} light and {dark} dark pixels");
        Assert.Contains("counts", Drawn.Texts(figure));
        Assert.Contains("time [h]", Drawn.Texts(figure));
    }

    [Fact]
    public void Values_that_do_not_fill_the_grid_are_refused() =>
        Assert.Throws<ArgumentException>(() => FigureRenderer.ToSvg(new Figure(new HeatPanel(X, Y, [1, 2], [0, 1], [1, 2, 3]))));
}
