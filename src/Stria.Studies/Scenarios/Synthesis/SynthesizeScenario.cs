using Stria.Core;

namespace Stria.Studies;

/// <summary>A made measurement whose truth is known: a scene, exposed with the disturbances of a real beamline.</summary>
public sealed record SynthesizeScenario : IScenario, ICheckedSettings
{
    /// <summary>What is in the field of view.</summary>
    public ISceneSettings Scene { get; init; } = new CoreShellSceneSettings();

    /// <summary>What disturbs the measurement.</summary>
    public DisturbanceSettings Disturbances { get; init; } = new();

    /// <summary>The host material: a name from the library or the path of a material file.</summary>
    [InputPath(".yaml", ".yml")]
    public string Material { get; init; } = "v2o5-alpha";

    /// <summary>Whether the whole chain is run on the made file, with the clean library only, and scored against the truth.</summary>
    public bool Score { get; init; }

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
    public string DefaultName => $"synthesize-{ScenarioKinds.All.First(k => k.Record == Scene.GetType()).Name}-{Seed}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Scene is ImageSceneSettings { Layers.Count: 0 })
        {
            yield return "A scene of images needs at least one layer.";
        }
    }
}
