using Stria.Files;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>Scenarios of periodic boxes with mechanics by finite elements.</summary>
public sealed class PeriodicRunTests : IDisposable
{
    private const string Coarse = "discretisation: { cell_size: 5 nm, order: linear }";
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_box_between_a_given_strain_and_a_given_stress_tells_both_at_the_end()
    {
        StudyContext run = Evolve("held", "periodic: both\nmechanics: { model: plane_stress, mean_strain: { xx: 0.01, xy: 0 }, mean_stress: { yy: 50 MPa } }");
        Assert.Equal(0.01, Value(run, "mean_strain_xx"), 1e-12);
        Assert.Equal(0, Value(run, "mean_strain_xy"), 1e-12);
        Assert.Equal(50, Value(run, "mean_stress_yy"), 1e-6);
        Assert.True(Value(run, "mean_stress_xx") > 300);
        BoxMeans means = run.Get<FieldCourse>().Snapshots[^1].Box!;
        Assert.Equal(Value(run, "mean_strain_yy"), means.Strain[1]);
        Assert.Equal(50e6, means.Stress[1], 1.0);
        Assert.Equal(0, Value(run, "energy_rises"));
        Assert.InRange(Value(run, "mass_drift"), 0, 1e-12);
    }

    [Fact]
    public void A_box_is_free_unless_it_is_held_and_one_that_continues_along_x_keeps_its_other_sides()
    {
        StudyContext free = Evolve("free", "periodic: both\nmechanics: {}"), between = Evolve("between", "periodic: x\nmechanics: { edge: roller }");
        foreach (string name in new[] { "mean_stress_xx", "mean_stress_yy", "mean_stress_xy" })
        {
            Assert.Equal(0, Value(free, name), 1e-6);
        }

        Assert.Equal(0, Value(between, "mean_stress_xx"), 1e-6);
        Assert.DoesNotContain(between.Headlines, h => h.Name == "mean_stress_yy");
    }

    [Fact]
    public void The_mean_stress_of_a_film_on_a_substrate_follows_its_charge_alone()
    {
        StudyContext run = PhaseFieldScene.Evolve(folder, "film", PhaseFieldScene.Text(
            "periodic: x\ninitial: { kind: uniform, value: 0.1 }\nnoise: 0.01\nboundary: [ { kind: galvanostatic, part: top, rate: 0.5 1/s, spread: equipotential } ]\n"
            + "mechanics: { model: plane_strain, mean_strain: { xx: 0 }, stress_free_composition: 0, conditions: [ { part: bottom, hold: fixed } ] }",
            "{ end: 0.4 s }",
            "{ snapshots: 2, animation: false }",
            Coarse));
        FieldCourse course = run.Get<FieldCourse>();
        double scale = run.Get<PhaseFieldBody>().Laws.Scales.Time;
        Assert.Equal(3, course.Snapshots.Count);
        Assert.All(course.Snapshots, picture =>
        {
            double c = 0.1 + (0.5 * picture.Time * scale), wanted = -43e9 * 2.415e-6 * 18531 / 3 / (1 - 0.3) * c;
            Assert.Equal(wanted, picture.Box!.Stress[0], 1e-6 * Math.Abs(wanted));
            Assert.Equal(0, picture.Box.Strain[0], 1e-14);
            Assert.True(double.IsNaN(picture.Box.Stress[1]));
        });
    }

    [Fact]
    public void Ties_count_once_among_the_unknowns_and_a_resumed_run_keeps_the_means()
    {
        // 12 × 4 linear cells of 5 nm: 13 × 5 nodes, 12 × 4 of them free.
        StudyContext run = Evolve("ties", "periodic: both\nmechanics: {}");
        Assert.Equal(2 * 12 * 4, Value(run, "unknowns"));
        using (var store = new MapStore(folder.Path("course.h5")))
        {
            CourseFile.Write(store, run.Get<FieldCourse>());
            store.Complete();
        }

        using var file = new MapFile(folder.Path("course.h5"));
        Assert.All(CourseFile.Read(file).Snapshots.Zip(run.Get<FieldCourse>().Snapshots), p =>
        {
            Assert.Equal(p.Second.Box!.Strain, p.First.Box!.Strain);
            Assert.Equal(p.Second.Box.Stress, p.First.Box.Stress);
        });
    }

    public void Dispose() => folder.Dispose();

    private static double Value(StudyContext run, string name) => run.Headlines.Single(h => h.Name == name).Value;

    private StudyContext Evolve(string name, string problem) => PhaseFieldScene.Evolve(folder, name, PhaseFieldScene.Text(problem, "{ end: 0.02 s }", "{ snapshots: 1, animation: false }", Coarse));
}
