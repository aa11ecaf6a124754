namespace Stria.Measurement.Spectra;

/// <summary>Shape of a peak.</summary>
public enum PeakShape
{
    /// <summary>A normal curve, as the resolution of a monochromator gives it.</summary>
    Gaussian,

    /// <summary>A Lorentz curve, as a short life gives it.</summary>
    Lorentzian,

    /// <summary>Half of each: the usual stand-in for their convolution.</summary>
    PseudoVoigt,
}

/// <summary>Shape of a step.</summary>
public enum StepShape
{
    /// <summary>½ + arctan(2 (E−E₀)/w)/π: a Lorentzian edge of full width w.</summary>
    ArcTangent,

    /// <summary>½ + ½ erf: a Gaussian edge of full width w.</summary>
    ErrorFunction,
}

/// <summary>A peak to be fitted: where it is sought.</summary>
/// <param name="Name">What it is called in tables ("V L3 d_xy").</param>
/// <param name="Position_eV">Where it is expected [eV].</param>
/// <param name="Reach_eV">How far from there it may lie [eV]; 0 holds it.</param>
public sealed record PeakGuess(string Name, double Position_eV, double Reach_eV)
{
    /// <summary>Its shape.</summary>
    public PeakShape Shape { get; init; }

    /// <summary>Full width at half maximum that is expected [eV].</summary>
    public double Width_eV { get; init; } = 1.2;

    /// <summary>Least and largest width [eV]; equal holds it.</summary>
    public (double Least, double Largest) Widths_eV { get; init; } = (0.2, 5);

    /// <summary>Whether the peak may point downwards.</summary>
    public bool MayBeNegative { get; init; }
}

/// <summary>A step to be fitted.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Position_eV">Where it is expected [eV].</param>
/// <param name="Reach_eV">How far from there it may lie [eV]; 0 holds it.</param>
public sealed record StepGuess(string Name, double Position_eV, double Reach_eV)
{
    /// <summary>Its shape.</summary>
    public StepShape Shape { get; init; }

    /// <summary>Full width [eV], held.</summary>
    public double Width_eV { get; init; } = 0.8;
}

/// <summary>What is fitted to a spectrum.</summary>
/// <param name="Peaks">The peaks.</param>
/// <param name="Steps">The steps.</param>
public sealed record PeakModel(IReadOnlyList<PeakGuess> Peaks, IReadOnlyList<StepGuess> Steps)
{
    /// <summary>Window of the fit [eV].</summary>
    public required (double Low, double High) Window_eV { get; init; }

    /// <summary>Whether the background is a line; else a constant.</summary>
    public bool LinearBackground { get; init; }
}

/// <summary>A number with its standard deviation.</summary>
/// <param name="Value">The number.</param>
/// <param name="Deviation">Its standard deviation; 0 for one that was held.</param>
public readonly record struct FittedNumber(double Value, double Deviation);

/// <summary>A peak that was fitted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position_eV">Position [eV].</param>
/// <param name="Width_eV">Full width at half maximum [eV].</param>
/// <param name="Height">Height, in units of the spectrum.</param>
/// <param name="Area">Area [spectrum · eV].</param>
public sealed record FittedPeak(string Name, FittedNumber Position_eV, FittedNumber Width_eV, FittedNumber Height, FittedNumber Area)
{
    /// <summary>Whether position or width ended at the edge of what was allowed.</summary>
    public bool AtLimit { get; init; }

    /// <summary>The peak at the energies of the fit.</summary>
    public required double[] Curve { get; init; }
}

/// <summary>A step that was fitted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position_eV">Position [eV].</param>
/// <param name="Height">Height, in units of the spectrum.</param>
public sealed record FittedStep(string Name, FittedNumber Position_eV, FittedNumber Height);
