namespace Stria.Measurement.Impedance;

/// <summary>A distribution of relaxation times, Z = R∞ + jωL + 1/(jωC) + ∫ γ(ln τ)/(1 + jωτ) d ln τ with γ ≥ 0.</summary>
/// <param name="Times">Relaxation times, ascending, evenly spaced in the logarithm [s].</param>
/// <param name="Distribution">γ at each time [Ω].</param>
public sealed record RelaxationTimesResult(double[] Times, double[] Distribution)
{
    /// <summary>Resistance at infinite frequency [Ω].</summary>
    public required double HighFrequency { get; init; }

    /// <summary>Inductance [H].</summary>
    public required double Inductance { get; init; }

    /// <summary>1/C of the capacitor in series [1/F]; 0 when none was needed.</summary>
    public required double Elastance { get; init; }

    /// <summary>The regularisation that was chosen, λ [1], relative to the weight of the data.</summary>
    public required double Lambda { get; init; }

    /// <summary>Error of prediction for frequencies left out, relative to |Z| [1], for each λ that was tried.</summary>
    public required IReadOnlyList<(double Lambda, double Error)> Tried { get; init; }

    /// <summary>Root mean square of the relative residuals of real and imaginary part [1].</summary>
    public required double RootMeanSquare { get; init; }

    /// <summary>Polarisation resistance ∫ γ d ln τ [Ω].</summary>
    public double Polarisation => Distribution.Sum() * Math.Log(Times[1] / Times[0]);

    /// <summary>The peaks: time of the maximum [s] and area between the minima on its sides [Ω], those above 5 % of the whole area.</summary>
    public required IReadOnlyList<(double Time, double Resistance)> Peaks { get; init; }
}
