namespace Stria.Studies;

/// <summary>Which frames of the stack to use.</summary>
public sealed record FrameSettings
{
    /// <summary>Frames to leave out, by the numbers that they have in the file ("013", "27").</summary>
    public ValueList<string> Exclude { get; init; } = [];

    /// <summary>Photon energies to keep; null keeps all.</summary>
    public EnergyWindow? Energies { get; init; }
}
