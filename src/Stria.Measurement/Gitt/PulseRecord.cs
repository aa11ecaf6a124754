using Stria.Core;
using Stria.Numerics.Diffusion;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Gitt;

/// <summary>The lines of one pulse and its rest, and straight lines along √t through them.</summary>
internal sealed class PulseRecord
{
    private const int LeastLines = 4, MostLines = 60;
    private readonly CyclerTrace trace;

    public PulseRecord(CyclerTrace trace, double[] charge, double resolution, GittPulse pulse)
    {
        (this.trace, Pulse) = (trace, pulse);
        (ChargeBefore, ChargeAfter) = (charge[pulse.Before], charge[pulse.Rest!.Last]);
        double tenth = pulse.Rest.EndTime - (0.1 * pulse.Rest.Duration);
        int from = Enumerable.Range(pulse.Rest.First, pulse.Rest.Last - pulse.Rest.First + 1).Last(i => i == pulse.Rest.First || trace.Times[i] <= tenth);
        Unrest = Math.Max(0, Math.Abs(trace.Potentials[pulse.Rest.Last] - trace.Potentials[from]) - (1.5 * resolution));
    }

    public GittPulse Pulse { get; }

    public double ChargeBefore { get; }

    public double ChargeAfter { get; }

    public double Duration => Pulse.Pulse.Duration;

    public double Current => Pulse.Pulse.MeanCurrent;

    public double Start => trace.Potentials[Pulse.Before];

    public double FirstUnderCurrent => trace.Potentials[Pulse.Pulse.First];

    public double End => trace.Potentials[Pulse.Pulse.Last];

    public double After => trace.Potentials[Pulse.Rest!.Last];

    /// <summary>Change of the potential over the last tenth of the rest, beyond what the steps of the instrument can be [V].</summary>
    public double Unrest { get; }

    public RootFit AlongPulse(double earlyShare) =>
        Fit(Pulse.Pulse.First, Pulse.Pulse.Last, Pulse.Pulse.StartTime, t => Math.Sqrt(t), (earlyShare * Duration, Duration));

    /// <summary>After the pulse the potential goes along √(t + τ) − √t with the same slope, as long as diffusion sees no end; t counts from the end of the pulse.</summary>
    public RootFit AlongRest(double earlyShare) =>
        Fit(Pulse.Rest!.First, Pulse.Rest.Last, Pulse.Rest.StartTime, t => Math.Sqrt(t + Duration) - Math.Sqrt(t), (earlyShare * Duration, Duration));

    /// <summary>The exact series of a body along the pulse: E = intercept + ΔEs/(ν θ) S(θ t/τ), with ΔEs known and θ = D τ/length² sought.</summary>
    public SeriesFit AlongSeries(ParticleShape shape, double earlyShare)
    {
        int[] lines = Window(Pulse.Pulse.First, Pulse.Pulse.Last, Pulse.Pulse.StartTime, (earlyShare * Duration, Duration));
        if (lines.Length < LeastLines)
        {
            return SeriesFit.None;
        }

        lines = [.. lines.Where((_, k) => k % (1 + (lines.Length / MostLines)) == 0)];
        double[] share = [.. lines.Select(i => (trace.Times[i] - Pulse.Pulse.StartTime) / Duration)], e = [.. lines.Select(i => trace.Potentials[i])];
        double steady = After - Start;
        double log = Nearest(shape, share, e, steady), squares = Series(shape, Math.Exp(log), share, e, steady).Squares;
        double Misfit(double at) => Series(shape, Math.Exp(at), share, e, steady).Squares;
        double curvature = (Misfit(log + 0.02) - (2 * squares) + Misfit(log - 0.02)) / 4e-4;
        double sigma = Math.Sqrt(2 * squares / Math.Max(1, lines.Length - 2) / Math.Max(curvature, double.Epsilon)), theta = Math.Exp(log);
        int half = Array.FindIndex(share, t => Math.Sqrt(t) >= (Math.Sqrt(share[0]) + 1) / 2);
        bool parted = half >= LeastLines && share.Length - half >= LeastLines;
        return new SeriesFit(new MeasuredValue(theta, theta * sigma), Series(shape, theta, share, e, steady).Intercept)
        {
            Misfit = Math.Sqrt(squares / lines.Length) / (e.Max() - e.Min()),
            Drift = parted ? Nearest(shape, share[half..], e[half..], steady) - Nearest(shape, share[..half], e[..half], steady) : double.NaN,
        };
    }

    // ln θ of the least squares: on a coarse scale first, then by golden sections.
    private static double Nearest(ParticleShape shape, double[] share, double[] e, double steady)
    {
        double Misfit(double log) => Series(shape, Math.Exp(log), share, e, steady).Squares;
        double best = Enumerable.Range(0, 41).Select(k => Math.Log(1e-6) + (0.46 * k)).MinBy(Misfit), low = best - 0.46, high = best + 0.46;
        for (int k = 0; k < 40; k++)
        {
            double a = low + (0.382 * (high - low)), b = low + (0.618 * (high - low));
            (low, high) = Misfit(a) < Misfit(b) ? (low, b) : (a, high);
        }

        return (low + high) / 2;
    }

    private static (double Squares, double Intercept) Series(ParticleShape shape, double theta, double[] share, double[] e, double steady)
    {
        double factor = steady / ((int)shape * theta), offset = 0;
        double[] rise = [.. share.Select(t => factor * ConstantFluxDiffusion.SurfaceRise(shape, theta * t))];
        for (int k = 0; k < e.Length; k++)
        {
            offset += (e[k] - rise[k]) / e.Length;
        }

        return (rise.Select((r, k) => e[k] - r - offset).Sum(d => d * d), offset);
    }

    private int[] Window(int first, int last, double start, (double From, double To) window) =>
        [.. Enumerable.Range(first, last - first + 1).Where(i => trace.Times[i] - start >= window.From && trace.Times[i] - start <= window.To * (1 + 1e-9))];

    private RootFit Fit(int first, int last, double start, Func<double, double> abscissa, (double From, double To) window)
    {
        int[] lines = Window(first, last, start, window);
        if (lines.Length < LeastLines)
        {
            return RootFit.None;
        }

        double[] s = [.. lines.Select(i => abscissa(trace.Times[i] - start))], e = [.. lines.Select(i => trace.Potentials[i])];
        double[] one = [.. s.Select(_ => 1.0)], square = [.. s.Select(v => v * v)];
        if (DenseLeastSquares.Factor([one, s]) is not { } straight)
        {
            return RootFit.None;
        }

        double[] line = straight.Solve(e);
        double residual = lines.Select((_, k) => e[k] - line[0] - (line[1] * s[k])).Sum(r => r * r) / Math.Max(1, lines.Length - 2);
        double curvature = DenseLeastSquares.Factor([one, s, square])?.Solve(e)[2] ?? double.NaN;
        double low = s.Min(), high = s.Max();
        return new RootFit(line[0], new MeasuredValue(line[1], Math.Sqrt(residual * straight.InverseGramDiagonal()[1])))
        {
            Curvature = 2 * curvature * (high - low) / line[1],
            Rise = line[1] * (high - low),
        };
    }
}

/// <summary>A straight line along √t.</summary>
/// <param name="Intercept">Potential at its beginning [V].</param>
/// <param name="Slope">Slope [V s^−½].</param>
internal sealed record RootFit(double Intercept, MeasuredValue Slope)
{
    public static RootFit None { get; } = new(double.NaN, new MeasuredValue(double.NaN, double.NaN)) { Curvature = double.NaN, Rise = double.NaN };

    /// <summary>Change of the slope over the window, relative to the slope.</summary>
    public required double Curvature { get; init; }

    /// <summary>Change of the potential over the window [V].</summary>
    public required double Rise { get; init; }
}

/// <summary>The series of a body along a pulse.</summary>
/// <param name="Theta">θ = D τ/length².</param>
/// <param name="Intercept">Potential at the beginning of the pulse [V].</param>
internal sealed record SeriesFit(MeasuredValue Theta, double Intercept)
{
    public static SeriesFit None { get; } = new(new MeasuredValue(double.NaN, double.NaN), double.NaN) { Misfit = double.NaN, Drift = double.NaN };

    /// <summary>Root mean square of what the series leaves, over the range of the potential.</summary>
    public required double Misfit { get; init; }

    /// <summary>ln D of the second half of the pulse along √t less that of the first: 0 where the body explains both.</summary>
    public required double Drift { get; init; }
}
