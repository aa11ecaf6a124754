namespace Stria.Measurement.Impedance;

/// <summary>How far a spectrum is from any linear, causal and stable system.</summary>
/// <param name="Frequencies">Frequencies in descending order [Hz].</param>
/// <param name="ResidualsReal">(Z − fit)/|Z|, real part [1], one per frequency.</param>
/// <param name="ResidualsImaginary">(Z − fit)/|Z|, imaginary part [1], one per frequency.</param>
public sealed record KramersKronigResult(double[] Frequencies, double[] ResidualsReal, double[] ResidualsImaginary)
{
    /// <summary>Number of RC elements in the test circuit.</summary>
    public required int Elements { get; init; }

    /// <summary>1 − Σ|negative R|/Σ positive R at that number; small values tell of fitting the noise.</summary>
    public required double Mu { get; init; }

    /// <summary>True when a capacitor in series was needed (blocked electrodes).</summary>
    public required bool WithCapacitor { get; init; }

    /// <summary>Root mean square of the residuals [1].</summary>
    public double RootMeanSquare => Math.Sqrt((ResidualsReal.Average(r => r * r) + ResidualsImaginary.Average(r => r * r)) / 2);

    /// <summary>Scatter from point to point [1], from differences of neighbours: what noise alone would leave.</summary>
    public required double Noise { get; init; }

    /// <summary>The frequencies at which the residuals exceed 1 % and four times the noise [Hz].</summary>
    public required IReadOnlyList<double> Offending { get; init; }

    /// <summary>True when no more than one point in twenty offends and the residuals are no larger than twice the noise or 0.5 %.</summary>
    public bool Consistent => Offending.Count <= Frequencies.Length / 20 && RootMeanSquare <= Math.Max(2 * Noise, 0.005);

    /// <summary>Change of the cell over the record [1], relative to |Z|, with its standard deviation; null when the spectrum has no times.</summary>
    public MeasuredValue? Drift { get; init; }

    /// <summary>True when the drift is more than three standard deviations and more than 0.2 %.</summary>
    public bool Drifts => Drift is { } d && Math.Abs(d.Value) > Math.Max(3 * d.Sigma, 0.002);
}
