using Stria.Core;

namespace Stria.Measurement.Cycling;

/// <summary>A peak of dQ/dU.</summary>
/// <param name="Potential">Where it stands [V].</param>
/// <param name="Height">Its height [C/V].</param>
/// <param name="Charge">Charge between the lowest points towards the neighbouring peaks, or to the ends [C].</param>
/// <param name="Significance">Its height above the higher valley in standard deviations.</param>
public sealed record CapacityPeak(MeasuredValue Potential, double Height, double Charge, double Significance)
{
    /// <summary>Full width at half its height above zero [V]: the narrower, the flatter the plateau.</summary>
    public required double Width { get; init; }
}

/// <summary>Incremental capacity dQ/dU of a half cycle: how much charge is passed at each potential.</summary>
/// <param name="Potentials">Potentials, evenly spaced, ascending [V].</param>
/// <param name="Density">dQ/dU there, positive [C/V].</param>
/// <param name="Sigma">Its standard deviation [C/V].</param>
/// <param name="Bandwidth">Standard deviation of the smoothing kernel [V] at which half of the charge is smoothed; where it was chosen by the data it is narrower on plateaus and wider on slopes.</param>
/// <param name="Peaks">The peaks that stand out of the noise, by potential.</param>
public sealed record IncrementalCapacity(double[] Potentials, double[] Density, double[] Sigma, double Bandwidth, IReadOnlyList<CapacityPeak> Peaks)
{
    /// <summary>Total charge, the integral of dQ/dU [C]: exactly what was passed from the first line under current to the last at constant current.</summary>
    public double Charge => Density.Sum() * (Potentials[1] - Potentials[0]);

    /// <summary>Computes dQ/dU of a half cycle, without its part at constant potential.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="half">The half cycle.</param>
    /// <param name="bandwidth">The same standard deviation of the smoothing kernel everywhere [V]; null to choose it by prediction.</param>
    /// <exception cref="DataException">Fewer than 32 lines under current.</exception>
    public static IncrementalCapacity Of(CyclerTrace trace, HalfCycle half, double? bandwidth = null)
    {
        double[] charge = TracePhases.Charges(trace);
        int end = ConstantVoltage.Split(trace, half).FirstHeld;
        int[] lines = [.. half.Phases.SelectMany(p => Enumerable.Range(p.First, p.Last - p.First + 1)).Where(i => i < end && double.IsFinite(trace.Potentials[i]))];
        return Of([.. lines.Select(i => trace.Potentials[i])], [.. lines.Select(i => Math.Abs(charge[i] - charge[lines[0]]))], bandwidth, trace.Origin?.Source);
    }

    /// <summary>Computes dQ/dU of a curve.</summary>
    /// <param name="potentials">Potentials [V], in the order measured.</param>
    /// <param name="charges">Charge passed [C], not falling.</param>
    /// <param name="bandwidth">The same standard deviation of the smoothing kernel everywhere [V]; null to choose it by prediction.</param>
    /// <param name="source">Where the curve comes from, for messages.</param>
    /// <exception cref="DataException">Fewer than 32 lines, or all at one potential.</exception>
    public static IncrementalCapacity Of(double[] potentials, double[] charges, double? bandwidth = null, string? source = null)
    {
        if (potentials.Length < 32 || !(potentials.Max() > potentials.Min()))
        {
            throw new DataException($"{potentials.Length} lines between {potentials.DefaultIfEmpty(double.NaN).Min():g4} V and {potentials.DefaultIfEmpty(double.NaN).Max():g4} V are too few for dQ/dU; 32 are needed.", source);
        }

        var spread = new ChargeSpread(potentials, charges, bandwidth);
        return spread.Describe(bandwidth is { } given ? spread.Constant(new MeasuredValue(given).Positive("width of the smoothing kernel [V]").Value) : spread.ChooseWidths());
    }
}
