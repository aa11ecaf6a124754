using Stria.Numerics.Linear;

namespace Stria.Numerics.Images;

/// <summary>An affine map of the plane: shift, turn, scale and shear.</summary>
/// <param name="XX">x′ per x.</param>
/// <param name="XY">x′ per y.</param>
/// <param name="X">x′ at the origin.</param>
/// <param name="YX">y′ per x.</param>
/// <param name="YY">y′ per y.</param>
/// <param name="Y">y′ at the origin.</param>
public sealed record AffineTransform(double XX, double XY, double X, double YX, double YY, double Y)
{
    /// <summary>Factor on lengths: root of the factor on areas.</summary>
    public double Scale => Math.Sqrt(Math.Abs((XX * YY) - (XY * YX)));

    /// <summary>Whether it turns the plane over, as a picture from the other side does.</summary>
    public bool IsMirrored => (XX * YY) - (XY * YX) < 0;

    /// <summary>Angle by which it turns, the shear apart [rad].</summary>
    public double Turn => Math.Atan2(YX - (IsMirrored ? -XY : XY), XX + (IsMirrored ? -YY : YY));

    /// <summary>The transform that carries landmarks onto others with the least squares of distances.</summary>
    /// <param name="from">Places in one image.</param>
    /// <param name="to">The same places in the other, as many; three at least, not on a line.</param>
    /// <returns>Null when they are too few or on a line.</returns>
    public static AffineTransform? Fit(IReadOnlyList<(double X, double Y)> from, IReadOnlyList<(double X, double Y)> to)
    {
        if (from.Count < 3 || from.Count != to.Count)
        {
            return null;
        }

        double mx = from.Average(p => p.X), my = from.Average(p => p.Y), spread = Math.Sqrt(from.Average(p => Math.Pow(p.X - mx, 2) + Math.Pow(p.Y - my, 2)));
        if (!(spread > 0) || DenseLeastSquares.Factor([[.. from.Select(_ => 1.0)], [.. from.Select(p => (p.X - mx) / spread)], [.. from.Select(p => (p.Y - my) / spread)]]) is not { } factor)
        {
            return null;
        }

        double[] x = factor.Solve([.. to.Select(p => p.X)]), y = factor.Solve([.. to.Select(p => p.Y)]);
        (double xx, double xy, double yx, double yy) = (x[1] / spread, x[2] / spread, y[1] / spread, y[2] / spread);
        return new AffineTransform(xx, xy, x[0] - (xx * mx) - (xy * my), yx, yy, y[0] - (yx * mx) - (yy * my));
    }

    /// <summary>Where a place goes.</summary>
    public (double X, double Y) At(double x, double y) => ((XX * x) + (XY * y) + X, (YX * x) + (YY * y) + Y);

    /// <summary>An image seen through this transform, which says for each pixel (column, row) of the result where it lies in the image; bilinear, NaN beyond it.</summary>
    /// <param name="image">Values, row by row.</param>
    /// <param name="size">Rows and columns of the image.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    public float[] Seen(float[] image, (int Height, int Width) size, int height, int width)
    {
        var seen = new float[height * width];
        for (int p = 0; p < seen.Length; p++)
        {
            (double c, double r) = At(p % width, p / width);
            int r0 = (int)Math.Floor(r), c0 = (int)Math.Floor(c);
            if (r < 0 || c < 0 || r > size.Height - 1 || c > size.Width - 1)
            {
                seen[p] = float.NaN;
                continue;
            }

            int r1 = Math.Min(r0 + 1, size.Height - 1), c1 = Math.Min(c0 + 1, size.Width - 1);
            double v = r - r0, u = c - c0;
            double upper = ((1 - u) * image[(r0 * size.Width) + c0]) + (u * image[(r0 * size.Width) + c1]), lower = ((1 - u) * image[(r1 * size.Width) + c0]) + (u * image[(r1 * size.Width) + c1]);
            seen[p] = (float)(((1 - v) * upper) + (v * lower));
        }

        return seen;
    }
}
