using Stria.Core;

namespace Stria.Studies;

/// <summary>Writes tables, figures and the report of cycled cells.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class CyclingResultsStep(CyclingScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<CycledTrace> cells = context.Get<IReadOnlyList<CycledTrace>>();
        bool isSwept = cells[0].IsVoltammetry;
        if (isSwept)
        {
            VoltammetryTables.Write(cells, context);
        }
        else
        {
            new CyclingTables(scenario, cells, context).Write();
        }

        IReadOnlyList<NamedFigure> figures = [.. isSwept ? VoltammetryFigures.Of(cells) : new CyclingFigures(scenario, cells).All()];
        string names = cells.Count <= 3 ? string.Join(", ", cells.Select(c => c.Name)) : $"{cells.Count} cells";
        var content = new ReportContent($"{(isSwept ? "Voltammetry" : "Cycling")} of {names}", figures)
        {
            Main = context.Headlines,
            Answer = isSwept ? null : Answer(context),
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    private static string? Answer(StudyContext context)
    {
        var all = context.Headlines.ToDictionary(h => h.Name);
        return all.TryGetValue("discharge_capacity_first", out Headline? first) && all.TryGetValue("cycles", out Headline? cycles)
            ? $"{cycles.Value:f0} cycle{(cycles.Value == 1 ? "" : "s")}; the first discharge gave {first.Value:g4} {first.Unit}."
            : null;
    }
}
