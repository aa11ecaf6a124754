using System.Diagnostics;
using System.Globalization;
using Stria.Core;
using Stria.Numerics.Linear;
using Stria.Physics.PhaseField;

namespace Stria.Studies;

/// <summary>What a phase-field run would compute, said before it is begun: everything up to the first steps is done, in a folder that is then removed.</summary>
public static class PhaseFieldPlan
{
    private const int TrialSteps = 4;
    private const double BytesPerUnknown = 900;

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
            foreach (IStudyStep step in PhaseFieldStudy.Of(scenario).Steps.TakeWhile(s => s is not EvolveStep))
            {
                step.Run(context, new Progress<RunProgress>(), CancellationToken.None);
            }

            return [.. Lines(scenario, context)];
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
        int unknowns = (2 * mesh.NodeCount) + (body.Problem.Elasticity is null ? 0 : 2 * mesh.NodeCount);
        yield return $"cells          {mesh.CellCount} {(mesh.NodesPerCell == 6 ? "quadratic" : "linear")} triangles, mean side {Length(Math.Sqrt(body.Area / mesh.CellCount * 4 / Math.Sqrt(3)))}";
        yield return $"unknowns       {unknowns} ({2 * mesh.NodeCount} of c and μ{(body.Problem.Elasticity is null ? "" : $", {2 * mesh.NodeCount} of displacement")})";
        yield return $"memory         about {unknowns * BytesPerUnknown / 1e6:g2} MB";
        if (body.Laws is { Tangent: { } tangent, Interface: { } boundary })
        {
            yield return $"gap            c = {tangent.Low:g5} to {tangent.High:g5}, barrier {tangent.Barrier / body.Laws.ThermalEnergy:g4} RT; mean at the start {body.InitialMean:g5}";
            yield return $"interface      {Length(boundary.Width)} wide, {context.Headlines.First(h => h.Name == "cells_across_interface").Value:g3} cells across (wanted: {scenario.Discretisation.CellsAcross:g2})";
            yield return $"body / width   {Math.Sqrt(body.Area) / boundary.Width:g4} (square root of the area over the interface's width)";
        }
        else
        {
            yield return "gap            none: a solid solution";
        }

        yield return $"time           end {scenario.Time.End:g4}{(plain ? "" : " s")}, {scenario.Time.End / (body.Area / (plain ? body.Problem.Mobility.Largest : scales.Diffusivity)):g3} times of diffusion through the body";
        foreach (string line in Trial(scenario, body))
        {
            yield return line;
        }

        foreach (Remark remark in context.Remarks)
        {
            yield return $"{remark.Kind.ToString().ToLowerInvariant(),-14} {remark.Text}";
        }
    }

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
