using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Stria.Core;

namespace Stria.Studies;

/// <summary>Executes a study in its folder: step after step, with record, checkpoints and timings. Only a run that came to its end gets its final name.</summary>
public sealed class Run
{
    private const long Plenty = 1 << 24; // bytes

    private long kept; // bytes that were in use when memory was last given back
    private readonly Study study;
    private readonly Checkpoints checkpoints;
    private readonly Lock gate = new();
    private readonly int mustLoadBefore;
    private readonly bool mayLoad;
    private RunRecord record;

    private Run(Study study, RunFolder folder, bool mayLoad, int mustLoadBefore)
    {
        (this.study, Folder, this.mayLoad, this.mustLoadBefore) = (study, folder, mayLoad, mustLoadBefore);
        checkpoints = new Checkpoints(folder, study);
        Context = new StudyContext(study.Scenario, folder);
        string yaml = ScenarioReader.Write(study.Scenario);
        RunFolder.WriteWhole(folder.ScenarioPath, yaml);
        record = new RunRecord
        {
            Kind = ScenarioKinds.NameOf(study.Scenario),
            ScenarioSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml))),
            Seed = study.Scenario.Seed,
            Threads = Context.Threads,
            Started = DateTime.UtcNow,
        };
        WriteRecord();
    }

    /// <summary>Where the run's files lie.</summary>
    public RunFolder Folder { get; }

    /// <summary>What the steps made and noticed.</summary>
    public StudyContext Context { get; }

    /// <summary>Prepares a new run, or one that goes on from a saved step of the earlier run in the same folder.</summary>
    /// <exception cref="ScenarioException">The folder is taken, or there is no such step.</exception>
    /// <exception cref="DataException">The folder cannot be written to.</exception>
    public static Run Begin(Study study, RunRequest request)
    {
        if (request.FromStep is null)
        {
            var made = RunFolder.Create(request.Out, request.Force);
            try
            {
                return new Run(study, made, mayLoad: false, 0);
            }
            catch (DataException)
            {
                // Without its record nobody could tell what the folder is, and it would bar the way of the next run.
                made.Abandon();
                throw;
            }
        }

        int from = study.IndexOf(request.FromStep);
        return new Run(study, RunFolder.Continue(request.Out), mayLoad: true, from);
    }

    /// <summary>Prepares a stopped run to go on after the last step that it saved.</summary>
    /// <param name="path">The folder, NAME.partial.</param>
    /// <param name="studyOf">The study that answers a scenario.</param>
    /// <param name="request">The name of the finished folder, and whether an earlier run may be replaced there; null keeps NAME.</param>
    /// <exception cref="ScenarioException">There is no such stopped run, or the name is taken.</exception>
    public static Run Resume(string path, Func<IScenario, Study> studyOf, RunRequest? request = null)
    {
        RunFolder folder = RunFolder.Reopen(path, request?.Out, request?.Force ?? false);
        return new Run(studyOf(ScenarioReader.Read(folder.ScenarioPath)), folder, mayLoad: true, -1);
    }

    /// <summary>Prepares a run that came to its end to go on to a later one, in the same folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="end">The later end, as people write it.</param>
    /// <param name="studyOf">The study that answers a scenario.</param>
    /// <exception cref="ScenarioException">There is no such run, its kind has no end in time, or the end is not later.</exception>
    public static Run Extend(string path, string end, Func<IScenario, Study> studyOf)
    {
        IScenario scenario = ScenarioReader.Read(RunFolder.Look(path).ScenarioPath);
        IScenario later = scenario is IExtendable extendable
            ? extendable.WithEnd(end)
            : throw new ScenarioException($"A run of kind '{ScenarioKinds.NameOf(scenario)}' has no end in time that could be moved.");
        return new Run(studyOf(later), RunFolder.Continue(path), mayLoad: true, -1);
    }

    /// <summary>Does the steps. When it returns the folder is complete and has its final name.</summary>
    /// <param name="listener">Told how far the study has come.</param>
    /// <param name="cancel">Stops the run; what was saved stays, and the run can be resumed.</param>
    /// <exception cref="OperationCanceledException">The run was stopped; the folder keeps the name NAME.partial.</exception>
    /// <exception cref="StriaException">The run failed; the folder keeps the name NAME.partial, with the reason in run.json.</exception>
    public void Execute(IProgress<StudyProgress> listener, CancellationToken cancel)
    {
        var clock = new ProgressClock(study, listener);
        try
        {
            try
            {
                for (int i = 0; i < study.Steps.Count; i++)
                {
                    cancel.ThrowIfCancellationRequested();
                    Do(i, clock, cancel);
                }
            }
            finally
            {
                Context.Close();
            }

            Finish();
        }
        catch (Exception e)
        {
            bool stopped = e is OperationCanceledException && cancel.IsCancellationRequested;
            EndAfter(e, stopped ? RunState.Stopped : RunState.Failed, stopped ? "stopped by the user" : e.Message);
            throw;
        }
    }

    /// <summary>Writes down why the run ended before its end. Waits for a checkpoint that is being written, so that it is whole.</summary>
    /// <param name="reason">Why, in a few words.</param>
    public void MarkStopped(string reason) => End(RunState.Stopped, reason);

    private void Finish()
    {
        lock (gate)
        {
            if (record.State != RunState.Running)
            {
                throw new OperationCanceledException("The run was stopped while its last step ended.");
            }

            RunFolder.WriteWhole(Folder.SummaryPath, RunJson.Write(RunJson.Summary(Context.Headlines)));
            End(RunState.Done, null);
            try
            {
                Folder.Complete();
            }
            catch (DataException)
            {
                record = record with { State = RunState.Running, Finished = null };
                throw;
            }
        }
    }

    private void Do(int index, ProgressClock clock, CancellationToken cancel)
    {
        IStudyStep step = study.Steps[index];
        long begun = Stopwatch.GetTimestamp();
        bool loaded = TryLoad(step, index);
        if (loaded)
        {
            clock.Skip(index);
        }
        else
        {
            StepNotes notes = Context.BeginStep();
            clock.Report(index, 0, null);
            (Context.ContinuationPath, Context.Continues) = step is IContinuedStep continued ? (Folder.ContinuationPath, checkpoints.Continues(continued, Context, mayLoad)) : (null, false);
            step.Run(Context, clock.For(index), cancel);
            GiveBack();
            clock.Report(index, 1, null);
            if (step is ICheckpointedStep keeping)
            {
                Save(keeping, notes);
            }
        }

        lock (gate)
        {
            if (record.State == RunState.Running)
            {
                Context.Finish(new StepRecord(step.Name, Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 3), loaded));
                WriteRecord();
            }
        }
    }

    // The collector would let what steps leave behind pile up beside large stacks.
    private void GiveBack()
    {
        Context.GiveBack();
        if (GC.GetTotalMemory(forceFullCollection: false) - kept > Plenty)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            kept = GC.GetTotalMemory(forceFullCollection: false);
        }
    }

    private bool TryLoad(IStudyStep step, int index)
    {
        bool wanted = mayLoad && (mustLoadBefore < 0 || index < mustLoadBefore);
        if (!wanted || step is not ICheckpointedStep kept)
        {
            return false;
        }

        string? whyNot = checkpoints.TryLoad(kept, Context);
        if (whyNot is not null && mustLoadBefore >= 0)
        {
            throw new ScenarioException($"The run cannot go on from '{study.Steps[mustLoadBefore].Name}': {whyNot}. Go on from '{step.Name}' or an earlier step, or leave --from out.");
        }

        return whyNot is null;
    }

    private void Save(ICheckpointedStep step, StepNotes notes)
    {
        lock (gate)
        {
            if (record.State == RunState.Running)
            {
                checkpoints.Save(step, Context, notes);
            }
        }
    }

    private void End(RunState state, string? reason)
    {
        lock (gate)
        {
            // What was written down when the run was stopped stays: nothing is added behind it.
            if (record.State == RunState.Running)
            {
                record = record with { State = state, Reason = reason, Finished = DateTime.UtcNow };
                WriteRecord();
            }
        }
    }

    /// <summary>Writes down what ended the run, as far as that can be written.</summary>
    private void EndAfter(Exception cause, RunState state, string reason)
    {
        try
        {
            End(state, reason);
        }
        catch (DataException) when (cause is DataException)
        {
            // A full disk takes no record either. What ended the run is what people must hear; a record that still says
            // "running", of a process that is gone, is one of a run that can be resumed.
        }
    }

    // A file that the run made and read itself lies under the final name once the run is done.
    private InputFile AsFound(InputFile input) => record.State == RunState.Done && input.Path.StartsWith(Folder.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        ? input with { Path = Folder.FinalPath + input.Path[Folder.Root.Length..] }
        : input;

    private void WriteRecord()
    {
        record = record with
        {
            Steps = Context.FinishedSteps,
            Inputs = [.. Context.Inputs.Select(AsFound)],
            Remarks = Context.Remarks,
            Sources = Context.Sources,
            Methods = Context.Methods,
            Figures = Context.Figures,
            Tables = Context.Tables,
        };
        RunFolder.WriteWhole(Folder.RecordPath, RunJson.Write(record));
    }
}
