using Stria.Core;
using Stria.Matter;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>Puts composition, axis, laws and pre-strain on the mesh.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class FieldsStep(StressScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "fields";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        StressProblem problem = scenario.Problem;
        TriangleMesh mesh = context.Get<StressBody>().Mesh;
        context.TryGet("", out HostMaterial? host);
        double[] x = CompositionAt.Of(problem.Composition, mesh.Points.ToArray(), context);
        (sbyte[] phases, IReadOnlyList<string> names) = Phases(host, CellMeans.Of(mesh, x));
        var reference = new ReferenceRule(problem, mesh, x, host);
        StressLaws.NoteTables(problem, context);
        IReadOnlyList<ElasticMaterial> materials = new StressLaws(host, context.Folder, reference.Value) { GoesOnStraight = true }.Of(problem, mesh.RegionNames);
        // Linear cells take one strain from the mean of their nodes.
        double[]? atPoints = problem.Composition is ExpressionComposition or TableComposition && mesh.NodesPerCell == 6
            ? CompositionAt.Of(problem.Composition, new ElasticProblem(mesh, SolveStep.Model(problem), materials).PointPlaces(), context)
            : null;
        double[] angles = ParticleAxes.At(problem.Axis, context);
        var fields = new StressFields(x, reference)
        {
            AtPoints = atPoints,
            Mean = Mean(mesh, x, atPoints),
            Materials = materials,
            NodeAngles = angles,
            CellAngles = CellMeans.OfAxis(mesh, angles),
            PreStrain = problem.BendingCurvature == 0 ? null : Bend(mesh, angles, context),
            CellPhases = phases,
            PhaseNames = names,
        };
        TableReach.Check(mesh, fields, context);
        context.Put(fields);
        Tell(fields, mesh, context);
    }

    private double[] Bend(TriangleMesh mesh, double[] angles, StudyContext context)
    {
        var curvature = new double[mesh.NodeCount];
        Array.Fill(curvature, scenario.Problem.BendingCurvature);
        return BendingStrain.Of(mesh, curvature, ParticleAxes.DistanceFromCentreLine(context), angles);
    }

    private static (sbyte[] OfCell, IReadOnlyList<string> Names) Phases(HostMaterial? host, double[] cells)
    {
        string[] names = [.. host?.Phases.Select(p => p.Name) ?? []];
        return ([.. cells.Select(x => (sbyte)(host?.PhaseAt(x) is { } phase ? Array.IndexOf(names, phase.Name) : -1))], names);
    }

    // By area also about an axis: the mean over the mesh as it is drawn.
    private static double Mean(TriangleMesh mesh, double[] x, double[]? atPoints)
    {
        double[] weights = atPoints is null ? CellMeans.Areas(mesh) : new ElasticProblem(mesh, PlaneModel.PlaneStress, []).PointWeights();
        return weights.Zip(atPoints ?? CellMeans.Of(mesh, x), (w, c) => w * c).Sum() / weights.Sum();
    }

    private void Tell(StressFields fields, TriangleMesh mesh, StudyContext context)
    {
        StressProblem problem = scenario.Problem;
        context.Report(new Headline("stress_free_composition", fields.Reference, "1", $"Stress-free composition ({fields.ReferenceMeaning})"));
        context.Report(new Headline("mesh_composition", fields.Mean, "1", "Mean composition x over the area of the mesh"));
        if (problem.StressFreeComposition is null)
        {
            context.Say(Remark.Assumed($"The body is free of stress at x = {fields.Reference:f3}: {fields.ReferenceMeaning}. With free edges a uniform change of it changes nothing; with fixed edges it moves the stress everywhere (table stress-free.csv)."));
        }

        string model = problem.Model switch
        {
            PlaneModelChoice.PlaneStress => "plane stress",
            PlaneModelChoice.PlaneStrain => "plane strain",
            _ => "axial symmetry",
        };
        context.Describe(
            $"Stress followed from linear elasticity in {model} with chemical strain as eigenstrain (Santos et al. 2020, eqs 9–11; 2022, eqs 9–11): {problem.Composition.Method}; {problem.Geometry.Method}; "
            + $"{problem.Stiffness.Method}; {problem.ChemicalStrain.Method}; {problem.Axis.Method}. The stress-free composition was x = {fields.Reference:f3} ({fields.ReferenceMeaning}).");
        context.Cite("Santos et al., Mater. Horiz. (2020), doi:10.1039/d0mh01240h: stress from composition maps");
        context.Cite("Santos et al., Patterns (2022), doi:10.1016/j.patter.2022.100634: stress from composition maps");
        if (context.TryGet("", out HostMaterial? host) && (problem.Stiffness is MaterialStiffness || problem.ChemicalStrain is MaterialStrain))
        {
            host.Mechanics?.Numbers().ToList().ForEach(n => context.Cite($"{n.Name} = {n.Value:g6} {n.Unit}: {n.Source}"));
        }
    }
}
