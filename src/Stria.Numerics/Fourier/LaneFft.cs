using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Stria.Numerics.Fourier;

/// <summary>Four discrete Fourier transforms at once, one per lane, of any length 2^a 3^b 5^c, in place.</summary>
/// <remarks>
/// Forward by decimation in frequency from natural to digit-reversed order, back by decimation in time from there to natural order, so that nothing is ever
/// put in order; <see cref="Index"/> says which frequency lies where. Radices 4, 2, 3, 5. Lanes never mix: a transform has the same bits in every lane.
/// </remarks>
public sealed class LaneFft
{
    private readonly int[] index;
    private readonly Stage[] stages;

    /// <summary>Plans the transforms.</summary>
    /// <param name="length">Number of points, 2^a 3^b 5^c.</param>
    /// <exception cref="ArgumentException">The length has another prime factor.</exception>
    public LaneFft(int length)
    {
        Length = length;
        int rest = length;
        var radices = new List<int>();
        // Fours last: their last stage has no factors to multiply by.
        foreach (int radix in (int[])[5, 3, 2, 4])
        {
            while (rest % radix == 0 && rest > 1 && (radix != 2 || !IsPowerOfFour(rest)))
            {
                radices.Add(radix);
                rest /= radix;
            }
        }

        if (length < 1 || rest != 1)
        {
            throw new ArgumentException($"A length of {length} is not a product of twos, threes and fives. Perhaps {NextLength(Math.Max(1, length))} will do.", nameof(length));
        }

        stages = new Stage[radices.Count];
        int block = length;
        for (int s = 0; s < stages.Length; s++)
        {
            stages[s] = new Stage(radices[s], block);
            block /= radices[s];
        }

        index = [.. Enumerable.Range(0, length).Select(FrequencyAt)];
        Position = new int[length];
        for (int p = 0; p < length; p++)
        {
            Position[index[p]] = p;
        }
    }

    /// <summary>Number of points.</summary>
    public int Length { get; }

    /// <summary>The frequency that lies at each position after the forward transform.</summary>
    public ReadOnlySpan<int> Index => index;

    /// <summary>Where each frequency lies.</summary>
    internal int[] Position { get; }

    /// <summary>The smallest length of at least a number that can be transformed.</summary>
    public static int NextLength(int atLeast)
    {
        for (int n = atLeast; ; n++)
        {
            int rest = n;
            foreach (int prime in (int[])[2, 3, 5])
            {
                while (rest % prime == 0)
                {
                    rest /= prime;
                }
            }

            if (rest == 1)
            {
                return n;
            }
        }
    }

    /// <summary>X_k = Σ x_j exp(−2πi jk/n), without a factor.</summary>
    /// <param name="re">Real parts in natural order; receives those of the frequencies of <see cref="Index"/>.</param>
    /// <param name="im">Imaginary parts.</param>
    public void Forward(Span<Vector256<double>> re, Span<Vector256<double>> im)
    {
        Check(re, im);
        ref Vector256<double> r = ref MemoryMarshal.GetReference(re), i = ref MemoryMarshal.GetReference(im);
        foreach (Stage stage in stages)
        {
            for (int start = 0; start < Length; start += stage.Block)
            {
                stage.Forward(ref Unsafe.Add(ref r, start), ref Unsafe.Add(ref i, start));
            }
        }
    }

    /// <summary>x_j = Σ X_k exp(2πi jk/n), without a factor: n times what went in.</summary>
    /// <param name="re">Real parts in the order of <see cref="Index"/>; receives those in natural order.</param>
    /// <param name="im">Imaginary parts.</param>
    public void Inverse(Span<Vector256<double>> re, Span<Vector256<double>> im)
    {
        Check(re, im);
        ref Vector256<double> r = ref MemoryMarshal.GetReference(re), i = ref MemoryMarshal.GetReference(im);
        for (int s = stages.Length - 1; s >= 0; s--)
        {
            for (int start = 0; start < Length; start += stages[s].Block)
            {
                stages[s].Inverse(ref Unsafe.Add(ref r, start), ref Unsafe.Add(ref i, start));
            }
        }
    }

    private void Check(Span<Vector256<double>> re, Span<Vector256<double>> im)
    {
        if (re.Length != Length || im.Length != Length)
        {
            throw new ArgumentException($"{re.Length} real and {im.Length} imaginary parts for a transform of {Length} points.", nameof(re));
        }
    }

    private static bool IsPowerOfFour(int n) => int.IsPow2(n) && int.TrailingZeroCount(n) % 2 == 0;

    // The first stage sets the lowest digit of the frequency and the highest of the position.
    private int FrequencyAt(int position)
    {
        int frequency = 0, weight = 1;
        foreach (Stage stage in stages)
        {
            int part = stage.Block / stage.Radix;
            frequency += weight * (position / part);
            position %= part;
            weight *= stage.Radix;
        }

        return frequency;
    }

    /// <summary>One pass over a block: butterflies of points that lie Block/Radix apart, and their twiddle factors.</summary>
    private readonly struct Stage
    {
        private readonly Butterfly butterfly;

        public Stage(int radix, int block) => (Radix, Block, butterfly) = (radix, block, new Butterfly(radix, block));

        public int Radix { get; }

        public int Block { get; }

        public void Forward(ref Vector256<double> re, ref Vector256<double> im)
        {
            switch (Radix)
            {
                case 4 when Block == 4: Butterfly.Last4(ref re, ref im, 1); break;
                case 4: butterfly.Forward4(ref re, ref im); break;
                case 2: butterfly.Forward2(ref re, ref im); break;
                case 3: butterfly.Forward3(ref re, ref im); break;
                default: butterfly.Forward5(ref re, ref im); break;
            }
        }

        public void Inverse(ref Vector256<double> re, ref Vector256<double> im)
        {
            switch (Radix)
            {
                case 4 when Block == 4: Butterfly.Last4(ref re, ref im, -1); break;
                case 4: butterfly.Inverse4(ref re, ref im); break;
                case 2: butterfly.Inverse2(ref re, ref im); break;
                case 3: butterfly.Inverse3(ref re, ref im); break;
                default: butterfly.Inverse5(ref re, ref im); break;
            }
        }
    }
}
