using System.Diagnostics;
using System.Globalization;
using Stria.Core;
using Stria.Numerics.Linear;
using Stria.Physics.PhaseField;
using Stria.Physics.PhaseField.Spectral;
using Stria.Physics.Radial;

namespace Stria.Studies;

/// <summary>What a phase-field run would compute, said before it is begun: everything up to the first steps is done, in a folder that is then removed.</summary>
public static class PhaseFieldPlan
{
    private const int TrialSteps = 4;
    private const double BytesPerUnknown = 900, BytesPerPixel = 200;

    /// <summary>The plan in lines of text.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <exception cref="StriaException">The scenario cannot be run; the reason is the one that the run would give.</exception>
    public static IReadOnlyList<string> Of(PhaseFieldScenario scenario)
    {
        DirectoryInfo place = Directory.CreateTempSubdirectory("stria-plan-");
        try
        {
            var folder = RunFolder.Create(Path.Combine(place.FullName, "plan"), force: false);
            var context = new StudyContext(scenario, folder);
            foreach (IStudyStep step in PhaseFieldStudy.Of(scenario).Steps.TakeWhile(s => s is not IContinuedStep))
            {
                step.Run(context, new Progress<RunProgress>(), CancellationToken.None);
            }

            IEnumerable<string> own = scenario.Problem.Geometry is RadialGeometry ? RadialLines(scenario, context) : context.TryGet("", out SpectralBody? box) ? BoxLines(scenario, context, box) : Lines(scenario, context);
            return [.. own, .. context.Remarks.Select(r => $"{r.Kind.ToString().ToLowerInvariant(),-14} {r.Text}")];
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Lines(PhaseFieldScenario scenario, StudyContext context)
    {
        PhaseFieldBody body = context.Get<PhaseFieldBody>();
        TriangleMesh mesh = context.Get<StressBody>().Mesh;
        PhaseFieldScales scales = body.Laws.Scales;
        bool plain = scenario.Units == UnitChoice.None;
        string Length(double plainLength) => plain ? $"{plainLength:g4}" : $"{plainLength * 1e9:g4} nm";
        int unknowns = (body.Problem.Elasticity is null ? 2 : 4) * body.FreeNodes;
        yield return $"cells          {mesh.CellCount} {(mesh.NodesPerCell == 6 ? "quadratic" : "linear")} triangles, mean side {Length(Math.Sqrt(body.Area / mesh.CellCount * 4 / Math.Sqrt(3)))}";
        yield return $"unknowns       {unknowns} ({2 * body.FreeNodes} of c and μ{(body.Problem.Elasticity is null ? "" : $", {2 * body.FreeNodes} of displacement")})";
        yield return $"memory         about {unknowns * BytesPerUnknown / 1e6:g2} MB";
        string across = $"cells across (wanted: {scenario.Discretisation.CellsAcross:g2})";
        foreach (string line in Groups(scenario, context, body.Laws, (Math.Sqrt(body.Area), "square root of the area", across)))
        {
            yield return line;
        }

        yield return Duration(scenario, body.Area / (plain ? body.Problem.Mobility.Largest : scales.Diffusivity));
        foreach (string line in Trial(scenario, body))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> BoxLines(PhaseFieldScenario scenario, StudyContext context, SpectralBody box)
    {
        PhaseFieldBody body = context.Get<PhaseFieldBody>();
        (int rows, int columns) = box.Problem.Size;
        long pixels = (long)rows * columns;
        yield return $"pixels         {columns} × {rows}, side {Size(scenario, box.Problem.Pixel)}, {(box.Problem.Border == BoxBorder.Periodic ? "periodic" : "no flux at the borders")}";
        yield return $"unknowns       {pixels} (c)";
        yield return $"memory         about {pixels * BytesPerPixel / 1e6:g2} MB";
        foreach (string line in Groups(scenario, context, body.Laws, (Math.Sqrt(body.Area), "square root of the area", "pixels across (wanted: 5)")))
        {
            yield return line;
        }

        yield return Duration(scenario, body.Area / (box.Problem.Mobility * body.Laws.ThermalEnergy));
        var solver = new SpectralSolver(box.Problem);
        solver.Fill(body.Initial);
        long begun = Stopwatch.GetTimestamp();
        solver.AdvanceEvenly(1e-9 * scenario.Time.End, TrialSteps);
        yield return Expected("steps          chosen by their error; ", Stopwatch.GetElapsedTime(begun).TotalSeconds / TrialSteps);
    }

    private static IEnumerable<string> RadialLines(PhaseFieldScenario scenario, StudyContext context)
    {
        RadialBody body = context.Get<RadialBody>();
        RadialProblem problem = body.Problem;
        yield return $"shells         {problem.Cells}, {Size(scenario, problem.Length / problem.Cells)} thick";
        yield return $"unknowns       {2 * problem.Cells} (c and μ)";
        foreach (string line in Groups(scenario, context, body.Laws, (problem.Length, "radius", "shells across (wanted: 8)")))
        {
            yield return line;
        }

        yield return Duration(scenario, problem.Length * problem.Length / problem.Diffusivity);
        var solver = new RadialSolver(problem, RadialEvolveStep.ToleranceShare * scenario.Time.Tolerance);
        solver.Fill(body.Initial);
        long begun = Stopwatch.GetTimestamp();
        solver.Advance(1e-6 * scenario.Time.End);
        yield return Expected("steps          chosen by their error; ", Stopwatch.GetElapsedTime(begun).TotalSeconds / Math.Max(1, solver.Steps));
    }

    private static string Size(PhaseFieldScenario scenario, double length) => scenario.Units == UnitChoice.None ? $"{length:g4}" : $"{length * 1e9:g4} nm";

    private static IEnumerable<string> Groups(PhaseFieldScenario scenario, StudyContext context, PhaseFieldLaws laws, (double Size, string Meaning, string Across) body)
    {
        if (laws is { Tangent: { } tangent, Interface: { } boundary })
        {
            yield return $"gap            c = {tangent.Low:g5} to {tangent.High:g5}, barrier {tangent.Barrier / laws.ThermalEnergy:g4} RT; mean at the start {context.Headlines.First(h => h.Name == "initial_mean").Value:g5}";
            yield return $"interface      {Size(scenario, boundary.Width)} wide, {context.Headlines.First(h => h.Name == "cells_across_interface").Value:g3} {body.Across}";
            yield return $"body / width   {body.Size / boundary.Width:g4} ({body.Meaning} over the interface's width)";
        }
        else
        {
            yield return "gap            none: a solid solution";
        }
    }

    private static string Duration(PhaseFieldScenario scenario, double diffusion) =>
        $"time           end {scenario.Time.End:g4}{(scenario.Units == UnitChoice.None ? "" : " s")}, {scenario.Time.End / diffusion:g3} times of diffusion through the body";

    private static string Expected(string steps, double each) =>
        string.Create(CultureInfo.InvariantCulture, $"{steps}{each:g2} s of computing each: {each * 300:g2} s for 300, {each * 3000:g2} s for 3000; how many are needed shows on the way");

    private static IEnumerable<string> Trial(PhaseFieldScenario scenario, PhaseFieldBody body)
    {
        (ISparseSolver elastic, _) = SparseSolvers.Choose(scenario.Discretisation.Solver);
        using var solver = new PhaseFieldSolver(body.Problem, EvolveStep.TimeOf(scenario, body.Laws.Scales), elastic);
        PhaseFieldState state = solver.Start(solver.FromNodes(body.Initial));
        double first = state.NextStep, end = scenario.Time.End / body.Laws.Scales.Time;
        long begun = Stopwatch.GetTimestamp();
        while (state.Counts.Steps < TrialSteps && state.Time < end)
        {
            state = solver.Advance(state, Math.Min(end, state.Time + state.NextStep));
        }

        double each = Stopwatch.GetElapsedTime(begun).TotalSeconds / Math.Max(1, state.Counts.Steps);
        string unit = scenario.Units == UnitChoice.None ? "" : " s";
        yield return string.Create(CultureInfo.InvariantCulture, $"steps          the first {first * body.Laws.Scales.Time:g3}{unit}; {state.Method.ToString().ToLowerInvariant()} method, {each:g2} s of computing each");
        yield return string.Create(CultureInfo.InvariantCulture, $"expected time  {each * 300:g2} s for 300 steps, {each * 3000:g2} s for 3000; how many are needed shows on the way");
    }
}
