namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Whether places lie inside closed curves, by counting the chords that a ray crosses.</summary>
internal sealed class EvenOdd
{
    private const int ChordsPerSpan = 4;
    private readonly List<(Point2 From, Point2 To)> chords = [];

    public EvenOdd(IEnumerable<IBoundaryCurve> curves)
    {
        foreach (IBoundaryCurve curve in curves)
        {
            int per = curve.IsStraight ? 1 : ChordsPerSpan;
            for (int s = 0; s + 1 < curve.Spans.Count; s++)
            {
                double t0 = curve.Spans[s], t1 = curve.Spans[s + 1];
                chords.AddRange(Enumerable.Range(0, per).Select(k => (curve.At(t0 + ((t1 - t0) * k / per)), curve.At(k + 1 == per ? t1 : t0 + ((t1 - t0) * (k + 1) / per)))));
            }
        }
    }

    /// <summary>Whether a ray to the right crosses an odd number of chords.</summary>
    public bool Contains(Point2 place)
    {
        bool inside = false;
        foreach ((Point2 from, Point2 to) in chords)
        {
            if (from.Y > place.Y != to.Y > place.Y && place.X < from.X + ((place.Y - from.Y) / (to.Y - from.Y) * (to.X - from.X)))
            {
                inside = !inside;
            }
        }

        return inside;
    }
}
