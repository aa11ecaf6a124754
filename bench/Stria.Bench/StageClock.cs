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
}
