using System.Numerics;
using System.Numerics.Tensors;
using Stria.Numerics.Interpolation;

namespace Stria.Measurement.Stxm;

/// <summary>Displacement between two images by cross-correlation over the region that both show.</summary>
internal static class PairCorrelation
{
    private const int FineReach = 3, SmallestOverlap = 8;
    private const int Telling = 64; // pixels along a side that tell a displacement to a fraction of one

    /// <summary>Finds the displacement of the second image without prior knowledge, to about a pixel. Large images are compared at half their resolution.</summary>
    public static (double Row, double Column) Search(ImagePyramid first, ImagePyramid second, double maximumShift)
    {
        int level = first.Levels.Count - 1, scale = 1 << level;
        PyramidLevel coarsest = first.Levels[level];
        // Every displacement is tried on the same part of the image. Beyond a quarter of the image too little is common to all of them to tell.
        int side = Math.Min(coarsest.Height, coarsest.Width), room = Math.Min((side - SmallestOverlap) / 2, side / 4);
        int reach = Math.Max(1, Math.Min((int)Math.Ceiling(maximumShift / scale), room));
        PyramidLevel half = first.Levels[Math.Min(1, level)];
        int last = level > 0 && Math.Min(half.Height, half.Width) >= Telling ? 1 : 0;
        Place at = Best(coarsest, second.Levels[level], 0, 0, reach);
        for (level--; level >= last; level--)
        {
            at = Best(first.Levels[level], second.Levels[level], 2 * at.Dy, 2 * at.Dx, 2);
        }

        return ((1 << last) * at.Y, (1 << last) * at.X);
    }

    /// <summary>Refines a displacement known to about a pixel, to a few hundredths.</summary>
    public static (double Row, double Column) Refine(PyramidLevel first, PyramidLevel second, double dy, double dx)
    {
        int y = (int)Math.Round(dy), x = (int)Math.Round(dx);
        for (int attempt = 0; attempt < 4; attempt++)
        {
            double[] surface = Surface(first, second, y, x, FineReach);
            int best = Maximum(surface), side = (2 * FineReach) + 1;
            int r = (best / side) - FineReach, c = (best % side) - FineReach;
            if (Math.Abs(r) <= 1 && Math.Abs(c) <= 1)
            {
                (double fy, double fx) = Peak(surface, side, r, c);
                return (y + fy, x + fx);
            }

            (y, x) = (y + r, x + c);
        }

        return (y, x);
    }

    // Where the correlation is highest: the pixel, and the vertex of the parabolas through it and its neighbours.
    private readonly record struct Place(int Dy, int Dx, double Y, double X);

    private static Place Best(PyramidLevel first, PyramidLevel second, int y, int x, int reach)
    {
        double[] surface = Surface(first, second, y, x, reach);
        int best = Maximum(surface), side = (2 * reach) + 1, r = best / side, c = best % side;
        double down = r > 0 && r < side - 1 ? Vertex(surface[best - side], surface[best], surface[best + side]) : 0;
        double right = c > 0 && c < side - 1 ? Vertex(surface[best - 1], surface[best], surface[best + 1]) : 0;
        (int dy, int dx) = (y + r - reach, x + c - reach);
        return new Place(dy, dx, dy + down, dx + right);
    }

    // The middle where nothing correlates at all (no structure, or too little overlap): the displacement stays what it was.
    private static int Maximum(double[] surface)
    {
        int best = TensorPrimitives.IndexOfMax<double>(surface);
        return surface[best] > 0 ? best : surface.Length / 2;
    }

    // Correlation at each displacement round (y, x), over the part of the first image whose partner exists at all of them; divided by the root
    // of the partner's own energy, or a bright feature entering the window would pull the maximum. All zero where too little is common, or nothing is seen.
    private static double[] Surface(PyramidLevel first, PyramidLevel second, int y, int x, int reach)
    {
        int side = (2 * reach) + 1;
        var surface = new double[side * side];
        (int top, int bottom) = Common(first.Height, y, reach);
        (int left, int right) = Common(first.Width, x, reach);
        if (bottom - top < SmallestOverlap || right - left < SmallestOverlap)
        {
            return surface;
        }

        double[] energy = Energies(second, (top + y, bottom + y), (left + x, right + x), reach);
        ReadOnlySpan<float> here = first.Image, there = second.Image;

        // Row by row, so that one row of the first image and the rows about its partner stay in the first cache for all displacements.
        for (int r = top; r < bottom; r++)
        {
            ReadOnlySpan<float> a = here.Slice((r * first.Width) + left, right - left);
            for (int k = 0; k < side; k++)
            {
                ReadOnlySpan<float> b = there.Slice(((r + y + k - reach) * second.Width) + left + x - reach, right - left + (2 * reach));
                SlidingProducts.Add(a, b, surface.AsSpan(k * side, side));
            }
        }

        for (int i = 0; i < surface.Length; i++)
        {
            surface[i] = energy[i] > 0 ? surface[i] / Math.Sqrt(energy[i]) : 0;
        }

        return surface;
    }

    // Sum of squares of the window at each displacement: the rows that all windows hold column by column first, each other row once; the window is slid over what they give, and the rows handed to all windows that hold them.
    internal static double[] Energies(PyramidLevel image, (int Low, int High) rows, (int Low, int High) columns, int reach)
    {
        int side = (2 * reach) + 1, width = columns.High - columns.Low + (2 * reach);
        double[] energy = new double[side * side], common = new double[width];
        Span<double> ofRow = stackalloc double[side];
        ReadOnlySpan<float> all = image.Image;
        for (int q = rows.Low - reach; q < rows.High + reach; q++)
        {
            ReadOnlySpan<float> row = all.Slice((q * image.Width) + columns.Low - reach, width);
            int lowest = Math.Max(0, q - rows.High + 1 + reach), highest = Math.Min(side - 1, q - rows.Low + reach);
            if (highest - lowest + 1 == side)
            {
                AddSquares(row, common);
                continue;
            }

            double[] squares = new double[width];
            AddSquares(row, squares);
            Slide(squares, ofRow);
            Add(ofRow, energy.AsSpan(lowest * side, (highest - lowest + 1) * side));
        }

        Slide(common, ofRow);
        Add(ofRow, energy);
        return energy;
    }

    private static void AddSquares(ReadOnlySpan<float> row, Span<double> sums)
    {
        int lanes = Vector<float>.Count, half = lanes / 2, i = 0;
        for (; i + lanes <= row.Length; i += lanes)
        {
            Vector.Widen(new Vector<float>(row[i..]), out Vector<double> first, out Vector<double> second);
            (new Vector<double>(sums[i..]) + (first * first)).CopyTo(sums[i..]);
            (new Vector<double>(sums[(i + half)..]) + (second * second)).CopyTo(sums[(i + half)..]);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += (double)row[i] * row[i];
        }
    }

    // Sum of as many values as there are, less one for each further place, from each place on.
    private static void Slide(ReadOnlySpan<double> squares, Span<double> sums)
    {
        int width = squares.Length - sums.Length + 1;
        sums[0] = 0;
        foreach (double square in squares[..width])
        {
            sums[0] += square;
        }

        for (int d = 1; d < sums.Length; d++)
        {
            sums[d] = sums[d - 1] - squares[d - 1] + squares[d - 1 + width];
        }
    }

    private static void Add(ReadOnlySpan<double> row, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += row[i % row.Length];
        }
    }

    private static (int Low, int High) Common(int length, int shift, int reach) =>
        (Math.Max(0, reach - shift), Math.Min(length, length - shift - reach));

    // Maximum of the tensor-product spline through the correlation: parabolas on ever smaller crosses round the last estimate.
    private static (double Y, double X) Peak(double[] surface, int side, int r, int c)
    {
        int reach = side / 2;
        double[] nodes = [.. Enumerable.Range(-reach, side).Select(i => (double)i)];
        var rows = new CubicSpline[side];
        for (int i = 0; i < side; i++)
        {
            rows[i] = new CubicSpline(nodes, surface.AsSpan(i * side, side).ToArray());
        }

        double At(double y, double x) => new CubicSpline(nodes, [.. rows.Select(s => s.At(x))]).At(y);
        double py = r, px = c;
        foreach (double h in (ReadOnlySpan<double>)[0.5, 0.25, 0.25])
        {
            double centre = At(py, px);
            py += Math.Clamp(Vertex(At(py - h, px), centre, At(py + h, px)), -1, 1) * h;
            px += Math.Clamp(Vertex(At(py, px - h), At(py, px), At(py, px + h)), -1, 1) * h;
        }

        return (py, px);
    }

    private static double Vertex(double before, double at, double after)
    {
        double curvature = before - (2 * at) + after;
        return curvature < 0 ? 0.5 * (before - after) / curvature : 0;
    }
}
