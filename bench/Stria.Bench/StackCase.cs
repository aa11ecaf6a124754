using System.Text.Json;
using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Bench;

/// <summary>Counts to optical density, components, clusters and maps of the references, by the calls that the chain makes.</summary>
internal static class StackCase
{
    private const int Components = 4;

    /// <summary>Measures the case once, after the compiler has seen the same work on a small stack.</summary>
    /// <returns>One line of JSON.</returns>
    public static string Run(BenchOptions options)
    {
        WarmUp(options);
        var planted = new PlantedStack(options);
        double before = PeakMemory.Gigabytes;
        var clock = new StageClock();
        Work work = Chain(planted, clock);
        double input = planted.Stack.Counts.LongLength * sizeof(float) / 1e9, peak = PeakMemory.Gigabytes;
        return JsonSerializer.Serialize(new
        {
            yard = "stack",
            impl = "stria",
            ny = options.Rows,
            nx = options.Columns,
            ne = options.Energies,
            input_GB = Math.Round(input, 3),
            cpu_s = clock.Cpu,
            wall_s = clock.Wall,
            total_cpu_s = Math.Round(clock.Cpu.Values.Sum(), 4),
            total_wall_s = Math.Round(clock.Wall.Values.Sum(), 4),
            rss_before_GB = Math.Round(before, 3),
            peak_GB = Math.Round(peak, 3),
            added_over_input = Math.Round((peak - before) / input, 2),
            ARI = Math.Round(Agreement.AdjustedRand(planted.Labels, work.Found.Labels), 4),
            od_mean_max_deviation = Math.Round(MeanDeviation(planted, work.Density), 4),
            amounts_rms_deviation = Math.Round(AmountDeviation(planted, work.Maps), 4),
            total_amount_max_deviation = Math.Round(TotalDeviation(planted, work.Maps), 4),
            residual_median = Math.Round(Numerics.Statistics.Quantiles.Median(work.Maps.ResidualRms), 5),
            cluster_spectra_max_deviation = ClusterDeviation(work),
            seed = options.Seed,
            threads = 1,
        });
    }

    // The tiered compiler replaces a method by its optimised form after some thirty calls and a pause; six rounds on 96 × 96 pixels with pauses are enough.
    private static void WarmUp(BenchOptions options)
    {
        for (int i = 0; i < 6; i++)
        {
            Chain(new PlantedStack(options with { Rows = 96, Columns = 96 }), new StageClock());
            Thread.Sleep(150);
        }

        GC.Collect();
    }

    private static Work Chain(PlantedStack planted, StageClock clock)
    {
        var incident = new IncidentSpectrum(planted.Incident, null, IsExternal: true, "planted");
        OpticalDensityStack od = clock.Measure("od", () => OpticalDensity.TakeOver(planted.Aligned, StackContent.Intensity, incident, NoiseModel.Poisson));
        // As the yardstick does: k-means on the raw scores, one start, and no judgement of how many components there are.
        var options = new ComponentOptions { Components = Components, Clusters = PlantedStack.RegionCount, NormaliseThickness = false, Starts = 1, WithSignificance = false };
        ComponentMaps found = clock.Measure("components", () => Stria.Measurement.Stxm.Components.Find(od, od.Usable, options));
        ReferenceDesign design = ReferenceDesign.Of(planted.References);
        DirectInversionResult maps = clock.Measure("maps", () => DirectInversion.Run(od, design, od.Usable));
        return new Work(od, found, maps);
    }

    private static double MeanDeviation(PlantedStack planted, OpticalDensityStack od)
    {
        float[] mean = ParticleMask.MeanImage(od);
        return Enumerable.Range(0, mean.Length).Max(p => Math.Abs(mean[p] - planted.MeanDensity(p)));
    }

    private static double AmountDeviation(PlantedStack planted, DirectInversionResult maps)
    {
        double sum = 0;
        for (int r = 0; r < maps.Amounts.Length; r++)
        {
            for (int p = 0; p < planted.Labels.Length; p++)
            {
                double difference = maps.Amounts[r][p] - planted.Amount(r, p);
                sum += difference * difference;
            }
        }

        return Math.Sqrt(sum / maps.Amounts.Length / planted.Labels.Length);
    }

    private static double TotalDeviation(PlantedStack planted, DirectInversionResult maps) =>
        Enumerable.Range(0, planted.Labels.Length).Max(p => Math.Abs(maps.Amounts.Sum(a => (double)a[p]) - planted.Thickness[p]));

    // Against sums in double precision over the pixels of each cluster.
    private static double ClusterDeviation(Work work)
    {
        double worst = 0;
        for (int c = 0; c < work.Found.ClusterSizes.Length; c++)
        {
            bool[] chosen = [.. work.Found.Labels.Select(l => l == c)];
            double[] mean = OpticalDensity.MeanSpectrum(work.Density, chosen);
            worst = Math.Max(worst, mean.Zip(work.Found.ClusterSpectra[c], (m, s) => Math.Abs(m - s)).Max());
        }

        return worst;
    }

    private sealed record Work(OpticalDensityStack Density, ComponentMaps Found, DirectInversionResult Maps);
}
