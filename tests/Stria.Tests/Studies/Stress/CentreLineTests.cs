using Stria.Core;
using Stria.Studies;
using Stria.Tests.Files;
using Stria.Tests.Studies.PhaseField;
using Stria.Tests.Studies.Running;

namespace Stria.Tests.Studies.Stress;

/// <summary>Distances from the centre line, which an imposed bend is made of, up to the corners of a wire.</summary>
public sealed class CentreLineTests : IDisposable
{
    // A quarter of what runs take; the error is that of a pixel.
    private const int Pixels = 5000;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Every_node_of_a_bent_wire_knows_its_distance_from_the_middle()
    {
        StudyContext context = Meshed("{ kind: ring_sector, inner_radius: 150 nm, outer_radius: 200 nm, start_angle: 60 deg, end_angle: 120 deg }");
        TriangleMesh mesh = context.Get<StressBody>().Mesh;
        double[] distances = ParticleAxes.DistanceFromCentreLine(context, Pixels), radii = [.. Enumerable.Range(0, mesh.NodeCount).Select(n => double.Hypot(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]))];
        double middle = (radii.Min() + radii.Max()) / 2, width = radii.Max() - radii.Min();
        double[] errors = [.. distances.Zip(radii, (d, r) => Math.Abs(d - (r - middle)) / width)];
        // A pixel of the raster is a thirty-seventh of the width.
        Assert.InRange(errors.Max(), 0, 0.06);
        Assert.InRange(errors.Average(), 0, 0.01);
    }

    [Fact]
    public void A_disk_has_no_centre_line() => Assert.Contains(
        "needs a centre line", Assert.Throws<ScenarioException>(() => ParticleAxes.DistanceFromCentreLine(Meshed("{ kind: disk, radius: 60 nm }"), Pixels / 4)).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private StudyContext Meshed(string shape)
    {
        string text = PhaseFieldScene.Text(rest: "discretisation: { cell_size: 12 nm }").Replace("{ kind: rectangle, width: 60 nm, height: 20 nm }", shape, StringComparison.Ordinal);
        Study whole = StudyCatalogue.For(PhaseFieldScene.Read(folder, "wire", text));
        var run = Run.Begin(new Study(whole.Scenario, [.. whole.Steps.Take(3)]), new RunRequest(folder.Path("wire")));
        run.Execute(new Listener(), CancellationToken.None);
        return run.Context;
    }
}
