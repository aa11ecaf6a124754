using System.Numerics;

namespace Stria.Core;

/// <summary>An impedance against frequency.</summary>
public sealed class ImpedanceSpectrum
{
    /// <summary>Makes the spectrum; the arrays are kept, not copied, and must not be changed afterwards.</summary>
    /// <param name="frequencies">Frequencies [Hz], positive, in the order measured.</param>
    /// <param name="impedances">Impedances [Ω]; a capacitor has a negative imaginary part, whatever the sign in the file was.</param>
    /// <exception cref="ArgumentException">The arrays differ in length, or a frequency is not positive.</exception>
    public ImpedanceSpectrum(double[] frequencies, Complex[] impedances)
    {
        if (frequencies.Length != impedances.Length)
        {
            throw new ArgumentException($"{frequencies.Length} frequencies and {impedances.Length} impedances make no spectrum.");
        }

        int bad = Array.FindIndex(frequencies, f => !(f > 0 && double.IsFinite(f)));
        if (bad >= 0)
        {
            throw new ArgumentException($"Frequency {bad} is {frequencies[bad]:g6} Hz; it must be positive.", nameof(frequencies));
        }

        (Frequencies, Impedances) = (frequencies, impedances);
    }

    /// <summary>Number of frequencies.</summary>
    public int Count => Frequencies.Length;

    /// <summary>Frequencies [Hz].</summary>
    public double[] Frequencies { get; }

    /// <summary>Impedances [Ω].</summary>
    public Complex[] Impedances { get; }

    /// <summary>Time of each point since the beginning of the record [s], for the test of drift; null when the file gives none.</summary>
    public double[]? Times { get; init; }

    /// <summary>Potential at which it was measured [V]; NaN when unknown.</summary>
    public double Potential { get; init; } = double.NaN;

    /// <summary>What tells it from others of the same file ("cycle 3", "loop 2"); empty when there is one.</summary>
    public string Name { get; init; } = "";

    /// <summary>Further recorded columns.</summary>
    public IReadOnlyList<TraceColumn> Further { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Provenance? Origin { get; init; }
}
