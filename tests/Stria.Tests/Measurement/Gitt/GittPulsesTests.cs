using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;

namespace Stria.Tests.Measurement.Gitt;

public sealed class GittPulsesTests
{
    [SharedDataFact]
    public void Pulses_and_rests_of_a_measured_record_are_found_unaided()
    {
        CyclerTrace trace = TitrationRecords.Measured();
        var found = GittPulses.Find(trace);
        IReadOnlyList<GittPulse> charge = found.Of(PhaseKind.Charge), discharge = found.Of(PhaseKind.Discharge);
        Assert.Equal((92, 91), (charge.Count, discharge.Count));
        Assert.Equal((91, 90), (charge.Count(p => !p.CutOff), discharge.Count(p => !p.CutOff)));
        Assert.All(found.Pulses.Where(p => !p.CutOff), p => Assert.InRange(p.Pulse.Duration, 179.95, 180.1));
        Assert.True(charge[^1].CutOff && discharge[^1].CutOff);
        Assert.Equal(170.6, charge[^1].Pulse.Duration, 0.05);
        Assert.Equal(148.6, discharge[^1].Pulse.Duration, 0.05);
        Assert.Equal(4.200, trace.Potentials[charge[^1].Pulse.Last], 5e-4);
        Assert.Equal(3.000, trace.Potentials[discharge[^1].Pulse.Last], 5e-4);
        Assert.Equal(183, found.Pulses.Count(p => p.Rest is { } rest && Math.Abs(rest.Duration - 900) < 0.3));
        Assert.Equal(900, found.RestDuration, 0.1);
        Assert.All(charge, p => Assert.Equal(0.7246e-3, p.Pulse.MeanCurrent, 1.5e-6));
        Assert.All(discharge, p => Assert.Equal(-0.7241e-3, p.Pulse.MeanCurrent, 1.5e-6));
        Assert.Equal(0.7246e-3, charge.Average(p => p.Pulse.MeanCurrent), 1e-6);
        Assert.Equal(-0.7241e-3, discharge.Average(p => p.Pulse.MeanCurrent), 1e-6);
    }

    [SharedDataFact]
    public void A_measured_record_gives_a_point_for_every_pulse_and_the_cut_off_ones_are_not_used()
    {
        var sample = new GittSample { Shape = Stria.Numerics.Diffusion.ParticleShape.Sphere, Length = 5e-6, ChargePerComposition = 22, StartComposition = 0.9 };
        IReadOnlyList<GittPoint> points = GittAnalysis.Run(TitrationRecords.Measured(), sample);
        Assert.Equal(183, points.Count);
        Assert.Equal(2, points.Count(p => p.Pulse.CutOff));
        Assert.All(points.Where(p => p.Pulse.CutOff), p => Assert.All(p.Diffusion, d => Assert.False(d.Valid)));
        Assert.All(points, p => Assert.InRange(p.OhmicResistance, 5, 60));
        Assert.All(points, p => Assert.True(p.TotalResistance > p.OhmicResistance));

        // A full cell: charging lies above discharging.
        IReadOnlyList<(double Composition, double Difference)> hysteresis = RestPotentials.Hysteresis(points);
        Assert.InRange(hysteresis.Count, 70, 92);
        Assert.InRange(hysteresis.Average(h => h.Difference), 0, 0.1);
    }

    [Fact]
    public void A_plain_charge_is_no_titration()
    {
        var trace = new CyclerTrace([0, 10, 20, 30], [0, 1, 1, 1], [3, 3.1, 3.2, 3.3]);
        Assert.Contains("a titration has at least three", Assert.Throws<DataException>(() => GittPulses.Find(trace)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_without_current_is_refused() =>
        Assert.Contains("holds no current", Assert.Throws<DataException>(() => TracePhases.Find(new CyclerTrace([0, 1], [0, 0], [3, 3]))).Message, StringComparison.Ordinal);
}
