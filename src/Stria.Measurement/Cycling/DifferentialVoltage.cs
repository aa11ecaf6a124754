using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Cycling;

/// <summary>Differential voltage dU/dQ of a half cycle: its peaks stand where a phase is used up, its flat parts are plateaus.</summary>
/// <param name="Charges">Charge passed, evenly spaced [C].</param>
/// <param name="Potentials">Smoothed potential there [V].</param>
/// <param name="Slopes">dU/dQ there [V/C].</param>
/// <param name="Sigma">Its standard deviation [V/C].</param>
/// <remarks>
/// As dQ/dU with the roles exchanged: between two lines the change of the potential is spread evenly over the charge, and smoothed by a kernel whose width is
/// chosen by prediction of one half of the lines from the other, narrow where the potential is steep and wide where it is flat. Such a kernel does not ring
/// where the potential dives at the ends, as splines do.
/// </remarks>
public sealed record DifferentialVoltage(double[] Charges, double[] Potentials, double[] Slopes, double[] Sigma)
{
    private const double Significant = 5, LeastShare = 0.05, LargeShare = 0.97, Narrowest = 1 / 125.0; // of the charge

    /// <summary>Scatter of the potential about the curve from line to line [V], from the median, which the steep ends do not widen.</summary>
    public required double Noise { get; init; }

    /// <summary>Standard deviation of the smoothing kernel [C] at which half of the change of the potential is smoothed.</summary>
    public required double Bandwidth { get; init; }

    /// <summary>Where |dU/dQ| has a maximum that stands out of the noise and above 5 % of all but the steepest parts: charge [C] and slope [V/C].</summary>
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
            ? Of([.. lines.Select(i => Math.Abs(charge[i] - charge[lines[0]]))], [.. lines.Select(i => trace.Potentials[i])], trace.Origin?.Source)
            : throw new DataException($"{lines.Length} lines are too few for dU/dQ; 32 are needed.", trace.Origin?.Source);
    }

    /// <summary>Computes dU/dQ of a curve.</summary>
    /// <param name="charges">Charge passed [C], not falling.</param>
    /// <param name="potentials">Potentials [V].</param>
    /// <param name="source">Where the curve comes from, for messages.</param>
    /// <exception cref="DataException">No charge passes, or the potential ends where it began.</exception>
    public static DifferentialVoltage Of(double[] charges, double[] potentials, string? source = null)
    {
        double whole = charges.Max() - charges.Min();
        int sign = Math.Sign(potentials[^1] - potentials[0]);
        if (!(whole > 0) || sign == 0)
        {
            throw new DataException($"a charge of {whole:g3} C from {potentials[0]:g4} V to {potentials[^1]:g4} V has no dU/dQ.", source);
        }

        var spread = new ChargeSpread(charges, [.. potentials.Select(u => sign * (u - potentials[0]))], null, whole * Narrowest, areLinesEven: true);
        IncrementalCapacity turned = spread.Describe(spread.ChooseWidths());
        double[] grid = turned.Potentials, curve = Curve(turned, potentials[0], sign);
        double[] residuals = [.. charges.Select((q, i) => potentials[i] - At(grid, curve, q))];
        double offset = Quantiles.Median(residuals);
        return new DifferentialVoltage(grid, [.. curve.Select(u => u + offset)], [.. turned.Density.Select(d => sign * d)], turned.Sigma)
        {
            Noise = 1.4826 / Math.Sqrt(2) * Quantiles.Median([.. residuals.Zip(residuals.Skip(1), (a, b) => Math.Abs(b - a))]),
            Bandwidth = turned.Bandwidth,
            Peaks = FindPeaks(turned, sign, (int)Math.Ceiling(3 * turned.Bandwidth / (grid[1] - grid[0]))),
        };
    }

    private static double[] Curve(IncrementalCapacity turned, double begin, int sign)
    {
        double step = turned.Potentials[1] - turned.Potentials[0], sum = 0;
        return [.. turned.Density.Select(d =>
        {
            double middle = begin + (sign * (sum + (d * step / 2)));
            sum += d * step;
            return middle;
        })];
    }

    private static double At(double[] grid, double[] curve, double charge)
    {
        double place = Math.Clamp((charge - grid[0]) / (grid[1] - grid[0]), 0, grid.Length - 1.0);
        int i = Math.Min((int)place, grid.Length - 2);
        return curve[i] + ((place - i) * (curve[i + 1] - curve[i]));
    }

    // Away from the ends, where the potential dives.
    private static List<(double, MeasuredValue)> FindPeaks(IncrementalCapacity turned, int sign, int inside)
    {
        if ((2 * inside) + 3 > turned.Density.Length)
        {
            return [];
        }

        double[] size = turned.Density[inside..^inside], sigma = turned.Sigma[inside..^inside];
        double least = LeastShare * Quantiles.Of(size, LargeShare);
        return
        [
            .. Prominent.Maxima(size)
                .Where(m => m.Above(size) > least && m.Above(size) > Significant * Math.Sqrt(Math.Pow(sigma[m.At], 2) + Math.Pow(sigma[m.Higher(size)], 2)))
                .Select(m => (turned.Potentials[m.At + inside], new MeasuredValue(sign * size[m.At], sigma[m.At]))),
        ];
    }
}
