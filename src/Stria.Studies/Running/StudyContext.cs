using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>What a running study holds: the nouns that steps hand to each other, and all that ends in the run's record and report.</summary>
public sealed class StudyContext
{
    private readonly Dictionary<(Type Type, string Name), object> nouns = [];
    private readonly Lock gate = new();
    private readonly List<StepNotes> notes = [new()];
    private readonly List<StepRecord> finishedSteps = [];

    /// <summary>Makes the context of a run.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="folder">Where the run's files lie.</param>
    public StudyContext(IScenario scenario, RunFolder folder) => (Scenario, Folder) = (scenario, folder);

    /// <summary>What is asked.</summary>
    public IScenario Scenario { get; }

    /// <summary>Where the run's files lie.</summary>
    public RunFolder Folder { get; }

    /// <summary>Threads to use.</summary>
    public int Threads => Scenario.Threads ?? Environment.ProcessorCount;

    /// <summary>Where a long step keeps how far it has come (see <see cref="IContinuedStep"/>); null unless the step at work is one.</summary>
    public string? ContinuationPath { get; internal set; }

    /// <summary>Whether the step at work goes on from what <see cref="ContinuationPath"/> holds.</summary>
    public bool Continues { get; internal set; }

    /// <summary>The steps done so far, with their times; for the report.</summary>
    public IReadOnlyList<StepRecord> FinishedSteps => finishedSteps;

    /// <summary>Assumptions, warnings and notes, in the order in which they arose.</summary>
    public IReadOnlyList<Remark> Remarks => [.. All(n => n.Remarks).Distinct()];

    /// <summary>The numbers that answer the question, in their order; of one name the last counts.</summary>
    public IReadOnlyList<Headline> Headlines => [.. All(n => n.Headlines).GroupBy(h => h.Name).Select(g => g.Last())];

    /// <summary>The figures, in the order of the chain.</summary>
    public IReadOnlyList<RunFile> Figures => [.. All(n => n.Figures).GroupBy(f => f.File).Select(g => g.Last())];

    /// <summary>The tables, in the order of the chain.</summary>
    public IReadOnlyList<RunFile> Tables => [.. All(n => n.Tables).GroupBy(f => f.File).Select(g => g.Last())];

    /// <summary>Every file that was read, with its hash.</summary>
    public IReadOnlyList<InputFile> Inputs => [.. All(n => n.Inputs).Distinct()];

    /// <summary>Citations of methods and of numbers taken from literature.</summary>
    public IReadOnlyList<string> Sources => [.. All(n => n.Sources).Distinct()];

    /// <summary>Sentences of the methods paragraph.</summary>
    public IReadOnlyList<string> Methods => [.. All(n => n.Methods).Distinct()];

    /// <summary>Hands a noun to later steps; one of the same type and name is replaced.</summary>
    /// <param name="noun">The noun.</param>
    /// <param name="name">Tells apart several of one type ("clusters"); empty where there is one.</param>
    public void Put<T>(T noun, string name = "")
        where T : notnull => nouns[(typeof(T), name)] = noun;

    /// <summary>A noun that an earlier step made.</summary>
    /// <exception cref="InvalidOperationException">No earlier step made it: the study's order is wrong.</exception>
    public T Get<T>(string name = "")
        where T : notnull => TryGet(name, out T? noun)
        ? noun
        : throw new InvalidOperationException($"No step before this one made a {typeof(T).Name}{(name.Length == 0 ? "" : $" named '{name}'")}.");

    /// <summary>A noun that an earlier step may have made.</summary>
    public bool TryGet<T>(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? noun)
        where T : notnull
    {
        noun = nouns.TryGetValue((typeof(T), name), out object? found) ? (T)found : default;
        return found is not null;
    }

    /// <summary>Lets go of a noun that no later step asks for; nothing happens where there is none.</summary>
    public void Drop<T>(string name = "")
        where T : notnull => nouns.Remove((typeof(T), name));

    /// <summary>Adds a remark; the same one is not said twice.</summary>
    public void Say(Remark remark) => Add(n => n.Remarks, remark);

    /// <summary>Adds a number that answers the question; one of the same name is replaced.</summary>
    public void Report(Headline headline) => Add(n => n.Headlines, headline);

    /// <summary>Names a figure for the report and gives the path to draw it at.</summary>
    /// <param name="file">File name in the figures folder ("shifts.png").</param>
    /// <param name="title">What it shows.</param>
    /// <param name="lookFor">One sentence that says what to look for.</param>
    public string Figure(string file, string title, string lookFor)
    {
        Add(n => n.Figures, new RunFile(file, title, lookFor));
        WholeFile.MakeFolder(Folder.Figures);
        return Path.Combine(Folder.Figures, file);
    }

    /// <summary>Names a table for the report and gives the path to write it at.</summary>
    /// <param name="file">File name in the tables folder ("shifts.csv").</param>
    /// <param name="title">What it holds.</param>
    public string Table(string file, string title)
    {
        Add(n => n.Tables, new RunFile(file, title, ""));
        WholeFile.MakeFolder(Folder.Tables);
        return Path.Combine(Folder.Tables, file);
    }

    /// <summary>Notes a file that was read, with its hash; a file noted before is not read again.</summary>
    /// <exception cref="DataException">It cannot be read.</exception>
    public void NoteInput(string path)
    {
        string full = Path.GetFullPath(path);
        Add(n => n.Inputs, Inputs.FirstOrDefault(i => i.Path == full) ?? InputFile.Of(full));
    }

    /// <summary>Adds a citation; the same one is not given twice.</summary>
    public void Cite(string source) => Add(n => n.Sources, source);

    /// <summary>Adds a sentence to the methods paragraph.</summary>
    public void Describe(string sentence) => Add(n => n.Methods, sentence);

    /// <summary>Where memory was limited, gives back what is not needed now.</summary>
    internal void GiveBack()
    {
        if (TryGet("", out ScratchSpace? space))
        {
            space.Trim();
        }
    }

    /// <summary>Gives back what nouns hold besides memory (room on disk). Nothing that lies there may be looked at after it.</summary>
    internal void Close()
    {
        foreach (IDisposable held in nouns.Values.OfType<IDisposable>())
        {
            held.Dispose();
        }
    }

    /// <summary>A step is done.</summary>
    internal void Finish(StepRecord step) => finishedSteps.Add(step);

    /// <summary>Begins the notes of the next step.</summary>
    internal StepNotes BeginStep()
    {
        var begun = new StepNotes();
        Adopt(begun);
        return begun;
    }

    /// <summary>Takes over the notes of a step whose saved results are used.</summary>
    internal void Adopt(StepNotes saved)
    {
        lock (gate)
        {
            notes.Add(saved);
        }
    }

    /// <summary>Adds to the current step's notes. A run that is being stopped may write its record at the same moment.</summary>
    private void Add<T>(Func<StepNotes, List<T>> list, T entry)
    {
        lock (gate)
        {
            list(notes[^1]).Add(entry);
        }
    }

    private T[] All<T>(Func<StepNotes, List<T>> list)
    {
        lock (gate)
        {
            return [.. notes.SelectMany(list)];
        }
    }
}
