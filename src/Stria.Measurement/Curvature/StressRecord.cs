using Stria.Core;

namespace Stria.Measurement.Curvature;

/// <summary>Stress of an electrode along a trace.</summary>
/// <param name="Times">Times of the curvature record [s].</param>
/// <param name="Stresses">Change of the mean stress since the beginning [Pa], tension positive.</param>
/// <param name="Noise">Standard deviation of a stress against its neighbours [Pa].</param>
public sealed record StressRecord(double[] Times, double[] Stresses, double Noise)
{
    /// <summary>Stress per curvature that was used, the factor for thick films included [Pa m]; its standard deviation is common to all stresses.</summary>
    public required MeasuredValue StressPerCurvature { get; init; }

    /// <summary>The drift that was removed; null when none was.</summary>
    public CurvatureDrift? Drift { get; init; }

    /// <summary>Cycle by cycle.</summary>
    public IReadOnlyList<StressCycle> Cycles { get; init; } = [];

    /// <summary>What must be said of the use of the formula.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Stress at a time, between the lines of the record linearly [Pa]; NaN outside.</summary>
    public double At(double time)
    {
        if (!(time >= Times[0] && time <= Times[^1]))
        {
            return double.NaN;
        }

        int i = Array.BinarySearch(Times, time);
        i = i >= 0 ? i : ~i;
        if (i == 0 || Times[i] == time)
        {
            return Stresses[i];
        }

        double share = (time - Times[i - 1]) / (Times[i] - Times[i - 1]);
        return Stresses[i - 1] + (share * (Stresses[i] - Stresses[i - 1]));
    }

    /// <summary>Standard deviation of a stress at a time [Pa]: scatter, drift, and the error of the factor, which is common to all.</summary>
    /// <param name="time">The time [s].</param>
    /// <param name="stress">The stress [Pa].</param>
    public double SigmaAt(double time, double stress) => Sigma(Drift?.Origin ?? time, time, stress, 1);

    /// <summary>Standard deviation of the difference of the stresses at two times [Pa]: the scatter of both, the drift between them, and the error of the factor.</summary>
    /// <param name="from">The earlier time [s].</param>
    /// <param name="to">The later time [s].</param>
    /// <param name="change">The difference [Pa].</param>
    public double SigmaOfChange(double from, double to, double change) => Sigma(from, to, change, 2);

    private double Sigma(double from, double to, double stress, int scatters)
    {
        double drift = Drift is { } d ? d.SigmaOfChange(from, to) * StressPerCurvature.Value : 0;
        return Math.Sqrt((scatters * Noise * Noise) + (drift * drift) + Math.Pow(StressPerCurvature.Relative * stress, 2));
    }

    /// <summary>Stress at each line of a trace [Pa], NaN where the record does not reach.</summary>
    public double[] Along(CyclerTrace trace) => [.. trace.Times.Select(At)];
}

/// <summary>The stress of one cycle: two successive half cycles.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="StartTime">Its beginning [s].</param>
/// <param name="TurnTime">When its first half ended [s].</param>
/// <param name="EndTime">Its end [s].</param>
public sealed record StressCycle(int Number, double StartTime, double TurnTime, double EndTime)
{
    /// <summary>Stress after its first half less stress at its beginning [Pa].</summary>
    public required double FirstHalf { get; init; }

    /// <summary>Stress after its second half less stress after its first [Pa].</summary>
    public required double SecondHalf { get; init; }

    /// <summary>Largest less smallest stress in it [Pa]; scatter makes it a little too large.</summary>
    public required double Span { get; init; }

    /// <summary>Stress at its end less stress at the beginning of the record [Pa].</summary>
    public required double Accumulated { get; init; }
}
