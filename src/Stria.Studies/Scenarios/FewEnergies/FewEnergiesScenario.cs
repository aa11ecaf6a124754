using Stria.Core;

namespace Stria.Studies;

/// <summary>Composition from images at two to ten photon energies: a fit of neighbouring standards with uncertainty, and the ratio of two images scaled between bounds.</summary>
public sealed record FewEnergiesScenario : IScenario, ICheckedSettings
{
    /// <summary>The images.</summary>
    public required StackSettings Stack { get; init; }

    /// <summary>Which frames to use.</summary>
    public FrameSettings Frames { get; init; } = new();

    /// <summary>How outlying counts are found.</summary>
    public DespikeSettings Despike { get; init; } = new();

    /// <summary>How the images are aligned.</summary>
    public RegisterSettings Register { get; init; } = new();

    /// <summary>Where the incident intensity comes from.</summary>
    public IIncidentSettings Incident { get; init; } = new AutomaticIncident();

    /// <summary>Optical density.</summary>
    public OpticalDensitySettings OpticalDensity { get; init; } = new();

    /// <summary>Which pixels are particle.</summary>
    public IMaskSettings Mask { get; init; } = new AutomaticMask();

    /// <summary>The standards.</summary>
    public ReferenceSettings References { get; init; } = new();

    /// <summary>The host material: a name from the library or the path of a material file; null counts in references.</summary>
    [InputPath(".yaml", ".yml")]
    public string? Material { get; init; }

    /// <summary>By how much the images' energies lie above the standards' [eV]: given, as a spectrum at hand says, or fitted, which needs three energies.</summary>
    [Word("fit")]
    [Word("none", 0)]
    [Unit("eV")]
    [Range(-50, 50)]
    public double? EnergyShift_eV { get; init; } = 0;

    /// <summary>How far to either side the shift is looked for [eV].</summary>
    [Unit("eV")]
    [Range(0.01, 50)]
    public double ShiftRange_eV { get; init; } = 1.5;

    /// <summary>Filter on the amounts.</summary>
    public CompositionSettings Composition { get; init; } = new() { GaussianSigma = 1 };

    /// <summary>The ratio of two images.</summary>
    public RatioSettings Ratio { get; init; } = new();

    /// <inheritdoc/>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public IScenario WithThreads(int? threads) => this with { Threads = threads };

    /// <inheritdoc/>
    public string DefaultName => $"few-{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Stack.Path))}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (References.IsEmpty)
        {
            yield return "Images at few energies need standards: 'references' with a table, or files with compositions.";
        }

        if (Composition.Sharpen || Composition.PointSpread is not null)
        {
            yield return "Maps of few energies are not sharpened: their noise is held down by 'gaussian_sigma', which blurs. Leave 'sharpen' and 'point_spread' out.";
        }
    }

    /// <summary>The steps that this chain shares with that of whole stacks.</summary>
    internal MapScenario Chain() => new()
    {
        Stack = Stack,
        Frames = Frames,
        Despike = Despike,
        Register = Register,
        Incident = Incident,
        OpticalDensity = OpticalDensity,
        Mask = Mask,
        References = References,
        Material = Material,
        Composition = Composition,
        Seed = Seed,
        Threads = Threads,

        // Two frames are enough for a chain that ends here.
        ToStep = MapStep.Register,
    };
}

/// <summary>The ratio of a resonance to the post-edge, scaled between two compositions.</summary>
public sealed record RatioSettings : ICheckedSettings
{
    /// <summary>Photon energy of the resonance [eV]; "auto" takes the image at which the standards differ most.</summary>
    [Word("auto")]
    [Unit("eV")]
    [Range(1, 1e6)]
    public double? Resonance_eV { get; init; }

    /// <summary>Photon energy of the post-edge [eV]; "auto" takes the highest.</summary>
    [Word("auto")]
    [Unit("eV")]
    [Range(1, 1e6)]
    public double? PostEdge_eV { get; init; }

    /// <summary>The lowest composition in the field; null takes it from the linear combination, or else the lowest of the standards.</summary>
    [Range(-10, 10)]
    public double? LowestX { get; init; }

    /// <summary>The highest composition in the field; null takes it from the linear combination, or else the highest of the standards.</summary>
    [Range(-10, 10)]
    public double? HighestX { get; init; }

    /// <summary>The run folder of a linear combination ('stria lcf') of this sample's spectrum: the compositions that it found are the bounds; null without.</summary>
    [InputPath]
    public string? Lcf { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (LowestX is null != HighestX is null)
        {
            yield return "'lowest_x' and 'highest_x' come together, or not at all.";
        }

        if (LowestX >= HighestX)
        {
            yield return $"'lowest_x' ({LowestX}) must be below 'highest_x' ({HighestX}).";
        }
    }
}
