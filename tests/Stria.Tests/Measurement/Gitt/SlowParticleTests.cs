using Stria.Core;
using Stria.Measurement.Gitt;
using Stria.Numerics.Diffusion;
using Stria.Numerics.Interpolation;

namespace Stria.Tests.Measurement.Gitt;

/// <summary>Particles that are slow against the pulses: their inside sees a composition for many pulses after the surface has left it.</summary>
public sealed class SlowParticleTests
{
    private const int Pulses = 12, LinesPerPhase = 12;
    private const double Pulse = 0.003, Rest = 0.027; // with D = 1 and radius 1

    // Only times and currents matter here: the derivatives of the potential do not depend on what was measured.
    private static ParticleRecord Record()
    {
        List<double> t = [0], i = [0];
        for (int phase = 0; phase < 2 * Pulses; phase++)
        {
            (double begin, double length, double current) = phase % 2 == 0 ? (t[^1], Pulse, -0.02 / Pulse) : (t[^1], Rest, 0);
            for (int k = 1; k <= LinesPerPhase; k++)
            {
                t.Add(begin + (length * Math.Pow(k / (double)LinesPerPhase, 2)));
                i.Add(current);
            }
        }

        var trace = new CyclerTrace([.. t], [.. i], [.. t.Select(_ => 3.0)]);
        return new ParticleRecord(trace, GittPulses.Find(trace).Pulses, TitrationRecords.SimulatedSample(ParticleShape.Sphere), 0);
    }

    [Fact]
    public void Derivatives_by_D_hold_for_slow_particles()
    {
        const double Change = 1e-4;
        ParticleRecord record = Record();
        double[] knots = [.. record.Middles.Order()];
        var spline = new UniformBSpline(-0.1, 0.6, 20);
        var problem = new ParticleProblem(record, TitrationRecords.SimulatedSample(ParticleShape.Sphere), knots, spline, 25);
        double[] coefficients = [.. Enumerable.Range(-1, spline.Count).Select(k => spline.Low + (k * spline.Spacing)).Select(x => 3.5 - (0.5 * x) - (0.1 * x * x))];
        double[] parameters = [.. knots.Select(_ => 0.0), .. coefficients, .. Enumerable.Repeat(0.01, Pulses)];
        double[] residuals = new double[problem.ResidualCount], jacobian = new double[problem.ResidualCount * problem.ParameterCount], moved = new double[problem.ResidualCount];
        problem.Evaluate(parameters, residuals, jacobian);
        for (int k = 0; k < knots.Length; k++)
        {
            double[] changed = [.. parameters];
            changed[k] += Change;
            problem.Evaluate(changed, moved, []);
            double whole = 0, off = 0;
            for (int line = 0; line < record.Lines.Length; line++)
            {
                double difference = (moved[line] - residuals[line]) / Change;
                whole += difference * difference;
                off += Math.Pow(jacobian[(line * problem.ParameterCount) + k] - difference, 2);
            }

            Assert.True(Math.Sqrt(off) < 0.02 * Math.Sqrt(whole), $"ln D at knot {k}: {Math.Sqrt(off / whole):f3} of its derivatives are missing or wrong");
        }
    }

    [Fact]
    public void Pulses_of_another_length_on_discharge_are_all_found()
    {
        GittPulses found = GittPulses.Find(Trace([(600, 1e-3, 8), (1200, -1e-3, 8)]));
        Assert.Equal(16, found.Pulses.Count);
        Assert.DoesNotContain(found.Pulses, p => p.CutOff);
        Assert.Equal((600.0, 1200.0), (found.FullDurations[Stria.Measurement.Cycling.PhaseKind.Charge], found.FullDurations[Stria.Measurement.Cycling.PhaseKind.Discharge]));
        Assert.Empty(found.TooLongOnes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Whole_charges_before_a_titration_are_no_pulses_of_it(int charges)
    {
        GittPulses found = GittPulses.Find(Trace([(36000, 1e-3, charges), (600, -1e-3, 8)]));
        Assert.Equal(8, found.Pulses.Count);
        Assert.DoesNotContain(found.Pulses, p => p.CutOff);
        Assert.Equal(charges, found.TooLongOnes.Count);
        Assert.Equal(600, found.FullDuration, 1e-9);
    }

    [Fact]
    public void A_pulse_shorter_than_those_of_its_direction_was_cut_off()
    {
        GittPulses found = GittPulses.Find(Trace([(600, 1e-3, 5), (500, 1e-3, 1), (1200, -1e-3, 5), (1000, -1e-3, 1)]));
        Assert.Equal([500.0, 1000.0], found.Pulses.Where(p => p.CutOff).Select(p => p.Pulse.Duration));
    }

    private static CyclerTrace Trace((double Length, double Current, int Count)[] pulses)
    {
        List<double> t = [0], i = [0];
        foreach ((double length, double current, int count) in pulses)
        {
            for (int k = 0; k < count; k++)
            {
                (t, i) = ([.. t, t[^1] + (length / 2), t[^1] + length, t[^1] + length + 900, t[^1] + length + 1800], [.. i, current, current, 0, 0]);
            }
        }

        return new CyclerTrace([.. t], [.. i], [.. t.Select(_ => 3.0)]);
    }
}
