using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>The noise that a phase field begins with, before its mean is taken off.</summary>
internal static class StartNoise
{
    /// <summary>The noise at points: of each point for itself, or of a field that knows nothing of the points.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="points">x and y of each point [m].</param>
    /// <exception cref="ScenarioException">The correlation length is too long for a periodic box.</exception>
    public static double[] Of(PhaseFieldScenario scenario, ReadOnlySpan<double> points)
    {
        double half = scenario.Problem.Noise;
        if (scenario.Problem.NoiseLength is not { } length)
        {
            var random = new SeededRandom(scenario.Seed);
            var noise = new double[points.Length / 2];
            for (int n = 0; n < noise.Length; n++)
            {
                noise[n] = random.Uniform(-half, half);
            }

            return noise;
        }

        (double X, double Y) periods = Periods(scenario.Problem);
        double shortest = Math.Min(periods.X > 0 ? periods.X : double.PositiveInfinity, periods.Y > 0 ? periods.Y : double.PositiveInfinity), longest = shortest / PlaneNoise.ShortestPeriod;
        return length <= longest
            ? [.. new PlaneNoise(length, scenario.Seed, periods).At(points).Select(v => half * v)]
            : throw new ScenarioException($"'noise_length' is {length:g4}; in a box that repeats itself after {shortest:g4} it can be {longest:g4} at most.");
    }

    private static (double X, double Y) Periods(PhaseFieldSettings problem) => problem.Geometry is ShapeGeometry { Regions: [{ Shape: RectangleShape box }] }
        ? (problem.Periodic is PeriodicSides.X or PeriodicSides.Both ? box.Width : 0, problem.Periodic is PeriodicSides.Y or PeriodicSides.Both ? box.Height : 0)
        : default;
}
