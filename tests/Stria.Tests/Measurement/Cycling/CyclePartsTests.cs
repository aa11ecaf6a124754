using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Tests.Measurement.Cycling;

/// <summary>The parts that cycles are made of, on traces small enough to reckon by hand.</summary>
public sealed class CyclePartsTests
{
    private static readonly double[] Clock = [0, 10, 20, 30, 40, 50];
    private static readonly double[] ThreeVolt = [3, 3, 3, 3, 3, 3];

    private static TracePhase Phase(PhaseKind kind, double start, double end, double charge, double energy) =>
        new(kind, 0, 1) { StartTime = start, EndTime = end, Charge = charge, Energy = energy };

    private static HalfCycle Half(PhaseKind kind, double charge, double potential) => new(kind, 0, 1, [Phase(kind, 0, 10, charge, charge * potential)]);

    private static CycleResult Cycle(HalfCycle first, HalfCycle? second, int number = 1) => new(number, first, second) { DischargeRate = 1, ChargeRate = 1 };

    [Fact]
    public void Rest_charge_and_discharge_are_told_by_the_current()
    {
        IReadOnlyList<TracePhase> found = TracePhases.Find(new CyclerTrace(Clock, [0, 0, 1, 1, -1, -1], ThreeVolt));
        Assert.Equal([PhaseKind.Rest, PhaseKind.Charge, PhaseKind.Discharge], found.Select(p => p.Kind));
        Assert.Equal([(0.0, 10.0), (10.0, 30.0), (30.0, 50.0)], found.Select(p => (p.StartTime, p.EndTime)));
        Assert.Equal([0.0, 20.0, -20.0], found.Select(p => p.Charge));
        Assert.Equal(60, found[1].Energy, 1e-12);
        Assert.Equal(3, found[2].MeanPotential, 1e-12);
        Assert.Equal(-1, found[2].MeanCurrent, 1e-12);
        Assert.True(double.IsNaN(found[0].MeanPotential));
    }

    [Fact]
    public void A_line_without_a_current_belongs_to_the_phase_before_it()
    {
        IReadOnlyList<TracePhase> found = TracePhases.Find(new CyclerTrace(Clock, [1, double.NaN, 1, -1, double.NaN, -1], ThreeVolt));
        Assert.Equal([(0, 2), (3, 5)], found.Select(p => (p.First, p.Last)));
        Assert.Equal([20.0, -30.0], found.Select(p => p.Charge));
    }

    [Fact]
    public void The_instruments_own_count_of_charge_outranks_the_integral()
    {
        double[] counted = [5, 6, 7, 8, 9, 10], currents = [1, 1, 1, 1, 1, 1];
        double[] found = TracePhases.Charges(new CyclerTrace(Clock, currents, ThreeVolt) { Charges = counted });
        Assert.Equal(5, found[^1], 1e-12);
        Assert.Equal(50, TracePhases.Charges(new CyclerTrace(Clock, currents, ThreeVolt))[^1], 1e-12);
        double[] damaged = [5, 6, 7, double.NaN, 9, 10];
        Assert.Equal(50, TracePhases.Charges(new CyclerTrace(Clock, currents, ThreeVolt) { Charges = damaged })[^1], 1e-12);
    }

    [Fact]
    public void A_turn_of_less_than_a_thousandth_is_none()
    {
        var trace = new CyclerTrace([0, 10, 20, 21, 31, 41], [1, 1, 1, -0.005, 1, 1], ThreeVolt);
        HalfCycle half = Assert.Single(HalfCycles.Find(trace));
        Assert.Equal(PhaseKind.Charge, half.Kind);
        Assert.Equal(40, half.Capacity, 1e-9);
        Assert.Equal(2, half.Phases.Count);
    }

    [Fact]
    public void A_half_cycle_counts_sizes_and_only_time_under_current()
    {
        var half = new HalfCycle(PhaseKind.Discharge, 0, 9, [Phase(PhaseKind.Discharge, 0, 10, -2, -8), Phase(PhaseKind.Discharge, 20, 40, -3, -7)]);
        Assert.Equal(5, half.Capacity, 1e-12);
        Assert.Equal(15, half.Energy, 1e-12);
        Assert.Equal(3, half.MeanPotential, 1e-12);
        Assert.Equal(30, half.TimeUnderCurrent, 1e-12);
        Assert.Equal(5 / 30.0, half.MeanCurrent, 1e-12);
        Assert.Equal((0.0, 40.0), (half.StartTime, half.EndTime));
    }

    [Fact]
    public void Efficiencies_tell_what_came_back_whichever_half_was_first()
    {
        HalfCycle charge = Half(PhaseKind.Charge, 10, 4), discharge = Half(PhaseKind.Discharge, -8, 3);
        CycleResult one = Cycle(charge, discharge), other = Cycle(discharge, charge);
        Assert.Equal(0.8, one.CoulombicEfficiency, 1e-12);
        Assert.Equal(1, one.CoulombicEfficiency * other.CoulombicEfficiency, 1e-12);
        Assert.Equal(0.2, one.CapacityDifference, 1e-12);
        Assert.Equal(0.6, one.EnergyEfficiency, 1e-12);
        Assert.Equal(one.EnergyEfficiency, other.EnergyEfficiency);
        Assert.Equal(1, one.Hysteresis, 1e-12);
        Assert.Equal(one.Hysteresis, other.Hysteresis);
    }

    [Fact]
    public void A_cycle_without_its_second_half_has_no_efficiency()
    {
        CycleResult cycle = Cycle(Half(PhaseKind.Charge, 10, 4), null);
        Assert.Null(cycle.Discharge);
        Assert.True(double.IsNaN(cycle.CoulombicEfficiency));
        Assert.True(double.IsNaN(cycle.EnergyEfficiency));
        Assert.True(double.IsNaN(cycle.Hysteresis));
    }

    [Fact]
    public void A_rate_that_is_tried_again_later_stands_again_and_cycles_without_discharge_are_left_out()
    {
        CycleResult Of(int number, double charge) => Cycle(Half(PhaseKind.Discharge, charge, 3), null, number);
        CycleResult[] cycles = [Of(1, -10), Of(2, -10.2), Of(3, -20), Cycle(Half(PhaseKind.Charge, 5, 4), null, 4), Of(5, -10)];
        IReadOnlyList<RateCapability> found = RateCapability.Of(cycles);
        Assert.Equal([(1, 2), (3, 3), (5, 5)], found.Select(r => (r.FirstCycle, r.LastCycle)));
        Assert.Equal(10.1, found[0].Capacity.Value, 1e-12);
        Assert.True(double.IsNaN(found[1].Capacity.Sigma));
    }

    [Fact]
    public void Ends_on_a_line_slip_by_its_slope_and_few_ends_tell_no_deviation()
    {
        var slippage = new EndPointSlippage([1, 3, 5, 7], [2]);
        Assert.Equal(2, slippage.ChargeSlippage.Value, 1e-12);
        Assert.InRange(slippage.ChargeSlippage.Sigma, 0, 1e-12);
        Assert.True(double.IsNaN(slippage.DischargeSlippage.Value));
        Assert.True(double.IsPositiveInfinity(new EndPointSlippage([1, 3], []).ChargeSlippage.Sigma));
    }

    [Fact]
    public void Peaks_stand_between_the_lowest_points_beside_them()
    {
        double[] curve = [0, 2, 1, 3, 0];
        Prominent[] found = [.. Prominent.Maxima(curve)];
        Assert.Equal(2, found.Length);
        Assert.Equal(new Prominent(1, 0, 2), found[0]);
        Assert.Equal(new Prominent(3, 0, 4), found[1]);
        Assert.Equal(1, found[0].Above(curve));
        Assert.Equal(3, found[1].Above(curve));
        Assert.Equal(1, Assert.Single(Prominent.Maxima([0, 1, 1, 0])).At);
        Assert.Empty(Prominent.Maxima([0, 1, 2, 3]));
    }

    [Fact]
    public void Times_of_diffusion_go_with_the_square_of_the_length_and_the_slower_is_named()
    {
        var times = Timescales.Of((2e-7, 1e-14), (1e-4, 2e-10), (0.5, 5));
        Assert.Equal(4, times.Particle.Value, 1e-9);
        Assert.Equal(500, times.Electrolyte.Value, 1e-9);
        Assert.Equal(16, Timescales.Of((4e-7, 1e-14), (1e-4, 2e-10), (0.5, 5)).Particle.Value, 1e-9);
        Assert.Contains("Diffusion in the pores limits: 500 s are 50 % of the half cycle", times.Limits(1000), StringComparison.Ordinal);
        Assert.Contains("Neither limits: the slower, diffusion in the pores,", times.Limits(1e6), StringComparison.Ordinal);
        Assert.Contains("Diffusion in the particles limits", Timescales.Of((1e-5, 1e-14), (1e-4, 2e-10), (0.5, 5)).Limits(1000), StringComparison.Ordinal);
        Assert.Contains("The porosity is 0", Assert.Throws<ScenarioException>(() => Timescales.Of((2e-7, 1e-14), (1e-4, 2e-10), (0, 5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_charge_of_one_unit_of_x_is_the_specific_capacity()
    {
        var host = new HostAmount(2e-6, 0.18);
        Assert.Equal(host.SpecificCapacity_mAh_g, host.Specific_mAh_g(host.ChargePerComposition), 1e-9);
        Assert.Equal(2, (host with { IonCharge = 2 }).ChargePerComposition / host.ChargePerComposition, 1e-12);
        Assert.Equal(0.25, host.Composition(0.75, host.ChargePerComposition / 2), 1e-12);
        Assert.Contains("The molar mass of the host [kg/mol] is 0", Assert.Throws<ScenarioException>(() => new HostAmount(1e-6, 0).ChargePerComposition).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Retention_needs_a_cell_and_a_single_value_has_no_deviation()
    {
        Assert.Contains("There is no cell whose retention could be told.", Assert.Throws<DataException>(() => Retention.Of([])).Message, StringComparison.Ordinal);
        Assert.True(double.IsNaN(Retention.Mean([4]).Sigma));
        Assert.Equal(new MeasuredValue(2, Math.Sqrt(2)), Retention.Mean([1, 3]));
    }
}
