using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Tests.Measurement.Cycling;

public sealed class IncrementalCapacityTests
{
    [Theory]
    [InlineData(2e-4, 1, 3000)]
    [InlineData(2e-4, 2, 3000)]
    [InlineData(2e-4, 3, 600)]
    [InlineData(1e-3, 4, 3000)]
    [InlineData(0, 5, 3000)]
    public void Two_plateaus_are_two_peaks_within_5_mV_and_none_is_invented(double noise, long seed, int lines)
    {
        IncrementalCapacity found = Of(CycledCells.Discharge(CycledCells.Plateaus, noise, seed, lines));
        Assert.Equal(2, found.Peaks.Count);
        for (int k = 0; k < 2; k++)
        {
            Assert.InRange(Math.Abs(found.Peaks[k].Potential.Value - CycledCells.Plateaus[k].Potential), 0, 5e-3);
            Assert.InRange(Math.Abs(found.Peaks[k].Potential.Value - CycledCells.Plateaus[k].Potential), 0, 5 * found.Peaks[k].Potential.Sigma);
            Assert.InRange(found.Peaks[k].Charge / 36, CycledCells.Plateaus[k].Share - 0.01, CycledCells.Plateaus[k].Share + 0.1);

            // A Fermi function is 3.53 widths wide at half height.
            Assert.InRange(found.Peaks[k].Width / CycledCells.Plateaus[k].Width, 3.3, 5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_slope_without_plateau_has_no_peak(long seed)
    {
        IncrementalCapacity found = Of(CycledCells.Discharge([], 2e-4, seed));
        Assert.Empty(found.Peaks);
    }

    [Fact]
    public void The_whole_charge_is_kept()
    {
        IncrementalCapacity found = Of(CycledCells.Discharge(CycledCells.Plateaus, 2e-4, 1));
        Assert.Equal(36 * 2998 / 2999.0, found.Charge, 9);
        Assert.True(found.Density.Max() > 0);
    }

    [Fact]
    public void The_density_of_a_smooth_curve_is_its_slope()
    {
        IncrementalCapacity found = Of(CycledCells.Discharge([(3.2, 0.6, 0.05)], 2e-4, 1));
        for (int i = 0; i < found.Potentials.Length; i++)
        {
            if (found.Potentials[i] is > 2.9 and < 3.9)
            {
                double e = Math.Exp((found.Potentials[i] - 3.2) / 0.05), slope = 36 * ((0.6 * e / ((1 + e) * (1 + e)) / 0.05) + (0.4 / 1.2)) / (CycledCells.Passed(2.8, [(3.2, 0.6, 0.05)]) - CycledCells.Passed(4, [(3.2, 0.6, 0.05)]));
                Assert.InRange(found.Density[i], slope - (0.04 * 120), slope + (0.04 * 120));
            }
        }
    }

    [Fact]
    public void Differential_voltage_peaks_where_a_plateau_ends()
    {
        CyclerTrace trace = CycledCells.Discharge(CycledCells.Plateaus, 2e-4, 1);
        DifferentialVoltage found = DifferentialVoltage.Of(trace, HalfCycles.Find(trace)[0]);
        Assert.InRange(found.Noise, 1.8e-4, 2.4e-4);
        (double charge, MeasuredValue slope) = Assert.Single(found.Peaks);

        // Between the plateaus, at 3.285 V, dU/dQ is largest.
        double begin = CycledCells.Passed(4, CycledCells.Plateaus), end = CycledCells.Passed(2.8, CycledCells.Plateaus);
        Assert.Equal((CycledCells.Passed(3.285, CycledCells.Plateaus) - begin) / (end - begin) * 36, charge, 0.6);
        Assert.True(slope.Value < 0);
    }

    [Fact]
    public void Differential_voltage_is_the_slope_of_a_straight_line_and_does_not_ring_where_the_potential_dives()
    {
        double[] charges = [.. Enumerable.Range(0, 2000).Select(i => i * 0.018)];
        DifferentialVoltage straight = DifferentialVoltage.Of(charges, [.. charges.Select(q => 3.5 - (0.01 * q))]);
        Assert.All(straight.Slopes, s => Assert.Equal(-0.01, s, 1e-6));
        Assert.Empty(straight.Peaks);

        // The potential falls ever faster: so does its slope, everywhere.
        DifferentialVoltage dive = DifferentialVoltage.Of(charges, [.. charges.Select(q => 3.5 - (0.005 * q) - (0.8 * Math.Exp((q - charges[^1]) / 0.5)))]);
        Assert.Empty(dive.Peaks);
        Assert.All(dive.Slopes[20..380], s => Assert.InRange(s, -0.0056, -0.0047));
        Assert.Equal(-0.005, dive.Slopes[100], 1e-5);
        Assert.Throws<DataException>(() => DifferentialVoltage.Of(charges, [.. charges.Select(_ => 3.5)]));
    }

    [Fact]
    public void The_change_of_the_potential_is_the_integral_of_its_slope()
    {
        CyclerTrace trace = CycledCells.Discharge(CycledCells.Plateaus, 2e-4, 3);
        DifferentialVoltage found = DifferentialVoltage.Of(trace, HalfCycles.Find(trace)[0]);
        double step = found.Charges[1] - found.Charges[0];
        Assert.Equal(trace.Potentials[^1] - trace.Potentials[HalfCycles.Find(trace)[0].First], found.Slopes.Sum() * step, 1e-9);
        Assert.All(found.Sigma, s => Assert.True(s > 0));
        Assert.Equal(found.Charges.Length, found.Potentials.Length);
    }

    [SharedDataFact]
    public void The_main_peak_of_a_measured_cell_stands_at_the_same_potential_in_the_next_cycle()
    {
        CyclerTrace trace = CyclingTests.Measured();
        HalfCycle[] halves = [.. HalfCycles.Find(trace)];
        CapacityPeak[] main = [.. new[] { halves[0], halves[2], halves[3] }.Select(h => IncrementalCapacity.Of(trace, h).Peaks.Where(p => p.Potential.Value is > 3.4 and < 4.1).MaxBy(p => p.Height)!)];
        Assert.Equal(main[0].Potential.Value, main[1].Potential.Value, 5e-3);

        // The discharge lies below the charge, by less than a tenth of a volt.
        Assert.InRange(main[1].Potential.Value - main[2].Potential.Value, 0.01, 0.1);
    }

    [Fact]
    public void Few_lines_are_refused() =>
        Assert.Contains("32 are needed", Assert.Throws<DataException>(() => IncrementalCapacity.Of([3.0, 3.1, 3.2], [0, 1, 2])).Message, StringComparison.Ordinal);

    private static IncrementalCapacity Of(CyclerTrace trace) => IncrementalCapacity.Of(trace, HalfCycles.Find(trace)[0]);
}
