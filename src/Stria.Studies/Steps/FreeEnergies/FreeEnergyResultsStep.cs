using Stria.Core;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>Writes tables, figures and the report of a free energy.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class FreeEnergyResultsStep(FreeEnergyScenario scenario) : IStudyStep
{
    private static readonly string[] First =
    [
        "binodal_low", "binodal_high", "spinodal_low", "spinodal_high", "barrier", "plateau", "plateau_2", "plateau_3", "interface_energy", "interface_width",
        "effective_interaction_bulk", "effective_interaction_sheet", "coherency_bulk", "plateau_shift_per_strain", "critical_temperature",
    ];

    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        WriteTables(scenario, context);
        var all = context.Headlines.ToDictionary(h => h.Name);
        string of = scenario.Problem.Material is { } material ? Path.GetFileNameWithoutExtension(material) : scenario.Problem.FreeEnergy.Method;
        var content = new ReportContent($"Free energy of {of}", [.. FreeEnergyFigures.Of(scenario, context)])
        {
            Main = [.. First.Where(all.ContainsKey).Select(n => all[n])],
            Answer = Answer(context.Get<FreeEnergyHost>(), context.Get<FreeEnergyResults>()),
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    /// <summary>Writes the tables alone.</summary>
    public static void WriteTables(FreeEnergyScenario scenario, StudyContext context) => new FreeEnergyTables(scenario, context).Write();

    private static string Answer(FreeEnergyHost host, FreeEnergyResults results) => results.Chemical.Tangents.Count == 0
        ? $"At {host.Temperature:g5} K the host is one solid solution."
        : $"At {host.Temperature:g5} K the host separates between {string.Join(" and between ", results.Chemical.Tangents.Select(Gap))}.";

    private static string Gap(CommonTangent t) => $"c = {t.Low:f3} and {t.High:f3} (barrier {t.Barrier:f0} J/mol)";
}
