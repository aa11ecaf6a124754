using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Eight cosine transforms at once, two per lane: X_k = Σ x_j cos(π k (2j + 1)/2n), and back.</summary>
public sealed class CosineLanes
{
    private readonly LaneFft fft;
    private readonly double[] cos, sin; // of π k/2n
    private readonly LaneBuffer work;

    /// <summary>Plans the transforms.</summary>
    /// <param name="length">Number of points, 2^a 3^b 5^c.</param>
    /// <exception cref="ArgumentException">The length has another prime factor.</exception>
    public CosineLanes(int length)
    {
        fft = new LaneFft(length);
        (cos, sin, work) = (new double[length], new double[length], new LaneBuffer(2 * length));
        for (int k = 0; k < length; k++)
        {
            (sin[k], cos[k]) = Math.SinCos(Math.PI * k / (2.0 * length));
        }
    }

    /// <summary>Number of points.</summary>
    public int Length => fft.Length;

    /// <summary>From points to coefficients, in place.</summary>
    /// <param name="a">Four transforms.</param>
    /// <param name="b">Four others.</param>
    public void Forward(Span<Lanes> a, Span<Lanes> b)
    {
        int n = Length;
        Span<Lanes> re = work.Span[..n], im = work.Span[n..];
        // Even places ascending, then odd places descending.
        for (int j = 0; 2 * j < n; j++)
        {
            (re[j], im[j]) = (a[2 * j], b[2 * j]);
        }

        for (int j = 0; (2 * j) + 1 < n; j++)
        {
            (re[n - 1 - j], im[n - 1 - j]) = (a[(2 * j) + 1], b[(2 * j) + 1]);
        }

        fft.Forward(re, im);
        int[] at = fft.Position;
        (a[0], b[0]) = (re[at[0]], im[at[0]]);
        for (int k = 1; 2 * k <= n; k++)
        {
            // V of a and b from their sum a + ib; X_k = Re(V_k e^(−iπk/2n)), X_(n−k) = −Im of the same.
            int p = at[k], q = at[n - k];
            Lanes ar = 0.5 * (re[p] + re[q]), ai = 0.5 * (im[p] - im[q]), br = 0.5 * (im[p] + im[q]), bi = 0.5 * (re[q] - re[p]);
            (a[k], a[n - k]) = ((cos[k] * ar) + (sin[k] * ai), (sin[k] * ar) - (cos[k] * ai));
            (b[k], b[n - k]) = ((cos[k] * br) + (sin[k] * bi), (sin[k] * br) - (cos[k] * bi));
        }
    }

    /// <summary>From coefficients to points, in place; back to what went into <see cref="Forward"/>.</summary>
    /// <param name="a">Four transforms.</param>
    /// <param name="b">Four others.</param>
    public void Inverse(Span<Lanes> a, Span<Lanes> b)
    {
        int n = Length;
        int[] at = fft.Position;
        Span<Lanes> re = work.Span[..n], im = work.Span[n..];
        double factor = 1.0 / n;
        (re[at[0]], im[at[0]]) = (factor * a[0], factor * b[0]);
        for (int k = 1; 2 * k <= n; k++)
        {
            // V_k = (X_k − i X_(n−k)) e^(iπk/2n).
            double c = factor * cos[k], s = factor * sin[k];
            Lanes ar = (c * a[k]) + (s * a[n - k]), ai = (s * a[k]) - (c * a[n - k]), br = (c * b[k]) + (s * b[n - k]), bi = (s * b[k]) - (c * b[n - k]);
            int p = at[k], q = at[n - k];
            if (p == q)
            {
                (re[p], im[p]) = (ar, br);
                continue;
            }

            (re[p], im[p]) = (ar - bi, ai + br);
            (re[q], im[q]) = (ar + bi, br - ai);
        }

        fft.Inverse(re, im);
        for (int j = 0; 2 * j < n; j++)
        {
            (a[2 * j], b[2 * j]) = (re[j], im[j]);
        }

        for (int j = 0; (2 * j) + 1 < n; j++)
        {
            (a[(2 * j) + 1], b[(2 * j) + 1]) = (re[n - 1 - j], im[n - 1 - j]);
        }
    }
}
