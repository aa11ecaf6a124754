using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Studies.Running;

namespace Stria.Tests.Studies.Stress;

/// <summary>Small stress problems with round numbers, and their results.</summary>
internal static class StressScene
{
    /// <summary>Young's modulus [Pa], Poisson's ratio, strain per x, and the stress that goes with them: 40 GPa × 0.02.</summary>
    internal const double YoungsModulus = 40e9, PoissonsRatio = 0.3, StrainPerX = 0.02, StressPerX_MPa = 800;

    /// <summary>Pixel of the made maps, and radius of the particle on them [m].</summary>
    internal const double Pixel = 40e-9, Radius = 7.5 * Pixel;

    private const int Height = 20, Width = 24;

    internal const string Isotropic = "{ kind: isotropic, youngs_modulus: 40 GPa, poissons_ratio: 0.3 }", Strain = "{ kind: isotropic, partial_molar_volume: 3e-6 m3/mol, concentration_at_x1: 20000 mol/m3 }";

    internal const string Disk = "{ kind: shapes, regions: [{ name: body, shape: { kind: disk, radius: 1 um } }] }";

    /// <summary>A scenario; what is not given is a disk of 1 µm with coarse cells, free edges and isotropic laws.</summary>
    internal static string Text(string composition, string geometry = Disk, string problem = "", string discretisation = "{ cell_size: 300 nm }", string rest = "") => $$"""
        kind: stress
        problem:
          geometry: {{geometry}}
          composition: {{(composition.StartsWith('{') ? composition : $"{{ kind: expression, value: \"{composition}\" }}")}}
          axis: { kind: constant, angle: 0 deg }
        {{Lines(problem, "  ", ("stiffness", Isotropic), ("chemical_strain", Strain), ("stress_free_composition", "0"), ("edge", "free"))}}
        discretisation: {{discretisation}}
        {{rest}}
        """;

    /// <summary>A maps.h5 of a round particle of 100 nm with x from 0.1 in the middle to 0.8 at its edge.</summary>
    internal static string WriteMaps(string path, bool pixelSize = true, bool deviation = true, double common = 0)
    {
        double size = pixelSize ? Pixel : double.NaN;
        var grid = new ImageGrid(Height, Width) { PixelSizeX = size, PixelSizeY = size };
        ScalarField Field(string symbol, string unit, Func<double, double> ofRadius) => new(grid, [.. Enumerable.Range(0, Height * Width).Select(i => (float)ofRadius(RadiusAt(i)))], symbol, unit);
        using var store = new MapStore(path);
        store.Write("/composition/x", Field("x", "1", r => r < 8.2 ? 0.45 + (0.35 * Math.Tanh((r - 4) / 1.5)) : double.NaN));
        if (deviation)
        {
            store.Write("/composition/x_sigma", Field("σ", "1", r => r < 8.2 ? 0.03 : double.NaN));
        }

        if (common > 0)
        {
            store.Write("/composition/x_systematic", Field("σ_sys", "1", r => r < 8.2 ? common : double.NaN));
        }

        store.Write("/composition/amount", Field("amount", "mol/m2", r => r < 8.2 ? Math.Tanh(9 - r) : double.NaN));
        store.Write("/thickness/nm", Field("thickness", "nm", r => 50 * (1 + Math.Tanh((Radius / Pixel) - r))));
        store.Complete();
        return path;
    }

    /// <summary>Everything but figures and report.</summary>
    /// <returns>The run folder.</returns>
    internal static string Solve(TemporaryFolder folder, string name, string text, int? threads = null)
    {
        Begin(folder, name, text, threads).Execute(new Listener(), CancellationToken.None);
        return folder.Path(name);
    }

    /// <summary>The same, not yet run.</summary>
    internal static Run Begin(TemporaryFolder folder, string name, string text, int? threads = null)
    {
        var scenario = (StressScenario)ScenarioReader.Parse(text, name + ".yaml", folder.Path(""));
        scenario = (StressScenario)scenario.WithThreads(threads);
        Study whole = StudyCatalogue.For(scenario);
        var tables = new PlainStep("tables") { Work = (context, _) => StressResultsStep.WriteFiles(scenario, context) };
        return Run.Begin(new Study(scenario, [.. whole.Steps.SkipLast(1), tables]), new RunRequest(folder.Path(name)));
    }

    /// <summary>The lines of a table as numbers by the head of their column, without its unit; texts are left out.</summary>
    internal static IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string run, string name)
    {
        IReadOnlyList<IReadOnlyList<string>> rows = CsvTable.Read(Path.Combine(run, "tables", name));
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(p => p.First.Split(" [")[0], p => p.Second))];
    }

    internal static double Number(IReadOnlyDictionary<string, string> row, string column) => row[column].Length == 0 ? double.NaN : double.Parse(row[column], CultureInfo.InvariantCulture);

    internal static double Headline(string run, string name) => StriaCommand.Number(run, name);

    private static double RadiusAt(int pixel) => double.Hypot((pixel / Width) - ((Height - 1) / 2.0), (pixel % Width) - ((Width - 1) / 2.0));

    private static string Lines(string own, string indent, params (string Name, string Value)[] usual)
    {
        string[] written = own.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<string> rest = usual.Where(u => !written.Any(w => w.StartsWith(u.Name + ":", StringComparison.Ordinal))).Select(u => $"{u.Name}: {u.Value}");
        return string.Join('\n', written.Concat(rest).Where(l => !l.EndsWith(": -", StringComparison.Ordinal)).Select(l => indent + l));
    }
}
