using Stria.Core;
using Stria.Figures.Axes;
using Stria.Figures.Layout;

namespace Stria.Figures;

/// <summary>A field on a mesh of triangles in colour, with colour bar and scale bar. Values at nodes run smoothly through the cells, with the curvature that six nodes give; values of cells are flat.</summary>
/// <param name="Field">The field; a cell with a NaN is drawn light grey.</param>
public sealed record MeshPanel(MeshField Field) : Panel
{
    /// <summary>The component that is drawn ("xx"); null = the only one.</summary>
    public string? Component { get; init; }

    /// <summary>Colours; null = blue, white, red where zero lies in the middle, else viridis.</summary>
    public ColourMap? Colours { get; init; }

    /// <summary>Values of the ends of the colour bar; null = 1 % and 99 % of the values. For panels to be compared see <see cref="CommonLimits"/>.</summary>
    public (double Min, double Max)? Limits { get; init; }

    /// <summary>Zero lies in the middle of the colours, as for signed stress.</summary>
    public bool Centred { get; init; }

    /// <summary>Label of the colour bar; null = symbol, component and unit of the field.</summary>
    public string? Label { get; init; }

    /// <summary>Whether lengths have no unit, as in benchmark problems: nor has the scale bar.</summary>
    public bool PlainLengths { get; init; }

    /// <summary>Whether there is a colour bar.</summary>
    public bool ColourBar { get; init; } = true;

    /// <summary>A line below the panel, as of a sign convention ("tension positive"); null = none.</summary>
    public string? Caption { get; init; }

    /// <summary>Whether the sides of the cells are drawn.</summary>
    public bool MeshLines { get; init; }

    /// <summary>Whether the boundary of the mesh is drawn.</summary>
    public bool Outline { get; init; } = true;

    /// <summary>Marked parts of the boundary.</summary>
    public IReadOnlyList<MeshPartMark> Parts { get; init; } = [];

    /// <summary>Arrows over the field; null = none.</summary>
    public MeshArrows? Arrows { get; init; }

    /// <summary>Marked places, as of probes.</summary>
    public IReadOnlyList<MeshPoint> Points { get; init; } = [];

    /// <summary>Lines over the field, as of line scans.</summary>
    public IReadOnlyList<MeshLine> Lines { get; init; } = [];

    /// <summary>The part of the plane that is shown; null = the whole mesh.</summary>
    public MeshWindow? Window { get; init; }

    /// <summary>Limits of the colours that several fields share: the widest 1 % and 99 % of the values among them.</summary>
    /// <param name="fields">The fields, in one unit.</param>
    /// <param name="component">The component that is drawn; null = the only one.</param>
    /// <param name="centred">Whether zero lies in the middle.</param>
    /// <exception cref="ArgumentException">There is no field, their units differ, or one has not this component.</exception>
    public static (double Min, double Max) CommonLimits(IReadOnlyList<MeshField> fields, string? component = null, bool centred = false)
    {
        if (fields.Count == 0 || fields.Any(f => f.Unit != fields[0].Unit))
        {
            throw new ArgumentException($"Fields in [{string.Join("], [", fields.Select(f => f.Unit))}] have no common limits.", nameof(fields));
        }

        AxisScale[] each = [.. fields.Select(f => AxisScale.Robust([.. MeshDrawing.Values(f, component).Where(double.IsFinite).Select(v => (float)v)]))];
        (double min, double max) = (each.Min(s => s.Min), each.Max(s => s.Max));
        double largest = Math.Max(Math.Abs(min), Math.Abs(max));
        return centred ? (-largest, largest) : (min, max);
    }
}
