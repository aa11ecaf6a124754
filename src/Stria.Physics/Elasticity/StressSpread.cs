namespace Stria.Physics.Elasticity;

/// <summary>Running means and sums of squared deviations (Welford, Technometrics 1962) of what is made of the stress of samples.</summary>
internal sealed class StressSpread(int nodes)
{
    private readonly double[][] means = [.. Enumerable.Range(0, 4).Select(_ => new double[nodes])], squares = [.. Enumerable.Range(0, 4).Select(_ => new double[nodes])];
    private readonly double[] summaryMeans = new double[3], summarySquares = new double[3];
    private int count;

    public void Add(ElasticSolution solution)
    {
        count++;
        var now = StressOutcome.Of(solution);
        for (int k = 0; k < now.AtNodes.Length; k++)
        {
            Add(now.AtNodes[k], means[k], squares[k]);
        }

        Add(now.Summary, summaryMeans, summarySquares);
    }

    public StressDeviation Deviation()
    {
        double[][] found = [.. squares.Select(Roots)];
        double[] summary = Roots(summarySquares);
        return new StressDeviation(count, found[0], found[1], found[2], found[3], new VonMisesSummary(summary[0], summary[1], summary[2]));
    }

    private double[] Roots(double[] squares) => [.. squares.Select(s => Math.Sqrt(s / (count - 1)))];

    private void Add(double[] now, double[] mean, double[] square)
    {
        for (int n = 0; n < now.Length; n++)
        {
            double off = now[n] - mean[n];
            mean[n] += off / count;
            square[n] += off * (now[n] - mean[n]);
        }
    }
}

/// <summary>What uncertainties are given of.</summary>
/// <param name="AtNodes">Von Mises, larger and smaller principal, hydrostatic stress at each node.</param>
/// <param name="Summary">Mean, 95 % quantile and maximum of the von Mises stress at the quadrature points.</param>
internal sealed record StressOutcome(double[][] AtNodes, double[] Summary)
{
    public static StressOutcome Of(ElasticSolution solution)
    {
        double[] nodal = solution.NodalStress().AtNodes(), atPoints = StressMeasures.VonMises(solution.PointStress);
        PrincipalStress principal = StressMeasures.Principal(nodal);
        PointStatistics statistics = solution.Statistics;
        return new StressOutcome(
            [StressMeasures.VonMises(nodal), principal.First, principal.Second, StressMeasures.Hydrostatic(nodal)],
            [statistics.Mean(atPoints), statistics.Quantile(atPoints, 0.95), statistics.Maximum(atPoints).Value]);
    }
}

/// <summary>Sums of squares of what single errors change.</summary>
internal sealed class StressSquares(ElasticSolution without)
{
    private readonly StressOutcome before = StressOutcome.Of(without);
    private double[][]? squares;
    private readonly double[] summary = new double[3];
    private int count;

    public void Add(ElasticSolution with)
    {
        count++;
        var after = StressOutcome.Of(with);
        squares ??= [.. after.AtNodes.Select(v => new double[v.Length])];
        for (int k = 0; k < squares.Length; k++)
        {
            Add(after.AtNodes[k], before.AtNodes[k], squares[k]);
        }

        Add(after.Summary, before.Summary, summary);
    }

    public StressDeviation Deviation()
    {
        double[][] found = [.. squares!.Select(s => s.Select(Math.Sqrt).ToArray())];
        return new StressDeviation(count, found[0], found[1], found[2], found[3], new VonMisesSummary(Math.Sqrt(summary[0]), Math.Sqrt(summary[1]), Math.Sqrt(summary[2])));
    }

    private static void Add(double[] after, double[] before, double[] squares)
    {
        for (int n = 0; n < squares.Length; n++)
        {
            double change = after[n] - before[n];
            squares[n] += change * change;
        }
    }
}
