using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Cycling;

/// <summary>Made traces of cycling with known plateaus, capacities and currents.</summary>
public static class CycledCells
{
    /// <summary>Plateaus of the made electrode: potential [V], share of the charge, width [V].</summary>
    public static readonly (double Potential, double Share, double Width)[] Plateaus = [(3.19, 0.5, 0.006), (3.38, 0.4, 0.004)];

    /// <summary>Charge passed on discharge from above down to a potential, as a share: two plateaus and a slope.</summary>
    public static double Passed(double potential, (double Potential, double Share, double Width)[] plateaus) =>
        plateaus.Sum(p => p.Share / (1 + Math.Exp((potential - p.Potential) / p.Width))) + ((1 - plateaus.Sum(p => p.Share)) * (4 - potential) / 1.2);

    /// <summary>A discharge at constant current from 4.0 to 2.8 V with noise on the potential: 1 mA for ten hours.</summary>
    public static CyclerTrace Discharge((double Potential, double Share, double Width)[] plateaus, double noise, long seed, int lines = 3000)
    {
        double begin = Passed(4.0, plateaus), end = Passed(2.8, plateaus);
        var random = new SeededRandom(seed);
        double[] time = [.. Enumerable.Range(0, lines).Select(i => 36000.0 * i / (lines - 1))];
        double[] potential = [.. time.Select(t => Inverse(begin + ((end - begin) * t / 36000), plateaus) + (noise * random.Normal()))];
        double[] current = [.. time.Select((_, i) => i == 0 ? 0 : -1e-3)];
        return new CyclerTrace(time, current, potential);
    }

    /// <summary>Cycles of a cell that begins with a discharge: 10 minutes of rest before each half, charge ended by a held potential.</summary>
    /// <param name="capacities">Charge of each half cycle [C], discharge first.</param>
    /// <param name="current">Current [A].</param>
    public static CyclerTrace Cycles(double[] capacities, double current)
    {
        List<double> t = [0], i = [0], u = [3.4];
        for (int h = 0; h < capacities.Length; h++)
        {
            Append(t, i, u, 600, _ => 0, _ => 3.4, 20);
            bool charging = h % 2 == 1;
            int sign = charging ? 1 : -1;

            // On charge the last tenth of the charge is passed at 4.0 V with a current that falls exponentially to 5 %.
            double constant = charging ? 0.9 * capacities[h] : capacities[h];
            Append(t, i, u, constant / current, _ => sign * current, s => charging ? 3.3 + (0.7 * s) : 3.5 - (0.7 * s), 400);
            if (charging)
            {
                double tau = 0.1 * capacities[h] / current / 0.95;
                Append(t, i, u, tau * Math.Log(20), s => current * Math.Pow(20, -s), _ => 4.0, 400);
            }
        }

        Append(t, i, u, 600, _ => 0, _ => 3.4, 20);
        return new CyclerTrace([.. t], [.. i], [.. u]);
    }

    private static void Append(List<double> t, List<double> i, List<double> u, double duration, Func<double, double> current, Func<double, double> potential, int lines)
    {
        double begin = t[^1];
        for (int k = 1; k <= lines; k++)
        {
            double share = k / (double)lines;
            t.Add(begin + (duration * share));
            i.Add(current(share));
            u.Add(potential(share));
        }
    }

    private static double Inverse(double passed, (double Potential, double Share, double Width)[] plateaus)
    {
        double low = 2, high = 5;
        for (int k = 0; k < 60; k++)
        {
            double middle = (low + high) / 2;
            (low, high) = Passed(middle, plateaus) > passed ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
