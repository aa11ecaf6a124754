using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Impedance;

/// <summary>In which ranges the parameters of a circuit may lie, and where to begin, from the spectrum and what is known beforehand.</summary>
internal sealed class CircuitRanges
{
    private const double LeastExponent = 0.1;

    private readonly double[] frequencies, moduli;
    private readonly ParameterSetting[] settings;

    public CircuitRanges(Circuit circuit, ImpedanceSpectrum used, ImpedanceFitOptions options)
    {
        Circuit = circuit;
        frequencies = used.Frequencies;
        moduli = [.. used.Impedances.Select(z => z.Magnitude)];
        string? stray = options.Settings.Keys.FirstOrDefault(k => circuit.IndexOf(k) < 0);
        if (stray is not null)
        {
            throw new ScenarioException($"The circuit {circuit.Text} has no parameter '{stray}'; it has {string.Join(", ", circuit.Parameters.Select(p => p.Name))}.");
        }

        settings = [.. circuit.Parameters.Select(p => options.Settings.GetValueOrDefault(p.Name) ?? new ParameterSetting())];
        Logarithmic = [.. circuit.Parameters.Select(p => p.Role != ParameterRole.Exponent)];
        Free = [.. Enumerable.Range(0, settings.Length).Where(k => !settings[k].Fixed)];
        FixedValues = [.. settings.Select((s, k) => s.Fixed ? Required(k) : 0)];
        Lower = [.. Free.Select(k => Inside(k, Range(k).Low))];
        Upper = [.. Free.Select(k => Inside(k, Range(k).High))];
        int empty = Array.FindIndex(Lower, l => !double.IsFinite(l));
        empty = empty >= 0 ? empty : Enumerable.Range(0, Lower.Length).FirstOrDefault(k => Lower[k] > Upper[k], -1);
        if (empty >= 0)
        {
            throw new ScenarioException($"The range of {circuit.Parameters[Free[empty]].Name} is empty or not positive.");
        }
    }

    public Circuit Circuit { get; }

    public int[] Free { get; }

    public bool[] Logarithmic { get; }

    public double[] FixedValues { get; }

    /// <summary>Lower limits of the free parameters, of their logarithms where those are fitted.</summary>
    public double[] Lower { get; }

    /// <summary>Upper limits, likewise.</summary>
    public double[] Upper { get; }

    /// <summary>True when a start is given for every free parameter.</summary>
    public bool StartIsGiven => Free.All(k => settings[k].Start is not null);

    /// <summary>A starting point: what is given, else drawn from what the data allow.</summary>
    /// <param name="random">The chance.</param>
    /// <param name="spread">Factor by which given starts are varied; 1 for none.</param>
    public double[] Start(SeededRandom random, double spread) =>
        [.. Free.Select((k, i) => Math.Clamp(Inside(k, Varied(k, random, spread)), Lower[i], Upper[i]))];

    /// <summary>Gives the larger of two free rail resistances of a line to the ionic rail, where nothing is known of either beforehand.</summary>
    public void OrderRails(double[] parameters)
    {
        for (int i = 0; i + 1 < Free.Length; i++)
        {
            bool rails = Free[i + 1] == Free[i] + 1 && Circuit.Parameters[Free[i]].Name.EndsWith(".Rion", StringComparison.Ordinal) && Circuit.Parameters[Free[i + 1]].Name.EndsWith(".Rel", StringComparison.Ordinal);
            if (rails && settings[Free[i]].IsEmpty && settings[Free[i + 1]].IsEmpty && parameters[i] < parameters[i + 1])
            {
                (parameters[i], parameters[i + 1]) = (parameters[i + 1], parameters[i]);
            }
        }
    }

    private double Varied(int k, SeededRandom random, double spread) => settings[k].Start is not { } given
        ? Draw(k, random)
        : spread == 1 ? given
        : Logarithmic[k] ? given * Math.Pow(spread, random.Uniform(-1, 1)) : random.Uniform(0.6, 1);

    // A place on the axis of frequencies, where the element is to matter, and an impedance as large as is measured there.
    private double Draw(int k, SeededRandom random)
    {
        int at = random.Below(frequencies.Length);
        double omega = 2 * Math.PI * frequencies[at], z = moduli[at];
        return Circuit.Parameters[k].Role switch
        {
            ParameterRole.Resistance => z * Math.Pow(10, random.Uniform(-1, 0.3)),
            ParameterRole.Capacitance => 1 / (omega * z),
            ParameterRole.Inductance => z / omega * Math.Pow(10, random.Uniform(-2, 0)),
            ParameterRole.PhaseElement => 1 / (Math.Pow(omega, 0.85) * z),
            ParameterRole.Exponent => random.Uniform(0.6, 1),
            ParameterRole.Time => 1 / omega,
            _ => z * Math.Sqrt(omega),
        };
    }

    private (double Low, double High) Range(int k)
    {
        double least = moduli.Min(), most = moduli.Max(), slow = 2 * Math.PI * frequencies.Min(), fast = 2 * Math.PI * frequencies.Max();
        (double low, double high) = Circuit.Parameters[k].Role switch
        {
            ParameterRole.Resistance => (1e-6 * least, 1e4 * most),
            ParameterRole.Capacitance => (1e-4 / (fast * most), 1e4 / (slow * least)),
            ParameterRole.Inductance => (1e-6 * least / fast, 1e2 * most / slow),
            ParameterRole.PhaseElement => (1e-4 / (Math.Max(1, fast) * most), 1e4 / (Math.Min(1, slow) * least)),
            ParameterRole.Exponent => (LeastExponent, 1),
            ParameterRole.Time => (1e-3 / fast, 1e5 / slow),
            _ => (1e-6 * least * Math.Sqrt(slow), 1e4 * most * Math.Sqrt(fast)),
        };

        // A limit of zero is no limit to a logarithm: the data's own stands for it.
        double given = settings[k].Lower ?? low;
        return (given == 0 && Logarithmic[k] ? Math.Min(low, settings[k].Upper ?? low) : given, settings[k].Upper ?? high);
    }

    private double Inside(int k, double value) => Logarithmic[k] ? Math.Log(value) : value;

    private double Required(int k) => settings[k].Start is { } value && (value > 0 || !Logarithmic[k])
        ? value
        : throw new ScenarioException($"{Circuit.Parameters[k].Name} is to be kept fixed, but no positive value is given for it.");
}
