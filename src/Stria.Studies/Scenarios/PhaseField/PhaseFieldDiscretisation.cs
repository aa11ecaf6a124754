using Stria.Core;

namespace Stria.Studies;

/// <summary>The mesh of a phase-field problem.</summary>
public sealed record PhaseFieldDiscretisation
{
    private const double QuadraticCellsAcross = 2, LinearCellsAcross = 4;

    /// <summary>How the field is resolved: finite elements on any shape, or Fourier and cosine transforms of a box with uniform laws, which are many times faster.</summary>
    public SpaceMethod Method { get; init; }

    /// <summary>Order of the elements: quadratic ones with curved edges, or linear ones.</summary>
    public ElementOrder Order { get; init; } = ElementOrder.Quadratic;

    /// <summary>Side of the cells, pixels or shells [m]; "auto" puts two quadratic or four linear cells, five pixels or eight shells across an interface.</summary>
    [Word("auto")]
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public double? CellSize { get; init; }

    /// <summary>Cells, pixels or shells that "auto" puts across an interface; "auto" again takes the number above.</summary>
    [Word("auto")]
    [Range(0.5, 100)]
    public double? CellsAcrossInterface { get; init; }

    /// <summary>Whether cells stand in rows and columns; "auto" does so in a single rectangle.</summary>
    [Word("auto")]
    public bool? Regular { get; init; }

    /// <summary>The linear solver of the elastic problem by name; "automatic" takes the built-in one.</summary>
    public string Solver { get; init; } = "automatic";

    /// <summary>Cells across an interface that are enough.</summary>
    internal double CellsAcross => CellsAcrossInterface ?? (Order == ElementOrder.Quadratic ? QuadraticCellsAcross : LinearCellsAcross);

    /// <summary>Whether the mesh stands in rows and columns.</summary>
    internal bool IsRegular(IGeometrySettings geometry) => Regular != false && geometry is ShapeGeometry { Regions: [{ Shape: RectangleShape }] };
}

/// <summary>How the field is resolved in space.</summary>
public enum SpaceMethod
{
    /// <summary>Finite elements.</summary>
    FiniteElements,

    /// <summary>Fourier transforms of a periodic box, cosine transforms of a box without flux.</summary>
    Spectral,
}
