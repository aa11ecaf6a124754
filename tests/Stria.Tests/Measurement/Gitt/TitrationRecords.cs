using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;
using Stria.Numerics.Diffusion;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Gitt;

/// <summary>The titrations of the tests: the synthetic one with known D(x), the measured one, and made ones with a straight U(x).</summary>
public static class TitrationRecords
{
    /// <summary>The particles of the synthetic record, per square metre of their surface.</summary>
    public static readonly GittSample Synthetic = new()
    {
        Shape = ParticleShape.Slab, Length = 5e-7, ChargePerComposition = 18457.22454365516 * 5e-7 * HostAmount.Faraday, StartComposition = 0.05,
    };

    /// <summary>D of the synthetic record.</summary>
    public static double TrueDiffusivity(double x) => 5e-15 * (0.2 + Math.Exp(-Math.Pow((x - 0.55) / 0.25, 2)));

    /// <summary>U of the synthetic record.</summary>
    public static double TruePotential(double x) => 3.45 - (0.35 * x) - (0.06 * Math.Tanh((x - 0.2) / 0.06)) - (0.05 * Math.Tanh((x - 0.85) / 0.05));

    /// <summary>The synthetic record, or its first lines; current densities [A/m²], positive on charge.</summary>
    public static CyclerTrace SyntheticTrace(int lines = int.MaxValue)
    {
        double[][] rows = [.. ElectrodeReferences.Table("gitt_synthetic.csv").Take(lines)];
        return new CyclerTrace([.. rows.Select(r => r[0])], [.. rows.Select(r => -r[1])], [.. rows.Select(r => r[2])]);
    }

    /// <summary>The measured record of a full cell (Arbin, exported as text).</summary>
    public static CyclerTrace Measured()
    {
        string[][] rows = [.. File.ReadLines(SharedData.Path("echem/gitt_batmar/20210210_FC_01_cc_02_GITT.csv")).Skip(1).Select(l => l.Split(','))];
        double[] Column(int c) => [.. rows.Select(r => double.Parse(r[c]))];
        return new CyclerTrace(Column(1), Column(6), Column(7));
    }

    /// <summary>A made titration with U = 3 − slope · x and constant D = 1, unit length and unit charge per x, from the series.</summary>
    /// <param name="shape">Shape of the particles.</param>
    /// <param name="theta">Length of the pulses [s] with D = 1 and length 1.</param>
    /// <param name="slope">−dU/dx [V].</param>
    /// <param name="resistance">A resistance [Ω].</param>
    public static CyclerTrace Straight(ParticleShape shape, double theta, double slope, double resistance)
    {
        const int Pulses = 5, Lines = 60;
        double step = 0.01, current = step / theta, nu = (int)shape, rest = 30 * Math.Max(theta, 0.2);
        List<double> t = [0], i = [0], u = [3];

        // The surface is the sum of what each switching on and off does.
        double SurfaceAt(double time)
        {
            double x = 0;
            for (int p = 0; p < Pulses; p++)
            {
                double on = p * (theta + rest), off = on + theta;
                x += time > on ? ConstantFluxDiffusion.SurfaceRise(shape, time - on) * current / nu : 0;
                x -= time > off ? ConstantFluxDiffusion.SurfaceRise(shape, time - off) * current / nu : 0;
            }

            return x;
        }

        for (int p = 0; p < Pulses; p++)
        {
            double on = p * (theta + rest);
            foreach ((double begin, double length, double flowing) in new[] { (on, theta, -current), (on + theta, rest, 0.0) })
            {
                for (int k = 1; k <= Lines; k++)
                {
                    double time = begin + (length * Math.Pow(k / (double)Lines, 2));
                    t.Add(time);
                    i.Add(flowing);
                    u.Add(3 - (slope * SurfaceAt(time)) + (resistance * flowing));
                }
            }
        }

        return new CyclerTrace([.. t], [.. i], [.. u]);
    }

    /// <summary>A made titration from simulated diffusion in a body of unit length and unit charge per x, with noise, on discharge.</summary>
    /// <param name="shape">Shape of the particles.</param>
    /// <param name="pulse">Length of the pulses [s].</param>
    /// <param name="diffusivity">D of x [m²/s].</param>
    /// <param name="potential">U of x [V].</param>
    /// <param name="pulses">Number of pulses, each of 0.02 in x from 0.05 on.</param>
    /// <param name="how">Length of the rests [s], noise of the potential [V] and lines of each pulse and rest; by default 2 s, 0.1 mV and 100.</param>
    public static CyclerTrace Simulated(ParticleShape shape, double pulse, Func<double, double> diffusivity, Func<double, double> potential, int pulses, (double Pause, double Noise, int Lines)? how = null)
    {
        const int Rows = 2000;
        const double Step = 0.02, Low = -0.5, High = 1.5;
        (double rest, double noise, int lines) = how ?? (2, 1e-4, 100);
        var body = new RadialDiffusion(shape, 1, 200);
        var table = new DiffusivityTable(Low, High, [.. Enumerable.Range(0, Rows).Select(i => diffusivity(Low + ((High - Low) * i / (Rows - 1))))]);
        var random = new SeededRandom(7);
        body.Fill(SimulatedSample(shape).StartComposition);
        List<double> t = [0], current = [0], u = [potential(SimulatedSample(shape).StartComposition)];
        for (int phase = 0; phase < 2 * pulses; phase++)
        {
            (double length, double rate, double begin, double before) = phase % 2 == 0 ? (pulse, Step / pulse, t[^1], 0.0) : (rest, 0.0, t[^1], 0.0);
            for (int k = 1; k <= lines; k++)
            {
                double now = length * Math.Pow(k / (double)lines, 2);
                int parts = k < 5 ? 8 : 3;
                for (int q = 0; q < parts; q++)
                {
                    body.Advance(table, rate, (now - before) / parts);
                }

                before = now;
                t.Add(begin + now);
                current.Add(-rate);
                u.Add(potential(body.Surface(table, rate)) - (0.01 * rate) + (noise * random.Normal()));
            }
        }

        return new CyclerTrace([.. t], [.. current], [.. u]);
    }

    /// <summary>The sample of <see cref="Simulated"/>.</summary>
    public static GittSample SimulatedSample(ParticleShape shape) => new() { Shape = shape, Length = 1, ChargePerComposition = 1, StartComposition = 0.05 };

    /// <summary>Whether the 95 % interval of an estimate, that of its logarithm, holds the truth.</summary>
    public static bool Holds(DiffusionEstimate estimate, double truth) => Math.Abs(Math.Log(estimate.Diffusivity.Value / truth)) <= 1.96 * estimate.Diffusivity.Relative;
}
