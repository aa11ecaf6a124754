using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Stria.Numerics.Fourier;

/// <summary>Four discrete Fourier transforms at once, one per lane, of any length 2^a 3^b 5^c, in place.</summary>
/// <remarks>
/// Forward by decimation in frequency from natural to digit-reversed order, back by decimation in time from there to natural order, so that nothing is ever
/// put in order; <see cref="Index"/> says which frequency lies where. Radices 4, 8, 2, 3, 5. Lanes never mix: a transform has the same bits in every lane.
/// Parts that fit the nearest cache are done to their end before the next is begun.
/// </remarks>
public sealed class LaneFft
{
    // Real and imaginary parts of so many lanes take 16 kB.
    private const int NearLanes = 256;
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
        // Fours last: their last stage has no factors to multiply by. One eight, or else one two, makes the rest a power of four.
        foreach (int radix in (int[])[5, 3, 8, 2, 4])
        {
            while (rest % radix == 0 && rest > 1 && (radix is not (8 or 2) || !IsPowerOfFour(rest)))
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
        Forward(0, Length, ref MemoryMarshal.GetReference(re), ref MemoryMarshal.GetReference(im));
    }

    /// <summary>x_j = Σ X_k exp(2πi jk/n), without a factor: n times what went in.</summary>
    /// <param name="re">Real parts in the order of <see cref="Index"/>; receives those in natural order.</param>
    /// <param name="im">Imaginary parts.</param>
    public void Inverse(Span<Vector256<double>> re, Span<Vector256<double>> im)
    {
        Check(re, im);
        Inverse(0, Length, ref MemoryMarshal.GetReference(re), ref MemoryMarshal.GetReference(im));
    }

    // The stages from a first one on, over some of the points: stage by stage where they fit the nearest cache, part by part where they do not.
    private void Forward(int first, int points, ref Vector256<double> re, ref Vector256<double> im)
    {
        bool isNear = points <= NearLanes;
        for (int s = first; s < (isNear ? stages.Length : Math.Min(first + 1, stages.Length)); s++)
        {
            for (int start = 0; start < points; start += stages[s].Block)
            {
                stages[s].Forward(ref Unsafe.Add(ref re, start), ref Unsafe.Add(ref im, start));
            }
        }

        int part = isNear || first + 1 >= stages.Length ? points : stages[first + 1].Block;
        for (int start = 0; part < points && start < points; start += part)
        {
            Forward(first + 1, part, ref Unsafe.Add(ref re, start), ref Unsafe.Add(ref im, start));
        }
    }

    private void Inverse(int first, int points, ref Vector256<double> re, ref Vector256<double> im)
    {
        bool isNear = points <= NearLanes;
        int part = isNear || first + 1 >= stages.Length ? points : stages[first + 1].Block;
        for (int start = 0; part < points && start < points; start += part)
        {
            Inverse(first + 1, part, ref Unsafe.Add(ref re, start), ref Unsafe.Add(ref im, start));
        }

        for (int s = isNear ? stages.Length - 1 : Math.Min(first, stages.Length - 1); s >= first; s--)
        {
            for (int start = 0; start < points; start += stages[s].Block)
            {
                stages[s].Inverse(ref Unsafe.Add(ref re, start), ref Unsafe.Add(ref im, start));
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
        private readonly EightPoint? eight;

        public Stage(int radix, int block) => (Radix, Block, butterfly, eight) = (radix, block, new Butterfly(radix, block), radix == 8 ? new EightPoint(block) : null);

        public int Radix { get; }

        public int Block { get; }

        public void Forward(ref Vector256<double> re, ref Vector256<double> im)
        {
            switch (Radix)
            {
                case 4 when Block == 4: Butterfly.Last4(ref re, ref im, 1); break;
                case 4: butterfly.Forward4(ref re, ref im); break;
                case 8: eight!.Forward(ref re, ref im); break;
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
                case 8: eight!.Inverse(ref re, ref im); break;
                case 2: butterfly.Inverse2(ref re, ref im); break;
                case 3: butterfly.Inverse3(ref re, ref im); break;
                default: butterfly.Inverse5(ref re, ref im); break;
            }
        }
    }
}
