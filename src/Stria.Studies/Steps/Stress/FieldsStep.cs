using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Statistics;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>Puts composition, axis, laws and pre-strain on the mesh.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class FieldsStep(StressScenario scenario) : IStudyStep
{
    private const double LeastShareOfPhase = 0.02;

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
        (double reference, string meaning) = Reference(mesh, x, phases, names);
        double[] angles = ParticleAxes.At(problem.Axis, context);
        var fields = new StressFields(x, reference)
        {
            ReferenceMeaning = meaning,
            Materials = new StressLaws(host, context.Folder, reference).Of(problem, mesh.RegionNames),
            NodeAngles = angles,
            CellAngles = CellMeans.OfAxis(mesh, angles),
            PreStrain = problem.BendingCurvature == 0 ? null : Bend(mesh, angles, context),
            CellPhases = phases,
            PhaseNames = names,
        };
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

    private (double Reference, string Meaning) Reference(TriangleMesh mesh, double[] x, sbyte[] phases, IReadOnlyList<string> names)
    {
        if (scenario.Problem.StressFreeComposition is { } given)
        {
            return (given, "as given");
        }

        double[] areas = CellMeans.Areas(mesh), cells = CellMeans.Of(mesh, x);
        double all = areas.Sum();
        for (int p = 0; p < names.Count; p++)
        {
            double share = 0, moment = 0;
            for (int c = 0; c < cells.Length; c++)
            {
                double a = phases[c] == p ? areas[c] : 0;
                (share, moment) = (share + (a / all), moment + (a * cells[c]));
            }

            if (share >= LeastShareOfPhase)
            {
                return (moment / (share * all), $"mean x of the lowest phase there, {names[p]}");
            }
        }

        return (Quantiles.Of([.. x.Select(v => (float)v)], 0.05), "the value that 5 % of the nodes stay below, since no phases are known");
    }

    private void Tell(StressFields fields, TriangleMesh mesh, StudyContext context)
    {
        StressProblem problem = scenario.Problem;
        double[] cells = CellMeans.Of(mesh, fields.Composition), areas = CellMeans.Areas(mesh);
        double mean = cells.Zip(areas, (c, a) => c * a).Sum() / areas.Sum();
        context.Report(new Headline("stress_free_composition", fields.Reference, "1", $"Stress-free composition ({fields.ReferenceMeaning})"));
        context.Report(new Headline("mesh_composition", mean, "1", "Mean composition x over the area of the mesh"));
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
