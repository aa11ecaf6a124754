using Stria.Core;

namespace Stria.Studies;

/// <summary>A particle whose composition evolves by diffusion, phase separation and stress.</summary>
public sealed record PhaseFieldScenario : ICheckedSettings, IUnitChoice, IExtendable
{
    /// <summary>Whether numbers carry units; 'none' is for benchmark problems, whose numbers are all plain (RT and C_max are then 1).</summary>
    public UnitChoice Units { get; init; }

    /// <summary>The physics: geometry, laws, start and boundaries. No word of cells or steps.</summary>
    public required PhaseFieldSettings Problem { get; init; }

    /// <summary>The mesh.</summary>
    public PhaseFieldDiscretisation Discretisation { get; init; } = new();

    /// <summary>From the start to the end, and how closely time is followed.</summary>
    public required PhaseFieldTimeSettings Time { get; init; }

    /// <summary>What is written, and when.</summary>
    public PhaseFieldOutput Output { get; init; } = new();

    /// <inheritdoc/>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public string DefaultName => $"phasefield-{Problem.BaseName}";

    /// <inheritdoc/>
    public IScenario WithThreads(int? threads) => this with { Threads = threads };

    /// <inheritdoc/>
    public IScenario WithEnd(string time)
    {
        IScenario later = ScenarioVariant.With(this, "time.end", time);
        return ((PhaseFieldScenario)later).Time.End > Time.End
            ? later
            : throw new ScenarioException($"The run ends at {Time.End:G6}{(Units == UnitChoice.None ? "" : " s")} already; '{time}' is not later.");
    }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        foreach (string mistake in PhaseFieldForms.Mistakes(this))
        {
            yield return mistake;
        }

        if (Problem.Periodic != PeriodicSides.None && Problem.Geometry is not RadialGeometry && !Discretisation.IsRegular(Problem.Geometry))
        {
            yield return "A periodic box needs a geometry of one rectangle on a regular mesh (discretisation: { regular: true }), so that opposite sides match.";
        }

        foreach (string mistake in Discretisation.Method == SpaceMethod.FiniteElements && Problem.Geometry is not RadialGeometry ? PeriodicMechanics.Mistakes(Problem) : [])
        {
            yield return mistake;
        }

        if (Discretisation.Regular == true && !Discretisation.IsRegular(Problem.Geometry))
        {
            yield return "'regular: true' is for a geometry of one rectangle.";
        }

        if (Problem.GradientEnergy is not null && Problem.InterfaceWidth is not null)
        {
            yield return "'gradient_energy' and 'interface_width' say the same; give one of them.";
        }

        if (Discretisation is { CellSize: not null, CellsAcrossInterface: not null })
        {
            yield return "'cell_size' and 'cells_across_interface' say the same; give one of them.";
        }

        if (Problem is { Noise: 0, NoiseLength: not null })
        {
            yield return "'noise_length' is of a noise that is 0; give 'noise' as well.";
        }

        if (Units == UnitChoice.None && (Problem.Material is not null || Problem.Initial is MapComposition || Problem.GradientEnergy is null))
        {
            yield return "With 'units: none' there is no material and no measured map, and 'gradient_energy' must be given.";
        }

        if (Output.Every is { } every && every > Time.End)
        {
            yield return $"'every' ({every:G4}) exceeds the end of the run ({Time.End:G4}).";
        }

        if (Output.Every is { } often && Time.End / often > PhaseFieldOutput.MostPictures)
        {
            yield return $"'every' ({often:G4}) makes {Time.End / often:G3} pictures; {PhaseFieldOutput.MostPictures} are the most.";
        }
    }
}
