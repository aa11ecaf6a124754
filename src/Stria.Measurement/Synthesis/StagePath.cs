using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>Where the stage stands in each frame: steady drift, a random walk and jumps.</summary>
internal static class StagePath
{
    /// <summary>Displacements of the sample, down and right [px]; the first is zero.</summary>
    public static (double[] Rows, double[] Columns) Draw(int frames, Disturbances how, SeededRandom random)
    {
        double direction = random.Uniform(0, 2 * Math.PI), y = 0, x = 0;
        int[] jumps = [.. Enumerable.Range(0, how.Jumps).Select(_ => 1 + random.Below(frames - 1))];
        double[] rows = new double[frames], columns = new double[frames];
        for (int f = 1; f < frames; f++)
        {
            // The walk's steps are chosen so that it strays by a few times its amplitude over the whole scan.
            y += how.Walk * random.Normal() / Math.Sqrt(12);
            x += how.Walk * random.Normal() / Math.Sqrt(12);
            foreach (int jump in jumps)
            {
                (double dy, double dx) = jump == f ? (random.Uniform(-2, 2), random.Uniform(-2, 2)) : (0, 0);
                (y, x) = (y + dy, x + dx);
            }

            double t = (double)f / (frames - 1);
            rows[f] = y + (how.Drift * t * Math.Sin(direction));
            columns[f] = x + (how.Drift * t * Math.Cos(direction));
        }

        return (rows, columns);
    }
}
