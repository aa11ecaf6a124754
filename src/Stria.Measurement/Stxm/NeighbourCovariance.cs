using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Covariance between the spectra of pixels that lie a few pixels apart. Noise of counting is independent there and leaves no trace in it; structure of the sample, which is wider
/// than the distance, stays.</summary>
/// <remarks>The semivariogram's complement (Cressie, Statistics for Spatial Data, 1993, section 2.3): C = ½⟨d(p) d(q)ᵀ + d(q) d(p)ᵀ⟩ over pairs p, q. Its eigenvalues may be negative by noise.</remarks>
public static class NeighbourCovariance
{
    /// <summary>Pixels whose spectra are compared: two apart, so that resampling, which mixes next neighbours, does not pass for structure.</summary>
    public const int Distance = 2;

    /// <summary>Pairs of pixels a distance apart, along rows and along columns, both inside.</summary>
    /// <param name="inside">The pixels that may take part.</param>
    /// <param name="most">The most pairs; more are thinned evenly.</param>
    public static (int First, int Second)[] Pairs(PixelMask inside, int most)
    {
        var pairs = new List<(int, int)>();
        for (int p = 0; p < inside.Inside.Length; p++)
        {
            if (!inside.Inside[p])
            {
                continue;
            }

            if ((p % inside.Width) + Distance < inside.Width && inside.Inside[p + Distance])
            {
                pairs.Add((p, p + Distance));
            }

            int below = p + (Distance * inside.Width);
            if (below < inside.Inside.Length && inside.Inside[below])
            {
                pairs.Add((p, below));
            }
        }

        return pairs.Count <= most ? [.. pairs] : [.. Enumerable.Range(0, most).Select(i => pairs[(int)((long)i * pairs.Count / most)])];
    }

    /// <summary>The symmetric covariance of the pairs of columns of two matrices.</summary>
    /// <param name="first">[variable, pair], row by row: the deviations of one pixel of each pair.</param>
    /// <param name="second">The same of the other.</param>
    /// <param name="variables">Number of variables.</param>
    /// <returns>[variable, variable].</returns>
    public static unsafe double[] Of(double[] first, double[] second, int variables)
    {
        int n = first.Length / variables;
        double[] turned = new double[second.Length], product = new double[variables * variables], symmetric = new double[variables * variables];
        for (int v = 0; v < variables; v++)
        {
            for (int i = 0; i < n; i++)
            {
                turned[(i * variables) + v] = second[(v * n) + i];
            }
        }

        fixed (double* a = first, b = turned, c = product)
        {
            OpenBlas.Multiply(new MatrixView<double>(a, variables, n), new MatrixView<double>(b, n, variables), new MatrixView<double>(c, variables, variables));
        }

        for (int i = 0; i < variables; i++)
        {
            for (int j = 0; j < variables; j++)
            {
                symmetric[(i * variables) + j] = (product[(i * variables) + j] + product[(j * variables) + i]) / (2.0 * n);
            }
        }

        return symmetric;
    }

    /// <summary>The largest eigenvalue and its vector, of length one, the largest loading positive.</summary>
    /// <param name="covariance">[variable, variable]; left as it is.</param>
    /// <param name="variables">Number of variables.</param>
    public static (double Value, double[] Vector) Leading(double[] covariance, int variables)
    {
        double[] matrix = [.. covariance], ascending = OpenBlas.SymmetricEigen(matrix, variables);
        double[] vector = matrix[((variables - 1) * variables)..];
        double largest = vector.MaxBy(Math.Abs);
        return (ascending[^1], largest < 0 ? [.. vector.Select(v => -v)] : vector);
    }
}
