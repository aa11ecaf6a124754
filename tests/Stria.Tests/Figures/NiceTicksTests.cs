using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Stria.Figures.Axes;

namespace Stria.Tests.Figures;

public sealed class NiceTicksTests
{
    private static readonly Arbitrary<(AxisScale Scale, int Most)> Axes = Arb.From(
        from low in Gen.Choose(-1_000_000, 1_000_000)
        from span in Gen.Choose(1, 1_000_000)
        from power in Gen.Choose(-12, 9)
        from most in Gen.Choose(2, 10)
        select (new AxisScale(low * Math.Pow(10, power), (low + span) * Math.Pow(10, power)), most));

    [Fact]
    public void Marks_lie_inside_the_limits_equally_far_apart_by_1_2_or_5() =>
        Prop.ForAll(Axes, a =>
        {
            double[] marks = [.. NiceTicks.Linear(a.Scale, a.Most).Marks.Select(m => m.Value)];
            Assert.All(marks, m => Assert.InRange(m, a.Scale.Min, a.Scale.Max));
            double step = (marks[^1] - marks[0]) / (marks.Length - 1);
            for (int i = 1; i < marks.Length; i++)
            {
                Assert.Equal(1, (marks[i] - marks[i - 1]) / step, 5);
            }

            double mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-6));
            Assert.Contains((double[])[1, 2, 5], m => Math.Abs(m - mantissa) < 1e-4);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void There_are_at_least_two_marks_and_no_more_than_asked_or_seven() =>
        Prop.ForAll(Axes, a => Assert.InRange(NiceTicks.Linear(a.Scale, a.Most).Marks.Count, 2, Math.Max(a.Most, 7))).QuickCheckThrowOnFailure();

    [Fact]
    public void Labels_are_short_all_different_and_give_back_the_value() =>
        Prop.ForAll(Axes, a =>
        {
            TickSet ticks = NiceTicks.Linear(a.Scale, a.Most);
            Assert.Equal(ticks.Marks.Count, ticks.Labels.Distinct().Count());
            double offset = ticks.Offset.Length == 0 ? 0 : Read(ticks.Offset);
            foreach (Tick tick in ticks.Marks)
            {
                Assert.True(tick.Label.Length <= 9, $"'{tick.Label}' on {a.Scale}");
                double error = offset + (Read(tick.Label) * Math.Pow(10, ticks.Exponent)) - tick.Value;
                Assert.InRange(Math.Abs(error) / (a.Scale.Max - a.Scale.Min), 0, 1e-4);
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 1, 6, "0.0 0.2 0.4 0.6 0.8 1.0", 0)]
    [InlineData(-1, 1, 5, "−1.0 −0.5 0.0 0.5 1.0", 0)]
    [InlineData(508, 545, 5, "510 520 530 540", 0)]
    [InlineData(0, 2.4e6, 4, "0 1 2", 6)]
    [InlineData(0, 3e-9, 4, "0 1 2 3", -9)]
    public void Well_known_axes_get_the_marks_that_one_would_draw(double min, double max, int most, string labels, int exponent)
    {
        TickSet ticks = NiceTicks.Linear(new AxisScale(min, max), most);
        Assert.Equal(labels, string.Join(' ', ticks.Labels));
        Assert.Equal(exponent, ticks.Exponent);
    }

    [Fact]
    public void Counted_things_get_whole_numbers() =>
        Assert.Equal(["1", "2", "3"], NiceTicks.Linear(new AxisScale(0.4, 3.6), 9, whole: true).Labels);

    [Theory]
    [InlineData(1, 1e6, 8, "10⁰ 10¹ 10² 10³ 10⁴ 10⁵ 10⁶")]
    [InlineData(1e-9, 1e9, 4, "10⁻⁵ 10⁰ 10⁵")]
    [InlineData(0.9, 6, 5, "1 2 5")]
    [InlineData(2e-7, 6e-7, 5, "2×10⁻⁷ 5×10⁻⁷")]
    public void Logarithmic_axes_get_decades_or_1_2_5(double min, double max, int most, string labels) =>
        Assert.Equal(labels, string.Join(' ', NiceTicks.Logarithmic(new AxisScale(min, max, true), most).Labels));

    [Theory]
    [InlineData("I₀ [counts]", 6, "", "I₀ [10⁶ counts]")]
    [InlineData("t [nm]", 0, "", "t [nm]")]
    [InlineData("weight", -3, "", "weight [×10⁻³]")]
    [InlineData("time [s]", 0, "1200", "time − 1200 [s]")]
    [InlineData("T [K]", 0, "−300", "T + 300 [K]")]
    public void What_is_taken_out_of_the_numbers_stands_in_the_label(string label, int exponent, string offset, string expected) =>
        Assert.Equal(expected, AxisText.For(label, new TickSet([], exponent) { Offset = offset }).Replace('\u00a0', ' '));

    [Fact]
    public void Limits_hold_their_data_and_have_width() =>
        Prop.ForAll<double[]>(values =>
        {
            AxisScale scale = AxisScale.Around(values, log: false, 0.05);
            Assert.True(scale.Max > scale.Min || !double.IsFinite(scale.Max - scale.Min));
            Assert.All(values.Where(double.IsFinite), v => Assert.InRange(v, scale.Min, scale.Max));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Robust_limits_pass_over_single_wild_pixels_and_NaN()
    {
        float[] values = [.. Enumerable.Range(0, 1001).Select(i => i / 1000f), 1e6f, -1e6f, float.NaN];
        AxisScale limits = AxisScale.Robust(values);
        Assert.InRange(limits.Min, 0.005, 0.015);
        Assert.InRange(limits.Max, 0.985, 0.995);
    }

    private static double Read(string label) => double.Parse(label.Replace('−', '-'), CultureInfo.InvariantCulture);
}
