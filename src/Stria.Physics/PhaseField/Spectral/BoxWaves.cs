using System.Runtime.Intrinsics;
using Stria.Numerics.Fourier;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>Multiplies the waves of a field in a box by a factor of their direction and length, signs included: for pictures, not for steps, which have faster transforms.</summary>
/// <remarks>A box without flux is taken with its mirror images as a periodic one of four times the size; what comes back is its own quarter.</remarks>
internal sealed class BoxWaves
{
    private readonly int rows, columns, height, width;
    private readonly double pixel;
    private readonly LaneFft along, across;

    public BoxWaves(SpectralProblem problem)
    {
        ((rows, columns), pixel) = (problem.Size, problem.Pixel);
        int images = problem.Border == BoxBorder.NoFlux ? 2 : 1;
        (height, width) = (images * rows, images * columns);
        (along, across) = (new LaneFft(width), new LaneFft(height));
    }

    /// <summary>The field whose waves are those of a field times a factor.</summary>
    /// <param name="field">Row by row.</param>
    /// <param name="factor">The factor.</param>
    public double[] Multiplied<T>(ReadOnlySpan<double> field, T factor)
        where T : struct, IWaveFactor
    {
        double[] re = Extended(field), im = new double[re.Length];
        Rows(re, im, forward: true);
        Columns(re, im, factor);
        Rows(re, im, forward: false);
        var result = new double[rows * columns];
        for (int r = 0; r < rows; r++)
        {
            re.AsSpan(r * width, columns).CopyTo(result.AsSpan(r * columns));
        }

        return result;
    }

    private double[] Extended(ReadOnlySpan<double> field)
    {
        var whole = new double[height * width];
        for (int r = 0; r < height; r++)
        {
            ReadOnlySpan<double> from = field.Slice((r < rows ? r : height - 1 - r) * columns, columns);
            Span<double> to = whole.AsSpan(r * width, width);
            from.CopyTo(to);
            if (width > columns)
            {
                from.CopyTo(to[columns..]);
                to[columns..].Reverse();
            }
        }

        return whole;
    }

    // Four rows at a time, one in each lane; the last ones again where their number is no multiple of four.
    private void Rows(double[] re, double[] im, bool forward)
    {
        Lanes[] a = new Lanes[width], b = new Lanes[width];
        for (int r = 0; r < height; r += 4)
        {
            (int r0, int r1, int r2, int r3) = (width * r, width * Math.Min(r + 1, height - 1), width * Math.Min(r + 2, height - 1), width * Math.Min(r + 3, height - 1));
            for (int j = 0; j < width; j++)
            {
                a[j] = Vector256.Create(re[r0 + j], re[r1 + j], re[r2 + j], re[r3 + j]);
                b[j] = Vector256.Create(im[r0 + j], im[r1 + j], im[r2 + j], im[r3 + j]);
            }

            if (forward)
            {
                along.Forward(a, b);
            }
            else
            {
                along.Inverse(a, b);
            }

            for (int j = 0; j < width; j++)
            {
                (re[r3 + j], re[r2 + j], re[r1 + j], re[r0 + j]) = (a[j][3], a[j][2], a[j][1], a[j][0]);
                (im[r3 + j], im[r2 + j], im[r1 + j], im[r0 + j]) = (b[j][3], b[j][2], b[j][1], b[j][0]);
            }
        }
    }

    private void Columns<T>(double[] re, double[] im, T factor)
        where T : struct, IWaveFactor
    {
        Lanes[] a = new Lanes[height], b = new Lanes[height];
        double share = 1.0 / ((double)height * width);
        for (int j = 0; j < width; j++)
        {
            for (int i = 0; i < height; i++)
            {
                (a[i], b[i]) = (Vector256.CreateScalar(re[(i * width) + j]), Vector256.CreateScalar(im[(i * width) + j]));
            }

            across.Forward(a, b);
            double kx = Wave(along.Index[j], width);
            for (int i = 0; i < height; i++)
            {
                double ky = Wave(across.Index[i], height);
                // The highest wave of an even number of pixels runs both ways, so that its product of signs is none.
                bool isHighest = 2 * along.Index[j] == width || 2 * across.Index[i] == height;
                double f = share * factor.At(kx * kx, ky * ky, isHighest ? 0 : kx * ky);
                (a[i], b[i]) = (a[i] * f, b[i] * f);
            }

            across.Inverse(a, b);
            for (int i = 0; i < height; i++)
            {
                (re[(i * width) + j], im[(i * width) + j]) = (a[i][0], b[i][0]);
            }
        }
    }

    private double Wave(int frequency, int count) => 2 * Math.PI * (2 * frequency <= count ? frequency : frequency - count) / (count * pixel);
}

/// <summary>What multiplies a wave.</summary>
internal interface IWaveFactor
{
    /// <summary>The factor of a wave.</summary>
    /// <param name="xx">k_x² [1/m²].</param>
    /// <param name="yy">k_y² [1/m²].</param>
    /// <param name="xy">k_x k_y [1/m²].</param>
    double At(double xx, double yy, double xy);
}
