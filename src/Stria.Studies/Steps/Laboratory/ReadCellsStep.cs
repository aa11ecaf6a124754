using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Reads the traces and the cell sheets.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ReadCellsStep(CyclingScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "read_traces";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Cells];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var traces = new List<CycledTrace>();
        var done = new Fraction(Name, progress);
        foreach (CycledCell cell in scenario.Cells)
        {
            CyclerRecord record = LabFiles.Trace(cell.Trace, context, cancel);
            CellFacts facts = CellFacts.Of(cell.CellSheet, cell.Cell, record.Cell, context);
            string name = cell.Name ?? facts.Sheet.Name ?? Path.GetFileNameWithoutExtension(record.Path);
            traces.Add(new CycledTrace(name, record, facts));
            ((IProgress<double>)done).Report(traces.Count / (double)scenario.Cells.Count);
        }

        context.Put<IReadOnlyList<CycledTrace>>([.. traces.Zip(DistinctNames.Of(traces.Select(t => t.Name)), (trace, name) => trace with { Name = name })]);
    }
}
