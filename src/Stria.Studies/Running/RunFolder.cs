using System.Diagnostics;
using System.Globalization;
using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>The folder of one run. While the run is at work it is called NAME.partial; only a run that came to its end has the name itself.</summary>
public sealed class RunFolder
{
    private const string Partial = ".partial";

    private RunFolder(string root, string finalPath) => (Root, FinalPath) = (root, finalPath);

    /// <summary>Where the files are now.</summary>
    public string Root { get; private set; }

    /// <summary>Where they will be when the run is done.</summary>
    public string FinalPath { get; }

    /// <summary>The folder of figures.</summary>
    public string Figures => Path.Combine(Root, "figures");

    /// <summary>The folder of tables.</summary>
    public string Tables => Path.Combine(Root, "tables");

    /// <summary>What ran, complete.</summary>
    public string ScenarioPath => Path.Combine(Root, "scenario.yaml");

    /// <summary>The run's record.</summary>
    public string RecordPath => Path.Combine(Root, "run.json");

    /// <summary>The headline numbers.</summary>
    public string SummaryPath => Path.Combine(Root, "summary.json");

    /// <summary>The maps.</summary>
    public string MapsPath => Path.Combine(Root, "maps.h5");

    /// <summary>The report for people.</summary>
    public string ReportPath => Path.Combine(Root, "report.html");

    /// <summary>What steps saved.</summary>
    public string CheckpointPath => Path.Combine(Root, "checkpoint.h5");

    /// <summary>Which steps saved something, under which settings, with their notes.</summary>
    public string CheckpointIndexPath => Path.Combine(Root, "checkpoint.json");

    /// <summary>How far a long step has come.</summary>
    public string ContinuationPath => Path.Combine(Root, "continuation.h5");

    /// <summary>Which step that is, and under which settings.</summary>
    public string ContinuationIndexPath => Path.Combine(Root, "continuation.json");

    /// <summary>Makes the folder of a new run.</summary>
    /// <param name="path">Its final name.</param>
    /// <param name="force">Whether an earlier run of that name may be replaced, when the new one is done.</param>
    /// <exception cref="ScenarioException">The name is taken by an earlier run, a stopped run, or something that is no run.</exception>
    public static RunFolder Create(string path, bool force)
    {
        var folder = new RunFolder(PartialOf(path), Path.GetFullPath(path));
        folder.RefuseIfTaken(force);
        try
        {
            if (Directory.Exists(folder.Root))
            {
                Directory.Delete(folder.Root, recursive: true);
            }

            Directory.CreateDirectory(folder.Root);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"The run folder {folder.Root} cannot be made: {WholeFile.Reason(e)}", e);
        }
    }

    /// <summary>A folder name that no run has: the wish, or with -2, -3, … behind it.</summary>
    public static string Free(string wish)
    {
        string name = wish;
        for (int n = 2; Directory.Exists(name) || Directory.Exists(PartialOf(name)); n++)
        {
            name = wish + "-" + n.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    /// <summary>Opens the folder of a run that did not come to its end.</summary>
    /// <param name="path">The folder, NAME.partial, or NAME.</param>
    /// <param name="finalPath">The name that the folder gets when the run is done; NAME when null.</param>
    /// <param name="force">Whether an earlier run of the final name may be replaced.</param>
    /// <exception cref="ScenarioException">There is no such folder, or the run is done or still at work, or the final name is taken.</exception>
    public static RunFolder Reopen(string path, string? finalPath = null, bool force = false)
    {
        string root = PartialOf(path);
        if (!Directory.Exists(root))
        {
            throw new ScenarioException(Directory.Exists(path)
                ? $"The run {path} came to its end; there is nothing to resume. With --from STEP a verb goes on from one of its saved steps."
                : $"There is no stopped run {root}.");
        }

        var folder = new RunFolder(root, Path.TrimEndingDirectorySeparator(Path.GetFullPath(finalPath ?? root[..^Partial.Length])));
        RunRecord record = RunJson.Read<RunRecord>(folder.RecordPath);
        if (IsAtWork(record))
        {
            throw new ScenarioException($"The run {root} is at work in process {record.ProcessId}.");
        }

        if (folder.FinalPath != root[..^Partial.Length])
        {
            new RunFolder(PartialOf(folder.FinalPath), folder.FinalPath).RefuseIfTaken(force);
        }

        return folder;
    }

    /// <summary>The folder of a run, done or not, for looking at.</summary>
    /// <exception cref="ScenarioException">It is no run folder.</exception>
    public static RunFolder Look(string path)
    {
        string root = Directory.Exists(path) ? Path.GetFullPath(path) : PartialOf(path);
        return File.Exists(Path.Combine(root, "run.json"))
            ? new RunFolder(root, root.EndsWith(Partial, StringComparison.Ordinal) ? root[..^Partial.Length] : root)
            : throw new ScenarioException($"{path} is not the folder of a run: it holds no run.json.");
    }

    /// <summary>The folder of a new run that goes on from saved steps of an earlier one of the same name; saved results, figures and tables are taken along.</summary>
    /// <param name="path">The final name of both.</param>
    /// <exception cref="ScenarioException">There is no such earlier run.</exception>
    public static RunFolder Continue(string path)
    {
        string partial = Path.Combine(PartialOf(path), "run.json");
        bool isDone = File.Exists(Path.Combine(path, "run.json"));
        if (File.Exists(partial) && !(isDone && RunJson.Read<RunRecord>(partial).State == RunState.Failed))
        {
            return Reopen(path);
        }

        RunFolder earlier = Look(path);
        RunFolder folder = Create(path, force: true);
        foreach (string name in (string[])["checkpoint.h5", "checkpoint.json", "continuation.h5", "continuation.json", "fields", "figures", "tables"])
        {
            Copy(Path.Combine(earlier.Root, name), Path.Combine(folder.Root, name));
        }

        return folder;
    }

    /// <summary>Writes a text file of the folder whole or not at all.</summary>
    /// <exception cref="DataException">It cannot be written; the message says why.</exception>
    public static void WriteWhole(string path, string text) => WholeFile.Write(path, text);

    /// <summary>Writes a file of the folder whole or not at all.</summary>
    /// <exception cref="DataException">It cannot be written; the message says why.</exception>
    public static void WriteWhole(string path, byte[] bytes) => WholeFile.Write(path, bytes);

    /// <summary>Gives the folder its final name; an earlier run of that name, whose replacement was agreed on, goes.</summary>
    /// <exception cref="DataException">It cannot be moved there; all files stay where they are.</exception>
    public void Complete()
    {
        string old = FinalPath + ".old";
        try
        {
            string ready = BesideFinal();
            if (Directory.Exists(FinalPath))
            {
                Directory.Move(FinalPath, old);
            }

            Directory.Move(ready, FinalPath);
            if (ready != Root)
            {
                Directory.Delete(Root, recursive: true);
            }

            Root = FinalPath;
            if (Directory.Exists(old))
            {
                Directory.Delete(old, recursive: true);
            }
        }
        catch (Exception e) when (WholeFile.IsTrouble(e))
        {
            throw new DataException($"cannot get the name {FinalPath}: {WholeFile.Reason(e)}", Root, e);
        }
    }

    /// <summary>Removes the folder of a run that could not begin.</summary>
    internal void Abandon() => Directory.Delete(Root, recursive: true);

    /// <summary>The whole folder under a name beside its final one, so that the last step is a renaming even when a resumed run ends on another disk.</summary>
    private string BesideFinal()
    {
        string beside = FinalPath + Partial;
        if (beside == Root)
        {
            return Root;
        }

        WholeFile.MakeFolder(Path.GetDirectoryName(FinalPath)!);
        try
        {
            // RefuseIfTaken has said whose remains may lie here.
            Remove(beside);
            Directory.Move(Root, beside);
            Root = beside;
        }
        catch (IOException)
        {
            // Directories are not renamed across disks.
            try
            {
                Copy(Root, beside);
            }
            catch (Exception e) when (WholeFile.IsTrouble(e))
            {
                Remove(beside);
                throw;
            }
        }

        return beside;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
        }
        else if (Directory.Exists(from))
        {
            Directory.CreateDirectory(to);
            Array.ForEach(Directory.GetFileSystemEntries(from), e => Copy(e, Path.Combine(to, Path.GetFileName(e))));
        }
    }

    private static string PartialOf(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return full.EndsWith(Partial, StringComparison.Ordinal) ? full : full + Partial;
    }

    private void RefuseIfTaken(bool force)
    {
        if (File.Exists(FinalPath) || FinalPath.EndsWith(Partial, StringComparison.Ordinal))
        {
            throw new ScenarioException($"{FinalPath} cannot be the folder of a new run: {(File.Exists(FinalPath) ? "it is a file." : $"names that end with {Partial} are for runs at work.")}");
        }

        bool isRun = File.Exists(Path.Combine(FinalPath, "run.json"));
        if (Directory.Exists(FinalPath) && !isRun && Directory.EnumerateFileSystemEntries(FinalPath).Any())
        {
            throw new ScenarioException($"{FinalPath} holds files that are no run of Stria; choose another folder by --out.");
        }

        if (isRun && !force)
        {
            throw new ScenarioException($"{FinalPath} holds an earlier run. Choose another folder by --out, or replace it by --force.");
        }

        if (Directory.Exists(Root))
        {
            RefuseIfResumable(force);
        }
    }

    /// <summary>A failed run's remains give way to a new one; those of a stopped run, which can be resumed, only when that is said.</summary>
    private void RefuseIfResumable(bool force)
    {
        if (!File.Exists(RecordPath))
        {
            if (Directory.EnumerateFileSystemEntries(Root).Any())
            {
                throw new ScenarioException($"{Root} holds files that are no run of Stria; choose another folder by --out.");
            }

            return;
        }

        RunRecord record = RunJson.Read<RunRecord>(RecordPath);
        if (IsAtWork(record))
        {
            throw new ScenarioException($"The run {Root} is at work in process {record.ProcessId}.");
        }

        if (record.State != RunState.Failed && !force)
        {
            throw new ScenarioException($"{Root} is a stopped run. Go on with it by 'stria resume {Root}', or begin anew by --force.");
        }
    }

    private static bool IsAtWork(RunRecord record)
    {
        if (record.State != RunState.Running || record.Machine != Environment.MachineName || record.ProcessId == Environment.ProcessId)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(record.ProcessId);
            return process.ProcessName.Contains("dotnet", StringComparison.OrdinalIgnoreCase) || process.ProcessName.Contains("stria", StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
