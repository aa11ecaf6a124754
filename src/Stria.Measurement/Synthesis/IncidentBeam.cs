using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>Incident counts of each frame: the optics' slope and ripple, a ring that decays and is filled up once, a dip.</summary>
internal static class IncidentBeam
{
    /// <summary>Incident counts per pixel of each frame.</summary>
    public static double[] Draw(double[] energies, Disturbances how, SeededRandom random)
    {
        double dip = random.Uniform(538, 552);
        int filled = (int)((0.25 + (0.5 * random.Uniform())) * energies.Length);
        var counts = new double[energies.Length];
        for (int f = 0; f < counts.Length; f++)
        {
            double e = energies[f], optics = 1 - (0.006 * (e - 508)) + (0.06 * Math.Sin((e - 508) / 7)), off = (e - dip) / 1.5;
            double sinceFilling = (f < filled ? f : f - filled) / (double)Math.Max(filled, counts.Length - filled);
            counts[f] = how.Counts * Math.Pow(1 - how.RingDecay, sinceFilling) * optics * (1 - (how.Dip * Math.Exp(-0.5 * off * off)));
        }

        return counts;
    }
}
