using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;
using Stria.Studies;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Diffraction;

namespace Stria.Tests.Studies.Xrd;

/// <summary>Patterns of which nothing is known, single peaks through a series, and phases that count in no fraction.</summary>
public sealed class XrdFirstLookTests : IDisposable
{
    private static readonly CrystalPhase Foil = new("foil", SpaceGroups.Find("F m -3 m"), UnitCell.FromAngstroms(4.05, 4.05, 4.05)) { InFractions = false };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_phases_peaks_are_found_and_their_spacings_are_those_of_the_cell()
    {
        MakeSeries();
        XrdScenario scenario = Scenario() with { Fit = new XrdFit { Peaks = [] } };
        string run = Execute(scenario, "run");
        IReadOnlyList<IReadOnlyList<string>> table = CsvTable.Read(Path.Combine(run, "tables", "peaks.csv"));
        Assert.Equal(["pattern", "number", "place", "2θ [°]", "sd of 2θ [°]", "d [Å]", "sd of d [Å]"], table[0].Take(7));
        double[] spacings = [.. table.Skip(1).Where(r => r[1] == "0").Select(r => Number(r[5]))], sigmas = [.. table.Skip(1).Where(r => r[1] == "0").Select(r => Number(r[6]))];
        double[] known = [.. ReflectionList.Within(Foil.Group, Foil.Cell, 1.1).Select(r => r.Spacing_angstrom)];
        Assert.InRange(spacings.Length, 4, known.Length);
        Assert.All(spacings.Zip(sigmas), s => Assert.Contains(known, d => Math.Abs(d - s.First) < 5 * s.Second));
        foreach (string figure in new[] { "peaks-0000", "contour", "waterfall", "components" })
        {
            Assert.True(File.Exists(Path.Combine(run, "figures", figure + ".png")), figure);
        }
    }

    [Fact]
    public void A_peak_is_followed_through_the_series()
    {
        MakeSeries();
        string run = Execute(Scenario() with { Fit = new XrdFit { Peaks = [17.2] } }, "run");
        IReadOnlyList<IReadOnlyList<string>> table = [.. CsvTable.Read(Path.Combine(run, "tables", "peaks.csv")).Skip(1)];
        double[] places = [.. table.Select(r => Number(r[3]))], sigmas = [.. table.Select(r => Number(r[4]))];
        double[] planted = [.. Enumerable.Range(0, 4).Select(k => Foil.Cell.A_angstrom * (1 + (0.004 * k)) / Math.Sqrt(3)).Select(d => 2 * Math.Asin(0.7 / (2 * d)) * 180 / Math.PI)];
        Assert.Equal(4, places.Length);
        Assert.All(sigmas, s => Assert.InRange(s, 1e-4, 3e-3));
        Assert.All(Enumerable.Range(0, 4), k => Assert.InRange((places[k] - planted[k]) / sigmas[k], -4, 4));
        Assert.True(File.Exists(Path.Combine(run, "figures", "peak-courses.png")));
    }

    [Fact]
    public void A_foil_counts_in_no_fraction()
    {
        var delta = new CrystalPhase("delta", SpaceGroups.Find("C m c m"), UnitCell.FromAngstroms(3.61, 9.91, 11.20));
        Diffractogram[] patterns = [.. new[] { 0, 0.5, 1 }.Select((x, k) => MadePatterns.Angles(
            [(MadePatterns.Orthorhombic, 1 - x), (delta, x), (Foil, 1.5)], MadePatterns.Grid(7, 22, 401), MadePatterns.Caglioti(3, -2, 20, 4, 3), 0, 500 + k))];
        var options = new SeriesFitOptions { Pattern = new PatternFitOptions { Refine = ProfileTerms.W | ProfileTerms.X, Background = new BackgroundOptions { ChebyshevTerms = 4 }, StartsWide = false } };
        SeriesFitResult result = SeriesFit.Run(patterns, [MadePatterns.Orthorhombic, delta, Foil], options);
        Assert.All(result.Patterns, p => Assert.False(p.Fractions.ContainsKey("foil")));
        Assert.All(result.Patterns, p => Assert.InRange(p.Scales["foil"].Value, 0.9, 1.1));
        Assert.InRange(result.Patterns[1].Fractions["alpha"].Value, 0.46, 0.54);
        Assert.Equal(1, result.Patterns[1].Fractions.Values.Sum(f => f.Value), 12);
        Assert.Equal(1, result.Patterns[0].Fractions["alpha"].Value, 12);
    }

    [Fact]
    public void What_needs_phases_is_refused_without_them()
    {
        string said = Assert.Single((Scenario() with { Series = new XrdSeries { Host = "LixV2O5" } }).Mistakes());
        Assert.Contains("need 'phases'", said, StringComparison.Ordinal);
        Assert.Single((Scenario() with { Fit = new XrdFit { WavelengthFrom = "Al" } }).Mistakes());
        Assert.Empty(Scenario().Mistakes());
    }

    private string Execute(XrdScenario scenario, string name)
    {
        Run.Begin(StudyCatalogue.For(scenario), new RunRequest(folder.Path(name))).Execute(new Progress<StudyProgress>(), CancellationToken.None);
        return folder.Path(name);
    }

    private XrdScenario Scenario() => new() { Patterns = new XrdPatterns { Path = folder.Path("series"), Wavelength = "0.7" } };

    // A cubic cell that grows by 0.4 % from pattern to pattern.
    private void MakeSeries()
    {
        Directory.CreateDirectory(folder.Path("series"));
        for (int k = 0; k < 4; k++)
        {
            double a = 4.05 * (1 + (0.004 * k));
            Diffractogram pattern = MadePatterns.Angles([(Foil with { Cell = UnitCell.FromAngstroms(a, a, a) }, 1)], MadePatterns.Grid(14, 36, 881), MadePatterns.Caglioti(3, -2, 20, 4, 3), 0, 700 + k);
            PatternFile.WriteXye(folder.Path($"series/p{k}.xye"), pattern);
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
