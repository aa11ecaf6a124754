using Stria.Core;

namespace Stria.Numerics.Geometry;

/// <summary>The level at which an outline is drawn when nobody gives one: half of the value that most of the particle has.</summary>
/// <remarks>A blurred edge of a particle of uniform thickness runs through half of its height at the place of the sharp edge.</remarks>
public static class PlateauLevel
{
    private const int Rounds = 50;
    // The search begins below so many of the highest values, which may be hot pixels; a particle has more.
    private const int Hottest = 16;

    /// <summary>The plateau: the median of the values above half of the plateau; found from the highest values downwards, the very highest left aside.</summary>
    /// <param name="values">Values of a map whose background is near zero; not finite = outside.</param>
    /// <returns>The plateau, in the unit of the values.</returns>
    /// <exception cref="DataException">No value is finite, or the plateau is not positive.</exception>
    public static double Plateau(ReadOnlySpan<float> values)
    {
        var finite = new List<float>(values.Length);
        foreach (float v in values)
        {
            if (float.IsFinite(v))
            {
                finite.Add(v);
            }
        }

        if (finite.Count == 0)
        {
            throw new DataException("The map has no value, so that no outline can be drawn. Perhaps its mask is empty.");
        }

        finite.Sort();
        int aside = Math.Max(finite.Count / 1000, Math.Min(Hottest, finite.Count / 10));
        double plateau = finite[finite.Count - 1 - aside];
        for (int round = 0; round < Rounds && plateau > 0; round++)
        {
            int first = finite.BinarySearch((float)(plateau / 2));
            first = first < 0 ? ~first : first;
            double median = finite[first + ((finite.Count - first) / 2)];
            if (median == plateau)
            {
                break;
            }

            plateau = median;
        }

        return plateau > 0 ? plateau : throw new DataException(
            $"The map's values reach from {finite[0]:G4} to {finite[^1]:G4} and have no plateau above zero, so that no level can be found for an outline. Perhaps it is a signed map: give the level, or a map of thickness.");
    }
}
