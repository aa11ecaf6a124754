using System.Security.Cryptography;
using System.Text;
using Stria.Core;

namespace Stria.Studies;

/// <summary>Which saved results of earlier work may be used again: those made by the same settings, by all steps up to theirs, from the same files.</summary>
internal sealed class Checkpoints
{
    private readonly RunFolder folder;
    private readonly Dictionary<string, SavedStep> saved;
    private readonly Dictionary<string, string> fingerprints;

    public Checkpoints(RunFolder folder, Study study)
    {
        this.folder = folder;
        fingerprints = Fingerprints(study);
        saved = File.Exists(folder.CheckpointIndexPath) ? RunJson.Read<SavedStep[]>(folder.CheckpointIndexPath).ToDictionary(s => s.Name) : [];
    }

    /// <summary>Puts a step's saved results into the context.</summary>
    /// <returns>Null when that was done, else why not.</returns>
    public string? TryLoad(ICheckpointedStep step, StudyContext context)
    {
        if (!saved.TryGetValue(step.Name, out SavedStep? found))
        {
            return $"no results of the step '{step.Name}' are saved";
        }

        if (found.Fingerprint != fingerprints[step.Name])
        {
            return $"the saved results of the step '{step.Name}' were made with other settings, or by another version of Stria";
        }

        // Those of the steps before count as well: shifts that were found in another stack are worth nothing.
        InputFile? changed = found.Inputs.FirstOrDefault(i => !File.Exists(i.Path) || (context.Inputs.FirstOrDefault(known => known.Path == i.Path) ?? InputFile.Of(i.Path)) != i);
        if (changed is not null)
        {
            return $"{changed.Path} is no longer the file that the saved results of the step '{step.Name}' were made from";
        }

        if (!step.TryLoad(context, folder.CheckpointPath))
        {
            return $"{folder.CheckpointPath} does not hold the results of the step '{step.Name}'";
        }

        context.Adopt(found.Notes);
        return null;
    }

    /// <summary>Saves a step's results; they count only once this has returned.</summary>
    public void Save(ICheckpointedStep step, StudyContext context, StepNotes notes)
    {
        if (saved.Remove(step.Name))
        {
            WriteIndex();
        }

        step.Save(context, folder.CheckpointPath);
        saved[step.Name] = new SavedStep(step.Name, fingerprints[step.Name], notes) { Inputs = context.Inputs };
        WriteIndex();
    }

    /// <summary>Prepares the file in which a long step keeps how far it has come.</summary>
    /// <param name="step">The step that begins.</param>
    /// <param name="context">What the steps before it have read; told when the step begins anew because a file has changed.</param>
    /// <param name="mayContinue">Whether what an earlier run left may be used.</param>
    /// <returns>Whether the file holds what the same step saved under the same settings and from the same files, so that the step goes on from there.</returns>
    public bool Continues(IContinuedStep step, StudyContext context, bool mayContinue)
    {
        var own = new Continuation(step.Name, fingerprints[step.Name]) { Inputs = context.Inputs };
        if (mayContinue && File.Exists(folder.ContinuationPath) && File.Exists(folder.ContinuationIndexPath)
            && RunJson.Read<Continuation>(folder.ContinuationIndexPath) is var found && (found.Name, found.Fingerprint) == (own.Name, own.Fingerprint))
        {
            InputFile[] changed = [.. found.Inputs.Except(own.Inputs), .. own.Inputs.Except(found.Inputs)];
            if (changed.Length == 0)
            {
                return true;
            }

            context.Say(Remark.Warning($"{changed[0].Path} is no longer the file that the step '{step.Name}' began with, so the step began anew."));
        }

        File.Delete(folder.ContinuationPath);
        RunFolder.WriteWhole(folder.ContinuationIndexPath, RunJson.Write(own));
        return false;
    }

    private void WriteIndex() => RunFolder.WriteWhole(folder.CheckpointIndexPath, RunJson.Write(saved.Values.ToArray()));

    /// <summary>For each step a hash over its settings and those of all steps before it, the seed, and the version.</summary>
    private static Dictionary<string, string> Fingerprints(Study study)
    {
        var fingerprints = new Dictionary<string, string>();
        var settings = new StringBuilder($"{StriaVersion.Number} {ScenarioKinds.NameOf(study.Scenario)} {study.Scenario.Seed}\n");
        foreach (IStudyStep step in study.Steps)
        {
            settings.Append(step.Name).Append('\n');
            foreach (object record in step.Settings)
            {
                settings.Append(RecordWriter.Write(record, ScenarioKinds.All));
            }

            fingerprints[step.Name] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings.ToString())));
        }

        return fingerprints;
    }
}

/// <summary>One step's entry in checkpoint.json.</summary>
/// <param name="Name">The step.</param>
/// <param name="Fingerprint">Hash of all that decided its result.</param>
/// <param name="Notes">What it noticed and made besides its nouns.</param>
internal sealed record SavedStep(string Name, string Fingerprint, StepNotes Notes)
{
    /// <summary>Every file that had been read when the step was done.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];
}

/// <summary>continuation.json: whose file continuation.h5 is.</summary>
/// <param name="Name">The step.</param>
/// <param name="Fingerprint">Hash of all that decides its course.</param>
internal sealed record Continuation(string Name, string Fingerprint)
{
    /// <summary>Every file that had been read when the step began.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];
}
