using System.Runtime.InteropServices;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>One of the two arrays of coefficients with what came before: c at three times, f′ at two, and the denominators of the present step.</summary>
internal sealed class SpectralHistory(SpectralSymbols symbols, Lanes[]? inverse = null)
{
    public SpectralSymbols Symbols { get; } = symbols;

    public Lanes[] Now { get; private set; } = new Lanes[symbols.Flow.Length];

    public Lanes[] Before { get; private set; } = new Lanes[symbols.Flow.Length];

    public Lanes[] Earlier { get; private set; } = new Lanes[symbols.Flow.Length];

    public Lanes[] Next { get; private set; } = new Lanes[symbols.Flow.Length];

    public Lanes[] Force { get; private set; } = new Lanes[symbols.Flow.Length];

    public Lanes[] ForceBefore { get; private set; } = new Lanes[symbols.Flow.Length];

    /// <summary>1/(α + M k² (κ k² + B + S)) of the present step; shared by both arrays where their symbols are the same.</summary>
    public Lanes[] Inverse { get; } = inverse ?? new Lanes[symbols.Flow.Length];

    /// <summary>Makes the denominators of a step.</summary>
    public void Prepare(double alpha, double stabilisation)
    {
        Lanes a = System.Runtime.Intrinsics.Vector256.Create(alpha), s = System.Runtime.Intrinsics.Vector256.Create(stabilisation), one = System.Runtime.Intrinsics.Vector256.Create(1.0);
        for (int i = 0; i < Inverse.Length; i++)
        {
            Inverse[i] = one / (a + (Symbols.Flow[i] * (Symbols.Stiffness[i] + s)));
        }
    }

    /// <summary>The step is taken: the next becomes now, and the force of now the one before.</summary>
    public void Accept()
    {
        (Now, Before, Earlier, Next) = (Next, Now, Before, Earlier);
        (Force, ForceBefore) = (ForceBefore, Force);
    }

    /// <summary>Copies of c at three times and of the force before: all that the next step needs besides the field.</summary>
    public IEnumerable<double[]> Kept() => new[] { Now, Before, Earlier, ForceBefore }.Select(a => MemoryMarshal.Cast<Lanes, double>(a.AsSpan()).ToArray());

    /// <summary>Takes up what <see cref="Kept"/> gave.</summary>
    /// <param name="arrays">Arrays of several histories.</param>
    /// <param name="start">Where its own begin.</param>
    public void Keep(IReadOnlyList<double[]> arrays, int start)
    {
        Lanes[][] own = [Now, Before, Earlier, ForceBefore];
        for (int k = 0; k < own.Length; k++)
        {
            arrays[start + k].CopyTo(MemoryMarshal.Cast<Lanes, double>(own[k].AsSpan()));
        }
    }

    /// <summary>½ Σ weight (κ k² + B) c² of now.</summary>
    public double GradientAndElasticEnergy() => Half(Now);

    /// <summary>The same of the step that was tried.</summary>
    public double NextEnergy() => Half(Next);

    private double Half(Lanes[] c)
    {
        Lanes sum = default;
        for (int i = 0; i < c.Length; i++)
        {
            sum += Symbols.Weight[i] * Symbols.Stiffness[i] * c[i] * c[i];
        }

        return 0.5 * System.Runtime.Intrinsics.Vector256.Sum(sum);
    }
}
