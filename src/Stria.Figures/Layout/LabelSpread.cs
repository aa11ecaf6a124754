namespace Stria.Figures.Layout;

/// <summary>Keeps neighbouring labels from overlapping.</summary>
internal static class LabelSpread
{
    /// <summary>Places as near as possible to the wished ones, a given distance apart, inside a range where it is long enough.</summary>
    /// <param name="wished">Ascending.</param>
    /// <param name="distance">The least distance between neighbours.</param>
    /// <param name="from">Lower end of the range.</param>
    /// <param name="to">Upper end of the range.</param>
    internal static double[] Apart(double[] wished, double distance, double from, double to)
    {
        // Labels that touch form a block around the mean of their wishes; blocks that touch merge.
        var blocks = new List<(double Sum, int Count)>();
        for (int i = 0; i < wished.Length; i++)
        {
            (double Sum, int Count) block = (wished[i], 1);
            while (blocks.Count > 0 && Top(blocks[^1]) + distance > Bottom(block))
            {
                block = (blocks[^1].Sum + block.Sum, blocks[^1].Count + block.Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return Bounded([.. blocks.SelectMany(b => Enumerable.Range(0, b.Count).Select(k => Bottom(b) + (k * distance)))], distance, from, to);

        double Bottom((double Sum, int Count) b) => (b.Sum / b.Count) - (distance * (b.Count - 1) / 2);
        double Top((double Sum, int Count) b) => Bottom(b) + (distance * (b.Count - 1));
    }

    private static double[] Bounded(double[] places, double distance, double from, double to)
    {
        for (int i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], to - (distance * (places.Length - 1 - i)));
        }

        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], i == 0 ? from : places[i - 1] + distance);
        }

        return places;
    }
}
