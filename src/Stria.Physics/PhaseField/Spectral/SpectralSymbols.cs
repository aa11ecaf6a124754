using System.Runtime.InteropServices;
using Stria.Numerics.Fourier;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>What multiplies each coefficient: M k² and κ k² + B, in the order of the transform.</summary>
internal sealed class SpectralSymbols
{
    private SpectralSymbols(Lanes[] flow, Lanes[] stiffness, Lanes[] weight) => (Flow, Stiffness, Weight) = (flow, stiffness, weight);

    /// <summary>M k².</summary>
    public Lanes[] Flow { get; }

    /// <summary>κ k² + B.</summary>
    public Lanes[] Stiffness { get; }

    /// <summary>Weight in sums of squares over the field.</summary>
    public Lanes[] Weight { get; }

    /// <summary>Those of the first or second array of coefficients.</summary>
    public static SpectralSymbols Of(IBoxTransform transform, SpectralProblem problem, bool second)
    {
        int n = transform.Rows;
        Lanes[] flow = new Lanes[transform.Batches * n], stiffness = new Lanes[flow.Length], weight = new Lanes[flow.Length], x = new Lanes[n], y = new Lanes[n];
        for (int batch = 0; batch < transform.Batches; batch++)
        {
            transform.WaveNumbers(batch, second, x, y);
            transform.Weights(batch, second, weight.AsSpan(batch * n, n));
            Span<double> kx = MemoryMarshal.Cast<Lanes, double>(x.AsSpan()), ky = MemoryMarshal.Cast<Lanes, double>(y.AsSpan());
            Span<double> f = MemoryMarshal.Cast<Lanes, double>(flow.AsSpan(batch * n, n)), s = MemoryMarshal.Cast<Lanes, double>(stiffness.AsSpan(batch * n, n));
            for (int i = 0; i < kx.Length; i++)
            {
                // Where no coefficient is, nothing flows.
                double square = double.IsNaN(kx[i]) ? 0 : (kx[i] + ky[i]) / (problem.Pixel * problem.Pixel);
                f[i] = problem.Mobility * square;
                s[i] = square == 0 ? 0 : (problem.GradientEnergy * square) + (problem.Coherency?.At(kx[i] / (kx[i] + ky[i])) ?? 0);
            }
        }

        return new SpectralSymbols(flow, stiffness, weight);
    }
}
