using Stria.Core;
using Stria.Studies;

namespace Stria.Tests.Studies.Running;

/// <summary>A step for tests: puts a number, may save it as text, counts how often it ran.</summary>
internal class PlainStep(string name, params object[] settings) : IStudyStep
{
    public string Name { get; } = name;

    public IReadOnlyList<object> Settings { get; } = settings;

    public int Runs { get; private set; }

    public Action<StudyContext, CancellationToken> Work { get; init; } = (_, _) => { };

    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        Runs++;
        progress.Report(new RunProgress(Name, 0.5, "half"));
        context.Put(new Made(Name + "!"), Name);
        context.Say(Remark.Note($"{Name} was here"));
        Work(context, cancel);
    }
}

/// <summary>The same, with a saved result.</summary>
internal sealed class KeptStep(string name, params object[] settings) : PlainStep(name, settings), ICheckpointedStep
{
    public void Save(StudyContext context, string path) => File.AppendAllText(path, $"{Name}={context.Get<Made>(Name).Text}\n");

    public bool TryLoad(StudyContext context, string path)
    {
        string? line = File.Exists(path) ? File.ReadLines(path).LastOrDefault(l => l.StartsWith(Name + "=", StringComparison.Ordinal)) : null;
        if (line is not null)
        {
            context.Put(new Made(line[(Name.Length + 1)..]), Name);
        }

        return line is not null;
    }
}

/// <summary>What those steps make.</summary>
internal sealed record Made(string Text);

/// <summary>Keeps what it is told.</summary>
internal sealed class Listener : IProgress<StudyProgress>
{
    public List<StudyProgress> Heard { get; } = [];

    public void Report(StudyProgress value) => Heard.Add(value);
}

/// <summary>A step that counts to ten, keeps how far it has come, and may be stopped.</summary>
internal sealed class CountingStep(int stopAt = int.MaxValue, object? settings = null) : IContinuedStep
{
    public string Name => "count";

    public IReadOnlyList<object> Settings => settings is null ? [] : [settings];

    /// <summary>The numbers counted by this step itself.</summary>
    public List<int> Counted { get; } = [];

    public void Run(StudyContext context, IProgress<Stria.Core.RunProgress> progress, CancellationToken cancel)
    {
        int from = context.Continues ? int.Parse(File.ReadAllText(context.ContinuationPath!)) + 1 : 1;
        for (int i = from; i <= 10; i++)
        {
            if (i == stopAt)
            {
                throw new Stria.Core.DataException("is full", "disk");
            }

            Counted.Add(i);
            File.WriteAllText(context.ContinuationPath!, i.ToString());
        }
    }
}
