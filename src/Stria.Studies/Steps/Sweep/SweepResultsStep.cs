using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Compares the runs of a sweep: one table, one figure for each number, and the field side by side.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class SweepResultsStep(SweepScenario scenario) : IStudyStep
{
    private const int ComparedUnasked = 4;

    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        SweepRuns runs = context.Get<SweepRuns>();
        ValueList<string> compared = Compared(runs);
        WriteTable(runs, compared, context);
        foreach (string name in compared)
        {
            int rising = runs.Seeds.Count(seed => RisesStrictly([.. runs.Outcomes.Where(o => o.Case.Scenario.Seed == seed).Select(o => o[name])]));
            context.Report(new Headline($"rising_{name}", rising, "1", $"Seeds of {runs.Seeds.Count} with which {name} rises strictly over the values, in their order"));
        }

        var figures = new SweepFigures(scenario, runs, context.Folder);
        var content = new ReportContent($"{scenario.Over} of {Path.GetFileNameWithoutExtension(scenario.Scenario)}", [.. figures.Of(compared)])
        {
            Main = context.Headlines,
            Answer = $"{runs.Done.Count} of {runs.Outcomes.Count} runs came to their end; each has its own report under {SweepStep.Runs}/.",
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    private static bool RisesStrictly(double[] values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (!(values[i] > values[i - 1]))
            {
                return false;
            }
        }

        return values.Length > 1;
    }

    private ValueList<string> Compared(SweepRuns runs)
    {
        string[] common = [.. runs.Done[0].Numbers.Keys.Where(name => runs.Done.All(o => o.Numbers.ContainsKey(name)))];
        if (scenario.Compare.Count == 0)
        {
            return [.. common.Take(ComparedUnasked)];
        }

        string[] known = [.. runs.Done.SelectMany(o => o.Numbers.Keys).Distinct()];
        return scenario.Compare.Concat(scenario.Theory.Select(t => t.Expected)).FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new ScenarioException($"No run gave a number '{unknown}' to compare; there are {string.Join(", ", known)}.{StressLaws.Hint(unknown, known)}")
            : scenario.Compare;
    }

    private void WriteTable(SweepRuns runs, IReadOnlyList<string> compared, StudyContext context) => CsvTable.Write(
        context.Table("sweep.csv", "The runs, with the numbers compared"),
        [
            new CsvColumn("run", runs.Outcomes.Select(o => o.Case.Name)),
            new CsvColumn(scenario.Over, runs.Outcomes.Select(o => o.Case.Value)),
            new CsvColumn("seed", "1", runs.Outcomes.Select(o => (double)o.Case.Scenario.Seed)),
            .. compared.Concat(scenario.Theory.Select(t => t.Expected)).Distinct().Select(name => new CsvColumn(name, runs.Done.First(o => o.Numbers.ContainsKey(name)).Numbers[name].Unit, runs.Outcomes.Select(o => o[name]))),
            new CsvColumn("failure", runs.Outcomes.Select(o => o.Failure ?? "")),
        ]);
}
