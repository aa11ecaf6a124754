using Stria.Core;

namespace Stria.Studies;

/// <summary>From a measured stack to composition and phase maps. The verbs align, od, cluster and fit are the same scenario with an earlier last step.</summary>
public sealed record MapScenario : IScenario, ICheckedSettings
{
    /// <summary>The measured stack.</summary>
    public required StackSettings Stack { get; init; }

    /// <summary>The last step to do.</summary>
    public MapStep ToStep { get; init; } = MapStep.Composition;

    /// <summary>Which frames to use.</summary>
    public FrameSettings Frames { get; init; } = new();

    /// <summary>Removal of single outlying counts, before registration.</summary>
    public DespikeSettings Despike { get; init; } = new();

    /// <summary>Registration of the frames to each other.</summary>
    public RegisterSettings Register { get; init; } = new();

    /// <summary>Where the incident intensity I₀ comes from.</summary>
    public IIncidentSettings Incident { get; init; } = new AutomaticIncident();

    /// <summary>Optical density and its variance.</summary>
    public OpticalDensitySettings OpticalDensity { get; init; } = new();

    /// <summary>Which pixels are particle.</summary>
    public IMaskSettings Mask { get; init; } = new AutomaticMask();

    /// <summary>Principal components and clusters.</summary>
    public ComponentSettings Components { get; init; } = new();

    /// <summary>The standards.</summary>
    public ReferenceSettings References { get; init; } = new();

    /// <summary>What may disturb all spectra alike.</summary>
    public NuisanceSettings Nuisances { get; init; } = new();

    /// <summary>The fit of the standards to each pixel.</summary>
    public FitSettings Fit { get; init; } = new();

    /// <summary>The composition map.</summary>
    public CompositionSettings Composition { get; init; } = new();

    /// <summary>Regions of interest whose mean spectra are wanted.</summary>
    public ValueList<IRegionSettings> Regions { get; init; } = [];

    /// <summary>The host material: a name from the library ("v2o5-alpha") or the path of a material file; without it the maps are in units of the references.</summary>
    [InputPath(".yaml", ".yml")]
    public string? Material { get; init; }

    /// <summary>Whether figures are drawn; without them the report has numbers and tables alone, which for a long batch saves time.</summary>
    public bool Figures { get; init; } = true;

    /// <summary>How much of the stack may be in memory at a time [MB]; the rest lies on the disk of the run folder. Results do not depend on it.</summary>
    [Word("unlimited")]
    [Range(16, 1e9)]
    public double? Memory_MB { get; init; }

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
    public string DefaultName
    {
        get
        {
            string verb = ToStep switch
            {
                MapStep.Register => "align",
                MapStep.OpticalDensity => "od",
                MapStep.Components => "cluster",
                MapStep.Fit => "fit",
                _ => "map",
            };
            return $"{verb}-{Path.GetFileNameWithoutExtension(Stack.Path)}";
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (ToStep >= MapStep.Calibrate && References.IsEmpty)
        {
            yield return "A fit needs reference spectra: 'references' must give a table or at least one file.";
        }

        if (Regions.Count > 0 && ToStep < MapStep.OpticalDensity)
        {
            yield return "Regions need optical densities: 'to_step' must be optical_density or later.";
        }

        if (Regions.GroupBy(r => r.Label).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            yield return $"Two regions are called '{twice.Key}'.";
        }
    }
}

/// <summary>The steps from a stack to its maps, in their order.</summary>
public enum MapStep
{
    /// <summary>Read the stack and choose frames.</summary>
    Read,

    /// <summary>Remove single outlying counts.</summary>
    Despike,

    /// <summary>Register the frames to each other.</summary>
    Register,

    /// <summary>Find the incident intensity.</summary>
    Incident,

    /// <summary>Optical density, its variance and the particle mask.</summary>
    OpticalDensity,

    /// <summary>Principal components and clusters.</summary>
    Components,

    /// <summary>References on their scale; energy shift, stray light and halo.</summary>
    Calibrate,

    /// <summary>Fit of the references.</summary>
    Fit,

    /// <summary>Composition, thickness and phases.</summary>
    Composition,
}
