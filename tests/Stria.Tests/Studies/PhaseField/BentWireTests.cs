using Stria.Core;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>A short held wire with an imposed bend, on a coarse mesh.</summary>
public sealed class BentWireTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Lithium_goes_where_the_bend_stretches_a_held_wire()
    {
        string text = PhaseFieldScene.Text(
            "axis: { kind: azimuthal }\ninterface_width: 12 nm\nmechanics: { model: plane_strain, edge: free, bending_curvature: -1e6 1/m, conditions: [ { part: start, hold: roller }, { part: end, hold: roller } ] }",
            "{ end: 1 s, tolerance: 2e-3 }",
            "{ snapshots: 1, animation: false }",
            "discretisation: { cell_size: 8 nm, order: linear }")
            .Replace("{ kind: rectangle, width: 60 nm, height: 20 nm }", "{ kind: ring_sector, inner_radius: 150 nm, outer_radius: 190 nm, start_angle: 75 deg, end_angle: 105 deg }", StringComparison.Ordinal);
        StudyContext run = PhaseFieldScene.Evolve(folder, "wire", text);
        TriangleMesh mesh = run.Get<StressBody>().Mesh;
        double[] c = PhaseFieldFiles.Read(run.Folder, run.Get<FieldCourse>().Snapshots[^1], "c");
        double Mean(bool outer) => Enumerable.Range(0, mesh.NodeCount).Where(n => double.Hypot(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]) > 1.7e-7 == outer).Average(n => c[n]);
        Assert.True(Mean(true) - Mean(false) > 0.15, $"{Mean(true)} outside, {Mean(false)} inside");
    }

    public void Dispose() => folder.Dispose();
}
