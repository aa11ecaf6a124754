using Stria.Core;
using Stria.Measurement.Cycling;

namespace Stria.Tests.Measurement.Cycling;

/// <summary>Records that end in the midst of a half cycle, as files do that are exported while the test runs.</summary>
public sealed class CutOffRecordTests
{
    private static readonly CyclerTrace FiveCycles = CycledCells.Cycles([10, 10.2, 10, 10.2, 10, 10.2, 10, 10.2, 10, 10.2], 1e-3);

    private static CyclerTrace UpTo(CyclerTrace trace, int end) => new(trace.Times[..end], trace.Currents[..end], trace.Potentials[..end]);

    // The middle of a half cycle, or another share of its lines.
    private static CyclerTrace CutIn(CyclerTrace trace, int half, double share = 0.5)
    {
        HalfCycle of = HalfCycles.Find(trace)[half];
        return UpTo(trace, of.First + (int)(share * (of.Last - of.First)));
    }

    [Fact]
    public void A_discharge_that_the_record_cuts_off_is_no_loss()
    {
        CyclerTrace cut = CutIn(FiveCycles, 8);
        IReadOnlyList<CycleResult> cycles = CyclingAnalysis.Run(cut);
        Assert.Equal(5, cycles.Count);
        Assert.Equal([true, true, true, true, false], cycles.Select(c => c.First.IsWhole));
        Assert.Equal(5, cycles[4].Discharge!.Capacity, 0.1);
        Assert.Equal((1, 4), (RateCapability.Of(cycles)[^1].FirstCycle, RateCapability.Of(cycles)[^1].LastCycle));
        EndPointSlippage four = EndPointSlippage.Of(CutIn(FiveCycles, 7, 1)), five = EndPointSlippage.Of(cut);
        Assert.Equal(4, five.DischargeEnds.Length);
        Assert.Equal(0.2, five.DischargeSlippage.Value, 0.01);
        Assert.Equal(four.DischargeSlippage.Value, five.DischargeSlippage.Value, 1e-9);
    }

    [Fact]
    public void A_charge_that_is_cut_off_gives_its_cycle_no_efficiency()
    {
        CycleResult last = CyclingAnalysis.Run(CutIn(FiveCycles, 9))[4];
        Assert.True(last.First.IsWhole);
        Assert.False(last.Second!.IsWhole);
        Assert.False(last.IsWhole);
        Assert.All([last.CoulombicEfficiency, last.CapacityDifference, last.EnergyEfficiency, last.Hysteresis], v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void A_charge_that_is_cut_off_while_its_potential_is_held_is_told_by_its_current()
    {
        HalfCycle held = HalfCycles.Find(CutIn(FiveCycles, 9, 0.7))[9], ended = HalfCycles.Find(CutIn(FiveCycles, 9, 1))[9];
        Assert.False(held.IsWhole);
        Assert.True(ended.IsWhole);
    }

    [Fact]
    public void A_rest_behind_the_last_half_cycle_shows_that_it_ended()
    {
        CyclerTrace cut = CutIn(FiveCycles, 8);
        double end = cut.Times[^1];
        var rested = new CyclerTrace([.. cut.Times, end + 60, end + 120], [.. cut.Currents, 0, 0], [.. cut.Potentials, 3.3, 3.3]);
        Assert.True(HalfCycles.Find(rested)[^1].IsWhole);
        Assert.False(HalfCycles.Find(cut)[^1].IsWhole);
    }

    [Fact]
    public void The_first_of_its_kind_counts_as_whole_for_nothing_tells_how_far_it_should_go()
    {
        Assert.True(Assert.Single(HalfCycles.Find(CycledCells.Discharge(CycledCells.Plateaus, 0, 1))).IsWhole);
        Assert.True(HalfCycles.Find(CutIn(FiveCycles, 1))[^1].IsWhole);
    }

    [Fact]
    public void Half_cycles_that_end_by_their_charge_are_whole_wherever_their_potential_is()
    {
        // The same charge three times, each ending 20 mV higher than the one before.
        double[] time = [.. Enumerable.Range(0, 31).Select(i => i * 100.0)];
        double[] current = [.. time.Select((_, i) => i == 0 ? 0 : (i - 1) / 5 % 2 == 0 ? -1e-3 : 1e-3)];
        double[] potential = [.. time.Select((_, i) => i == 0 ? 3.4 : ((i - 1) / 5 % 2 == 0 ? 3.2 - (0.02 * ((i - 1) % 5)) : 3.6 + (0.02 * ((i - 1) % 5))) + (0.02 * ((i - 1) / 10)))];
        IReadOnlyList<HalfCycle> found = HalfCycles.Find(new CyclerTrace(time, current, potential));
        Assert.Equal(6, found.Count);
        Assert.True(found[^1].IsWhole);
        Assert.True(HalfCycles.Find(UpTo(new CyclerTrace(time, current, potential), 26))[^1].IsWhole);
        Assert.False(HalfCycles.Find(UpTo(new CyclerTrace(time, current, potential), 24))[^1].IsWhole);
    }

    [Fact]
    public void A_record_that_ends_at_the_limit_of_the_potential_is_whole_though_the_capacity_faded()
    {
        CyclerTrace faded = CycledCells.Cycles([10, 9.9, 9, 8.9, 8, 7.9], 1e-3);
        Assert.All(HalfCycles.Find(UpTo(faded, HalfCycles.Find(faded)[^2].Last + 1)), h => Assert.True(h.IsWhole));
    }
}
