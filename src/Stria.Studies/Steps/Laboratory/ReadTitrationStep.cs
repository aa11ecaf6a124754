using Stria.Core;
using Stria.Files;
using Stria.Measurement.Gitt;

namespace Stria.Studies;

/// <summary>Reads the titration and the cell sheet, and finds pulses and rests.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ReadTitrationStep(GittScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "read_trace";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Trace];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        CyclerRecord record = LabFiles.Trace(scenario.Trace, context, cancel);
        CellFacts facts = CellFacts.Of(scenario.CellSheet, scenario.Cell, record.Cell, context);
        var scale = new TitrationScale(facts, record.Trace);
        if (!scale.HasComposition)
        {
            context.Say(Remark.Warning($"No composition x is given, because {string.Join(", ", facts.MissingForComposition)} {(facts.MissingForComposition.Count == 1 ? "is" : "are")} missing in the cell sheet: charge stands in its place, and whether U is flat is judged over the charge of the whole record."));
        }

        if (!scale.HasShape)
        {
            context.Say(Remark.Warning("No diffusion coefficient is given, because 'particle_shape' (slab, cylinder or sphere) is missing in the cell sheet. Nothing is assumed in its place."));
        }
        else if (!scale.HasLength)
        {
            context.Say(Remark.Warning("D stands over the square of the particles' length, in 1/s, because 'particle_length' is missing in the cell sheet."));
        }

        context.Put(new Titration(facts.Sheet.Name ?? Path.GetFileNameWithoutExtension(record.Path), record.Trace, facts, scale) { Pulses = GittPulses.Find(record.Trace) });
    }
}
