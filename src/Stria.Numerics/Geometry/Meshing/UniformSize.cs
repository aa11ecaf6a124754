using Stria.Core;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>The same size everywhere.</summary>
public sealed class UniformSize : ISizeField
{
    private readonly double size;

    /// <summary>Makes the field.</summary>
    /// <param name="size">Wanted mean length of sides [m], positive.</param>
    /// <exception cref="ScenarioException">The size is not positive.</exception>
    public UniformSize(double size) =>
        this.size = size > 0 && double.IsFinite(size) ? size : throw new ScenarioException($"The size of the cells is {size} m; it must be positive. Perhaps a unit is missing.");

    /// <inheritdoc/>
    public void Fill(ReadOnlySpan<Point2> places, Span<double> sizes) => sizes[..places.Length].Fill(size);
}
