namespace Stria.Numerics.Statistics;

/// <summary>Which clusters were joined, and at which height.</summary>
/// <param name="First">One cluster: below the number of leaves a leaf, else leaves + index of the join that made it.</param>
/// <param name="Second">The other.</param>
/// <param name="Height">Ward's distance √(2 ΔSSE) of the two.</param>
/// <param name="Weight">Weight of the joined cluster.</param>
public readonly record struct WardJoin(int First, int Second, double Height, double Weight);

/// <summary>Joins weighted points to ever fewer clusters, at each step the two whose union raises the sum of squares least (Ward, J. Am. Stat. Assoc. 58, 236, 1963).</summary>
public sealed class WardTree
{
    private readonly int leaves;
    private readonly double[] weights;

    private WardTree(double[] weights, WardJoin[] joins) => (leaves, this.weights, Joins) = (weights.Length, weights, joins);

    /// <summary>The joins, lowest first; one less than there are leaves.</summary>
    public IReadOnlyList<WardJoin> Joins { get; }

    /// <summary>The leaves in an order in which no branches cross.</summary>
    public int[] Order => leaves == 1 ? [0] : [.. Leaves(leaves + Joins.Count - 1)];

    /// <summary>Builds the tree.</summary>
    /// <param name="points">[point, dimension], row by row.</param>
    /// <param name="weights">Weight of each point, positive: how many observations it stands for.</param>
    public static WardTree Of(double[] points, double[] weights)
    {
        int n = weights.Length, d = points.Length / n;
        var centres = new List<(int Id, double Weight, double[] Centre)>();
        for (int i = 0; i < n; i++)
        {
            centres.Add((i, weights[i], points[(i * d)..((i + 1) * d)]));
        }

        var joins = new WardJoin[n - 1];
        for (int step = 0; step < n - 1; step++)
        {
            (int a, int b, double height) = Nearest(centres);
            (int Id, double Weight, double[] Centre) first = centres[a], second = centres[b];
            double weight = first.Weight + second.Weight;
            joins[step] = new WardJoin(Math.Min(first.Id, second.Id), Math.Max(first.Id, second.Id), height, weight);
            double[] centre = [.. first.Centre.Zip(second.Centre, (x, y) => ((first.Weight * x) + (second.Weight * y)) / weight)];
            centres.RemoveAt(b);
            centres[a] = (n + step, weight, centre);
        }

        return new WardTree(weights, joins);
    }

    /// <summary>Cluster of each leaf when the tree is cut into so many, numbered by weight, heaviest first.</summary>
    /// <param name="clusters">1 … number of leaves.</param>
    public int[] Cut(int clusters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clusters, leaves);
        HashSet<int> roots = [.. Enumerable.Range(0, leaves)];
        for (int step = 0; step < leaves - clusters; step++)
        {
            roots.Remove(Joins[step].First);
            roots.Remove(Joins[step].Second);
            roots.Add(leaves + step);
        }

        int[] ordered = [.. roots.OrderByDescending(r => r < leaves ? weights[r] : Joins[r - leaves].Weight).ThenBy(r => r)];
        var labels = new int[leaves];
        for (int c = 0; c < ordered.Length; c++)
        {
            foreach (int leaf in Leaves(ordered[c]))
            {
                labels[leaf] = c;
            }
        }

        return labels;
    }

    /// <summary>The number of clusters before the largest step of the height, as a ratio, from two up.</summary>
    /// <param name="most">The most that is returned.</param>
    public int NaturalCount(int most)
    {
        int best = 2;
        double largest = 0;
        for (int k = 2; k <= Math.Min(most, leaves - 1); k++)
        {
            // From k + 1 to k clusters at one height, from k to k − 1 at the next.
            double below = Joins[leaves - k - 1].Height, above = Joins[leaves - k].Height, ratio = above / Math.Max(below, 1e-300);
            (best, largest) = ratio > largest ? (k, ratio) : (best, largest);
        }

        return Math.Min(best, leaves);
    }

    private IEnumerable<int> Leaves(int node)
    {
        var open = new Stack<int>([node]);
        while (open.TryPop(out int next))
        {
            if (next < leaves)
            {
                yield return next;
                continue;
            }

            open.Push(Joins[next - leaves].Second);
            open.Push(Joins[next - leaves].First);
        }
    }

    private static (int A, int B, double Height) Nearest(List<(int Id, double Weight, double[] Centre)> centres)
    {
        (int A, int B, double Height) best = (0, 1, double.PositiveInfinity);
        for (int a = 0; a < centres.Count; a++)
        {
            for (int b = a + 1; b < centres.Count; b++)
            {
                double squared = 0, wa = centres[a].Weight, wb = centres[b].Weight;
                for (int i = 0; i < centres[a].Centre.Length; i++)
                {
                    double difference = centres[a].Centre[i] - centres[b].Centre[i];
                    squared += difference * difference;
                }

                double height = Math.Sqrt(2 * wa * wb / (wa + wb) * squared);
                best = height < best.Height ? (a, b, height) : best;
            }
        }

        return best;
    }
}
