using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Linear;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>Solves for displacement and stress with each way of holding the edges.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class SolveStep(StressScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "solve";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem, scenario.Discretisation, scenario.Uncertainty];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        StressBody body = context.Get<StressBody>();
        StressFields fields = context.Get<StressFields>();
        (ISparseSolver solver, Remark? remark) = SparseSolvers.Choose(scenario.Discretisation.Solver);
        if (remark is not null)
        {
            context.Say(remark);
        }

        IReadOnlyList<EdgeCase> edges = EdgeConditions.Of(scenario.Problem, body.Mesh);
        var cases = new List<StressCase>();
        var error = CompositionError.Of(scenario, context, body.Mesh, fields);
        var common = CommonCompositionErrors.Of(scenario, context, body.Mesh, fields);
        for (int i = 0; i < edges.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            using var system = ElasticSystem.Factored(Problem(scenario, body.Mesh, fields, edges[i]), solver);
            system.Remarks.ToList().ForEach(context.Say);
            var solved = new StressCase(edges[i], system.Solve([fields.Load(system)])[0], fields);
            var part = new Share(Name, progress, i, edges.Count);
            solved.Random = error?.Carry(system, part, cancel);
            solved.Systematic = common?.Carry(system);
            cases.Add(solved);
            context.Report(new Headline($"energy_{edges[i].Name}", solved.Solution.Energy, scenario.Problem.Model == PlaneModelChoice.Axisymmetric ? "J" : "J/m", $"Elastic energy, {edges[i].Name} edges"));
            part.Report(1);
        }

        context.Put<IReadOnlyList<StressCase>>(cases);
        context.Put(References(context, cases, solver, cancel));
        int unknowns = 2 * body.Mesh.NodeCount;
        context.Report(new Headline("unknowns", unknowns, "1", "Unknowns, fixed ones included"));
        context.Describe(
            $"The mesh had {body.Mesh.CellCount} {(body.Mesh.NodesPerCell == 6 ? "quadratic" : "linear")} triangles and {unknowns} unknowns; the equations were solved directly ({solver.Name}).");
    }

    /// <summary>The elastic problem of a scenario on a mesh.</summary>
    public static ElasticProblem Problem(StressScenario scenario, TriangleMesh mesh, StressFields fields, EdgeCase edge) =>
        new(mesh, Model(scenario.Problem), fields.Materials)
        {
            Boundary = edge.Conditions,
            AxisAngles = fields.CellAngles,
            PreStrain = fields.PreStrain,
        };

    /// <summary>What the plane stands for.</summary>
    public static PlaneModel Model(StressProblem problem) => Enum.Parse<PlaneModel>(problem.Model.ToString());

    // What another stress-free composition would give: the one number of the problem that nobody measures.
    private ReferenceEffect References(StudyContext context, List<StressCase> cases, ISparseSolver solver, CancellationToken cancel)
    {
        StressFields fields = context.Get<StressFields>();
        TriangleMesh mesh = context.Get<StressBody>().Mesh;
        context.TryGet("", out HostMaterial? host);
        double lowest = host?.LowestComposition ?? 0;
        var rows = new List<ReferenceRow>();
        foreach (StressCase own in cases)
        {
            rows.Add(ReferenceRow.Of("as used", fields.Reference, own.Edge.Name, own.Solution));
            foreach ((string meaning, double x) in new[] { ("mean of the particle", fields.Mean), ("empty host", lowest) })
            {
                cancel.ThrowIfCancellationRequested();
                if (fields.Materials.Any(m => m.Strain is StrainTable { Range: var range } && !(x >= range.Low && x <= range.High)))
                {
                    continue;
                }

                var other = fields with { Materials = new StressLaws(host, context.Folder, x) { GoesOnStraight = true }.Of(scenario.Problem, mesh.RegionNames) };
                using var system = ElasticSystem.Factored(Problem(scenario, mesh, other, own.Edge), solver);
                rows.Add(ReferenceRow.Of(meaning, x, own.Edge.Name, system.Solve([fields.Load(system)])[0]));
            }
        }

        return new ReferenceEffect(rows);
    }

    /// <summary>Passes the progress of one case on as a part of the step's.</summary>
    private sealed class Share(string step, IProgress<RunProgress> progress, int index, int count) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new RunProgress(step, (index + (0.8 * value)) / count));
    }
}
