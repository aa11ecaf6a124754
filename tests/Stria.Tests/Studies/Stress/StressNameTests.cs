using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Stress;

/// <summary>What runs are called when nobody names them.</summary>
public sealed class StressNameTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("{ kind: disk, radius: 1 um }", "stress-disk")]
    [InlineData("{ kind: rectangle, width: 2 um, height: 1 um }", "stress-rectangle")]
    [InlineData("{ kind: ring_sector, inner_radius: 1 um, outer_radius: 2 um, end_angle: 90 deg }", "stress-ring-sector")]
    public void A_run_on_a_shape_is_called_after_it(string shape, string expected) =>
        Assert.Equal(expected, Parsed($"{{ kind: shapes, regions: [{{ name: body, shape: {shape} }}] }}").DefaultName);

    [Fact]
    public void Each_kind_of_shape_is_named_once() => Assert.Equal(
        "stress-disk-rectangle",
        Parsed("{ kind: shapes, regions: [{ name: a, shape: { kind: disk, radius: 2 um } }, { name: b, shape: { kind: disk, radius: 1 um } }, { name: c, shape: { kind: rectangle, width: 1 um, height: 1 um } }] }").DefaultName);

    [Fact]
    public void A_run_on_a_mesh_is_called_after_its_file() => Assert.Equal("stress-grain", Parsed("{ kind: mesh, path: some/grain.msh }").DefaultName);

    private IScenario Parsed(string geometry) => ScenarioReader.Parse(StressScene.Text("0.5", geometry), "name.yaml", folder.Path(""));
}
