using Stria.Core;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>How each pattern is fitted.</summary>
public sealed record XrdFit : ICheckedSettings
{
    /// <summary>Pawley (an intensity of its own for each reflection) or Le Bail (counts shared out).</summary>
    public IntensityMethod Method { get; init; } = IntensityMethod.Pawley;

    /// <summary>What of instrument and profile is refined: zero, displacement, u, v, w, x, y, z, axial, ratio (Kα₂/Kα₁), widths, instrument, none.</summary>
    public ValueList<ProfileTerms> Refine { get; init; } = [ProfileTerms.Zero, ProfileTerms.Widths];

    /// <summary>Whether each phase has a width of its own from the size of its crystals.</summary>
    public bool Sizes { get; init; }

    /// <summary>Whether each phase has a width of its own from strain.</summary>
    public bool Strains { get; init; }

    /// <summary>Whether the search begins with widened lines as well, which finds cells that are off by several widths; where cells are known better it may lead to lines of another phase.</summary>
    public bool WideStart { get; init; } = true;

    /// <summary>What is used, in the unit of the axis (°, Å, 1/Å, eV); null uses all.</summary>
    public XrdRange? Range { get; init; }

    /// <summary>Regions that are left out.</summary>
    public ValueList<XrdRange> Excluded { get; init; } = [];

    /// <summary>Number of Chebyshev polynomials of the background.</summary>
    [Range(0, 60)]
    public int Background { get; init; } = 8;

    /// <summary>Number of intervals of a spline background, instead of polynomials.</summary>
    [Range(0, 200)]
    public int Spline { get; init; }

    /// <summary>Broad humps of glass and liquid.</summary>
    public ValueList<XrdHump> Humps { get; init; } = [];

    /// <summary>Lines of cell, window, foil and carbon.</summary>
    public ValueList<XrdForeignLine> ForeignLines { get; init; } = [];

    /// <summary>Places of single peaks that are fitted by themselves in each pattern and followed through the series, in the unit of the axis (°, 1/Å, eV). Where neither phases nor places are given, peaks are looked for.</summary>
    public ValueList<double> Peaks { get; init; } = [];

    /// <summary>The standard whose certified cell is held, to calibrate the instrument: LaB6, Si, CeO2, Al2O3; its phase need not be given.</summary>
    public string? Standard { get; init; }

    /// <summary>Whether the wavelength is found from the standard.</summary>
    public bool RefineWavelength { get; init; }

    /// <summary>Name of a phase in the patterns whose cell is known (a foil, an admixed standard), from which the wavelength is found in the first pattern; null takes the wavelength as it is.</summary>
    public string? WavelengthFrom { get; init; }

    /// <summary>What is known of cells from elsewhere, with its standard deviation.</summary>
    public ValueList<XrdRestraint> Restraints { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Background == 0 && Spline == 0 && Humps.Count == 0)
        {
            yield return "The background has no part: give at least one polynomial, or a spline.";
        }

        if (Range is { } range && range.From >= range.To)
        {
            yield return $"The range {range.From:g6} … {range.To:g6} ends before it begins.";
        }

        if (RefineWavelength && Standard is null)
        {
            yield return "A wavelength is found from a 'standard', whose cell is known.";
        }
    }
}

/// <summary>What a cell parameter is known to be.</summary>
public sealed record XrdRestraint
{
    /// <summary>Name of the phase.</summary>
    public required string Phase { get; init; }

    /// <summary>The parameter: a, b, c, alpha, beta, gamma or volume.</summary>
    public required CellQuantity Quantity { get; init; }

    /// <summary>Its value, in Å, ° or Å³.</summary>
    public required double Value { get; init; }

    /// <summary>Its standard deviation, in Å, ° or Å³.</summary>
    [Range(1e-9, 1e6)]
    public required double Sigma { get; init; }
}

/// <summary>A part of the axis.</summary>
[WrittenAsList]
public sealed record XrdRange
{
    /// <summary>Beginning, in the unit of the axis.</summary>
    public double From { get; init; }

    /// <summary>End, in the unit of the axis.</summary>
    public double To { get; init; }
}

/// <summary>A hump of the background.</summary>
[WrittenAsList]
public sealed record XrdHump
{
    /// <summary>Its middle, in the unit of the axis.</summary>
    public double Position { get; init; }

    /// <summary>Its full width at half height, in the unit of the axis.</summary>
    public double Width { get; init; }
}

/// <summary>A line of something other than the phases.</summary>
public sealed record XrdForeignLine
{
    /// <summary>What it is of.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is, in the unit of the axis.</summary>
    public required double Position { get; init; }

    /// <summary>Its width in units of the instrument's.</summary>
    [Range(0.1, 100)]
    public double Widening { get; init; } = 1;

    /// <summary>Whether its place is refined.</summary>
    public bool Refine { get; init; } = true;
}
