using System.Runtime.Intrinsics;
using Stria.Numerics.Fourier;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>One step for each batch of coefficients: (α − M k² …) with the force extrapolated from two times.</summary>
internal struct SpectralStep : ICoefficientAction
{
    private readonly SpectralHistory first, second;
    private readonly StepWeights weights;
    private readonly int rows;
    private Lanes square;

    public SpectralStep(SpectralHistory first, SpectralHistory second, StepWeights weights, int rows) => (this.first, this.second, this.weights, this.rows) = (first, second, weights, rows);

    /// <summary>Σ over the field of the squared difference between the new composition and the parabola through the last three.</summary>
    public readonly double SquaredDifference => Vector256.Sum(square);

    public void Apply(int batch, Span<Lanes> a, Span<Lanes> b)
    {
        if (weights.IsFirstOrder)
        {
            First(first, batch * rows, a);
            First(second, batch * rows, b);
            return;
        }

        Half(first, batch * rows, a);
        Half(second, batch * rows, b);
    }

    // The backward difference of first order needs the present alone, and is made in place.
    private readonly void First(SpectralHistory h, int start, Span<Lanes> coefficients)
    {
        int n = rows;
        ReadOnlySpan<Lanes> flow = h.Symbols.Flow.AsSpan(start, n), inverse = h.Inverse.AsSpan(start, n);
        Span<Lanes> now = h.Now.AsSpan(start, n);
        coefficients = coefficients[..n];
        Lanes rate = Vector256.Create(weights.Now), s = Vector256.Create(weights.Stabilisation);
        for (int i = 0; i < n; i++)
        {
            Lanes c = now[i], value = ((rate * c) - (flow[i] * (coefficients[i] - (s * c)))) * inverse[i];
            now[i] = value;
            coefficients[i] = value;
        }
    }

    private void Half(SpectralHistory h, int start, Span<Lanes> coefficients)
    {
        int n = rows;
        ReadOnlySpan<Lanes> now = h.Now.AsSpan(start, n), before = h.Before.AsSpan(start, n), earlier = h.Earlier.AsSpan(start, n), old = h.ForceBefore.AsSpan(start, n);
        ReadOnlySpan<Lanes> flow = h.Symbols.Flow.AsSpan(start, n), inverse = h.Inverse.AsSpan(start, n), weight = h.Symbols.Weight.AsSpan(start, n);
        Span<Lanes> next = h.Next.AsSpan(start, n), force = h.Force.AsSpan(start, n);
        coefficients = coefficients[..n];
        StepWeights w = weights;
        Lanes h1 = Vector256.Create(w.Now), h2 = Vector256.Create(w.Before), e1 = Vector256.Create(w.Extrapolate), e2 = Vector256.Create(1 - w.Extrapolate), s = Vector256.Create(w.Stabilisation), sum = default;
        Lanes p1 = Vector256.Create(w.Predict.Now), p2 = Vector256.Create(w.Predict.Before), p3 = Vector256.Create(w.Predict.Earlier);
        for (int i = 0; i < n; i++)
        {
            Lanes g = w.KeepsForce ? force[i] : coefficients[i], c = now[i], c0 = before[i];
            Lanes driving = (e1 * (g - (s * c))) + (e2 * (old[i] - (s * c0)));
            Lanes value = ((h1 * c) + (h2 * c0) - (flow[i] * driving)) * inverse[i];
            if (w.HasPrediction)
            {
                Lanes d = value - ((p1 * c) + (p2 * c0) + (p3 * earlier[i]));
                sum += weight[i] * d * d;
            }

            force[i] = g;
            next[i] = value;
            coefficients[i] = value;
        }

        square += sum;
    }
}

/// <summary>Makes the field of the last step that was taken again, after one that was not.</summary>
internal readonly struct RestoreNow(SpectralHistory first, SpectralHistory second, int rows) : ICoefficientAction
{
    public void Apply(int batch, Span<Lanes> a, Span<Lanes> b)
    {
        first.Now.AsSpan(batch * rows, rows).CopyTo(a);
        second.Now.AsSpan(batch * rows, rows).CopyTo(b);
    }
}

/// <summary>Numbers of a step.</summary>
internal readonly record struct StepWeights
{
    /// <summary>Weight of c now, by time.</summary>
    public double Now { get; init; }

    /// <summary>Weight of c before, by time.</summary>
    public double Before { get; init; }

    /// <summary>Weight of the present in the extrapolation of the force; the past has the rest.</summary>
    public double Extrapolate { get; init; }

    /// <summary>S.</summary>
    public double Stabilisation { get; init; }

    /// <summary>Weights of the prediction by the parabola through three compositions.</summary>
    public (double Now, double Before, double Earlier) Predict { get; init; }

    /// <summary>Whether three compositions are known.</summary>
    public bool HasPrediction { get; init; }

    /// <summary>Whether the step is one of first order all along, which keeps nothing of the past and is never taken back.</summary>
    public bool IsFirstOrder { get; init; }

    /// <summary>Whether the force has been transformed already, by a step that was taken back.</summary>
    public bool KeepsForce { get; init; }
}
