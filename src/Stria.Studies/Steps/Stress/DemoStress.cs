using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Numerics.Interpolation;
using Stria.Numerics.Linear;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>The stress part of the demonstration: from the map just found to its stress, and to that of the planted map on the same mesh.</summary>
internal static class DemoStress
{
    /// <summary>What the demonstration asks about stress.</summary>
    public static StressScenario Scenario(DemoScenario demo) => new()
    {
        Problem = new StressProblem { Composition = new MapComposition { Path = "maps.h5" }, Material = DemoStudy.Material },
        Seed = demo.Seed,
        Threads = demo.Threads,
    };

    /// <summary>The steps: the maps as a beginning, the chain to stress, and the comparison.</summary>
    public static IEnumerable<(IStudyStep Step, double Weight)> Steps(DemoScenario demo)
    {
        StressScenario scenario = Scenario(demo);
        return [(new FoundMapsStep(scenario), 0.05), .. StressStudy.Steps(scenario), (new TrueStressStep(scenario), 0.5)];
    }

    /// <summary>Hands the maps of the run to the chain of stress.</summary>
    private sealed class FoundMapsStep(StressScenario scenario) : IStudyStep
    {
        public string Name => "found_maps";

        public IReadOnlyList<object> Settings => [];

        public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
        {
            CompositionMaps maps = context.Get<CompositionMaps>();
            HostMaterial host = ReferenceLoading.Host(DemoStudy.Material)!;
            context.Put(host);
            context.Put(maps.Thickness, "shape");
            context.Put(new MeasuredComposition(maps.Composition, host)
            {
                Deviation = maps.Deviation,
                CommonErrors = [.. maps.CommonErrors.Select(e => new ScalarField(maps.Grid, e.Change, e.Name, "1"))],
                Amount = maps.Total,
                Shape = maps.Thickness,
                Treatment = (MapComposition)scenario.Problem.Composition,
            });
        }
    }

    /// <summary>Solves once more with the planted composition, and scores the stress of the found one against it.</summary>
    private sealed class TrueStressStep(StressScenario scenario) : IStudyStep
    {
        private const double LeastSigma = 1;

        public string Name => "true_stress";

        public IReadOnlyList<object> Settings => [];

        public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
        {
            TriangleMesh mesh = context.Get<StressBody>().Mesh;
            StressFields fields = context.Get<StressFields>();
            MeasuredComposition measured = context.Get<MeasuredComposition>();
            double[] planted = new double[mesh.NodeCount];
            // The same pixels and the same filter as the found map had.
            float[] truth = [.. context.Get<PlantedTruth>().Composition.Values.Zip(measured.Composition.Values, (t, found) => float.IsFinite(found) ? t : float.NaN)];
            new MapSampler((measured with { Amount = null }).Treated(truth), ((MapComposition)scenario.Problem.Composition).Interpolation).Sample(mesh.Points, planted);
            (ISparseSolver solver, _) = SparseSolvers.Choose(scenario.Discretisation.Solver);
            // The rule that found the stress-free composition is applied to the planted map as well.
            double reference = fields.Rule.At(planted) - fields.Reference;
            var trueCases = new List<StressCase>();
            foreach (StressCase found in context.Get<IReadOnlyList<StressCase>>())
            {
                cancel.ThrowIfCancellationRequested();
                using var system = ElasticSystem.Factored(SolveStep.Problem(scenario, mesh, fields, found.Edge), solver);
                var exact = new StressCase(found.Edge, system.Solve([system.Load(planted, reference)])[0], fields);
                trueCases.Add(exact);
                Score(found, exact, context);
            }

            context.Put<IReadOnlyList<StressCase>>(trueCases, "truth");
        }

        private static void Score(StressCase found, StressCase exact, StudyContext context)
        {
            double[] a = found.AtPoints.VonMises, b = exact.AtPoints.VonMises;
            PointStatistics s = exact.Solution.Statistics;
            double difference = Math.Sqrt(s.Integral([.. a.Zip(b, (x, y) => (x - y) * (x - y))]) / s.Integral([.. b.Select(v => v * v)]));
            double quantile = (s.Quantile(a, 0.95) / s.Quantile(b, 0.95)) - 1;
            string edge = found.Edge.Name;
            context.Report(new Headline($"truth_von_mises_l2_{edge}", difference, "1", $"Von Mises stress, {edge} edges: relative L² difference from that of the planted map") { Note = "limit 0.1", IsWithinLimit = difference <= 0.1 });
            context.Report(new Headline($"truth_von_mises_q95_{edge}", quantile, "1", $"Von Mises stress, {edge} edges: 95 % quantile, relative difference") { Note = "limit ± 0.05", IsWithinLimit = Math.Abs(quantile) <= 0.05 });
            if (found.Deviation is { } deviation)
            {
                (int covered, int count) = (0, 0);
                for (int n = 0; n < deviation.VonMises.Length; n++)
                {
                    double d = found.AtNodes.VonMises[n] - exact.AtNodes.VonMises[n];
                    covered += Math.Abs(d) <= LeastSigma * deviation.VonMises[n] ? 1 : 0;
                    count += double.IsFinite(d) ? 1 : 0;
                }

                double cover = (double)covered / count;
                context.Report(new Headline($"truth_von_mises_coverage_{edge}", cover, "1", $"Von Mises stress, {edge} edges: share of nodes whose interval (± σ) holds that of the planted map") { Note = "0.55 to 0.80", IsWithinLimit = cover is >= 0.55 and <= 0.8 });
            }
        }
    }
}
