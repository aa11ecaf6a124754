using Stria.Core;

namespace Stria.Studies;

/// <summary>The mesh and the solver of a stress problem.</summary>
public sealed record StressDiscretisation : ICheckedSettings
{
    /// <summary>Order of the elements: quadratic ones with curved edges, or linear ones.</summary>
    public ElementOrder Order { get; init; } = ElementOrder.Quadratic;

    /// <summary>Largest cell size [m]; "auto" takes three pixels of the map, or a thirtieth of the smaller extent of the shapes.</summary>
    [Word("auto")]
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public double? CellSize { get; init; }

    /// <summary>Smallest cell size, taken where the composition changes fast [m]; "auto" takes one pixel of the map, or a third of the largest.</summary>
    [Word("auto")]
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public double? SmallestCellSize { get; init; }

    /// <summary>Change of x across a cell that halves its size.</summary>
    [Range(1e-4, 10)]
    public double CompositionStep { get; init; } = 0.04;

    /// <summary>Least angle of the triangles [rad]; up to 33° the mesher is sure to end.</summary>
    [Unit("rad")]
    [Range(0.17, 0.58)]
    public double LeastAngle { get; init; } = 28 * Math.PI / 180;

    /// <summary>Which mesher.</summary>
    public MesherChoice Mesher { get; init; } = MesherChoice.BuiltIn;

    /// <summary>The linear solver by name; "automatic" takes the built-in one, "mumps" needs its library.</summary>
    public string Solver { get; init; } = "automatic";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (SmallestCellSize > CellSize)
        {
            yield return $"'smallest_cell_size' ({SmallestCellSize:g4} m) exceeds 'cell_size' ({CellSize:g4} m).";
        }
    }
}

/// <summary>Order of the elements.</summary>
public enum ElementOrder
{
    /// <summary>Three nodes, straight.</summary>
    Linear,

    /// <summary>Six nodes, sides on the curves of the outline.</summary>
    Quadratic,
}

/// <summary>Which mesher makes the triangles.</summary>
public enum MesherChoice
{
    /// <summary>Stria's own.</summary>
    BuiltIn,

    /// <summary>Gmsh, as a separate program.</summary>
    Gmsh,
}
