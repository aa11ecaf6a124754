using Stria.Core;
using Stria.Numerics.Interpolation;

namespace Stria.Measurement.Cycling;

/// <summary>Differential voltage dU/dQ of a half cycle: its peaks stand where a phase is used up, its flat parts are plateaus.</summary>
/// <param name="Charges">Charge passed, evenly spaced [C].</param>
/// <param name="Potentials">Smoothed potential there [V].</param>
/// <param name="Slopes">dU/dQ there [V/C].</param>
/// <param name="Sigma">Its standard deviation [V/C].</param>
public sealed record DifferentialVoltage(double[] Charges, double[] Potentials, double[] Slopes, double[] Sigma)
{
    private const int Points = 500, MostIntervals = 300;
    private const double Significant = 5, LeastShare = 0.05;

    /// <summary>Scatter of the potential about the curve [V].</summary>
    public required double Noise { get; init; }

    /// <summary>Effective number of parameters of the curve, chosen by generalised cross-validation.</summary>
    public required double Parameters { get; init; }

    /// <summary>Where |dU/dQ| has a maximum that stands out of the noise: charge [C] and slope [V/C].</summary>
    public required IReadOnlyList<(double Charge, MeasuredValue Slope)> Peaks { get; init; }

    /// <summary>Computes dU/dQ of a half cycle, without its part at constant potential.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="half">The half cycle.</param>
    /// <exception cref="DataException">Fewer than 32 lines under current.</exception>
    public static DifferentialVoltage Of(CyclerTrace trace, HalfCycle half)
    {
        double[] charge = TracePhases.Charges(trace);
        int end = ConstantVoltage.Split(trace, half).FirstHeld;
        int[] lines = [.. half.Phases.SelectMany(p => Enumerable.Range(p.First, p.Last - p.First + 1)).Where(i => i < end && double.IsFinite(trace.Potentials[i]))];
        return lines.Length >= 32
            ? Of([.. lines.Select(i => Math.Abs(charge[i] - charge[lines[0]]))], [.. lines.Select(i => trace.Potentials[i])])
            : throw new DataException($"{lines.Length} lines are too few for dU/dQ; 32 are needed.", trace.Origin?.Source);
    }

    /// <summary>Computes dU/dQ of a curve.</summary>
    /// <param name="charges">Charge passed [C], not falling.</param>
    /// <param name="potentials">Potentials [V].</param>
    public static DifferentialVoltage Of(double[] charges, double[] potentials)
    {
        SmoothingSpline curve = SmoothingSpline.Fit(charges, potentials, Math.Min(MostIntervals, charges.Length / 4));
        double low = charges.Min(), high = charges.Max();
        double[] grid = [.. Enumerable.Range(0, Points).Select(i => low + ((high - low) * i / (Points - 1.0)))];
        (double Value, double Sigma)[] slopes = [.. grid.Select(curve.Slope)];
        return new DifferentialVoltage(grid, [.. grid.Select(curve.At)], [.. slopes.Select(s => s.Value)], [.. slopes.Select(s => s.Sigma)])
        {
            Noise = curve.Noise,
            Parameters = curve.Parameters,
            Peaks = FindPeaks(grid, slopes),
        };
    }

    private static List<(double, MeasuredValue)> FindPeaks(double[] grid, (double Value, double Sigma)[] slopes)
    {
        double[] size = [.. slopes.Select(s => Math.Abs(s.Value))];
        double largest = size.Max();
        return
        [
            .. Prominent.Maxima(size)
                .Where(m => m.Above(size) > LeastShare * largest && m.Above(size) > Significant * Math.Sqrt(Math.Pow(slopes[m.At].Sigma, 2) + Math.Pow(slopes[m.Higher(size)].Sigma, 2)))
                .Select(m => (grid[m.At], new MeasuredValue(slopes[m.At].Value, slopes[m.At].Sigma))),
        ];
    }
}
