using System.Text.Json;
using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Cycling;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Cycling;

public sealed class CyclingTests
{
    [Fact]
    public void Cycles_are_found_with_capacities_efficiencies_and_rates()
    {
        IReadOnlyList<CycleResult> found = CyclingAnalysis.Run(CycledCells.Cycles([10, 9.8, 9.7, 9.6, 9.5], 1e-3), nominalCapacity: 18);
        Assert.Equal(3, found.Count);
        Assert.Equal(10, found[0].Discharge!.Capacity, 3);
        Assert.Equal(9.8, found[0].Charge!.Capacity, 2);
        Assert.Equal(0.98, found[0].CoulombicEfficiency, 3);
        Assert.Equal(0.02, found[0].CapacityDifference, 3);
        Assert.Equal(9.6 / 9.7, found[1].CoulombicEfficiency, 3);
        Assert.Equal(0.2, found[0].DischargeRate, 6);
        Assert.Null(found[2].Charge);
        Assert.True(double.IsNaN(found[2].CoulombicEfficiency));
        Assert.Equal(3.15, found[0].Discharge!.MeanPotential, 3);
        Assert.Equal(found[0].CoulombicEfficiency * found[0].Charge!.MeanPotential / found[0].Discharge!.MeanPotential, 1 / found[0].EnergyEfficiency, 9);
        Assert.Equal(found[0].Charge!.MeanPotential - 3.15, found[0].Hysteresis, 3);
    }

    [Fact]
    public void The_charge_at_held_potential_is_told_from_that_at_constant_current()
    {
        CycleResult cycle = CyclingAnalysis.Run(CycledCells.Cycles([10, 10], 1e-3))[0];
        Assert.Equal(9, cycle.ChargeSplit!.Value.ConstantCurrent, 0.05);
        Assert.Equal(1, cycle.ChargeSplit!.Value.Held, 0.05);
        Assert.Equal(0, cycle.DischargeSplit!.Value.Held);
        Assert.True(double.IsNaN(cycle.DischargeRate));
    }

    [SharedDataFact]
    public void Capacities_of_a_measured_record_are_those_that_the_instrument_counted()
    {
        (double Charge, double Discharge)[] counted = CountedCapacities();
        IReadOnlyList<CycleResult> found = CyclingAnalysis.Run(Measured());
        Assert.InRange(found.Count, 2, 10);
        Assert.Equal(counted.Length, found.Count);
        foreach ((CycleResult cycle, (double charge, double discharge)) in found.Zip(counted))
        {
            Assert.Equal(1, cycle.Charge!.Capacity / (3600 * charge), 1e-3);
            Assert.Equal(1, cycle.Discharge!.Capacity / (3600 * discharge), 1e-3);
        }
    }

    [SharedDataFact]
    public void The_papers_capacities_are_their_compositions()
    {
        JsonElement reference = ElectrodeReferences.Document("ref_paper_arithmetic.json");
        var host = HostAmount.Of(1e-6, ChemicalFormula.Parse("LixV2O5"));
        Assert.Equal(reference.GetProperty("mAh_per_g_per_Li").GetDouble(), host.SpecificCapacity_mAh_g, 0.02);
        foreach (JsonProperty pair in reference.GetProperty("capacity_to_x").EnumerateObject())
        {
            double charge = -double.Parse(pair.Name) * 3.6 * 1e-3; // mAh/g of one milligram, on discharge
            Assert.Equal(pair.Value.GetDouble(), host.Composition(0, charge), 3e-4);
            Assert.Equal(-double.Parse(pair.Name), host.Specific_mAh_g(charge), 1e-9);
        }
    }

    [SharedDataFact]
    public void The_papers_times_follow_from_equations_15_and_16()
    {
        JsonElement reference = ElectrodeReferences.Document("ref_paper_arithmetic.json"), eq15 = reference.GetProperty("eq15"), eq16 = reference.GetProperty("eq16");
        double ds = eq15.GetProperty("D_s").GetDouble(), de = eq16.GetProperty("D_e").GetDouble();
        Timescales At(double length, double tau) => Timescales.Of((length, ds), (Math.Sqrt(eq16.GetProperty("L2_over_eps_bulk_m2").GetDouble() * 0.4), de), (0.4, tau));
        Assert.Equal(50, At(eq15.GetProperty("l_for_50s_nm").GetDouble() * 1e-9, 14.571).Particle.Value, 9);
        Assert.Equal(eq15.GetProperty("t_for_d=49nm_s").GetDouble(), At(49e-9, 14.571).Particle.Value, 9);
        Assert.Equal(1.2 * 3600, At(5e-7, 14.571).Electrolyte.Value, 1);
        Assert.Contains("pores limits", At(5e-7, 14.571).Limits(36000), StringComparison.Ordinal);
        Assert.Contains("Neither limits", At(5e-8, 0.05).Limits(36000), StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => At(0, 5));
    }

    [SharedDataFact]
    public void Retention_of_the_papers_and_of_replicates()
    {
        JsonElement seed = ElectrodeReferences.Document("ref_paper_arithmetic.json").GetProperty("retention_seed");
        Assert.Equal(seed.GetProperty("NS_2to100").GetDouble(), Retention.Of([[0, 152.8, 128.5]], reference: 2)[2].Share.Value, 12);
        Assert.Equal(seed.GetProperty("bulk_2to100").GetDouble(), Retention.Of([[0, 112.3, 101.3]], reference: 2)[2].Share.Value, 12);
        IReadOnlyList<Retention> three = Retention.Of([[285, 136], [330, 158], [240, 115, 110]]);
        Assert.Equal(285, three[0].Capacity.Value, 12);
        Assert.Equal(45, three[0].Capacity.Sigma, 12);
        Assert.Equal((136 / 285.0 + 158 / 330.0 + 115 / 240.0) / 3, three[1].Share.Value, 12);
        Assert.InRange(three[1].Share.Sigma, 5e-4, 2e-3);
        Assert.Equal(1, three[2].Cells);
        Assert.True(double.IsNaN(three[2].Capacity.Sigma));
        Assert.Contains("Cell 2 has no capacity in cycle 2", Assert.Throws<DataException>(() => Retention.Of([[1, 2], [1]], reference: 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cycles_of_like_current_are_one_rate()
    {
        CyclerTrace slow = CycledCells.Cycles([10, 10, 10, 10], 1e-3), fast = CycledCells.Cycles([6, 6, 5, 5], 4e-3);
        double shift = slow.Times[^1];
        var both = new CyclerTrace([.. slow.Times, .. fast.Times.Select(t => t + shift)], [.. slow.Currents, .. fast.Currents], [.. slow.Potentials, .. fast.Potentials]);
        IReadOnlyList<RateCapability> found = RateCapability.Of(CyclingAnalysis.Run(both, 10));
        Assert.Equal([(1, 2), (3, 4)], found.Select(r => (r.FirstCycle, r.LastCycle)));
        Assert.Equal(10, found[0].Capacity.Value, 2);
        Assert.Equal(5.5, found[1].Capacity.Value, 2);
        Assert.Equal(Math.Sqrt(0.5), found[1].Capacity.Sigma, 2);
        Assert.Equal(4 * found[0].Rate, found[1].Rate, 6);
    }

    [Fact]
    public void Ends_creep_by_what_is_lost_in_each_cycle()
    {
        // 10 out, 10.2 in: each pair moves the ends by 0.2 C.
        var found = EndPointSlippage.Of(CycledCells.Cycles([10, 10.2, 10, 10.2, 10, 10.2], 1e-3));
        Assert.Equal(0.2, found.ChargeSlippage.Value, 2);
        Assert.Equal(0.2, found.DischargeSlippage.Value, 2);
        Assert.InRange(found.ChargeSlippage.Sigma, 0, 0.01);
    }

    [Fact]
    public void Self_discharge_is_the_slope_of_the_last_half_of_a_rest()
    {
        var random = new SeededRandom(2);
        double[] time = [.. Enumerable.Range(0, 401).Select(i => i * 60.0)];
        var trace = new CyclerTrace(time, [.. time.Select((_, i) => i == 0 ? 1e-3 : 0)], [.. time.Select(t => 3.9 + (0.05 * Math.Exp(-t / 1500)) - (2e-7 * t) + (5e-5 * random.Normal()))]);
        SelfDischarge found = SelfDischarge.From(trace, TracePhases.Find(trace)[^1]);
        Assert.InRange(Math.Abs(found.Rate.Value + 2e-7), 0, 4 * found.Rate.Sigma);
        Assert.InRange(found.Rate.Sigma, 1e-10, 5e-9);
        Assert.Equal(-2e-7 * 30, found.Current(30).Value, 5e-7);
        Assert.Throws<DataException>(() => SelfDischarge.From(trace, new TracePhase(PhaseKind.Rest, 0, 3) { StartTime = 0, EndTime = 180, Charge = 0, Energy = 0 }));
    }

    [Theory]
    [InlineData(0, 0.8, 1.25)]
    [InlineData(0.9, 0.65, 1.35)] // the length of a memory that long is known the less well
    public void The_deviation_of_self_discharge_is_its_scatter_also_where_the_potential_wanders(double memory, double low, double high)
    {
        double[] time = [.. Enumerable.Range(0, 801).Select(i => i * 60.0)];
        SelfDischarge[] found = [.. Enumerable.Range(1, 200).Select(seed =>
        {
            var random = new SeededRandom(seed);
            double wander = 0;
            double[] potential = [.. time.Select(t => 3.9 - (2e-7 * t) + (wander = (memory * wander) + (5e-5 * random.Normal())))];
            var trace = new CyclerTrace(time, [.. time.Select((_, i) => i == 0 ? 1e-3 : 0)], potential);
            return SelfDischarge.From(trace, TracePhases.Find(trace)[^1]);
        })];
        double scatter = Math.Sqrt(found.Average(f => Math.Pow(f.Rate.Value + 2e-7, 2))), told = Math.Sqrt(found.Average(f => f.Rate.Sigma * f.Rate.Sigma));
        Assert.InRange(told / scatter, low, high);
    }

    [Fact]
    public void Composition_follows_the_charge_and_asks_for_what_it_needs()
    {
        CyclerTrace trace = CycledCells.Cycles([10, 5], 1e-3);
        var host = new HostAmount(1e-3 * 181.88 / HostAmount.Faraday * 20, 0.18188);
        double[] x = CyclingAnalysis.Composition(trace, host, 0.1);
        Assert.Equal(0.1, x[0]);
        Assert.Equal(0.1 + 0.5, x.Max(), 3);
        Assert.Equal(0.1 + 0.25, x[^1], 3);
        Assert.Throws<ScenarioException>(() => CyclingAnalysis.Composition(trace, host, double.NaN));
        Assert.Contains("mass of the active material", Assert.Throws<ScenarioException>(() => CyclingAnalysis.Composition(trace, host with { ActiveMass = 0 }, 0)).Message, StringComparison.Ordinal);
    }

    /// <summary>A measured record: C/20 cycles of a full cell (Arbin, exported as text).</summary>
    public static CyclerTrace Measured()
    {
        string[][] rows = Rows();
        double[] Column(int c) => [.. rows.Select(r => double.Parse(r[c]))];
        return new CyclerTrace(Column(1), Column(6), Column(7));
    }

    private static (double Charge, double Discharge)[] CountedCapacities()
    {
        // The instrument counts on without resetting: differences of its counts at the ends of the cycles.
        (int Cycle, double Charge, double Discharge)[] ends = [.. Rows().GroupBy(r => int.Parse(r[5])).Select(g => (g.Key, g.Max(r => double.Parse(r[8])), g.Max(r => double.Parse(r[9]))))];
        return [.. ends.Where(e => e.Charge > 1e-5 && e.Discharge > 1e-5).Select(e => (e.Charge, e.Discharge))];
    }

    private static string[][] Rows() => [.. File.ReadLines(SharedData.Path("echem/gitt_batmar/20210210_FC_01_cc_01_C20cycles.csv")).Skip(1).Select(l => l.Split(','))];
}
