using Stria.Core;

namespace Stria.Studies;

/// <summary>Writes stress.vtu, tables, figures and the report.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class StressResultsStep(StressScenario scenario) : IStudyStep
{
    private static readonly string[] First =
    [
        "von_mises_max_free", "von_mises_mean_free", "von_mises_q95_free", "von_mises_sigma_free", "von_mises_sigma_random_free", "von_mises_sigma_systematic_free", "von_mises_max_fixed", "von_mises_mean_fixed", "von_mises_q95_fixed", "von_mises_sigma_fixed", "von_mises_sigma_random_fixed", "von_mises_sigma_systematic_fixed",
        "von_mises_max_roller", "von_mises_mean_roller", "von_mises_q95_roller", "ratio_fixed_free_max", "ratio_fixed_free_mean", "ratio_fixed_free_q95",
        "von_mises_max_to_boundary_free", "von_mises_max_to_boundary_fixed", "von_mises_max_to_boundary_roller", "stress_free_composition", "mesh_composition", "outline_area",
    ];

    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        WriteFiles(scenario, context);
        var all = context.Headlines.ToDictionary(h => h.Name);
        var content = new ReportContent($"Stress of {scenario.Problem.BaseName}", [.. StressFigures.Of(context)])
        {
            Main = [.. First.Where(all.ContainsKey).Select(n => all[n])],
            Answer = Answer(all),
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    /// <summary>Writes what does not belong to the report: fields and tables.</summary>
    public static void WriteFiles(StressScenario scenario, StudyContext context)
    {
        new StressTables(scenario, context).Write();
        StressFiles.Write(scenario, context);
    }

    private static string? Answer(Dictionary<string, Headline> all)
    {
        string[] parts = [.. new[] { "free", "fixed", "roller" }.Where(e => all.ContainsKey($"von_mises_q95_{e}")).Select(e => $"{all[$"von_mises_q95_{e}"].Value:f0} MPa with {e} edges")];
        return parts.Length == 0 ? null : $"95 % of the area stays below a von Mises stress of {string.Join(", ", parts)}.";
    }
}
