namespace Stria.Measurement.Stxm;

/// <summary>What the numbers of a stack are.</summary>
public enum StackContent
{
    /// <summary>Intensities: counts or a rate; optical density needs I₀.</summary>
    Intensity,

    /// <summary>Transmission I/I₀.</summary>
    Transmission,

    /// <summary>Optical density already.</summary>
    OpticalDensity,
}
