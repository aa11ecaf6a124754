using Stria.Core;

namespace Stria.Studies;

/// <summary>Looks into a measured file and keeps the answer as inspection.txt and inspection.json.</summary>
/// <param name="scenario">Which file.</param>
/// <param name="look">Opens the file.</param>
public sealed class InspectStep(InspectScenario scenario, Func<InspectScenario, Inspection> look) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "inspect";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.File];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        Inspection found = look(scenario);
        foreach (string file in found.Files)
        {
            cancel.ThrowIfCancellationRequested();
            context.NoteInput(file);
        }

        found.Remarks.ToList().ForEach(context.Say);
        RunFolder.WriteWhole(Path.Combine(context.Folder.Root, "inspection.txt"), string.Join('\n', found.Lines) + "\n");
        RunFolder.WriteWhole(Path.Combine(context.Folder.Root, "inspection.json"), RunJson.Write(found.Figures));
        context.Put(found);
    }
}
