using Stria.Core;
using Stria.Measurement.Cycling;

namespace Stria.Measurement.Gitt;

/// <summary>A stretch of a titration as steps of a simulation: how fast the particle fills, for how long, and which line is read afterwards.</summary>
internal sealed class ParticleRecord
{
    private const int StepsPerPhase = 40; // evenly in √t, where the record has fewer lines

    private readonly List<ParticleStep> steps = [];

    public ParticleRecord(CyclerTrace trace, IReadOnlyList<GittPulse> pulses, GittSample sample, double skip)
    {
        double[] charge = TracePhases.Charges(trace);
        Start = sample.Composition(charge[pulses[0].Before]);
        var lines = new List<int>();
        for (int p = 0; p < pulses.Count; p++)
        {
            FirstSteps.Add(steps.Count);
            foreach (TracePhase phase in new[] { pulses[p].Pulse, pulses[p].Rest! })
            {
                double longest = Math.Sqrt(phase.Duration) / StepsPerPhase;
                for (int i = phase.First; i <= phase.Last; i++)
                {
                    double from = trace.Times[i - 1] - phase.StartTime, to = trace.Times[i] - phase.StartTime;
                    double rate = to > from ? -(charge[i] - charge[i - 1]) / sample.ChargePerComposition / (to - from) : 0;
                    bool read = to >= skip && double.IsFinite(trace.Potentials[i]);
                    Divide(from, to, rate, (longest, read ? lines.Count : -1));
                    if (read)
                    {
                        lines.Add(i);
                        PulseOf.Add(p);
                    }
                }
            }

            Middles.Add(sample.Composition((charge[pulses[p].Before] + charge[pulses[p].Rest!.Last]) / 2));
            Ends.Add(sample.Composition(charge[pulses[p].Rest!.Last]));
        }

        FirstSteps.Add(steps.Count);
        Lines = [.. lines];
        Potentials = [.. lines.Select(i => trace.Potentials[i])];
        Currents = [.. lines.Select(i => double.IsFinite(trace.Currents[i]) ? trace.Currents[i] : 0)];
    }

    /// <summary>Composition at the beginning.</summary>
    public double Start { get; }

    public IReadOnlyList<ParticleStep> Steps => steps;

    /// <summary>The first step of each pulse, and the number of all.</summary>
    public List<int> FirstSteps { get; } = [];

    /// <summary>x in the middle of each pulse.</summary>
    public List<double> Middles { get; } = [];

    /// <summary>x after each pulse.</summary>
    public List<double> Ends { get; } = [];

    /// <summary>The lines that are read.</summary>
    public int[] Lines { get; }

    /// <summary>The pulse of each line that is read.</summary>
    public List<int> PulseOf { get; } = [];

    public double[] Potentials { get; }

    public double[] Currents { get; }

    private void Divide(double from, double to, double rate, (double Longest, int Read) last)
    {
        double a = Math.Sqrt(Math.Max(0, from)), b = Math.Sqrt(Math.Max(0, to));
        int parts = Math.Max(1, (int)Math.Ceiling((b - a) / last.Longest));
        for (int k = 0; k < parts; k++)
        {
            double s0 = a + ((b - a) * k / parts), s1 = a + ((b - a) * (k + 1) / parts);
            steps.Add(new ParticleStep(rate, parts == 1 ? to - from : (s1 * s1) - (s0 * s0), k + 1 == parts ? last.Read : -1));
        }
    }
}

/// <summary>A step of a simulation.</summary>
/// <param name="Rate">Rate of the mean composition [1/s].</param>
/// <param name="Duration">Its length [s]; may be 0.</param>
/// <param name="Read">Which of the lines that are read follows it; −1 for none.</param>
internal readonly record struct ParticleStep(double Rate, double Duration, int Read);
