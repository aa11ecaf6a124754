using Stria.Core;
using Stria.Measurement.Synthesis;

namespace Stria.Studies;

/// <summary>What disturbs a made measurement: each a number, none, or drawn by the seed from the range of real measurements.</summary>
public sealed record DisturbanceSettings
{
    /// <summary>Factor on all strengths that are drawn; 0 leaves only the noise of counting.</summary>
    [Range(0, 5)]
    public double Severity { get; init; } = 1;

    /// <summary>Whether photons are counted.</summary>
    public bool Noise { get; init; } = true;

    /// <summary>Incident counts per pixel in the first frame.</summary>
    [Word("drawn")]
    [Range(1, 1e9)]
    public double? Counts { get; init; }

    /// <summary>Loss of the ring's current from filling to filling, as a share.</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Range(0, 0.9)]
    public double? RingDecay { get; init; }

    /// <summary>Depth of a dip in the incident intensity, as a share.</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Range(0, 0.95)]
    public double? Dip { get; init; }

    /// <summary>Way of the stage's steady drift over the stack [px].</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Unit("px")]
    [Range(0, 100)]
    public double? Drift { get; init; }

    /// <summary>Amplitude of the stage's random walk [px].</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Unit("px")]
    [Range(0, 10)]
    public double? Walk { get; init; }

    /// <summary>Number of jumps of the stage.</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Range(0, 50)]
    public int? Jumps { get; init; }

    /// <summary>Share of frames with hot pixels.</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Range(0, 1)]
    public double? HotFrames { get; init; }

    /// <summary>By how much the energy axis reads too high [eV].</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Unit("eV")]
    [Range(-20, 20)]
    public double? EnergyOffset_eV { get; init; }

    /// <summary>Relative error of differences of energy; none unless given.</summary>
    [Word("none")]
    [Range(-0.05, 0.05)]
    public double? EnergyStretch { get; init; }

    /// <summary>Standard deviation of the resolution beyond the library's [eV].</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Unit("eV")]
    [Range(0, 5)]
    public double? Broadening_eV { get; init; }

    /// <summary>Share of the incident intensity that bypasses the sample.</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Range(0, 0.5)]
    public double? StrayLight { get; init; }

    /// <summary>Share of counts that the detector loses at the first frame's incident intensity.</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Range(0, 0.5)]
    public double? DeadTime { get; init; }

    /// <summary>Share of the beam in its wide halo.</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Range(0, 0.5)]
    public double? Halo { get; init; }

    /// <summary>Standard deviation of the halo [px].</summary>
    [Word("drawn")]
    [Unit("px")]
    [Range(1, 50)]
    public double? HaloWidth { get; init; }

    /// <summary>Standard deviation of the beam's sharp part [px].</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Unit("px")]
    [Range(0, 10)]
    public double? Blur { get; init; }

    /// <summary>Change of single resonances with the direction of a wire, ± this share.</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Range(0, 0.9)]
    public double? Dichroism { get; init; }

    /// <summary>Thickness of a patch of carbon film [m].</summary>
    [Word("drawn")]
    [Word("none", 0)]
    [Unit("m")]
    [Range(0, 1e-6)]
    public double? CarbonFilm { get; init; }

    /// <summary>The same as options of the synthesis.</summary>
    public DisturbanceOptions Options() => new()
    {
        Severity = Severity,
        Noise = Noise,
        Counts = Counts,
        RingDecay = RingDecay,
        Dip = Dip,
        Drift = Drift,
        Walk = Walk,
        Jumps = Jumps,
        HotFrames = HotFrames,
        EnergyOffset_eV = EnergyOffset_eV,
        EnergyStretch = EnergyStretch,
        Broadening_eV = Broadening_eV,
        StrayLight = StrayLight,
        DeadTime = DeadTime,
        Halo = Halo,
        HaloWidth = HaloWidth,
        Blur = Blur,
        Dichroism = Dichroism,
        CarbonFilm = CarbonFilm,
    };
}
