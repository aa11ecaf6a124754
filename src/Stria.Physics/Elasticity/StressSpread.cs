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
        double[] nodal = solution.NodalStress().AtNodes();
        PrincipalStress principal = StressMeasures.Principal(nodal);
        double[][] now = [StressMeasures.VonMises(nodal), principal.First, principal.Second, StressMeasures.Hydrostatic(nodal)];
        for (int k = 0; k < now.Length; k++)
        {
            Add(now[k], means[k], squares[k]);
        }

        double[] atPoints = StressMeasures.VonMises(solution.PointStress);
        PointStatistics statistics = solution.Statistics;
        Add([statistics.Mean(atPoints), statistics.Quantile(atPoints, 0.95), statistics.Maximum(atPoints).Value], summaryMeans, summarySquares);
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
