using Stria.Core;
using Stria.Numerics.Interpolation;

namespace Stria.Studies;

/// <summary>The lithium content x in the body.</summary>
public interface ICompositionSettings
{
    /// <summary>Where it comes from, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>A measured (or computed) map.</summary>
public sealed record MapComposition : ICompositionSettings, ICheckedSettings
{
    /// <summary>The run folder of a map, or its maps.h5. In a demonstration the map of the same run.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>Path of the map of x in the file.</summary>
    public string Dataset { get; init; } = "/composition/x";

    /// <summary>Standard deviation of the Gaussian filter on the amounts before x is formed [px]; 0 filters nothing.</summary>
    [Unit("px")]
    [Range(0, 50)]
    public double GaussianSigma { get; init; } = 1;

    /// <summary>Width of the rim whose pixels, mixtures of sample and surroundings, are not used where pixels farther in can stand for them, in whole pixels.</summary>
    [Range(0, 20)]
    public int Rim { get; init; } = 1;

    /// <summary>How x is taken between the pixels; the background is never blended in.</summary>
    public MapInterpolation Interpolation { get; init; } = MapInterpolation.Bilinear;

    /// <summary>The x that the lowest value of the map stands for, where the map is scaled between bounds (003 eq. 7); null leaves it as it is.</summary>
    [Range(-10, 10)]
    public double? LowestX { get; init; }

    /// <summary>The x that the highest value of the map stands for; null leaves the map as it is.</summary>
    [Range(-10, 10)]
    public double? HighestX { get; init; }

    /// <inheritdoc/>
    public string Method => $"the composition map of {System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path))}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (LowestX is null != HighestX is null)
        {
            yield return "'lowest_x' and 'highest_x' come together, or not at all.";
        }

        if (LowestX >= HighestX)
        {
            yield return $"'lowest_x' ({LowestX}) must be below 'highest_x' ({HighestX}).";
        }
    }
}

/// <summary>An expression in x, y, r, theta (metres and radians).</summary>
public sealed record ExpressionComposition : ICompositionSettings
{
    /// <summary>The expression ("0.5 + 0.4*tanh((r - 200 nm)/20 nm)").</summary>
    public required string Value { get; init; }

    /// <inheritdoc/>
    public string Method => $"x = {Value}";
}

/// <summary>A table of x against one coordinate, linear between its lines and constant beyond.</summary>
public sealed record TableComposition : ICompositionSettings
{
    /// <summary>Two columns: the coordinate [m, or rad for theta], and x.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>The coordinate.</summary>
    public TableCoordinate Against { get; init; } = TableCoordinate.R;

    /// <summary>The length that 1 in the file's first column means [m]; not used for theta.</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public double LengthUnit { get; init; } = 1;

    /// <inheritdoc/>
    public string Method => $"x from the table {System.IO.Path.GetFileName(Path)}";
}

/// <summary>The coordinate of a table.</summary>
public enum TableCoordinate
{
    /// <summary>To the right.</summary>
    X,

    /// <summary>Upwards.</summary>
    Y,

    /// <summary>Distance from the origin.</summary>
    R,

    /// <summary>Direction seen from the origin.</summary>
    Theta,
}

/// <summary>A nodal field of a mesh file (.vtu), as another run left it; on another mesh it is taken by interpolation.</summary>
public sealed record MeshComposition : ICompositionSettings
{
    /// <summary>The VTU file.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>Name of the nodal field.</summary>
    public string Field { get; init; } = "x";

    /// <inheritdoc/>
    public string Method => $"the field '{Field}' of {System.IO.Path.GetFileName(Path)}";
}

/// <summary>The same composition everywhere.</summary>
public sealed record UniformComposition : ICompositionSettings
{
    /// <summary>x.</summary>
    [Range(-10, 10)]
    public required double Value { get; init; }

    /// <inheritdoc/>
    public string Method => $"x = {Value:g4} everywhere";
}
