using Stria.Core;

namespace Stria.Studies;

/// <summary>The patterns, and what their files do not say.</summary>
public sealed record XrdPatterns
{
    /// <summary>A pattern, a folder or .zip of patterns, or a file that holds several.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>What the positions are; null for what the files say.</summary>
    public DiffractionAxis? Axis { get; init; }

    /// <summary>The wavelength in ångström ("0.24117"), a tube ("CuKa", "CuKa1", "MoKa"), or two lines with their ratio ("1.5405,1.5443,0.5"); null for what the files or the instrument say.</summary>
    public string? Wavelength { get; init; }

    /// <summary>The fixed scattering angle of patterns against energy.</summary>
    [Unit("rad")]
    [Range(1e-4, Math.PI)]
    public double? TwoTheta { get; init; }

    /// <summary>The calibration of a detector that counts channels, in keV: offset, gain per channel and, where there is one, the quadratic term ("0.012,0.0345,1e-8"); null for what the files say.</summary>
    public string? Calibration { get; init; }

    /// <summary>Which columns of a table are what, as in "tth=#1 [deg], counts=#2, esd=#3".</summary>
    public string? Columns { get; init; }

    /// <summary>The instrument (.instprm of GSAS-II, .prm of GSAS); null begins with the widths that the pattern shows.</summary>
    [InputPath]
    public string? Instrument { get; init; }

    /// <summary>The pattern of the empty container.</summary>
    [InputPath]
    public string? Container { get; init; }
}
