using System.Globalization;
using System.Text.Json.Nodes;
using Stria.Studies;
using Stria.Tests.Studies.Running;

namespace Stria.Tests.Studies.Stress;

/// <summary>The scenarios that ship: each is read, and run on a coarse mesh.</summary>
public sealed class GalleryTests : IDisposable
{
    private const double TwoPixels_nm = 80, StressOfFullHost_MPa = 43e3 * 2.415e-6 * 18531 / 3 / (1 - 0.3);
    private readonly string folder = Directory.CreateTempSubdirectory("stria-test-").FullName;

    public static TheoryData<string> Names => new(Directory.GetFiles(Folder, "*.yaml").Where(f => ScenarioReader.Read(f) is StressScenario).Select(f => Path.GetFileNameWithoutExtension(f)!).Order());

    private static string Folder => Path.Combine(SharedData.Repository!, "scenarios");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_scenario_has_a_page_and_a_picture_in_the_gallery_and_every_page_a_scenario()
    {
        string pages = Path.Combine(SharedData.Repository!, "docs", "gallery"), index = File.ReadAllText(Path.Combine(pages, "README.md"));
        string[] names = [.. Directory.GetFiles(Folder).Select(f => Path.GetFileNameWithoutExtension(f))];
        Assert.Equal(names.Order(), Directory.GetFiles(pages, "*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n != "README").Order());
        Assert.All(names, name =>
        {
            string page = File.ReadAllText(Path.Combine(pages, name + ".md"));
            Assert.Contains($"./stria run scenarios/{name}.yaml", page, StringComparison.Ordinal);
            Assert.Contains($"]({name}.png)", page, StringComparison.Ordinal);
            Assert.InRange(new FileInfo(Path.Combine(pages, name + ".png")).Length, 5_000, 150_000);
            Assert.Contains($"]({name}.md)", index, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_of_the_gallery_keeps_what_mechanics_says(string name)
    {
        var asked = Assert.IsType<StressScenario>(ScenarioReader.Read(Path.Combine(Folder, name + ".yaml")));
        string run = Coarse(asked);
        JsonNode summary = JsonNode.Parse(File.ReadAllText(Path.Combine(run, "summary.json")))!;
        double Headline(string of) => summary[of]!["value"]!.GetValue<double>();

        Assert.All(
            ["von_mises_max_free", "von_mises_mean_free", "von_mises_q95_free", "ratio_fixed_free_max", "ratio_fixed_free_mean", "ratio_fixed_free_q95"],
            number => Assert.InRange(Headline(number), 1e-3, 1e4));
        Assert.InRange(Headline("von_mises_max_to_boundary_free"), 0, TwoPixels_nm);

        // Equilibrium has the least energy of all ways to move: to hold more edges can only raise it.
        Assert.InRange(Headline("energy_free"), double.Epsilon, Headline("energy_fixed"));

        // Nothing pulls on free edges, and what slides on a cut through the centre of the bend is pulled across the radius only.
        Dictionary<string, double> mean = Table(run, "stress-free", 6).Where(r => r.Key.EndsWith("as used", StringComparison.Ordinal)).ToDictionary();
        Assert.InRange(Math.Abs(mean["free,as used"]), 0, 1e-6 * Headline("von_mises_mean_free"));

        // Edges that keep the area keep the mean strain: all of the mean chemical strain is taken up elastically.
        double held = -StressOfFullHost_MPa * (Headline("mesh_composition") - Headline("stress_free_composition"));
        Assert.InRange(mean["fixed,as used"] / held, 0.999, 1.001);
        Balanced(run, 3);
        Balanced(run, 2);
    }

    // The tables without figures and report, which take most of a run's time.
    // Linear cells take the strain from the mean of x, so that the mean composition is that of the mesh to rounding.
    private string Coarse(StressScenario asked)
    {
        var mesh = new StressDiscretisation { Order = ElementOrder.Linear, CellSize = 60e-9, SmallestCellSize = 15e-9, CompositionStep = 0.1 };
        StressScenario coarse = asked with { Discretisation = mesh };
        var tables = new PlainStep("tables") { Work = (context, _) => new StressTables(coarse, context).Write() };
        string run = Path.Combine(folder, "run");
        Run.Begin(new Study(coarse, [.. StudyCatalogue.For(coarse).Steps.SkipLast(1), tables]), new RunRequest(run)).Execute(new Listener(), CancellationToken.None);
        return run;
    }

    // Forces that hold the fixed particle add up to nothing, measured by the largest of them.
    private static void Balanced(string run, int column)
    {
        double[] forces = [.. Table(run, "reactions", column).Where(r => r.Key.StartsWith("fixed", StringComparison.Ordinal)).Select(r => r.Value)];
        double scale = forces.Length > 1 ? forces.Max(Math.Abs) : HeldForce(run);
        Assert.InRange(Math.Abs(forces.Sum()), 0, 1e-8 * scale);
    }

    // One part all round: its forces cancel within it, so the scale is stress times length: the mean stress over a micrometre.
    private static double HeldForce(string run) => Math.Abs(Table(run, "stress-free", 6)["fixed,as used"]) * 1e6 * 1e-6;

    private static Dictionary<string, double> Table(string run, string name, int column) => File.ReadLines(Path.Combine(run, "tables", name + ".csv"))
        .Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(cells => string.Join(',', cells[..2]), cells => double.Parse(cells[column], CultureInfo.InvariantCulture));
}
