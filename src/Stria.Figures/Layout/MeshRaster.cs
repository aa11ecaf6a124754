using Stria.Core;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Paints the cells of a mesh into pixels: linear between the corners; cells of six nodes are cut into small triangles, so that curved sides and quadratic variation show.</summary>
internal sealed class MeshRaster
{
    // Pixels per side of the small triangles, and how many of them a side has at most.
    private const double PixelsPerPiece = 6;
    private const int MostPieces = 24;

    private readonly MeshField field;
    private readonly double[] values;
    private readonly ColourBar bar;
    private readonly MeshView view;
    private readonly Raster raster;

    private MeshRaster(MeshField field, double[] values, ColourBar bar, MeshView view, Raster raster) =>
        (this.field, this.values, this.bar, this.view, this.raster) = (field, values, bar, view, raster);

    /// <summary>Paints a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="values">The component that is painted, one value per node or cell.</param>
    /// <param name="bar">Gives the colours.</param>
    /// <param name="target">From the plane to pixels, and the size of the raster.</param>
    internal static Raster Paint(MeshField field, double[] values, ColourBar bar, (MeshView View, int Width, int Height) target)
    {
        var raster = new Raster(target.Width, target.Height) { Smooth = true };
        var painter = new MeshRaster(field, values, bar, target.View, raster);
        for (int cell = 0; cell < field.Mesh.CellCount; cell++)
        {
            if (field.Mesh.NodesPerCell == 3)
            {
                painter.PaintStraight(cell);
            }
            else
            {
                painter.PaintCurved(cell);
            }
        }

        return raster;
    }

    private void PaintStraight(int cell)
    {
        ReadOnlySpan<int> n = field.Mesh.Cell(cell);
        Fill(Corner(n[0], cell), Corner(n[1], cell), Corner(n[2], cell));
    }

    private Vertex Corner(int node, int cell)
    {
        Point p = view.Node(field.Mesh, node);
        return new Vertex(p.X, p.Y, values[field.Place == MeshPlace.Node ? node : cell]);
    }

    private void PaintCurved(int cell)
    {
        ReadOnlySpan<int> n = field.Mesh.Cell(cell);
        Span<Vertex> nodes = stackalloc Vertex[6];
        for (int i = 0; i < 6; i++)
        {
            nodes[i] = Corner(n[i], cell);
        }

        double longest = Math.Max(Distance(nodes[0], nodes[1]), Math.Max(Distance(nodes[1], nodes[2]), Distance(nodes[2], nodes[0])));
        int pieces = Math.Clamp((int)Math.Ceiling(longest / PixelsPerPiece), 1, MostPieces);
        for (int i = 0; i < pieces; i++)
        {
            for (int j = 0; i + j < pieces; j++)
            {
                Vertex right = At(nodes, (i + 1.0) / pieces, j / (double)pieces), up = At(nodes, i / (double)pieces, (j + 1.0) / pieces);
                Fill(At(nodes, i / (double)pieces, j / (double)pieces), right, up);
                if (i + j + 1 < pieces)
                {
                    Fill(right, At(nodes, (i + 1.0) / pieces, (j + 1.0) / pieces), up);
                }
            }
        }
    }

    /// <summary>Place and value inside a cell of six nodes, by its quadratic shape functions.</summary>
    private static Vertex At(ReadOnlySpan<Vertex> n, double r, double s)
    {
        double t = 1 - r - s;
        double w0 = t * ((2 * t) - 1), w1 = r * ((2 * r) - 1), w2 = s * ((2 * s) - 1), w3 = 4 * t * r, w4 = 4 * r * s, w5 = 4 * s * t;
        return new Vertex(
            (w0 * n[0].X) + (w1 * n[1].X) + (w2 * n[2].X) + (w3 * n[3].X) + (w4 * n[4].X) + (w5 * n[5].X),
            (w0 * n[0].Y) + (w1 * n[1].Y) + (w2 * n[2].Y) + (w3 * n[3].Y) + (w4 * n[4].Y) + (w5 * n[5].Y),
            (w0 * n[0].Value) + (w1 * n[1].Value) + (w2 * n[2].Value) + (w3 * n[3].Value) + (w4 * n[4].Value) + (w5 * n[5].Value));
    }

    /// <summary>Paints the pixels whose centres lie in a triangle, sides included: neighbours overlap rather than leave gaps.</summary>
    private void Fill(Vertex a, Vertex b, Vertex c)
    {
        const double Side = -1e-9;
        double area = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
        if (area == 0)
        {
            return;
        }

        int top = Math.Max(0, (int)Math.Ceiling(Math.Min(a.Y, Math.Min(b.Y, c.Y)) - 0.5)), bottom = Math.Min(raster.Height - 1, (int)Math.Floor(Math.Max(a.Y, Math.Max(b.Y, c.Y)) - 0.5));
        int left = Math.Max(0, (int)Math.Ceiling(Math.Min(a.X, Math.Min(b.X, c.X)) - 0.5)), right = Math.Min(raster.Width - 1, (int)Math.Floor(Math.Max(a.X, Math.Max(b.X, c.X)) - 0.5));
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                double x = column + 0.5, y = row + 0.5;
                double wb = (((x - a.X) * (c.Y - a.Y)) - ((y - a.Y) * (c.X - a.X))) / area, wc = (((b.X - a.X) * (y - a.Y)) - ((b.Y - a.Y) * (x - a.X))) / area, wa = 1 - wb - wc;
                if (wa >= Side && wb >= Side && wc >= Side)
                {
                    raster.Set((row * raster.Width) + column, bar.ColourOf((wa * a.Value) + (wb * b.Value) + (wc * c.Value)));
                }
            }
        }
    }

    private static double Distance(Vertex a, Vertex b) => Math.Max(Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y));

    /// <summary>A corner in pixels with its value.</summary>
    private readonly record struct Vertex(double X, double Y, double Value);
}
