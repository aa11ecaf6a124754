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

    public void Dispose() => folder.Dispose();

    private static double Value(StudyContext run, string name) => run.Headlines.Single(h => h.Name == name).Value;

    private StudyContext Evolve(string name, string problem) => PhaseFieldScene.Evolve(folder, name, PhaseFieldScene.Text(problem, "{ end: 0.02 s }", "{ snapshots: 1, animation: false }", Coarse));
}
