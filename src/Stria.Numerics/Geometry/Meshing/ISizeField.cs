namespace Stria.Numerics.Geometry.Meshing;

/// <summary>How long the sides of the cells shall be, place by place.</summary>
public interface ISizeField
{
    /// <summary>Writes the wanted mean length of sides at places.</summary>
    /// <param name="places">Places [m]; a few at a time, called from one thread.</param>
    /// <param name="sizes">Receives the lengths [m], positive, one per place.</param>
    void Fill(ReadOnlySpan<Point2> places, Span<double> sizes);
}
