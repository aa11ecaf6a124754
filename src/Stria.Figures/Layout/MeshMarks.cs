using System.Globalization;
using Stria.Core;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>What is laid over a field on a mesh: marked parts of the boundary with their supports, lines, arrows.</summary>
internal sealed class MeshMarks
{
    private const double HatchStep = 4.5, HatchLength = 5, RollerStep = 7, RollerRadius = 1.9;
    private readonly MeshPanel panel;
    private readonly TriangleMesh mesh;

    internal MeshMarks(MeshPanel panel)
    {
        (this.panel, mesh) = (panel, panel.Field.Mesh);
        foreach (MeshPartMark mark in panel.Parts.Where(mark => !mesh.PartNames.Contains(mark.Part)))
        {
            throw new ArgumentException($"The mesh has no part '{mark.Part}'; its parts are {string.Join(", ", mesh.PartNames)}.", nameof(panel));
        }

        if (panel.Arrows is { Field: var arrows } && (arrows.Mesh != mesh || arrows.Components.Count != 2))
        {
            throw new ArgumentException($"Arrows need two components on the same mesh; '{arrows.Symbol}' has {arrows.Components.Count}.", nameof(panel));
        }
    }

    /// <summary>The keys of what has a name.</summary>
    internal IReadOnlyList<LegendEntry> Legend =>
    [
        .. panel.Parts.Select((p, i) => (Name: p.Name ?? p.Part, Mark: p, Index: i)).Where(p => p.Name.Length > 0).Select(p => new LegendEntry(p.Name, (canvas, key) => DrawKey(canvas, key, p.Mark, p.Index))),
        .. panel.Lines.Select((l, i) => (Line: l, Index: i)).Where(l => l.Line.Name.Length > 0).Select(l => LegendEntry.Line(l.Line.Name, LineColour(l.Index))),
        .. ArrowKey(),
    ];

    internal void Draw(ICanvas canvas, MeshView view)
    {
        for (int i = 0; i < panel.Parts.Count; i++)
        {
            int part = mesh.PartNames.ToList().IndexOf(panel.Parts[i].Part);
            foreach (Point[] chain in EdgeChains.Of(mesh, part, view))
            {
                DrawPart(canvas, chain, panel.Parts[i].Kind, PartColour(i));
            }
        }

        for (int i = 0; i < panel.Lines.Count; i++)
        {
            Point[] line = [.. panel.Lines[i].Points.Select(p => view[p.X, p.Y])];
            canvas.Polyline(line, new Stroke(new Paint(Rgb.White, 0.75), 2.4));
            canvas.Polyline(line, Stroke.Of(LineColour(i), 1.2));
        }

        if (panel.Arrows is MeshArrows arrows)
        {
            ArrowDrawing.Draw(canvas, arrows, view);
        }
    }

    private Rgb PartColour(int index) => panel.Parts[index].Colour ?? (panel.Parts[index].Kind == MeshMarkKind.Line ? Palette.Categorical(index + 1) : Theme.Ink);

    private Rgb LineColour(int index) => panel.Lines[index].Colour ?? Palette.Categorical(index + Math.Max(panel.Points.Count, panel.Parts.Count + 1));

    private void DrawKey(ICanvas canvas, Rect key, MeshPartMark mark, int index)
    {
        // Supports lie on the right of the way along the boundary: drawn from left to right they hang below the line.
        double y = mark.Kind == MeshMarkKind.Line ? key.CentreY : key.CentreY - 2;
        DrawPart(canvas, [new(key.X, y), new(key.Right, y)], mark.Kind, PartColour(index));
    }

    private static void DrawPart(ICanvas canvas, Point[] chain, MeshMarkKind kind, Rgb colour)
    {
        canvas.Polyline(chain, Stroke.Of(colour, 1.5));
        foreach ((Point at, double dx, double dy) in kind == MeshMarkKind.Line ? [] : EdgeChains.Along(chain, kind == MeshMarkKind.Fixed ? HatchStep : RollerStep))
        {
            // The outer normal on the page, where y runs down and the cell lies on the left of the way.
            (double nx, double ny) = (-dy, dx);
            if (kind == MeshMarkKind.Fixed)
            {
                canvas.Polyline([at, new(at.X + (HatchLength * 0.7 * (nx - dx)), at.Y + (HatchLength * 0.7 * (ny - dy)))], Stroke.Of(colour, 0.7));
            }
            else
            {
                canvas.Circle(new Point(at.X + (nx * (RollerRadius + 0.8)), at.Y + (ny * (RollerRadius + 0.8))), RollerRadius, new Paint(Rgb.White), Stroke.Of(colour, 0.7));
            }
        }
    }

    private IEnumerable<LegendEntry> ArrowKey()
    {
        if (panel.Arrows is not MeshArrows arrows)
        {
            yield break;
        }

        MeshField field = arrows.Field;
        double longest = ArrowDrawing.Longest(field);
        string text = arrows.Axes ? field.Symbol : $"{field.Symbol}, longest {longest.ToString("G3", CultureInfo.InvariantCulture)}{(field.Unit is "" or "1" ? "" : " " + field.Unit)}";
        yield return new LegendEntry(text, (canvas, key) => ArrowDrawing.DrawOne(canvas, (new Point(key.CentreX, key.CentreY), key.Width, 0), arrows));
    }
}
