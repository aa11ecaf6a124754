using System.Text.Json;
using Stria.Core;

namespace Stria.Studies;

/// <summary>One run of a sweep.</summary>
/// <param name="Name">Its folder below runs/.</param>
/// <param name="Value">The value of the setting, as written.</param>
/// <param name="Scenario">The scenario with that value and seed.</param>
internal sealed record SweepCase(string Name, string Value, IScenario Scenario);

/// <summary>What one run of a sweep gave.</summary>
/// <param name="Case">The run.</param>
/// <param name="Numbers">Its summary.json; empty when it failed.</param>
internal sealed record SweepOutcome(SweepCase Case, IReadOnlyDictionary<string, SweepNumber> Numbers)
{
    /// <summary>Why it failed, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>A number of the run; NaN when it has none of that name.</summary>
    public double this[string name] => Numbers.TryGetValue(name, out SweepNumber number) ? number.Value : double.NaN;

    /// <summary>The outcome that a finished run's folder holds.</summary>
    /// <exception cref="DataException">The summary is not there or damaged.</exception>
    public static SweepOutcome Read(SweepCase of, string folder)
    {
        string path = Path.Combine(folder, "summary.json");
        JsonElement summary = RunJson.Read<JsonElement>(path);
        try
        {
            return new SweepOutcome(of, summary.EnumerateObject().ToDictionary(p => p.Name, p => new SweepNumber(Number(p.Value, "value"), p.Value.GetProperty("unit").GetString() ?? "1")));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            throw new DataException("is no summary of a run: it should hold named numbers, each with 'value' and 'unit'.", path, e);
        }
    }

    private static double Number(JsonElement entry, string name) => entry.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;
}

/// <summary>A number with its unit.</summary>
internal readonly record struct SweepNumber(double Value, string Unit);

/// <summary>The runs of a sweep with what they gave.</summary>
internal sealed record SweepRuns(IReadOnlyList<SweepOutcome> Outcomes)
{
    /// <summary>The runs that came to their end.</summary>
    public IReadOnlyList<SweepOutcome> Done => [.. Outcomes.Where(o => o.Failure is null)];

    /// <summary>The values in their order.</summary>
    public IReadOnlyList<string> Values => [.. Outcomes.Select(o => o.Case.Value).Distinct()];

    /// <summary>The seeds with which each value was run, in their order; the first alone where the seed itself is what was varied.</summary>
    public IReadOnlyList<int> Seeds => [.. Outcomes.GroupBy(o => o.Case.Value).First().Select(o => o.Case.Scenario.Seed)];
}
