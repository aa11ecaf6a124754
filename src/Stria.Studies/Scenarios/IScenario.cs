namespace Stria.Studies;

/// <summary>What is asked of Stria: pure data, complete, the same whether it came from a file, the command line or a program.</summary>
public interface IScenario
{
    /// <summary>Name of the run folder when nobody gives one ("map-NS_160406074").</summary>
    string DefaultName { get; }

    /// <summary>Seed of all random numbers of the run.</summary>
    int Seed { get; }

    /// <summary>Threads to use, or null for as many as there are cores. Results do not depend on it.</summary>
    int? Threads { get; }

    /// <summary>The same scenario with another number of threads.</summary>
    IScenario WithThreads(int? threads);
}
