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

    public void Fill(ReadOnlySpan<double> rows, Span<double> target)
    {
        Span<double> f = densities.AsSpan(0, rows.Length);
        law.Evaluate(rows, f, target, []);
        Lanes sums = default, lows = Vector256.Create(Range.Low), highs = Vector256.Create(Range.High);
        int whole = rows.Length & ~3;
        ReadOnlySpan<Lanes> c = MemoryMarshal.Cast<double, Lanes>(rows[..whole]), density = MemoryMarshal.Cast<double, Lanes>(f[..whole]);
        for (int i = 0; i < c.Length; i++)
        {
            sums += density[i];
            lows = Vector256.Min(lows, c[i]);
            highs = Vector256.Max(highs, c[i]);
        }

        double sum = Vector256.Sum(sums), low = Math.Min(Math.Min(lows[0], lows[1]), Math.Min(lows[2], lows[3])), high = Math.Max(Math.Max(highs[0], highs[1]), Math.Max(highs[2], highs[3]));
        for (int i = whole; i < rows.Length; i++)
        {
            (sum, low, high) = (sum + f[i], Math.Min(low, rows[i]), Math.Max(high, rows[i]));
        }

        Density += sum;
        Range = (low, high);
    }
}

/// <summary>Transforms the field itself.</summary>
internal struct FieldRows : IRowSource
{
    public readonly void Fill(ReadOnlySpan<double> rows, Span<double> target) => rows.CopyTo(target);
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
