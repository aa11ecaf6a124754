using Stria.Core;

namespace Stria.Studies;

/// <summary>Picture and numbers of a free energy: wells, tangents, spinodals, potentials, interfaces, and what temperature, coherency and imposed strain do to them.</summary>
public sealed record FreeEnergyScenario : IScenario, ICheckedSettings
{
    /// <summary>The host and its conditions.</summary>
    public required FreeEnergyProblem Problem { get; init; }

    /// <summary>The phase diagram against temperature.</summary>
    public PhaseDiagramSettings PhaseDiagram { get; init; } = new();

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
    public string DefaultName => $"freeenergy-{(Problem.Material is { } material ? Path.GetFileNameWithoutExtension(material) : ScenarioKinds.All.First(k => k.Record == Problem.FreeEnergy.GetType()).Name)}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Problem is { FreeEnergy: MaterialFreeEnergy, Material: null })
        {
            yield return "A free energy needs a material, or a law of its own: 'material: v2o5-alpha', or 'free_energy: { kind: regular_solution, interaction: 2.5 }'.";
        }

        if (Problem.Strains.GroupBy(s => s).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            yield return $"The strain {twice.Key:g4} is given {twice.Count()} times in 'strains'.";
        }

        if (PhaseDiagram.Highest <= PhaseDiagram.Lowest)
        {
            yield return $"The phase diagram ends at {PhaseDiagram.Highest:g4} K, not above its beginning at {PhaseDiagram.Lowest:g4} K.";
        }
    }
}
