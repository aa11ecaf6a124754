namespace Stria.Core;

/// <summary>A diffraction pattern: counts against angle, spacing, momentum transfer or photon energy.</summary>
public sealed class Diffractogram
{
    /// <summary>Planck's constant times the speed of light [eV Å] (CODATA 2018, exact).</summary>
    public const double PlanckTimesLight_eV_angstrom = 12398.419843320026;

    private const double Degree = Math.PI / 180;

    /// <summary>Makes the pattern; the arrays are kept, not copied, and must not be changed afterwards.</summary>
    /// <param name="axis">What the positions are.</param>
    /// <param name="positions">Positions in the unit of the axis (°, Å, 1/Å, eV), ascending.</param>
    /// <param name="counts">Counts, or what is proportional to them.</param>
    /// <param name="sigmas">Standard deviation of each count; +∞ where nothing was measured.</param>
    /// <exception cref="ArgumentException">The arrays differ in length, are empty, or the positions do not ascend.</exception>
    public Diffractogram(DiffractionAxis axis, double[] positions, double[] counts, double[] sigmas)
    {
        if (positions.Length == 0 || positions.Length != counts.Length || positions.Length != sigmas.Length)
        {
            throw new ArgumentException($"{positions.Length} positions, {counts.Length} counts and {sigmas.Length} standard deviations make no pattern.");
        }

        for (int i = 1; i < positions.Length; i++)
        {
            if (!(positions[i] > positions[i - 1]))
            {
                throw new ArgumentException($"Position {positions[i]:g9} follows {positions[i - 1]:g9} at point {i}: positions must ascend.", nameof(positions));
            }
        }

        (Axis, Positions, Counts, Sigmas) = (axis, positions, counts, sigmas);
    }

    /// <summary>What the positions are.</summary>
    public DiffractionAxis Axis { get; }

    /// <summary>Number of points.</summary>
    public int Count => Positions.Length;

    /// <summary>Positions in the unit of the axis (°, Å, 1/Å, eV), ascending.</summary>
    public double[] Positions { get; }

    /// <summary>Counts, or what is proportional to them.</summary>
    public double[] Counts { get; }

    /// <summary>Standard deviation of each count; +∞ where nothing was measured.</summary>
    public double[] Sigmas { get; }

    /// <summary>The radiation, for patterns against angle; null when it is not known.</summary>
    public Radiation? Radiation { get; init; }

    /// <summary>The fixed scattering angle 2θ of a pattern against energy [°]; null when it is not known.</summary>
    public double? FixedTwoTheta_deg { get; init; }

    /// <summary>What tells it from others of the same file or series.</summary>
    public string Name { get; init; } = "";

    /// <summary>When the measurement began (UTC), or null.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When the measurement ended (UTC), or null.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Temperature of the sample [K], or null.</summary>
    public double? Temperature { get; init; }

    /// <summary>What else the head of the file tells, by name.</summary>
    public IReadOnlyDictionary<string, string> Further { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it comes from.</summary>
    public Provenance? Origin { get; init; }

    /// <summary>The symbol and unit of an axis, for labels: "2θ [°]".</summary>
    public static string Label(DiffractionAxis axis) => axis switch
    {
        DiffractionAxis.TwoTheta => "2θ [°]",
        DiffractionAxis.Spacing => "d [Å]",
        DiffractionAxis.MomentumTransfer => "q [1/Å]",
        _ => "E [eV]",
    };

    /// <summary>The lattice spacing d [Å] of a position; NaN at zero angle.</summary>
    /// <exception cref="ScenarioException">The wavelength, or the fixed angle, is needed and not known.</exception>
    public double SpacingAt(double position) => Axis switch
    {
        DiffractionAxis.TwoTheta => RequireWavelength() / (2 * Math.Sin(position * Degree / 2)),
        DiffractionAxis.Spacing => position,
        DiffractionAxis.MomentumTransfer => 2 * Math.PI / position,
        _ => PlanckTimesLight_eV_angstrom / (2 * position * Math.Sin(RequireAngle() * Degree / 2)),
    };

    /// <summary>The position of a lattice spacing d [Å]; NaN where the radiation does not reach it.</summary>
    /// <exception cref="ScenarioException">The wavelength, or the fixed angle, is needed and not known.</exception>
    public double PositionOf(double spacing_angstrom) => Position(Axis, spacing_angstrom);

    /// <summary>The same pattern against another axis; counts are not rescaled, points that have no place on it are left out.</summary>
    /// <param name="axis">The new axis.</param>
    /// <exception cref="ScenarioException">The wavelength, or the fixed angle, is needed and not known.</exception>
    public Diffractogram On(DiffractionAxis axis)
    {
        if (axis == Axis)
        {
            return this;
        }

        double[] places = [.. Positions.Select(p => Position(axis, SpacingAt(p)))];
        int[] kept = [.. Enumerable.Range(0, Count).Where(i => double.IsFinite(places[i]) && places[i] > 0).OrderBy(i => places[i])];
        return new Diffractogram(axis, [.. kept.Select(i => places[i])], [.. kept.Select(i => Counts[i])], [.. kept.Select(i => Sigmas[i])])
        {
            Radiation = Radiation,
            FixedTwoTheta_deg = FixedTwoTheta_deg,
            Name = Name,
            Start = Start,
            End = End,
            Temperature = Temperature,
            Further = Further,
            Origin = Origin?.Then($"turned to {Label(axis)}"),
        };
    }

    /// <summary>Some of the points.</summary>
    /// <param name="kept">Their numbers, ascending, at least one.</param>
    public Diffractogram Part(IReadOnlyList<int> kept) => Same(Radiation, Origin, kept);

    /// <summary>The same pattern with a radiation.</summary>
    public Diffractogram With(Radiation radiation) => Same(radiation, Origin);

    /// <summary>The same pattern with another word of where it comes from.</summary>
    public Diffractogram From(Provenance origin) => Same(Radiation, origin);

    private Diffractogram Same(Radiation? radiation, Provenance? origin, IReadOnlyList<int>? kept = null) => new(Axis, Of(Positions, kept), Of(Counts, kept), Of(Sigmas, kept))
    {
        Radiation = radiation,
        FixedTwoTheta_deg = FixedTwoTheta_deg,
        Name = Name,
        Start = Start,
        End = End,
        Temperature = Temperature,
        Further = Further,
        Origin = origin,
    };

    private static double[] Of(double[] values, IReadOnlyList<int>? kept) => kept is null ? values : [.. kept.Select(i => values[i])];

    private double Position(DiffractionAxis axis, double d) => axis switch
    {
        DiffractionAxis.TwoTheta => 2 * Math.Asin(RequireWavelength() / (2 * d)) / Degree,
        DiffractionAxis.Spacing => d,
        DiffractionAxis.MomentumTransfer => 2 * Math.PI / d,
        _ => PlanckTimesLight_eV_angstrom / (2 * d * Math.Sin(RequireAngle() * Degree / 2)),
    };

    private double RequireWavelength() => Radiation?.Wavelength_angstrom
        ?? throw new ScenarioException($"The wavelength of {Named()} is not known: its file does not say it. Give it, as in --wavelength 0.24117 or --wavelength CuKa.");

    private double RequireAngle() => FixedTwoTheta_deg
        ?? throw new ScenarioException($"The scattering angle of {Named()}, measured against energy, is not known. Give it, as in --two-theta 2.29.");

    private string Named() => Name.Length > 0 ? $"'{Name}'" : Origin?.Source ?? "the pattern";
}
