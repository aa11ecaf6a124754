namespace Stria.Measurement.Particles;

/// <summary>One end of a piece of wire at a zone where several meet.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Zone">The zone.</param>
/// <param name="AtEnd">Whether it is the end of the piece, not its begin.</param>
internal sealed record WireArm(int Piece, int Zone, bool AtEnd)
{
    /// <summary>What it costs to leave an arm without continuation.</summary>
    internal const double LoneCost = 3.5;

    private const double WidthSpread = 0.3, HeightSpread = 0.35, CompositionSpread = 0.1;

    private (double Row, double Column) place, direction;
    private double halfWidth, height, composition;
    private int length;

    /// <summary>The arms of a piece.</summary>
    internal static IEnumerable<WireArm> Of(WireLines lines, WirePiece piece, int index)
    {
        if (piece.From >= 0 && !piece.IsBridge)
        {
            yield return new WireArm(index, lines.Zone(piece.From), false).Measured(lines, piece.Pixels);
        }

        if (piece.To >= 0 && !piece.IsBridge)
        {
            yield return new WireArm(index, lines.Zone(piece.To), true).Measured(lines, [.. piece.Pixels.Reverse()]);
        }
    }

    /// <summary>How badly two arms continue each other: squares of turn, change of width, height and composition in units of what is usual.</summary>
    internal static double Discontinuity(WireArm a, WireArm b, SegmentationOptions options)
    {
        if (a.Piece == b.Piece)
        {
            return double.PositiveInfinity;
        }

        double row = b.place.Row - a.place.Row, column = b.place.Column - a.place.Column, way = Math.Sqrt((row * row) + (column * column));
        // Between ends closer than they are wide the connecting line says little; the arms' own directions count.
        double trust = Math.Min(1, way / (a.halfWidth + b.halfWidth));
        double turnA = Angle(a.direction, (row, column)), turnB = Angle(b.direction, (-row, -column)), turn = Math.PI - Angle(a.direction, b.direction);
        double spreadA = Spread(a, options), spreadB = Spread(b, options), whole = Math.Sqrt((spreadA * spreadA) + (spreadB * spreadB));
        double cost = (trust * trust * (Square(turnA / spreadA) + Square(turnB / spreadB)) / 2) + (Square(turn / whole) / 2);
        cost += Square(Math.Log(a.halfWidth / b.halfWidth) / WidthSpread);
        cost += a.height > 0 && b.height > 0 ? Square(Math.Log(a.height / b.height) / HeightSpread) : 0;
        cost += double.IsFinite(a.composition) && double.IsFinite(b.composition) ? Square((a.composition - b.composition) / CompositionSpread) : 0;
        return cost;
    }

    private static double Square(double v) => v * v;

    // Short arms have an uncertain direction.
    private static double Spread(WireArm arm, SegmentationOptions options) => options.Turn + (0.6 * arm.halfWidth / (arm.length + (0.5 * arm.halfWidth)) * 0.5);

    private static double Angle((double Row, double Column) a, (double Row, double Column) b)
    {
        double dot = (a.Row * b.Row) + (a.Column * b.Column), cross = (a.Row * b.Column) - (a.Column * b.Row);
        return Math.Abs(Math.Atan2(cross, dot));
    }

    // The direction points into the zone; outwards is the order of the pixels.
    private WireArm Measured(WireLines lines, int[] outwards)
    {
        int width = lines.Grid.Width;
        halfWidth = Median([.. outwards.Select(lines.HalfWidth)]);
        int reach = Math.Min(outwards.Length, Math.Max(2, (int)Math.Round(3 * halfWidth)));
        int[] near = outwards[..reach];
        place = (near[0] / width, near[0] % width);
        (double Row, double Column) middle = (near.Average(p => (double)(p / width)), near.Average(p => (double)(p % width)));
        double rr = 0, rc = 0, cc = 0;
        foreach (int p in near)
        {
            double r = (p / width) - middle.Row, c = (p % width) - middle.Column;
            (rr, rc, cc) = (rr + (r * r), rc + (r * c), cc + (c * c));
        }

        double angle = 0.5 * Math.Atan2(2 * rc, cc - rr), row = Math.Sin(angle), column = Math.Cos(angle);
        double sense = ((place.Row - middle.Row) * row) + ((place.Column - middle.Column) * column);
        (double Row, double Column) centre = lines.Middle(Zone);
        sense = near.Length < 3 || sense == 0 ? ((centre.Row - place.Row) * row) + ((centre.Column - place.Column) * column) : sense;
        direction = near.Length < 3 ? (centre.Row - place.Row, centre.Column - place.Column) : sense >= 0 ? (row, column) : (-row, -column);
        length = outwards.Length;
        (height, composition) = (lines.HeightOf(outwards), lines.CompositionOf(outwards));
        return this;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
