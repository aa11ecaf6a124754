namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Places, those closer to each other than a reach being one: the first that was named.</summary>
internal sealed class NodeRegister(double reach)
{
    private readonly List<Point2> places = [];
    private readonly Dictionary<(long, long), List<int>> boxes = [];

    /// <summary>All places.</summary>
    public IReadOnlyList<Point2> Places => places;

    /// <summary>The number of a place.</summary>
    public int At(in Point2 place)
    {
        long column = (long)Math.Floor(place.X / reach), row = (long)Math.Floor(place.Y / reach);
        for (long dx = -1; dx <= 1; dx++)
        {
            for (long dy = -1; dy <= 1; dy++)
            {
                int found = Within(column + dx, row + dy, place);
                if (found >= 0)
                {
                    return found;
                }
            }
        }

        places.Add(place);
        List<int> box = boxes.TryGetValue((column, row), out List<int>? known) ? known : boxes[(column, row)] = [];
        box.Add(places.Count - 1);
        return places.Count - 1;
    }

    private int Within(long column, long row, in Point2 place)
    {
        foreach (int i in boxes.GetValueOrDefault((column, row)) ?? [])
        {
            if (places[i].Distance(place) <= reach)
            {
                return i;
            }
        }

        return -1;
    }
}
