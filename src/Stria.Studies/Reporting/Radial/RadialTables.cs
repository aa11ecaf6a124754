using Stria.Files;
using Stria.Physics.Radial;

namespace Stria.Studies;

/// <summary>Tables of a radial particle.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="context">The nouns of the run.</param>
/// <param name="stresses">Stress in each picture; null without mechanics.</param>
internal sealed class RadialTables(PhaseFieldScenario scenario, StudyContext context, IReadOnlyList<RadialStress?> stresses)
{
    private readonly RadialBody body = context.Get<RadialBody>();
    private readonly RadialCourse course = context.Get<RadialCourse>();

    /// <summary>Middle of each shell [m].</summary>
    public static double[] Places(RadialProblem problem) => [.. Enumerable.Range(0, problem.Cells).Select(i => problem.Length * (i + 0.5) / problem.Cells)];

    /// <summary>Writes history.csv and profiles.csv.</summary>
    public void Write()
    {
        List<RadialRow> rows = course.History;
        CsvTable.Write(
            context.Table("history.csv", "Every step: amount, surface, bounds, energy"),
            [
                new CsvColumn("time", In("s"), rows.Select(h => h.Time)),
                new CsvColumn("step", In("s"), rows.Select(h => h.Step)),
                new CsvColumn("error by tolerance", "1", rows.Select(h => h.Error)),
                new CsvColumn("mean composition", "1", rows.Select(h => h.Mean)),
                new CsvColumn("inserted", "1", rows.Select(h => h.Inserted)),
                new CsvColumn("surface composition", "1", rows.Select(h => h.Surface)),
                new CsvColumn("surface potential", In("J/mol"), rows.Select(h => h.Potential)),
                new CsvColumn("lowest composition", "1", rows.Select(h => h.Lowest)),
                new CsvColumn("highest composition", "1", rows.Select(h => h.Highest)),
                new CsvColumn("energy", In("J/mol"), rows.Select(h => h.Energy)),
            ]);
        Profiles();
    }

    private string In(string unit) => scenario.Units == UnitChoice.None ? "1" : unit;

    private void Profiles()
    {
        double[] places = Places(body.Problem);
        IReadOnlyList<RadialPicture> pictures = course.Pictures;
        CsvColumn Stress(string name, Func<RadialStress, double[]> of) => new(name, In("Pa"), stresses.SelectMany(s => of(s!)));
        CsvColumn[] mechanics = body.Problem.Swelling is null ? [] :
        [
            Stress("radial stress", s => s.Radial), Stress("tangential stress", s => s.Tangential), Stress("third stress", s => s.Axial), Stress("hydrostatic stress", s => s.Hydrostatic),
        ];
        CsvTable.Write(
            context.Table("profiles.csv", "Profiles along the radius in each picture"),
            [
                new CsvColumn("time", In("s"), pictures.SelectMany(p => places.Select(_ => p.Time))),
                new CsvColumn("distance", In("m"), pictures.SelectMany(_ => places)),
                new CsvColumn("composition", "1", pictures.SelectMany(p => p.Composition)),
                new CsvColumn("potential", In("J/mol"), pictures.SelectMany(p => p.Potential)),
                .. mechanics,
            ]);
    }
}
