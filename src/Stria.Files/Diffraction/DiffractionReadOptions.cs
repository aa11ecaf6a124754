namespace Stria.Files;

/// <summary>What a file of diffraction patterns does not say about itself.</summary>
public sealed record DiffractionReadOptions
{
    /// <summary>Believe the file.</summary>
    public static DiffractionReadOptions Default { get; } = new();

    /// <summary>What the positions are; null for what the file says, or else 2θ.</summary>
    public DiffractionAxis? Axis { get; init; }

    /// <summary>The radiation; null for what the file says.</summary>
    public Radiation? Radiation { get; init; }

    /// <summary>The fixed angle 2θ of patterns against energy [°].</summary>
    public double? FixedTwoTheta_deg { get; init; }

    /// <summary>For detectors that count channels: E = offset + gain · channel + quadratic · channel² [eV].</summary>
    public (double Offset_eV, double Gain_eV, double Quadratic_eV)? EnergyCalibration { get; init; }

    /// <summary>Which columns of a text table are what; with it the file is read as a table, whatever its format.</summary>
    public ColumnMap? Map { get; init; }
}
