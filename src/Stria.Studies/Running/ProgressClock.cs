using System.Diagnostics;
using Stria.Core;

namespace Stria.Studies;

/// <summary>Turns a step's own progress into the study's, and estimates the time left from the time taken.</summary>
internal sealed class ProgressClock(Study study, IProgress<StudyProgress> listener)
{
    private static readonly TimeSpan TooSoonToTell = TimeSpan.FromSeconds(2);

    private readonly double total = study.Weights.Sum();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private double skipped;

    /// <summary>The listener to hand to a step.</summary>
    public IProgress<RunProgress> For(int index) => new StepListener(this, index);

    /// <summary>A step took no time, because its saved results were used.</summary>
    public void Skip(int index)
    {
        skipped += study.Weights[index] / total;
        Report(index, 1, "taken from the checkpoint");
    }

    public void Report(int index, double fraction, string? message)
    {
        double done = double.Clamp(double.IsFinite(fraction) ? fraction : 0, 0, 1);
        double overall = (study.Weights.Take(index).Sum() + (study.Weights[index] * done)) / total;
        double worked = overall - skipped;
        TimeSpan? left = worked > 0.02 && clock.Elapsed > TooSoonToTell ? clock.Elapsed * ((1 - overall) / worked) : null;
        listener.Report(new StudyProgress(study.Steps[index].Name, done, overall, left, message));
    }

    /// <summary>Reports on the caller's thread, in order: a captured context would shuffle the lines.</summary>
    private sealed class StepListener(ProgressClock clock, int index) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => clock.Report(index, value.Fraction, value.Message);
    }
}
