using Stria.Core;

namespace Stria.Studies;

/// <summary>One scenario run again and again with one setting changed, and with several seeds, side by side.</summary>
public sealed record SweepScenario : IScenario, ICheckedSettings
{
    /// <summary>The scenario that is varied: a file of its own, of any kind.</summary>
    [InputPath(".yaml", ".yml")]
    public required string Scenario { get; init; }

    /// <summary>The setting that is changed, with the names of the blocks above it: "problem.gradient_energy", "problem.regions[0].stiffness".</summary>
    public required string Over { get; init; }

    /// <summary>The values that it takes in turn, as they would be written in the scenario, with their units.</summary>
    public required ValueList<string> Values { get; init; }

    /// <summary>Seeds that each value is run with; empty takes the scenario's own.</summary>
    public ValueList<int> Seeds { get; init; } = [];

    /// <summary>Names of the numbers of summary.json that are compared; empty takes the first four that all runs have.</summary>
    public ValueList<string> Compare { get; init; } = [];

    /// <summary>Compared numbers for which the runs say what theory expects: drawn as a dashed line beside them.</summary>
    public ValueList<SweepTheory> Theory { get; init; } = [];

    /// <summary>A nodal field that is shown side by side, as FILE:FIELD in each run's folder ("stress.vtu:von_mises"); null shows none.</summary>
    public string? Field { get; init; }

    /// <inheritdoc/>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public IScenario WithThreads(int? threads) => this with { Threads = threads };

    /// <inheritdoc/>
    public string DefaultName => $"sweep-{Path.GetFileNameWithoutExtension(Scenario)}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Values.Count == 0)
        {
            yield return "A sweep needs at least one value.";
        }

        foreach (string twice in Values.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return $"The value '{twice}' stands in the sweep more than once.";
        }

        if (Seeds.Distinct().Count() != Seeds.Count)
        {
            yield return "A seed stands in the sweep more than once.";
        }

        foreach (SweepTheory lost in Theory.Where(t => !Compare.Contains(t.Number)))
        {
            yield return $"'theory' speaks of '{lost.Number}', which 'compare' does not name.";
        }

        if (Field is { } field && !(field.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < field.Length - 1))
        {
            yield return $"'field: {field}' must be FILE:FIELD, such as stress.vtu:von_mises.";
        }
    }
}

/// <summary>What theory expects of a compared number.</summary>
public sealed record SweepTheory
{
    /// <summary>The compared number ("dominant_period").</summary>
    public required string Number { get; init; }

    /// <summary>The number of summary.json that holds the expectation ("period_theory").</summary>
    public required string Expected { get; init; }

    /// <summary>What the line is called; null takes the name of the number.</summary>
    public string? Label { get; init; }
}
