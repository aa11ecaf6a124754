namespace Stria.Numerics.Geometry;

/// <summary>Marching squares (after Lorensen and Cline, SIGGRAPH 1987, in the plane): the closed lines around the places of an image that lie above a level.</summary>
/// <remarks>
/// <para>Between the centres of pixels the line is where the linear interpolation reaches the level. Of the two ways to join four crossings of one
/// square the mean of its corners (the bilinear value in the middle) chooses. Where a pixel has no value, the line runs halfway between the centres.</para>
/// <para>Up to the image border, half a pixel beyond the outermost centres, the outermost values continue unchanged. There the line is closed:
/// the raster is framed by a copy of its outermost pixels on the border and by a second frame, at the same place, that is outside.</para>
/// </remarks>
internal sealed class LevelLines
{
    // A line through the very centre of a pixel would touch itself there; nobody sees a millionth of a pixel.
    private const double NearestToCentre = 1e-6;

    private readonly float[] values;
    private readonly int height, width, rows, columns;
    private readonly double level;
    private readonly int[] next;

    private LevelLines(float[] values, int height, int width, double level)
    {
        (this.values, this.height, this.width, this.level) = (values, height, width, level);
        (rows, columns) = (height + 4, width + 4);
        next = new int[2 * rows * columns];
        Array.Fill(next, -1);
    }

    /// <summary>Traces all lines.</summary>
    /// <param name="values">One value per pixel, row by row; not finite = outside.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="level">The level; values equal to it count as inside.</param>
    /// <returns>Closed lines with the inside on the left (as seen with rows running down the page), in order of their uppermost points.</returns>
    internal static List<PixelRing> Trace(float[] values, int height, int width, double level)
    {
        var lines = new LevelLines(values, height, width, level);
        for (int r = 0; r + 1 < lines.rows; r++)
        {
            for (int c = 0; c + 1 < lines.columns; c++)
            {
                lines.JoinSquare(r, c);
            }
        }

        return lines.Follow();
    }

    // Corners a b / d c of a square, clockwise on the page from the upper left. Each crossing of a grid line is left by exactly one piece of line.
    private void JoinSquare(int r, int c)
    {
        bool a = Inside(r, c), b = Inside(r, c + 1), cc = Inside(r + 1, c + 1), d = Inside(r + 1, c);
        int top = Across(r, c), bottom = Across(r + 1, c), left = Down(r, c), right = Down(r, c + 1);
        int code = (a ? 1 : 0) | (b ? 2 : 0) | (cc ? 4 : 0) | (d ? 8 : 0);
        if (code is 5 or 10)
        {
            JoinSaddle(r, c, code);
            return;
        }

        (int from, int to) = code switch
        {
            1 => (left, top), 2 => (top, right), 4 => (right, bottom), 8 => (bottom, left),
            3 => (left, right), 6 => (top, bottom), 12 => (right, left), 9 => (bottom, top),
            7 => (left, bottom), 14 => (top, left), 13 => (right, top), 11 => (bottom, right),
            _ => (-1, -1),
        };
        if (from >= 0)
        {
            next[from] = to;
        }
    }

    private void JoinSaddle(int r, int c, int code)
    {
        int top = Across(r, c), bottom = Across(r + 1, c), left = Down(r, c), right = Down(r, c + 1);
        double middle = (Value(r, c) + Value(r, c + 1) + Value(r + 1, c + 1) + Value(r + 1, c)) / 4;

        // NaN compares as false: beside pixels without value the corners stay apart.
        bool joined = middle >= level;
        if (code == 5)
        {
            next[left] = joined ? bottom : top;
            next[right] = joined ? top : bottom;
        }
        else
        {
            next[top] = joined ? left : right;
            next[bottom] = joined ? right : left;
        }
    }

    private List<PixelRing> Follow()
    {
        var rings = new List<PixelRing>();
        var points = new List<double>();
        var sides = new List<ImageSide>();
        for (int start = 0; start < next.Length; start++)
        {
            if (next[start] < 0)
            {
                continue;
            }

            points.Clear();
            sides.Clear();
            for (int at = start; next[at] >= 0;)
            {
                int to = next[at];
                next[at] = -1;
                AddPiece(at, to, points, sides);
                at = to;
            }

            if (sides.Count > 2)
            {
                rings.Add(new PixelRing([.. points], [.. sides]));
            }
        }

        return rings;
    }

    /// <summary>Adds where a piece of line begins and on which side of the image it runs; pieces without length, in corners of the image, are passed over.</summary>
    private void AddPiece(int from, int to, List<double> points, List<ImageSide> sides)
    {
        (double x, double y) = Place(from);
        (double nextX, double nextY) = Place(to);
        if (x == nextX && y == nextY)
        {
            return;
        }

        points.Add(x);
        points.Add(y);
        sides.Add(
            x == nextX && x == -0.5 ? ImageSide.Left : x == nextX && x == width - 0.5 ? ImageSide.Right
            : y == nextY && y == -0.5 ? ImageSide.Top : y == nextY && y == height - 0.5 ? ImageSide.Bottom : ImageSide.None);
    }

    /// <summary>Column and row [px] of the crossing of a grid line.</summary>
    private (double X, double Y) Place(int crossing)
    {
        bool down = (crossing & 1) == 1;
        int r = (crossing >> 1) / columns, c = (crossing >> 1) % columns;
        int otherR = down ? r + 1 : r, otherC = down ? c : c + 1;
        double t = Fraction(r, c, otherR, otherC), x = Position(c, width), y = Position(r, height);
        return (x + (t * (Position(otherC, width) - x)), y + (t * (Position(otherR, height) - y)));
    }

    private double Fraction(int r, int c, int otherR, int otherC)
    {
        double here = Value(r, c), there = Value(otherR, otherC);
        if (!double.IsFinite(here) || !double.IsFinite(there))
        {
            return 0.5;
        }

        return Math.Clamp((level - here) / (there - here), NearestToCentre, 1 - NearestToCentre);
    }

    private bool Inside(int r, int c) => Value(r, c) >= level;

    private double Value(int r, int c)
    {
        if (r == 0 || c == 0 || r == rows - 1 || c == columns - 1)
        {
            return double.NaN;
        }

        float value = values[(Math.Clamp(r - 2, 0, height - 1) * width) + Math.Clamp(c - 2, 0, width - 1)];
        return float.IsFinite(value) ? value : double.NaN;
    }

    private static double Position(int framed, int length) => Math.Clamp(framed - 2, -0.5, length - 0.5);

    private int Across(int r, int c) => 2 * ((r * columns) + c);

    private int Down(int r, int c) => (2 * ((r * columns) + c)) + 1;
}
