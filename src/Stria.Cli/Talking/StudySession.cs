using System.Runtime.InteropServices;
using Stria.Core;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>Runs one study for somebody at a terminal or a machine: progress while it works, the answer at the end, and an end within a second when it is stopped.</summary>
internal sealed class StudySession(Terminal terminal, bool json)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(900);

    /// <summary>Executes a prepared run.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StriaException">The run failed.</exception>
    public int Execute(Run run)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        return Execute(run, stop.Token);
    }

    /// <summary>Executes a prepared run until it ends or is stopped.</summary>
    public int Execute(Run run, CancellationToken cancel)
    {
        var printer = new ProgressPrinter(terminal, json);
        Task work = Task.Factory.StartNew(() => run.Execute(printer, cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            using var stopped = new ManualResetEventSlim();
            using CancellationTokenRegistration wake = cancel.Register(stopped.Set);
            WaitHandle.WaitAny([((IAsyncResult)work).AsyncWaitHandle, stopped.WaitHandle]);
            if (!work.Wait(cancel.IsCancellationRequested ? Grace : Timeout.InfiniteTimeSpan, CancellationToken.None))
            {
                // The step does not listen. Its thread ends with the process; the record must tell what happened before that.
                run.MarkStopped("stopped by the user in the midst of a step");
            }
        }
        catch (AggregateException e) when (e.InnerException is OperationCanceledException && cancel.IsCancellationRequested)
        {
            // Said below.
        }
        catch (AggregateException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException);
        }
        finally
        {
            printer.Clear();
        }

        return work.IsCompletedSuccessfully ? Finished(run) : Stopped(run);
    }

    private int Finished(Run run)
    {
        if (json)
        {
            var summary = RunJson.Summary(run.Context.Headlines);
            terminal.Out.WriteLine(RunJson.WriteLine(new { Event = "done", Folder = run.Folder.FinalPath, Summary = summary, run.Context.Remarks }));
            return ExitCode.Done;
        }

        foreach (string line in RunText.Headlines(run.Context.Headlines).Concat(RunText.Remarks(run.Context.Remarks)))
        {
            terminal.Out.WriteLine(line);
        }

        bool hasReport = File.Exists(run.Folder.ReportPath);
        terminal.Out.WriteLine(hasReport ? $"  report: {run.Folder.ReportPath}" : $"  folder: {run.Folder.FinalPath}");
        return ExitCode.Done;
    }

    private int Stopped(Run run)
    {
        if (json)
        {
            terminal.Out.WriteLine(RunJson.WriteLine(new { Event = "stopped", Folder = run.Folder.Root }));
        }
        else
        {
            terminal.Error.WriteLine($"Stopped. Go on later with:  stria resume {run.Folder.Root}");
        }

        return ExitCode.Stopped;
    }
}
