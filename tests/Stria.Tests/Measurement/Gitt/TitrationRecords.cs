using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;
using Stria.Numerics.Diffusion;

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
}
