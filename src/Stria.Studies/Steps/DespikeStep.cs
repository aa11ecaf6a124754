using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Marks hot and dead pixels before anything is compared or resampled.</summary>
/// <param name="scenario">Whether and how.</param>
public sealed class DespikeStep(MapScenario scenario) : IStudyStep
{
    private const double AlarmingShare = 0.005;

    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.Despike);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Despike];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        SelectedFrames selected = context.Get<SelectedFrames>();
        if (!scenario.Despike.Enabled)
        {
            Hand(new DespikedStack(selected.Stack, []), selected, context);
            return;
        }

        NoiseModel noise = selected.Content == StackContent.OpticalDensity ? NoiseEstimate.Constant(selected.Stack) : context.Get<NoiseReport>().Model;
        DespikedStack found = Despike.TakeOver(selected.Stack, noise, scenario.Despike.Threshold, context.Threads, cancel);
        Hand(found, selected, context);
        context.Report(new Headline("spikes", found.Spikes.Count, "1", "Spikes masked"));
        CsvTable.Write(
            context.Table("spikes.csv", "Spikes: values that stand out from their neighbours"),
            new CsvColumn("frame", found.Spikes.Select(s => s.Frame)),
            new CsvColumn("row", "px", found.Spikes.Select(s => (double)s.Row)),
            new CsvColumn("column", "px", found.Spikes.Select(s => (double)s.Column)),
            new CsvColumn("value", "counts", found.Spikes.Select(s => (double)s.Value)),
            new CsvColumn("expected", "counts", found.Spikes.Select(s => (double)s.Expected)));
        if (found.Spikes.Count > AlarmingShare * selected.Stack.Frames.Count)
        {
            context.Say(Remark.Warning($"{found.Spikes.Count} spikes are {(double)found.Spikes.Count / selected.Stack.Frames.Count:p2} of all values: perhaps the noise is not understood; compare with --no-despike."));
        }

        context.Describe($"{found.Spikes.Count} values that differed from the median of their eight neighbours by more than {scenario.Despike.Threshold:g3} standard deviations were masked.");
    }

    // No later step asks for counts with spikes: their memory is given back.
    private static void Hand(DespikedStack found, SelectedFrames selected, StudyContext context)
    {
        context.Put(found);
        context.Put(selected with { Stack = selected.Stack.WithoutCounts() });
    }
}
