using Stria.Core;
using Stria.Studies;

namespace Stria.Tests.Studies.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Smallest = "kind: map\nstack: { path: a.h5 }\nreferences: { table: library.csv }\n";

    private static MapScenario Map(string yaml) => Assert.IsType<MapScenario>(ScenarioReader.Parse(yaml, "s.yaml", "/data"));

    private static string Complaint(string yaml) => Assert.Throws<ScenarioException>(() => ScenarioReader.Parse(yaml, "s.yaml", "/data")).Message;

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        MapScenario map = Map(Smallest);
        Assert.Equal(new MapScenario { Stack = new StackSettings { Path = "/data/a.h5" }, References = new ReferenceSettings { Table = "/data/library.csv" } }, map);
        Assert.Equal(6, map.Despike.Threshold);
        Assert.Null(map.Fit.EnergyShift_eV);
    }

    [Fact]
    public void Values_are_converted_to_the_unit_of_their_setting()
    {
        MapScenario map = Map(Smallest + "frames: { energies: { low: 0.508 keV, high: 528 eV }, exclude: [013, 27] }\nfit: { energy_shift: -400 meV }\nregister: { max_shift: 12.5 px }\n");
        Assert.Equal(new EnergyWindow { Low_eV = 508, High_eV = 528 }, map.Frames.Energies);
        Assert.Equal(["013", "27"], map.Frames.Exclude);
        Assert.Equal(-0.4, map.Fit.EnergyShift_eV);
        Assert.Equal(12.5, map.Register.MaxShift);
    }

    [Fact]
    public void A_word_stands_for_a_number_where_the_setting_allows_it()
    {
        Assert.Null(Map(Smallest + "fit: { energy_shift: fit }").Fit.EnergyShift_eV);
        Assert.Equal(0, Map(Smallest + "optical_density: { offset: none }").OpticalDensity.Offset);
        Assert.Equal(0.82, Map(Smallest + "optical_density: { offset: 0.82 }").OpticalDensity.Offset);
        Assert.Equal(5, Map(Smallest + "components: { clusters: 5, count: auto }").Components.Clusters);
    }

    [Fact]
    public void An_alternative_is_chosen_by_its_kind()
    {
        Assert.Equal(new AutomaticIncident(), Map(Smallest).Incident);
        Assert.Equal(new EmbeddedIncident(), Map(Smallest + "incident: embedded").Incident);
        Assert.Equal(new FileIncident { Path = "/data/i0.csv" }, Map(Smallest + "incident: { kind: file, path: i0.csv }").Incident);
        var roi = Assert.IsType<RegionIncident>(Map(Smallest + "incident: { kind: roi, polygon: [[0, 0], [0, 12.5], [9, 4]] }").Incident);
        Assert.Equal(new PixelPosition { Row = 0, Column = 12.5 }, roi.Polygon[1]);
    }

    [Fact]
    public void Anchors_stand_for_what_they_name() =>
        Assert.Equal("/data/i0.csv", Assert.IsType<MaskIncident>(Map("kind: map\nstack: { path: a.h5 }\nreferences: { table: &f i0.csv }\nincident: { kind: mask, path: *f }").Incident).Path);

    [Theory]
    [InlineData("despike: { treshold: 5 }", "'treshold' is not a setting of despike. Did you mean 'threshold'?")]
    [InlineData("despike: { xyzzy: 5 }", "There are: enabled, threshold.")]
    [InlineData("despike: { threshold: 5 eV }", "'threshold' is a pure number; write it without 'eV'.")]
    [InlineData("despike: { threshold: high }", "'threshold' is a number, not 'high'.")]
    [InlineData("despike: { threshold: 1 }", "must be between 2 and 100")]
    [InlineData("despike: { enabled: yes }", "true or false, not 'yes'")]
    [InlineData("despike: true", "has settings of its own (enabled, threshold)")]
    [InlineData("despike: { threshold: [1] }", "single value, not a list")]
    [InlineData("register: { max_shift: 20 }", "'20' cannot be expressed in px. Write a value with its unit, such as '20 px'.")]
    [InlineData("register: { max_shift: 20 nm }", "'20 nm' cannot be expressed in px")]
    [InlineData("register: { neighbours: 2.5 }", "whole number, not 2.5")]
    [InlineData("fit: { shift_range: 3 evv }", "Did you mean 'eV'?")]
    [InlineData("fit: { energy_shift: fitt }", "Did you mean 'fit'? A number is possible as well.")]
    [InlineData("fit: { path: standard }", "Did you mean 'standards'?")]
    [InlineData("frames: { exclude: 3 }", "'exclude' is a list")]
    [InlineData("frames: { energies: { low: 528 eV, high: 508 eV } }", "ends (508 eV) before it begins (528 eV)")]
    [InlineData("frames: { energies: { low: 508 eV } }", "'energies' lacks 'high'.")]
    [InlineData("incident: { kind: fille, path: a }", "'fille' is not a kind of incident. Did you mean 'file'?")]
    [InlineData("incident: { path: a }", "'incident' lacks 'kind'; it is one of auto, embedded, file, roi, mask.")]
    [InlineData("incident: file", "'incident' lacks 'path'.")]
    [InlineData("incident: { kind: roi, polygon: [[0, 0], [1, 1]] }", "at least three corners")]
    [InlineData("incident: { kind: roi, polygon: [[0, 0], [1, 1], [3]] }", "written as [row, column]")]
    [InlineData("seed: 1\nseed: 2", "'seed' was set already in line 4.")]
    [InlineData("seed: -1", "must be between 0 and")]
    [InlineData("seed:", "'seed' is a number, not ''.")]
    [InlineData("? [a, b]\n: 3", "The name of a setting was expected here.")]
    public void A_mistake_is_explained(string yaml, string explanation)
    {
        string complaint = Complaint(Smallest + yaml);
        Assert.Contains(explanation, complaint, StringComparison.Ordinal);
        Assert.StartsWith("s.yaml has a mistake:", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_shown_at_once_each_with_its_line_and_a_caret() => Assert.Equal(
        """
        s.yaml has 4 mistakes:
           1 | kind: map
             | ^ 'map' lacks 'stack'.
           3 |   treshold: 5
             |   ^ 'treshold' is not a setting of despike. Did you mean 'threshold'?
           4 | fit: { energy_shift: 100, shift_range: 2 ev }
             |                      ^ '100' cannot be expressed in eV. Write a value with its unit, such as '100 eV'.
             |                                        ^ 'ev' is not a unit that Stria knows. Did you mean 'eV'?
        """,
        Complaint("kind: map\ndespike:\n  treshold: 5\nfit: { energy_shift: 100, shift_range: 2 ev }\n"));

    [Theory]
    [InlineData("", "There are no settings")]
    [InlineData("# only a remark\n", "There are no settings")]
    [InlineData("kind: map\n  stack: 3\n bad", "This is not YAML")]
    [InlineData("kind: mapp\n", "Did you mean 'map'?")]
    [InlineData("stack: 3\n", "lacks 'kind'; it is one of map, demo, inspect, stress")]
    [InlineData("kind: demo\n---\nkind: demo\n", "A second document")]
    [InlineData("kind: *nothing\n", "This is not YAML")]
    [InlineData("- 1\n", "lacks 'kind'")]
    public void A_text_that_is_no_scenario_is_refused(string yaml, string reason) => Assert.Contains(reason, Complaint(yaml), StringComparison.Ordinal);

    [Fact]
    public void Settings_that_contradict_each_other_are_refused()
    {
        Assert.Contains("A fit needs reference spectra", Complaint("kind: map\nstack: { path: a.h5 }\n"), StringComparison.Ordinal);
        Assert.Contains("not as both", Complaint("kind: map\nstack: { path: a }\nreferences: { table: t.csv, files: [{ file: a.t, x: 0 }] }\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_is_a_folder_is_one_plain_message()
    {
        Assert.Contains("cannot be read", Assert.Throws<ScenarioException>(() => ScenarioReader.Read("/nowhere/s.yaml")).Message, StringComparison.Ordinal);
        Assert.Contains("scenario.yaml was meant", Assert.Throws<ScenarioException>(() => ScenarioReader.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);
    }
}
