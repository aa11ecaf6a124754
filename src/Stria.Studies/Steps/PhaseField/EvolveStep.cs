using System.Diagnostics;
using Stria.Core;
using Stria.Numerics.Linear;
using Stria.Physics.PhaseField;

namespace Stria.Studies;

/// <summary>Advances the field from picture to picture. What was reached is saved every few seconds, at every picture, and when the run is stopped or fails; a resumed run goes on to the same bits.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class EvolveStep(PhaseFieldScenario scenario) : IContinuedStep
{
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "evolve";

    /// <summary>All that decides the course; the end is left out, so that a run can be run on.</summary>
    public IReadOnlyList<object> Settings => [scenario.Problem, scenario.Discretisation, scenario.Time with { End = 1 }, .. scenario.Output.Every is null ? new object[] { scenario.Output } : []];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        PhaseFieldBody body = context.Get<PhaseFieldBody>();
        (ISparseSolver elastic, Remark? remark) = SparseSolvers.Choose(scenario.Discretisation.Solver);
        if (remark is not null)
        {
            context.Say(remark);
        }

        using var solver = new PhaseFieldSolver(body.Problem, TimeOf(scenario, body.Laws.Scales), elastic);
        var files = new PhaseFieldFiles(scenario, context, solver);
        PhaseFieldCourse course = (context.Continues ? Resumed(context, solver) : null) ?? Begun(body, solver, files);
        double scale = body.Laws.Scales.Time;
        double[] moments = [.. scenario.Output.Moments(scenario.Time.End).Select(t => t / scale)];
        var listener = new Listener(course, Name, moments[^1], progress, () => PhaseFieldCheckpoint.Save(context.ContinuationPath!, course, Remarks(course, solver)));
        try
        {
            foreach (double moment in moments.Where(m => m > course.Snapshots[^1].Time))
            {
                course.State = solver.Advance(course.State, moment, listener, null, cancel);
                course.Snapshots.Add(files.WriteSnapshot(course.State, course.Snapshots.Count));
                listener.Save();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or StriaException)
        {
            listener.SaveAfter(e);
            throw;
        }

        Remarks(course, solver).ForEach(context.Say);
        context.Put(course);
        context.Put<FieldCourse>(course);
        Tell(course, body, context);
        if (course.Snapshots[^1].Box is { } box)
        {
            TellBox(box, context);
        }
    }

    /// <summary>How time is stepped, in plain numbers.</summary>
    internal static PhaseFieldTime TimeOf(PhaseFieldScenario scenario, PhaseFieldScales scales) => new()
    {
        Method = Enum.Parse<PhaseFieldMethod>(scenario.Time.Method.ToString()),
        FirstStep = scenario.Time.FirstStep / scales.Time,
        LargestStep = scenario.Time.LargestStep / scales.Time ?? double.PositiveInfinity,
        Tolerance = scenario.Time.Tolerance,
    };

    private static PhaseFieldCourse Begun(PhaseFieldBody body, PhaseFieldSolver solver, PhaseFieldFiles files)
    {
        PhaseFieldState start = solver.Start(solver.FromNodes(body.Initial));
        return new PhaseFieldCourse { State = start, History = [HistoryRow.Of(start)], Snapshots = [files.WriteSnapshot(start, 0)] };
    }

    // Also what was said of the part before a stop: by which method time was stepped.
    private static List<Remark> Remarks(PhaseFieldCourse course, PhaseFieldSolver solver) => [.. course.EarlierRemarks.Concat(solver.Remarks).Distinct()];

    // Null where measures and figures could not be made, since a finished run without field files keeps its last picture only.
    private static PhaseFieldCourse? Resumed(StudyContext context, PhaseFieldSolver solver)
    {
        PhaseFieldCourse course = PhaseFieldCheckpoint.Load(context.ContinuationPath!);
        if (course.MissingPicture(context) is { } remark)
        {
            context.Say(remark);
            return null;
        }

        solver.Resume(course.State);
        return course;
    }

    private void Tell(PhaseFieldCourse course, PhaseFieldBody body, StudyContext context)
    {
        PhaseFieldCounts counts = course.State.Counts;
        bool plain = scenario.Units == UnitChoice.None;
        double energy = plain ? 1 : body.Laws.Scales.EnergyDensity * body.Laws.Scales.Length * body.Laws.Scales.Length;
        string unit = plain ? "1" : "J/m", time = plain ? "1" : "s";
        int rejected = counts.RejectedForError + counts.RejectedForEnergy + counts.RejectedForBounds + counts.RejectedForConvergence;
        context.Report(new Headline("end_time", course.State.Time * body.Laws.Scales.Time, time, "Time reached"));
        context.Report(new Headline("steps", counts.Steps, "1", "Steps of time taken"));
        context.Report(new Headline("rejected_steps", rejected, "1", $"Steps taken back: {counts.RejectedForError} for their error, {counts.RejectedForEnergy} for rising energy, {counts.RejectedForBounds} for bounds, {counts.RejectedForConvergence} for convergence"));
        context.Report(new Headline("energy_start", course.History[0].Energy * energy, unit, "Free energy at the start"));
        context.Report(new Headline("energy_end", course.State.Energy * energy, unit, "Free energy at the end"));
        context.Report(new Headline("lowest_composition", course.State.Composition.Min(), "1", "Smallest c at the end"));
        context.Report(new Headline("highest_composition", course.State.Composition.Max(), "1", "Largest c at the end"));
        if (body.Problem.IsClosed && body.Problem.Dynamics == PhaseFieldDynamics.Conserved)
        {
            context.Report(course.MassDrift(body));
            context.Report(course.EnergyRises());
        }
        else
        {
            context.Report(new Headline("mean_composition_end", course.State.Mass / body.Area * body.Laws.Scales.Length * body.Laws.Scales.Length, "1", "Mean c at the end"));
        }
    }

    private void TellBox(BoxMeans box, StudyContext context)
    {
        bool plain = scenario.Units == UnitChoice.None;
        for (int k = 0; k < BoxMeans.Components.Length; k++)
        {
            if (double.IsFinite(box.Strain[k]))
            {
                string name = BoxMeans.Components[k];
                context.Report(new Headline($"mean_strain_{name}", box.Strain[k], "1", $"Mean strain ε_{name} of the periodic box at the end"));
                context.Report(new Headline($"mean_stress_{name}", box.Stress[k] * (plain ? 1 : 1e-6), plain ? "1" : "MPa", $"Mean stress σ_{name} of the periodic box at the end"));
            }
        }
    }

    /// <summary>Keeps the history and saves now and then.</summary>
    private sealed class Listener(PhaseFieldCourse course, string step, double end, IProgress<RunProgress> progress, Action save) : IProgress<PhaseFieldStep>
    {
        private long saved = Stopwatch.GetTimestamp();

        public void Report(PhaseFieldStep value)
        {
            course.State = value.State;
            course.History.Add(HistoryRow.Of(value));
            progress.Report(new RunProgress(step, Math.Min(1, value.State.Time / end)));
            if (Stopwatch.GetElapsedTime(saved) > BetweenSaves)
            {
                Save();
            }
        }

        /// <summary>Saves after a failure; a full disk that takes no file either is not told in its place.</summary>
        public void SaveAfter(Exception failure)
        {
            try
            {
                Save();
            }
            catch (DataException) when (failure is DataException)
            {
            }
        }

        public void Save()
        {
            save();
            saved = Stopwatch.GetTimestamp();
        }
    }
}
