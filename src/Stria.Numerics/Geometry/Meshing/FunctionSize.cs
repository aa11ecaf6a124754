using Stria.Core;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Sizes by a formula.</summary>
public sealed class FunctionSize : ISizeField
{
    private readonly Func<Point2, double> formula;

    /// <summary>Makes the field.</summary>
    /// <param name="formula">Wanted mean length of sides [m] at a place [m], positive.</param>
    public FunctionSize(Func<Point2, double> formula) => this.formula = formula;

    /// <inheritdoc/>
    /// <exception cref="ScenarioException">The formula gives no positive length.</exception>
    public void Fill(ReadOnlySpan<Point2> places, Span<double> sizes)
    {
        for (int i = 0; i < places.Length; i++)
        {
            sizes[i] = formula(places[i]);
            if (!(sizes[i] > 0))
            {
                throw new ScenarioException($"The size of the cells is {sizes[i]} m at ({places[i].X}, {places[i].Y}) m; it must be positive.");
            }
        }
    }
}
