namespace Stria.Core;

/// <summary>The radiation of a pattern measured against angle: its lines, the strongest first.</summary>
/// <param name="Lines">Wavelength [Å] and intensity relative to the first line [1]; at least one.</param>
/// <param name="Name">What it is called ("Cu Kα"); empty for a monochromatic beam.</param>
public sealed record Radiation(IReadOnlyList<RadiationLine> Lines, string Name = "")
{
    /// <summary>Where the wavelengths of tubes come from.</summary>
    public const string Source = "International Tables for Crystallography, Vol. C (2004), Table 4.2.2.4";

    private static readonly (string Anode, double First, double Second)[] Tubes =
    [
        ("Cu", 1.54059292, 1.5444274), ("Co", 1.7889960, 1.7928350), ("Mo", 0.70931713, 0.7136072), ("Cr", 2.2897260, 2.2936510), ("Fe", 1.9360410, 1.9399730), ("Ag", 0.55942178, 0.5638131),
    ];

    /// <summary>The wavelength that positions are counted with: that of the first line [Å].</summary>
    public double Wavelength_angstrom => Lines[0].Wavelength_angstrom;

    /// <summary>A beam of one wavelength [Å].</summary>
    /// <exception cref="ScenarioException">It is no wavelength that crystals diffract (0.01 to 20 Å).</exception>
    public static Radiation Monochromatic(double wavelength_angstrom) => new([new RadiationLine(Checked(wavelength_angstrom), 1)]);

    /// <summary>Two lines, such as Kα₁ and Kα₂.</summary>
    /// <param name="first_angstrom">The stronger line [Å].</param>
    /// <param name="second_angstrom">The other line [Å].</param>
    /// <param name="ratio">Intensity of the second relative to the first [1], 0 to 1.</param>
    /// <param name="name">What it is called.</param>
    public static Radiation Doublet(double first_angstrom, double second_angstrom, double ratio = 0.5, string name = "") => ratio is >= 0 and <= 1
        ? new Radiation([new RadiationLine(Checked(first_angstrom), 1), new RadiationLine(Checked(second_angstrom), ratio)], name)
        : throw new ScenarioException($"The intensity of the second line relative to the first is {ratio:g4}; it must lie between 0 and 1 (0.5 for Kα₂/Kα₁).");

    /// <summary>The Kα doublet of a tube ("Cu", "Co", "Mo", "Cr", "Fe", "Ag"), or null when the anode is unknown.</summary>
    public static Radiation? OfTube(string anode, bool withSecondLine = true)
    {
        (string name, double first, double second) = Array.Find(Tubes, t => t.Anode.Equals(anode.Trim(), StringComparison.OrdinalIgnoreCase));
        return name is null ? null : withSecondLine ? Doublet(first, second, 0.5, $"{name} Kα") : Monochromatic(first) with { Name = $"{name} Kα₁" };
    }

    private static double Checked(double wavelength) => wavelength is >= 0.01 and <= 20
        ? wavelength
        : throw new ScenarioException($"A wavelength of {wavelength:g6} Å is none that crystals diffract. Perhaps it is in another unit: 1 Å = 0.1 nm, 12.3984 keV.");
}

/// <summary>One line of a radiation.</summary>
/// <param name="Wavelength_angstrom">Wavelength [Å].</param>
/// <param name="Weight">Intensity relative to the first line [1].</param>
public readonly record struct RadiationLine(double Wavelength_angstrom, double Weight);
