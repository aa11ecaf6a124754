using Stria.Core;
using Stria.Measurement.Curvature;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Curvature;

/// <summary>A made measurement: two cycles with rests, a stress that follows the charge, an array of spots that drifts and scatters.</summary>
public static class BentPlate
{
    /// <summary>Distance from sample to camera [m].</summary>
    public const double Distance = 0.5;

    /// <summary>Angle of incidence [rad].</summary>
    public const double Angle = 0.17;

    /// <summary>Spacing of the spots at the beginning [px].</summary>
    public const double Spacing = 100;

    /// <summary>The plate of Santos et al. (Mater. Horiz. 2020).</summary>
    public static readonly Substrate Plate = new() { YoungsModulus = new(203e9, 2e9), Thickness = new(0.736e-3, 2e-6), PoissonsRatio = new(0.29, 0.01) };

    /// <summary>The electrode on it.</summary>
    public static readonly Film Electrode = new() { Thickness = new(42.3e-6, 0.5e-6) };

    /// <summary>A rest of an hour, then twice ten hours of discharge, an hour of rest, ten hours of charge, an hour of rest; a line a minute.</summary>
    public static CyclerTrace Trace { get; } = MakeTrace();

    /// <summary>Stress planted [Pa]: it grows with what is discharged to 8 MPa, and 2 MPa of the first cycle stay.</summary>
    public static double Stress(double time)
    {
        double hour = time / 3600, done = 0, kept = 0;
        for (int cycle = 0; cycle < 2; cycle++)
        {
            double begin = 1 + (22 * cycle), down = Math.Clamp((hour - begin) / 10, 0, 1), up = Math.Clamp((hour - begin - 11) / 10, 0, 1);
            done += down - up;
            kept += cycle == 0 ? up : 0;
        }

        return (8e6 * done) + (2e6 * kept);
    }

    /// <summary>Spacings of the spots [px] with drift and scatter, at the lines of the trace.</summary>
    /// <param name="drift">Change of the apparent curvature per hour [1/m].</param>
    /// <param name="noise">Scatter of a spacing [px].</param>
    /// <param name="seed">Begins the random numbers.</param>
    public static double[] Spacings(double drift, double noise, long seed)
    {
        var random = new SeededRandom(seed);
        double factor = Stoney.StressPerCurvature(Plate, Electrode.Thickness).Value;
        return [.. Trace.Times.Select(t => Spacing * (1 - (((Stress(t) / factor) + (drift * t / 3600)) * 2 * Distance / Math.Cos(Angle))) + (noise * random.Normal()))];
    }

    private static CyclerTrace MakeTrace()
    {
        double[] times = [.. Enumerable.Range(0, (45 * 60) + 1).Select(i => i * 60.0)];
        double Current(double t)
        {
            double hour = ((t / 3600) - 1) % 22;
            return t <= 3600 || t > 45 * 3600 ? 0 : hour is > 0 and <= 10 ? -1e-3 : hour is > 11 and <= 21 ? 1e-3 : 0;
        }

        return new CyclerTrace(times, [.. times.Select(Current)], [.. times.Select(t => 3.4 - (0.1 * Current(t)))]);
    }
}
