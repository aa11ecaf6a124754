using System.Xml.Linq;
using Stria.Core;
using Stria.Figures;
using Stria.Figures.Drawing;
using Stria.Figures.Layout;
using Stria.Numerics.Geometry.Meshing;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Figures;

public sealed class MeshPanelTests
{
    private const double Scale = 2;

    [Theory]
    [InlineData(3, 0.02)]
    [InlineData(6, 0.006)]
    public void Each_pixel_has_the_colour_of_the_field_there_with_y_upwards(int nodesPerCell, double tolerance)
    {
        // Grey levels tell the value: a field that is quadratic in x and y.
        static double Value(double x, double y) => (0.2 * x * x) + (0.1 * x * y) + (0.05 * y);
        TriangleMesh mesh = MadeMesh.Sector(6, 16, nodesPerCell);
        var panel = new MeshPanel(MadeMesh.Nodal(mesh, "c", "1", Value)) { Limits = (0, 1), Outline = false, Colours = Levels };
        (PngImage png, MeshView view) = Drawing(panel);
        foreach ((double radius, double angle) in new[] { (1.2, 0.2), (1.5, 0.8), (1.9, 1.4), (1.05, 1.1), (1.97, 0.05) })
        {
            double x = radius * Math.Cos(angle), y = radius * Math.Sin(angle);
            Point at = view[x * 1e-6, y * 1e-6];
            Assert.Equal(Value(x, y), Level(png[(int)(at.Y * Scale), (int)(at.X * Scale)]), tolerance + (1.5 / 256));
        }
    }

    [Theory]
    [InlineData(3, 0.012, 0.03)]
    [InlineData(6, 0, 0.003)]
    public void Six_nodes_show_the_curved_boundary_and_three_its_chords(int nodesPerCell, double least, double most)
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 6, nodesPerCell);
        (PngImage png, MeshView view) = Drawing(new MeshPanel(MadeMesh.Nodal(mesh, "c", "1", (_, _) => 0.5)) { Limits = (0, 1), Outline = false, Colours = Levels });
        int painted = 0;
        for (int row = 0; row < png.Height; row++)
        {
            for (int column = 0; column < png.Width; column++)
            {
                painted += view.Area.Contains(new Point((column + 0.5) / Scale, (row + 0.5) / Scale)) && png[row, column].Red < (Levels[0.5].Red + 255) / 2 ? 1 : 0;
            }
        }

        double metresPerPixel = (view.Window.Right - view.Window.Left) / (view.Area.Width * Scale);
        Assert.InRange(1 - (painted * metresPerPixel * metresPerPixel / (0.75 * Math.PI * 1e-12)), least - 0.006, most + 0.006);
    }

    [Theory]
    [InlineData(10e-9, false)]
    [InlineData(1e-6, true)]
    public void The_outline_leaves_the_field_of_a_thin_wire_visible(double width, bool thick)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(3e-6, width, 30, 2, MeshOrder.Linear);
        var panel = new MeshPanel(MadeMesh.Nodal(mesh, "c", "1", (_, _) => 0.5)) { Limits = (0, 1), Colours = Levels };
        (PngImage png, MeshView view) = Drawing(panel);
        Point middle = view[1.5e-6, width / 2];
        int column = (int)(middle.X * Scale), row = (int)(middle.Y * Scale);
        int nearest = Enumerable.Range(row - 1, 3).Min(r => Math.Abs(png[r, column].Red - Levels[0.5].Red));
        Assert.InRange(nearest, 0, 25);

        string svg = System.Text.Encoding.UTF8.GetString(FigureRenderer.ToSvg(new Figure(panel)));
        double[] strokes = [.. System.Text.RegularExpressions.Regex.Matches(svg, "stroke-width=\"([0-9.]+)\"").Select(m => double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(thick, strokes.Contains(0.7));
        Assert.Equal(!thick, strokes.Min() < 0.3);
    }

    [Fact]
    public void Values_of_cells_are_flat_and_cells_without_value_are_grey()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        double[] values = [0.25, 0.5, double.NaN, 0.75];
        (PngImage png, MeshView view) = Drawing(new MeshPanel(new MeshField(mesh, MeshPlace.Cell, [""], values, "c", "1")) { Limits = (0, 1), Outline = false, Colours = Levels });
        for (int cell = 0; cell < 4; cell++)
        {
            for (int corner = 0; corner < 3; corner++)
            {
                // Averaging of the finer raster may round to the next level.
                Rgb colour = Near(png, view, mesh, cell, corner), expected = double.IsNaN(values[cell]) ? Palette.NoValue : Levels[values[cell]];
                Assert.InRange(Math.Abs(expected.Red - colour.Red), 0, 1);
            }
        }
    }

    [Fact]
    public void Signed_fields_have_zero_in_the_middle_of_blue_white_red()
    {
        MeshField field = MadeMesh.Nodal(MadeMesh.Sector(2, 4), "σ", "MPa", (x, _) => (100 * x) - 50);
        var drawing = new MeshDrawing(new MeshPanel(field) { Centred = true });
        Assert.Equal(-drawing.Bar.Limits.Max, drawing.Bar.Limits.Min);
        Assert.Equal(ColourMap.BlueWhiteRed[0.5].Hex, drawing.Bar.ColourOf(0).Hex);
    }

    [Fact]
    public void Common_limits_hold_all_fields_and_only_those_of_one_unit()
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 4);
        MeshField low = MadeMesh.Nodal(mesh, "σ", "MPa", (_, _) => -3), high = MadeMesh.Nodal(mesh, "σ", "MPa", (_, _) => 7), other = MadeMesh.Nodal(mesh, "σ", "GPa", (_, _) => 7);
        (double min, double max) = MeshPanel.CommonLimits([low, high]);
        Assert.True(min <= -3 && max >= 7);
        (min, max) = MeshPanel.CommonLimits([low, high], centred: true);
        Assert.Equal(-max, min);
        Assert.Throws<ArgumentException>(() => MeshPanel.CommonLimits([low, other]));
    }

    [Fact]
    public void Colour_bar_scale_bar_legend_and_caption_are_written()
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 4, 6);
        MeshField stress = MadeMesh.Nodal(mesh, "σ", "MPa", (x, _) => x, (_, y) => y, (x, y) => x - y), move = MadeMesh.Nodal(mesh, "u", "nm", (_, y) => -3 * y, (x, _) => 3 * x);
        var panel = new MeshPanel(stress)
        {
            Component = "yy",
            Caption = "tension positive",
            MeshLines = true,
            Parts = [new("start", MeshMarkKind.Fixed), new("end", MeshMarkKind.Roller) { Name = "symmetry" }, new("arc outer", MeshMarkKind.Line)],
            Arrows = new MeshArrows(move),
            Points = [new MeshPoint("probe", 1e-6, 1e-6)],
            Lines = [new MeshLine("scan", [(1e-6, 0.5e-6), (0.5e-6, 1e-6)])],
        };
        string[] texts = [.. Drawn.Texts(new Figure(panel))];
        Assert.Contains("σ yy [MPa]", texts);
        Assert.Contains("500 nm", texts);
        Assert.All(["start", "symmetry", "arc outer", "scan", "probe", "tension positive", "u, longest 6 nm"], text => Assert.Contains(text, texts));
        (string Text, Rect Box)[] boxes = [.. Drawn.TextBoxes(new Figure(panel))];
        Assert.All(boxes, b => Assert.InRange(b.Box.Right, 0, 510));
    }

    [Fact]
    public void Supports_stand_outside_of_the_mesh()
    {
        // "start" lies on the x axis with the mesh above: hatching must lie below.
        TriangleMesh mesh = MadeMesh.Sector(2, 4);
        var figure = new Figure(new MeshPanel(MadeMesh.Nodal(mesh, "c", "1", (x, _) => x)) { Outline = false, Parts = [new("end", MeshMarkKind.Roller) { Name = "" }] });
        MeshView view = View(figure);
        XElement[] rollers = [.. Drawn.Svg(figure).Descendants().Where(e => e.Name.LocalName == "circle")];
        Assert.InRange(rollers.Length, 5, 60);
        Assert.All(rollers, r => Assert.True(Drawn.Number(r, "cx") < view[0, 0].X));
    }

    [Fact]
    public void The_scale_bar_is_as_long_as_it_says_and_equal_meshes_are_equally_large()
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 4);
        MeshField field = MadeMesh.Nodal(mesh, "c", "1", (x, _) => x);
        var figure = new Figure(new MeshPanel(field));
        XElement bar = Drawn.Svg(figure).Elements().Single(e => e.Name.LocalName == "rect" && e.Attribute("height")!.Value == "2");
        MeshView view = View(figure);
        Assert.Equal(view[0.5e-6, 0].X - view[0, 0].X, Drawn.Number(bar, "width"), 0.006);
        Assert.Equal(new MeshDrawing(new MeshPanel(field)).Window, new MeshDrawing(new MeshPanel(field) { Parts = [new("start", MeshMarkKind.Fixed)] }).Window);
    }

    [Fact]
    public void Arrows_point_upwards_where_y_grows()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        MeshField up = MadeMesh.Nodal(mesh, "u", "nm", (_, _) => 0, (_, _) => 2);
        var figure = new Figure(new MeshPanel(MadeMesh.Nodal(mesh, "c", "1", (x, _) => x)) { ColourBar = false, Arrows = new MeshArrows(up) });
        double[][] heads = [.. Drawn.Svg(figure).Descendants().Where(e => e.Name.LocalName == "polygon").Select(e => e.Attribute("points")!.Value.Split(' ').Select(p => double.Parse(p.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Assert.NotEmpty(heads);
        Assert.Contains(heads, ys => ys[0] < ys[1] && ys[0] < ys[2]);
    }

    [Fact]
    public void Contradictions_are_refused()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        MeshField field = MadeMesh.Nodal(mesh, "c", "1", (x, _) => x), vector = MadeMesh.Nodal(mesh, "u", "nm", (x, _) => x, (_, y) => y);
        Assert.Contains("components x, y", Assert.Throws<ArgumentException>(() => FigureRenderer.ToSvg(new Figure(new MeshPanel(vector)))).Message, StringComparison.Ordinal);
        Assert.Contains("arc inner", Assert.Throws<ArgumentException>(() => FigureRenderer.ToSvg(new Figure(new MeshPanel(field) { Parts = [new("wall", MeshMarkKind.Line)] }))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FigureRenderer.ToSvg(new Figure(new MeshPanel(field) { Arrows = new MeshArrows(field) })));
        Assert.Throws<ArgumentException>(() => FigureRenderer.ToSvg(new Figure(new MeshPanel(field) { Window = new MeshWindow(1, 0, 1, 1) })));
    }

    [Fact]
    public void A_field_without_values_is_drawn_and_says_so()
    {
        MeshField empty = MadeMesh.Nodal(MadeMesh.Sector(1, 2), "c", "1", (_, _) => double.NaN);
        Assert.Contains("no values", Drawn.Texts(new Figure(new MeshPanel(empty))));
    }

    /// <summary>Levels of grey that tell the value: red = 256 · value.</summary>
    private static ColourMap Levels => ColourMap.Grey;

    private static double Level(Rgb colour)
    {
        int best = Enumerable.Range(0, 256).MinBy(i => Math.Abs(Levels[(i + 0.5) / 256].Red - colour.Red));
        return (best + 0.5) / 256;
    }

    private static Rgb Near(PngImage png, MeshView view, TriangleMesh mesh, int cell, int corner)
    {
        int[] n = mesh.Cell(cell).ToArray();
        double Mean(int c) => n.Select((node, i) => mesh.Points[(2 * node) + c] * (i == corner ? 0.8 : 0.1)).Sum();
        Point at = view[Mean(0), Mean(1)];
        return png[(int)(at.Y * Scale), (int)(at.X * Scale)];
    }

    private static MeshView View(Figure figure)
    {
        var drawing = new MeshDrawing((MeshPanel)figure.Panels[0]);
        Rect plot = Drawn.Layout(figure).Panels[0].Plot;
        double width = Math.Min(plot.Width, plot.Height / drawing.Aspect);
        return new MeshView(drawing.Window, new Rect(plot.X, plot.Y, width, width * drawing.Aspect));
    }

    private static (PngImage Png, MeshView View) Drawing(MeshPanel panel)
    {
        var figure = new Figure(panel) { Width = 250 };
        return (PngImage.Read(FigureRenderer.ToPng(figure, Scale)), View(figure));
    }
}
