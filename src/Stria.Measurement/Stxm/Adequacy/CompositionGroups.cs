using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Puts pixels of like composition together, so that the mean of their residual spectra can be looked at.</summary>
/// <remarks>
/// The composition that a pixel is sorted by is that of the sixteen pixels two away from it. Were it its own, pixels that noise has pushed beyond a pure standard would meet in one group, and the noise that pushed them
/// there would stay in their mean. Pixels by a border are left out: the beam mixes two compositions, or two thicknesses, in them, and the logarithm of a mean transmission is no mean of spectra.
/// </remarks>
internal sealed record CompositionGroups(IReadOnlyList<int[]> Members, double Share)
{
    private const int MostInGroup = 1500, FewestInGroup = 60, MostGroups = 6;
    private const double Border = 1.0 / 15, Step = 0.1, Tail = 0.02;

    /// <summary>The fewest pixels that are judged.</summary>
    public const int Fewest = FewestInGroup;

    /// <summary>Groups of equal ranges of composition, from low to high, those of few pixels put to a neighbour; null where there are too few pixels. <see cref="Share"/> is the share of the pixels that is in them.</summary>
    /// <param name="fit">The amounts.</param>
    /// <param name="mask">Pixels that may take part.</param>
    /// <param name="compositions">Composition of each reference; where one has none, its place in the list stands for it.</param>
    /// <param name="rows">Rows of the design, of which only so many can be fitted at a time.</param>
    public static CompositionGroups? Of(ReferenceFitResult fit, bool[] mask, double[] compositions, int rows)
    {
        double[] known = compositions.All(double.IsFinite) ? compositions : [.. compositions.Select((_, i) => (double)i)];
        (double[] around, double[] total) = Around(fit, mask, known);
        int height = fit.Grid.Height, width = fit.Grid.Width;
        int[] inside = [.. Enumerable.Range(0, mask.Length).Where(p => mask[p] && double.IsFinite(around[p]) && float.IsFinite(fit.Amounts[0][p]))];
        double[] spread = [.. inside.Select(p => Spread(around, (p, height, width)))], step = [.. inside.Select(p => Spread(total, (p, height, width)) / total[p])];
        if (inside.Length < Fewest)
        {
            return null;
        }

        // Where noise alone spreads the neighbours that far, half of the pixels stay.
        double border = Math.Max(Border * (known.Max() - known.Min()), Quantiles.Median(spread)), steep = Math.Max(Step, Quantiles.Median(step));
        int[] chosen = [.. inside.Where((_, i) => spread[i] <= border && step[i] <= steep).OrderBy(p => around[p])];
        int most = Math.Min(MostGroups, NonNegativeLeastSquares.MaximumColumns / rows);
        if (chosen.Length < Fewest || most == 0)
        {
            return null;
        }

        List<int[]> groups = Ranges(chosen, around, most);
        Split(groups, width, most);
        int[][] thinned = [.. groups.Select(g => g.Length <= MostInGroup ? g : [.. Enumerable.Range(0, MostInGroup).Select(i => g[(int)((long)i * g.Length / MostInGroup)])]).Select(g => g.Order().ToArray())];
        return new CompositionGroups(thinned, (double)thinned.Sum(g => g.Length) / inside.Length);
    }

    private static List<int[]> Ranges(int[] ascending, double[] around, int count)
    {
        double low = around[ascending[(int)(Tail * ascending.Length)]], width = (around[ascending[(int)((1 - Tail) * (ascending.Length - 1))]] - low) / count;
        List<int[]> groups = [.. ascending.GroupBy(p => width > 0 ? Math.Clamp((int)((around[p] - low) / width), 0, count - 1) : 0).OrderBy(g => g.Key).Select(g => g.ToArray())];
        while (groups.Count > 1 && groups.Min(g => g.Length) < FewestInGroup)
        {
            int least = groups.IndexOf(groups.MinBy(g => g.Length)!);
            double Apart(int other) => other < 0 || other >= groups.Count ? double.PositiveInfinity : Math.Abs(groups[other].Average(p => around[p]) - groups[least].Average(p => around[p]));
            int first = Apart(least - 1) < Apart(least + 1) ? least - 1 : least;
            groups[first] = [.. groups[first], .. groups[first + 1]];
            groups.RemoveAt(first + 1);
        }

        return groups;
    }

    // Parts of a particle that lie in different directions tell dichroism from composition: large groups are halved by place.
    private static void Split(List<int[]> groups, int width, int count)
    {
        while (groups.Count < count && groups.Max(g => g.Length) >= 5 * FewestInGroup)
        {
            int largest = groups.IndexOf(groups.MaxBy(g => g.Length)!);
            int[] members = groups[largest];
            bool wide = Extent(members, p => p % width) >= Extent(members, p => p / width);
            int[] placed = [.. members.OrderBy(p => wide ? p % width : p / width)];
            groups[largest] = placed[..(placed.Length / 2)];
            groups.Insert(largest + 1, placed[(placed.Length / 2)..]);
        }
    }

    private static double Extent(int[] pixels, Func<int, double> at)
    {
        double mean = pixels.Average(at);
        return pixels.Average(p => Math.Pow(at(p) - mean, 2));
    }

    // Composition and amount of the ring of sixteen pixels round each; NaN where it is empty.
    private static (double[] Composition, double[] Total) Around(ReferenceFitResult fit, bool[] mask, double[] compositions)
    {
        int height = fit.Grid.Height, width = fit.Grid.Width;
        double[] amount = new double[mask.Length], moment = new double[mask.Length], around = new double[mask.Length], total = new double[mask.Length];
        for (int p = 0; p < mask.Length; p++)
        {
            for (int r = 0; r < compositions.Length && float.IsFinite(fit.Amounts[r][p]); r++)
            {
                (amount[p], moment[p]) = (amount[p] + fit.Amounts[r][p], moment[p] + (fit.Amounts[r][p] * compositions[r]));
            }
        }

        for (int p = 0; p < mask.Length; p++)
        {
            double n = 0, m = 0;
            int counted = 0;
            for (int dy = -2; dy <= 2 && mask[p]; dy++)
            {
                for (int dx = -2; dx <= 2; dx++)
                {
                    int row = (p / width) + dy, column = (p % width) + dx, q = (row * width) + column;
                    if (Math.Max(Math.Abs(dx), Math.Abs(dy)) == 2 && row >= 0 && row < height && column >= 0 && column < width && amount[q] > 0)
                    {
                        (n, m, counted) = (n + amount[q], m + moment[q], counted + 1);
                    }
                }
            }

            (around[p], total[p]) = n > 0 ? (m / n, n / counted) : (double.NaN, double.NaN);
        }

        return (around, total);
    }

    // Range of a map over a pixel and its eight neighbours, as far as they have a value.
    private static double Spread(double[] map, (int Pixel, int Height, int Width) at)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int k = 0; k < 9; k++)
        {
            int row = (at.Pixel / at.Width) + (k / 3) - 1, column = (at.Pixel % at.Width) + (k % 3) - 1;
            double v = row >= 0 && row < at.Height && column >= 0 && column < at.Width ? map[(row * at.Width) + column] : double.NaN;
            (low, high) = double.IsFinite(v) ? (Math.Min(low, v), Math.Max(high, v)) : (low, high);
        }

        return high - low;
    }
}
