using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>What disturbs a made measurement, and how much: a number as given, or, where null, one drawn from the range of real measurements.</summary>
/// <remarks>Every number is drawn whether it is used or not, so that switching one disturbance off leaves the others as they were.</remarks>
public sealed record DisturbanceOptions
{
    /// <summary>Factor on all strengths that are drawn; 0 = a perfect measurement but for the noise of counting.</summary>
    public double Severity { get; init; } = 1;

    /// <summary>Whether photons are counted (Poisson).</summary>
    public bool Noise { get; init; } = true;

    /// <summary>Incident counts per pixel at the start; null = drawn in the scene's range.</summary>
    public double? Counts { get; init; }

    /// <summary>Loss of the ring's current from one filling to the next, as a share; null = drawn in 0.03 … 0.10.</summary>
    public double? RingDecay { get; init; }

    /// <summary>Depth of the dip in the incident intensity between 538 and 552 eV, as a share; null = drawn in 0.2 … 0.5.</summary>
    public double? Dip { get; init; }

    /// <summary>Way of the stage's steady drift over the stack [px]; null = drawn in 3 … 10.</summary>
    public double? Drift { get; init; }

    /// <summary>Amplitude of the stage's random walk [px]; null = drawn in 0.1 … 0.5.</summary>
    public double? Walk { get; init; }

    /// <summary>Number of jumps of the stage, each up to 2 px along each axis; null = drawn in 0 … 4.</summary>
    public int? Jumps { get; init; }

    /// <summary>Share of frames with hot pixels; null = 0.03.</summary>
    public double? HotFrames { get; init; }

    /// <summary>Error of the energy axis, E(stack) − E(true) at its middle [eV]; null = drawn in ±3.</summary>
    public double? EnergyOffset_eV { get; init; }

    /// <summary>Relative error of differences of energy; null = none.</summary>
    public double? EnergyStretch { get; init; }

    /// <summary>Standard deviation of the resolution beyond the library's [eV]; null = drawn in 0.15 … 0.3.</summary>
    public double? Broadening_eV { get; init; }

    /// <summary>Share of the incident intensity that reaches the detector beside the sample; null = drawn in 0 … 0.02.</summary>
    public double? StrayLight { get; init; }

    /// <summary>Share of counts that the detector loses at the first frame's incident intensity; null = drawn in 0 … 0.04.</summary>
    public double? DeadTime { get; init; }

    /// <summary>Share of the beam in its wide halo; null = drawn in 0.03 … 0.08.</summary>
    public double? Halo { get; init; }

    /// <summary>Standard deviation of the halo [px]; null = drawn in 5 … 10.</summary>
    public double? HaloWidth { get; init; }

    /// <summary>Standard deviation of the beam's sharp part [px]; null = drawn in 0.5 … 1.</summary>
    public double? Blur { get; init; }

    /// <summary>Linear dichroism: change of single resonances with the direction of a wire, ± this share; null = drawn in 0.05 … 0.12 for wires, none for other particles.</summary>
    public double? Dichroism { get; init; }

    /// <summary>Thickness of a patch of carbon film [m]; null = drawn in 50 … 100 nm.</summary>
    public double? CarbonFilm { get; init; }

    /// <summary>Settles what is left to chance.</summary>
    /// <param name="scene">Gives the range of counts, and whether there are wires.</param>
    /// <param name="random">Chance.</param>
    internal Disturbances Draw(IScene scene, SeededRandom random)
    {
        double Strength(double? given, double low, double high)
        {
            double drawn = Severity * random.Uniform(low, high);
            return given ?? drawn;
        }

        double logCounts = random.Uniform(Math.Log(scene.Counts.Low), Math.Log(scene.Counts.High)), offset = Math.Min(Severity, 1) * random.Uniform(-3, 3);
        double jumps = Severity * random.Below(5), width = random.Uniform(5, 10);
        return new Disturbances
        {
            Noise = Noise,
            Counts = Counts ?? Math.Exp(logCounts),
            RingDecay = Strength(RingDecay, 0.03, 0.1),
            Dip = Math.Min(0.9, Strength(Dip, 0.2, 0.5)),
            Drift = Strength(Drift, 3, 10),
            Walk = Strength(Walk, 0.1, 0.5),
            Jumps = Jumps ?? (int)Math.Round(jumps),
            HotFrames = HotFrames ?? (0.03 * Severity),
            EnergyOffset_eV = EnergyOffset_eV ?? offset,
            EnergyStretch = EnergyStretch ?? 0,
            Broadening_eV = Strength(Broadening_eV, 0.15, 0.3),
            StrayLight = Strength(StrayLight, 0, 0.02),
            DeadTime = Strength(DeadTime, 0, 0.04),
            Halo = Strength(Halo, 0.03, 0.08),
            HaloWidth = HaloWidth ?? width,
            Blur = Strength(Blur, 0.5, 1),
            Dichroism = Dichroism ?? (scene.HasWires ? Strength(null, 0.05, 0.12) : 0),
            CarbonFilm = Strength(CarbonFilm, 50e-9, 100e-9),
        };
    }
}

/// <summary>The disturbances of one made measurement; the meaning of each is that of <see cref="DisturbanceOptions"/>.</summary>
internal sealed record Disturbances
{
    public required bool Noise { get; init; }

    public required double Counts { get; init; }

    public required double RingDecay { get; init; }

    public required double Dip { get; init; }

    public required double Drift { get; init; }

    public required double Walk { get; init; }

    public required int Jumps { get; init; }

    public required double HotFrames { get; init; }

    public required double EnergyOffset_eV { get; init; }

    public required double EnergyStretch { get; init; }

    public required double Broadening_eV { get; init; }

    public required double StrayLight { get; init; }

    public required double DeadTime { get; init; }

    public required double Halo { get; init; }

    public required double HaloWidth { get; init; }

    public required double Blur { get; init; }

    public required double Dichroism { get; init; }

    public required double CarbonFilm { get; init; }

    /// <summary>Name, value and unit of each.</summary>
    public IReadOnlyList<PlantedValue> Planted() =>
    [
        new("counts", Counts, "1"), new("ring_decay", RingDecay, "1"), new("dip", Dip, "1"), new("drift", Drift, "px"), new("walk", Walk, "px"), new("jumps", Jumps, "1"),
        new("hot_frames", HotFrames, "1"), new("energy_offset", EnergyOffset_eV, "eV"), new("energy_stretch", EnergyStretch, "1"), new("broadening", Broadening_eV, "eV"),
        new("stray_light", StrayLight, "1"), new("dead_time", DeadTime, "1"), new("halo", Halo, "1"), new("halo_width", HaloWidth, "px"), new("blur", Blur, "px"),
        new("dichroism", Dichroism, "1"), new("carbon_film", CarbonFilm * 1e9, "nm"),
    ];
}

/// <summary>A disturbance as planted.</summary>
/// <param name="Name">Its name ("stray_light").</param>
/// <param name="Value">Its strength.</param>
/// <param name="Unit">Its unit.</param>
public sealed record PlantedValue(string Name, double Value, string Unit);
