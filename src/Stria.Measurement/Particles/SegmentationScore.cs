using Stria.Numerics.Statistics;

namespace Stria.Measurement.Particles;

/// <summary>How well found particles agree with known ones.</summary>
/// <param name="Planted">Number of known particles.</param>
/// <param name="Found">Number of found particles.</param>
/// <param name="Matched">Number of pairs whose intersection is more than half of their union.</param>
public sealed record SegmentationScore(int Planted, int Found, int Matched)
{
    /// <summary>Average precision at half overlap: pairs over pairs, missed and surplus particles together (TP/(TP + FP + FN)).</summary>
    public double AveragePrecision => Planted + Found == 0 ? 1 : (double)Matched / (Planted + Found - Matched);

    /// <summary>Share of the known particles that were found.</summary>
    public double Recall => Planted == 0 ? 1 : (double)Matched / Planted;

    /// <summary>Share of the found particles that are known.</summary>
    public double Precision => Found == 0 ? 1 : (double)Matched / Found;

    /// <summary>Mean intersection over union of the pairs; NaN without pairs.</summary>
    public double MeanOverlap { get; init; } = double.NaN;

    /// <summary>Largest difference between the cumulative distributions of areas, found and known (Kolmogorov and Smirnov).</summary>
    public double AreaDistance { get; init; }

    /// <summary>The found particle of each known one; −1 where it was missed.</summary>
    public IReadOnlyList<int> Partner { get; init; } = [];

    /// <summary>Compares found with known particles.</summary>
    /// <param name="planted">Pixels of each known particle, without repetition.</param>
    /// <param name="found">Pixels of each found particle, likewise.</param>
    public static SegmentationScore Of(IReadOnlyList<int[]> planted, IReadOnlyList<int[]> found)
    {
        var owners = new Dictionary<int, List<int>>();
        for (int f = 0; f < found.Count; f++)
        {
            foreach (int p in found[f])
            {
                (owners.TryGetValue(p, out List<int>? list) ? list : owners[p] = []).Add(f);
            }
        }

        var overlaps = new List<(double Share, int Known, int Found)>();
        for (int k = 0; k < planted.Count; k++)
        {
            IEnumerable<IGrouping<int, int>> shared = planted[k].SelectMany(p => owners.TryGetValue(p, out List<int>? list) ? list : []).GroupBy(f => f);
            overlaps.AddRange(shared.Select(g => ((double)g.Count() / (planted[k].Length + found[g.Key].Length - g.Count()), k, g.Key)).Where(o => o.Item1 > 0.5));
        }

        // Crossing particles share pixels, so that two may overlap one by more than half: the better pairs first.
        int[] partner = [.. planted.Select(_ => -1)];
        var free = new HashSet<int>(Enumerable.Range(0, found.Count));
        double sum = 0;
        foreach ((double share, int known, int f) in overlaps.OrderByDescending(o => o.Share))
        {
            if (partner[known] < 0 && free.Remove(f))
            {
                partner[known] = f;
                sum += share;
            }
        }

        int pairs = partner.Count(p => p >= 0);
        return new SegmentationScore(planted.Count, found.Count, pairs)
        {
            MeanOverlap = pairs > 0 ? sum / pairs : double.NaN,
            AreaDistance = KolmogorovSmirnov.Distance([.. planted.Select(p => (double)p.Length)], [.. found.Select(p => (double)p.Length)]),
            Partner = partner,
        };
    }
}
