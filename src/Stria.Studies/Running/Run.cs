using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Stria.Core;

namespace Stria.Studies;

/// <summary>Executes a study in its folder: step after step, with record, checkpoints and timings. Only a run that came to its end gets its final name.</summary>
public sealed class Run
{
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
    public static Run Begin(Study study, RunRequest request)
    {
        if (request.FromStep is null)
        {
            return new Run(study, RunFolder.Create(request.Out, request.Force), mayLoad: false, 0);
        }

        int from = study.IndexOf(request.FromStep);
        return new Run(study, RunFolder.Continue(request.Out), mayLoad: true, from);
    }

    /// <summary>Prepares a stopped run to go on after the last step that it saved.</summary>
    /// <param name="path">The folder, NAME.partial.</param>
    /// <param name="studyOf">The study that answers a scenario.</param>
    /// <exception cref="ScenarioException">There is no such stopped run.</exception>
    public static Run Resume(string path, Func<IScenario, Study> studyOf)
    {
        RunFolder folder = RunFolder.Reopen(path);
        return new Run(studyOf(ScenarioReader.Read(folder.ScenarioPath)), folder, mayLoad: true, -1);
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
            for (int i = 0; i < study.Steps.Count; i++)
            {
                cancel.ThrowIfCancellationRequested();
                Do(i, clock, cancel);
            }
        }
        catch (Exception e)
        {
            bool stopped = e is OperationCanceledException && cancel.IsCancellationRequested;
            End(stopped ? RunState.Stopped : RunState.Failed, stopped ? "stopped by the user" : e.Message);
            throw;
        }

        lock (gate)
        {
            if (record.State != RunState.Running)
            {
                throw new OperationCanceledException("The run was stopped while its last step ended.");
            }

            RunFolder.WriteWhole(Folder.SummaryPath, RunJson.Write(RunJson.Summary(Context.Headlines)));
            End(RunState.Done, null);
            Folder.Complete();
        }
    }

    /// <summary>Writes down why the run ended before its end. Waits for a checkpoint that is being written, so that it is whole.</summary>
    /// <param name="reason">Why, in a few words.</param>
    public void MarkStopped(string reason) => End(RunState.Stopped, reason);

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
            step.Run(Context, clock.For(index), cancel);
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

    private void WriteRecord()
    {
        record = record with
        {
            Steps = Context.FinishedSteps,
            Inputs = Context.Inputs,
            Remarks = Context.Remarks,
            Sources = Context.Sources,
            Methods = Context.Methods,
            Figures = Context.Figures,
            Tables = Context.Tables,
        };
        RunFolder.WriteWhole(Folder.RecordPath, RunJson.Write(record));
    }
}
