using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Stria.Numerics.Fourier;
using Stria.Physics.FreeEnergies;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>Makes f′(c) of rows of the field, and adds up f and c on the way.</summary>
internal struct PotentialRows(IChemicalPotential law, double[] densities) : IRowSource
{
    /// <summary>Σ f.</summary>
    public double Density { get; private set; }

    /// <summary>Smallest and largest composition met.</summary>
    public (double Low, double High) Range { get; private set; } = (double.PositiveInfinity, double.NegativeInfinity);

    public void Fill(ReadOnlySpan<double> values, Span<double> target)
    {
        Span<double> f = densities.AsSpan(0, values.Length);
        law.Evaluate(values, f, target, []);
        Lanes sums = default, lows = Vector256.Create(Range.Low), highs = Vector256.Create(Range.High);
        int whole = values.Length & ~3;
        ReadOnlySpan<Lanes> c = MemoryMarshal.Cast<double, Lanes>(values[..whole]), density = MemoryMarshal.Cast<double, Lanes>(f[..whole]);
        for (int i = 0; i < c.Length; i++)
        {
            sums += density[i];
            lows = Vector256.Min(lows, c[i]);
            highs = Vector256.Max(highs, c[i]);
        }

        double sum = Vector256.Sum(sums), low = Math.Min(Math.Min(lows[0], lows[1]), Math.Min(lows[2], lows[3])), high = Math.Max(Math.Max(highs[0], highs[1]), Math.Max(highs[2], highs[3]));
        for (int i = whole; i < values.Length; i++)
        {
            (sum, low, high) = (sum + f[i], Math.Min(low, values[i]), Math.Max(high, values[i]));
        }

        Density += sum;
        Range = (low, high);
    }
}

/// <summary>Transforms the field itself.</summary>
internal struct FieldRows : IRowSource
{
    public readonly void Fill(ReadOnlySpan<double> values, Span<double> target) => values.CopyTo(target);
}

/// <summary>Keeps the coefficients of the field as the beginning of a history.</summary>
internal readonly struct KeepCoefficients(SpectralHistory first, SpectralHistory second, int rows) : ICoefficientAction
{
    public void Apply(int batch, Span<Lanes> a, Span<Lanes> b)
    {
        a[..rows].CopyTo(first.Now.AsSpan(batch * rows, rows));
        b[..rows].CopyTo(second.Now.AsSpan(batch * rows, rows));
    }
}
