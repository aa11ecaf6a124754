using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>Carries the uncertainty of a composition to the stress: samples of the composition are solved with one factorisation, and their spread is taken at each node.</summary>
public static class StressUncertainty
{
    private const int SolvedAtOnce = 8;

    /// <summary>Solves for samples and takes standard deviations.</summary>
    /// <param name="system">The factored system.</param>
    /// <param name="composition">The mean composition, one per node.</param>
    /// <param name="sampler">Draws deviations from it. A table of strain is read anew for each sample.</param>
    /// <param name="samples">How many, at least 2; the relative error of a standard deviation is about 1/√(2·samples).</param>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="cancel">Stops between groups of samples.</param>
    /// <exception cref="ScenarioException">There are fewer than two samples, or a sample lies outside a table of strain.</exception>
    public static StressDeviation Of(
        ElasticSystem system, double[] composition, ICompositionSampler sampler, int samples, IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        if (samples < 2)
        {
            throw new ScenarioException($"{samples} samples give no standard deviation; at least 2 are needed, 100 give it to 7 %.");
        }

        var spread = new StressSpread(system.Problem.Mesh.NodeCount);
        for (int first = 0; first < samples; first += SolvedAtOnce)
        {
            cancel.ThrowIfCancellationRequested();
            var loads = new ElasticLoad[Math.Min(SolvedAtOnce, samples - first)];
            for (int k = 0; k < loads.Length; k++)
            {
                var sample = new double[composition.Length];
                double reference = sampler.Sample(first + k, sample);
                System.Numerics.Tensors.TensorPrimitives.Add(sample, composition, sample);
                loads[k] = system.Load(sample, reference);
            }

            foreach (ElasticSolution solution in system.Solve(loads))
            {
                spread.Add(solution);
            }

            progress?.Report(new RunProgress("stress uncertainty", (double)Math.Min(samples, first + SolvedAtOnce) / samples));
        }

        return spread.Deviation();
    }

    /// <summary>Solves for errors that are each one and the same for the whole map and independent of each other, and adds the squares of what they change.</summary>
    /// <param name="system">The factored system.</param>
    /// <param name="composition">The mean composition, one per node.</param>
    /// <param name="errors">Gives each error as the change of composition by one standard deviation of it.</param>
    /// <param name="count">How many errors, at least 1.</param>
    public static StressDeviation OfCommon(ElasticSystem system, double[] composition, ICompositionSampler errors, int count)
    {
        var loads = new List<ElasticLoad> { system.Load(composition) };
        for (int k = 0; k < count; k++)
        {
            var moved = new double[composition.Length];
            double reference = errors.Sample(k, moved);
            System.Numerics.Tensors.TensorPrimitives.Add(moved, composition, moved);
            loads.Add(system.Load(moved, reference));
        }

        IReadOnlyList<ElasticSolution> solutions = system.Solve(loads);
        var sum = new StressSquares(solutions[0]);
        for (int k = 1; k < solutions.Count; k++)
        {
            sum.Add(solutions[k]);
        }

        return sum.Deviation();
    }
}

/// <summary>Standard deviations of stress at the nodes [Pa] (regions that meet at a node are averaged first; NaN at nodes that no cell uses), and of its summary.</summary>
/// <param name="Samples">Number of samples, or of common errors.</param>
/// <param name="VonMises">Of the von Mises stress with σz.</param>
/// <param name="FirstPrincipal">Of the larger principal stress in the plane.</param>
/// <param name="SecondPrincipal">Of the smaller principal stress in the plane.</param>
/// <param name="Hydrostatic">Of the hydrostatic stress.</param>
/// <param name="Summary">Of the summary of the von Mises stress.</param>
public sealed record StressDeviation(int Samples, double[] VonMises, double[] FirstPrincipal, double[] SecondPrincipal, double[] Hydrostatic, VonMisesSummary Summary)
{
    /// <summary>Standard deviations by this and by another, independent cause.</summary>
    public StressDeviation And(StressDeviation other)
    {
        VonMisesSummary a = Summary, b = other.Summary;
        return new StressDeviation(
            Samples,
            Both(VonMises, other.VonMises),
            Both(FirstPrincipal, other.FirstPrincipal),
            Both(SecondPrincipal, other.SecondPrincipal),
            Both(Hydrostatic, other.Hydrostatic),
            new VonMisesSummary(double.Hypot(a.Mean, b.Mean), double.Hypot(a.Quantile95, b.Quantile95), double.Hypot(a.Maximum, b.Maximum)));
    }

    private static double[] Both(double[] a, double[] b)
    {
        var both = new double[a.Length];
        System.Numerics.Tensors.TensorPrimitives.Hypot<double>(a, b, both);
        return both;
    }
}

/// <summary>The von Mises stress in three numbers [Pa], over the quadrature points.</summary>
/// <param name="Mean">Mean over the area.</param>
/// <param name="Quantile95">The value that 95 % of the area stays below.</param>
/// <param name="Maximum">The largest value.</param>
public readonly record struct VonMisesSummary(double Mean, double Quantile95, double Maximum);
