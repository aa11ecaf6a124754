using System.Diagnostics;

namespace Stria.Bench;

/// <summary>Processor and wall time of named stages of this process.</summary>
internal sealed class StageClock
{
    private readonly List<(string Stage, double Cpu, double Wall)> stages = [];

    /// <summary>Processor seconds of each stage, user and system, all threads of the process.</summary>
    public Dictionary<string, double> Cpu => stages.ToDictionary(s => s.Stage, s => Math.Round(s.Cpu, 4));

    /// <summary>Wall seconds of each stage.</summary>
    public Dictionary<string, double> Wall => stages.ToDictionary(s => s.Stage, s => Math.Round(s.Wall, 4));

    /// <summary>Does the work and writes down what it took.</summary>
    public T Measure<T>(string stage, Func<T> work)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long wall = Stopwatch.GetTimestamp();
        T result = work();
        double seconds = Stopwatch.GetElapsedTime(wall).TotalSeconds;
        stages.Add((stage, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, seconds));
        return result;
    }

    /// <summary>A clock for stages that are only told when they begin.</summary>
    public LapClock Laps() => new(this);

    /// <summary>What was taken from the beginning of one stage to that of the next.</summary>
    internal sealed class LapClock(StageClock clock) : IDisposable
    {
        private string? stage;
        private TimeSpan cpu;
        private long wall;

        /// <summary>A stage is at work.</summary>
        public void Now(string name)
        {
            if (name != stage)
            {
                Dispose();
                (stage, cpu, wall) = (name, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            }
        }

        /// <summary>Ends the last stage.</summary>
        public void Dispose()
        {
            if (stage is { } last)
            {
                clock.stages.Add((last, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, Stopwatch.GetElapsedTime(wall).TotalSeconds));
                stage = null;
            }
        }
    }
}
