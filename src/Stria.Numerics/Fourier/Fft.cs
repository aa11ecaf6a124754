using System.Numerics;

namespace Stria.Numerics.Fourier;

/// <summary>Discrete Fourier transform of power-of-two length, in place (radix 2, decimation in time).</summary>
public sealed class Fft
{
    private readonly Complex[] twiddles;

    /// <summary>Prepares transforms of one length.</summary>
    /// <param name="length">A power of two.</param>
    /// <exception cref="ArgumentException">The length is no power of two.</exception>
    public Fft(int length)
    {
        if (length < 1 || !BitOperations.IsPow2(length))
        {
            throw new ArgumentException($"A length of {length} is no power of two.", nameof(length));
        }

        Length = length;
        twiddles = new Complex[length / 2];
        for (int i = 0; i < twiddles.Length; i++)
        {
            double angle = -2 * Math.PI * i / length;
            twiddles[i] = new Complex(Math.Cos(angle), Math.Sin(angle));
        }
    }

    /// <summary>Length of the transform.</summary>
    public int Length { get; }

    /// <summary>Σₙ a(n) exp(−2πi kn/N), unscaled.</summary>
    public void Forward(Span<Complex> a)
    {
        int n = Length, bits = BitOperations.Log2((uint)n);
        for (int i = 0; i < n; i++)
        {
            int j = Reverse(i, bits);
            if (j > i)
            {
                (a[i], a[j]) = (a[j], a[i]);
            }
        }

        for (int half = 1; half < n; half *= 2)
        {
            int step = n / (2 * half);
            for (int start = 0; start < n; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    Complex odd = a[start + k + half] * twiddles[k * step];
                    a[start + k + half] = a[start + k] - odd;
                    a[start + k] += odd;
                }
            }
        }
    }

    /// <summary>Transform of a square image in place, rows then columns.</summary>
    /// <param name="a">Length × Length values, row by row.</param>
    public void Forward2D(Complex[] a)
    {
        int n = Length;
        for (int r = 0; r < n; r++)
        {
            Forward(a.AsSpan(r * n, n));
        }

        var column = new Complex[n];
        for (int c = 0; c < n; c++)
        {
            for (int r = 0; r < n; r++)
            {
                column[r] = a[(r * n) + c];
            }

            Forward(column);
            for (int r = 0; r < n; r++)
            {
                a[(r * n) + c] = column[r];
            }
        }
    }

    private static int Reverse(int i, int bits)
    {
        int r = 0;
        for (int b = 0; b < bits; b++)
        {
            r = (r << 1) | (i >> b & 1);
        }

        return r;
    }
}
