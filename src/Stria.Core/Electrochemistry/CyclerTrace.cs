namespace Stria.Core;

/// <summary>What a cycler recorded: time, current and potential of each line, with the step and cycle that the instrument gave or that were found.</summary>
/// <remarks>Current and charge are positive while the cell is charged (the working electrode is oxidised), whatever the sign in the file was; readers turn them and say so.</remarks>
public sealed class CyclerTrace
{
    /// <summary>Makes the trace; the arrays are kept, not copied, and must not be changed afterwards.</summary>
    /// <param name="times">Time since the beginning [s], one per line, not falling.</param>
    /// <param name="currents">Current [A], positive on charge; NaN where none was recorded.</param>
    /// <param name="potentials">Potential of the working electrode against the reference, or of the cell [V].</param>
    /// <exception cref="ArgumentException">The arrays differ in length, or time runs backward.</exception>
    public CyclerTrace(double[] times, double[] currents, double[] potentials)
    {
        if (times.Length != currents.Length || times.Length != potentials.Length)
        {
            throw new ArgumentException($"{times.Length} times, {currents.Length} currents and {potentials.Length} potentials make no trace.");
        }

        for (int i = 1; i < times.Length; i++)
        {
            if (!(times[i] >= times[i - 1]))
            {
                throw new ArgumentException($"Time runs from {times[i - 1]:g9} s to {times[i]:g9} s at line {i}.", nameof(times));
            }
        }

        (Times, Currents, Potentials) = (times, currents, potentials);
    }

    /// <summary>Number of lines.</summary>
    public int Count => Times.Length;

    /// <summary>Time since the beginning [s].</summary>
    public double[] Times { get; }

    /// <summary>Current [A], positive on charge.</summary>
    public double[] Currents { get; }

    /// <summary>Potential [V].</summary>
    public double[] Potentials { get; }

    /// <summary>Charge passed since the beginning [C], positive on charge, as the instrument counted it; null when it gave none.</summary>
    public double[]? Charges { get; init; }

    /// <summary>Step of the schedule of each line, rising whenever the mode changes; null when the file gives none.</summary>
    public int[]? Steps { get; init; }

    /// <summary>Cycle of each line, as the file numbers it; null when it gives none.</summary>
    public int[]? Cycles { get; init; }

    /// <summary>Further recorded columns by name (temperature, auxiliary potentials), one value per line, with their units.</summary>
    public IReadOnlyList<TraceColumn> Further { get; init; } = [];

    /// <summary>When the record began (UTC), or null when the file does not say.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Where the trace comes from.</summary>
    public Provenance? Origin { get; init; }
}

/// <summary>A further column of a trace or a spectrum.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Unit">Its unit as written; "1" for a pure number.</param>
/// <param name="Values">One value per line; NaN where there is none.</param>
public sealed record TraceColumn(string Name, string Unit, double[] Values);
