using Stria.Core;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Sweep;

/// <summary>The parts of a sweep without its runs.</summary>
public sealed class SweepPartsTests : IDisposable
{
    private static readonly SweepScenario Scenario = new() { Scenario = "/d/a.yaml", Over = "problem.cell_size", Values = ["1", "2"] };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static SweepOutcome Outcome(string name, string value, int seed, string? failure = null) =>
        new(new SweepCase(name, value, Scenario with { Seed = seed }), new Dictionary<string, SweepNumber> { ["area"] = new(3, "m2") }) { Failure = failure };

    [Fact]
    public void Values_and_seeds_are_named_once_in_their_order_and_failed_runs_are_not_done()
    {
        var runs = new SweepRuns([Outcome("01", "2", 7), Outcome("02", "2", 5), Outcome("03", "1", 7, "no room"), Outcome("04", "1", 5)]);
        Assert.Equal(["2", "1"], runs.Values);
        Assert.Equal([7, 5], runs.Seeds);
        Assert.Equal(["01", "02", "04"], runs.Done.Select(o => o.Case.Name));
    }

    [Fact]
    public void A_number_that_a_run_does_not_have_is_none()
    {
        SweepOutcome outcome = Outcome("01", "1", 1);
        Assert.Equal(3, outcome["area"]);
        Assert.Equal(double.NaN, outcome["length"]);
    }

    [Fact]
    public void The_summary_of_a_run_is_read_with_units_and_with_numbers_that_do_not_exist()
    {
        folder.Write("summary.json", """{ "area": { "value": 2.5, "unit": "nm2" }, "width": { "value": null, "unit": "nm" } }""");
        SweepOutcome outcome = SweepOutcome.Read(new SweepCase("01", "1", Scenario), folder.Path(""));
        Assert.Equal(new SweepNumber(2.5, "nm2"), outcome.Numbers["area"]);
        Assert.Equal(double.NaN, outcome["width"]);
        Assert.Equal("nm", outcome.Numbers["width"].Unit);
        Assert.Null(outcome.Failure);
    }

    [Fact]
    public void A_run_without_a_summary_is_refused() =>
        Assert.Contains("cannot be read as part of a run folder", Assert.Throws<DataException>(() => SweepOutcome.Read(new SweepCase("01", "1", Scenario), folder.Path("nowhere"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1", "19", false)]
    [InlineData("1", "21", true)]
    [InlineData("0", "1000", false)]
    [InlineData("-1", "1000", false)]
    public void An_axis_is_logarithmic_where_positive_numbers_span_much(string low, string high, bool expected)
    {
        var axis = SweepAxis.Of(Scenario, [low, high]);
        Assert.Equal(expected, axis.Axis.Logarithmic);
        Assert.Equal("cell size", axis.Axis.Label);
    }

    [Fact]
    public void Words_stand_one_after_the_other_on_an_axis_that_names_them()
    {
        var axis = SweepAxis.Of(Scenario, ["free", "fixed", "3"]);
        Assert.Equal([1.0, 2.0, 3.0], axis.Places);
        Assert.Equal("cell size: 1 = free, 2 = fixed, 3 = 3", axis.Axis.Label);
        Assert.True(axis.Axis.Whole);
    }

    [Fact]
    public void A_sweep_names_every_mistake()
    {
        string[] mistakes = [.. (Scenario with { Values = ["1", "1"], Seeds = [3, 3], Field = "stress.vtu:" }).Mistakes()];
        Assert.Equal(
            ["The value '1' stands in the sweep more than once.", "A seed stands in the sweep more than once.", "'field: stress.vtu:' must be FILE:FIELD, such as stress.vtu:von_mises."],
            mistakes);
        Assert.Empty((Scenario with { Seeds = [1, 2], Field = "stress.vtu:x" }).Mistakes());
        Assert.Equal("sweep-a", Scenario.DefaultName);
    }
}
