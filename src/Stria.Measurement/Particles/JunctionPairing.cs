namespace Stria.Measurement.Particles;

/// <summary>Joins pieces of wires across the zones where they meet: of all ways to pair them that of least discontinuity.</summary>
internal static class JunctionPairing
{
    private const int MostArms = 10;
    private const double LongestBridge = 8;

    /// <summary>Whole wires.</summary>
    internal static IReadOnlyList<WireChain> Chains(WireLines lines, SegmentationOptions options)
    {
        JoinAcrossBridges(lines, options);
        List<WireArm> arms = Arms(lines);
        var partner = new Dictionary<WireArm, WireArm>();
        foreach (IGrouping<int, WireArm> zone in arms.GroupBy(a => a.Zone))
        {
            foreach ((WireArm a, WireArm b) in Pairs([.. zone], options))
            {
                (partner[a], partner[b]) = (b, a);
            }
        }

        var joined = new JoinedPieces(lines, arms, partner);
        HashSet<int> used = [.. arms.Select(a => a.Zone)];
        IEnumerable<WireChain> alone = lines.Zones().Where(z => !used.Contains(z.Zone) && IsWithoutPiece(lines, z.Middle)).Select(z => new WireChain([z.Middle]));
        return [.. joined.Chains(), .. alone];
    }

    private static List<WireArm> Arms(WireLines lines) => [.. lines.Pieces.SelectMany((piece, i) => WireArm.Of(lines, piece, i))];

    // Two wires that cross at a small angle lie on each other for a while: two forks with a piece between them that is both wires'. It is taken for such a
    // bridge where the arms of one fork continue those of the other better than the piece continues any of them.
    private static void JoinAcrossBridges(WireLines lines, SegmentationOptions options)
    {
        List<WireArm>? arms = null;
        for (int i = 0; i < lines.Pieces.Count; i++)
        {
            WirePiece piece = lines.Pieces[i];
            if (piece.From < 0 || piece.To < 0 || lines.Zone(piece.From) == lines.Zone(piece.To) || piece.Pixels.Length > LongestBridge * lines.HalfWidth(piece.Pixels[piece.Pixels.Length / 2]))
            {
                continue;
            }

            arms ??= Arms(lines);
            WireArm[] first = [.. arms.Where(a => a.Zone == lines.Zone(piece.From))], second = [.. arms.Where(a => a.Zone == lines.Zone(piece.To))];
            if (first.Length == 3 && second.Length == 3 && Across(first, second, i, options) < Apart(first, i, options) + Apart(second, i, options))
            {
                lines.JoinAcross(i);
                arms = null; // zones and bridges are others now
            }
        }
    }

    private static double Across(WireArm[] first, WireArm[] second, int bridge, SegmentationOptions options)
    {
        WireArm[] a = [.. first.Where(arm => arm.Piece != bridge)], b = [.. second.Where(arm => arm.Piece != bridge)];
        double Cost(WireArm x, WireArm y) => WireArm.Discontinuity(x, y, options);
        return a.Length != 2 || b.Length != 2 ? double.PositiveInfinity : Math.Min(Cost(a[0], b[0]) + Cost(a[1], b[1]), Cost(a[0], b[1]) + Cost(a[1], b[0]));
    }

    private static double Apart(WireArm[] fork, int bridge, SegmentationOptions options)
    {
        WireArm own = fork.First(arm => arm.Piece == bridge);
        WireArm[] others = [.. fork.Where(arm => arm.Piece != bridge)];
        double pairs = fork.SelectMany((x, i) => fork.Skip(i + 1).Select(y => WireArm.Discontinuity(x, y, options))).Min();
        return others.Length == 2 && own.Zone == fork[0].Zone ? WireArm.LoneCost + Math.Min(pairs, 2 * WireArm.LoneCost) : double.NegativeInfinity;
    }

    // A free end of a piece is a zone without arms as well; only middles that no piece runs past are particles of their own.
    private static bool IsWithoutPiece(WireLines lines, (double Row, double Column, double HalfWidth) middle)
    {
        int width = lines.Grid.Width;
        return lines.Pieces.All(piece => piece.Pixels.All(p =>
        {
            double dr = (p / width) - middle.Row, dc = (p % width) - middle.Column;
            return (dr * dr) + (dc * dc) > middle.HalfWidth * middle.HalfWidth;
        }));
    }

    private static List<(WireArm A, WireArm B)> Pairs(WireArm[] arms, SegmentationOptions options)
    {
        var costs = new double[arms.Length, arms.Length];
        for (int i = 0; i < arms.Length; i++)
        {
            for (int j = i + 1; j < arms.Length; j++)
            {
                costs[i, j] = costs[j, i] = WireArm.Discontinuity(arms[i], arms[j], options);
            }
        }

        return arms.Length <= MostArms ? Best(arms, costs) : Greedy(arms, costs);
    }

    private static List<(WireArm A, WireArm B)> Best(WireArm[] arms, double[,] costs)
    {
        int count = 1 << arms.Length;
        double[] least = new double[count];
        var choice = new int[count];
        for (int set = 1; set < count; set++)
        {
            int first = System.Numerics.BitOperations.TrailingZeroCount(set), rest = set & (set - 1);
            (least[set], choice[set]) = (least[rest] + WireArm.LoneCost, -1);
            for (int j = first + 1; j < arms.Length; j++)
            {
                double cost = (set & (1 << j)) == 0 ? double.PositiveInfinity : least[rest & ~(1 << j)] + costs[first, j];
                if (cost < least[set])
                {
                    (least[set], choice[set]) = (cost, j);
                }
            }
        }

        var pairs = new List<(WireArm A, WireArm B)>();
        for (int set = count - 1; set != 0;)
        {
            int first = System.Numerics.BitOperations.TrailingZeroCount(set), other = choice[set];
            set &= set - 1;
            if (other >= 0)
            {
                pairs.Add((arms[first], arms[other]));
                set &= ~(1 << other);
            }
        }

        return pairs;
    }

    private static List<(WireArm A, WireArm B)> Greedy(WireArm[] arms, double[,] costs)
    {
        var free = Enumerable.Repeat(true, arms.Length).ToArray();
        var pairs = new List<(WireArm A, WireArm B)>();
        foreach ((int i, int j) in Enumerable.Range(0, arms.Length).SelectMany(i => Enumerable.Range(i + 1, arms.Length - i - 1).Select(j => (i, j))).OrderBy(p => costs[p.i, p.j]))
        {
            if (free[i] && free[j] && costs[i, j] < 2 * WireArm.LoneCost)
            {
                (free[i], free[j]) = (false, false);
                pairs.Add((arms[i], arms[j]));
            }
        }

        return pairs;
    }
}
