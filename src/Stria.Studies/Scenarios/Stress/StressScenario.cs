using Stria.Core;

namespace Stria.Studies;

/// <summary>From a composition (measured, or written down) on a geometry to displacement, strain and stress.</summary>
public sealed record StressScenario : IScenario, ICheckedSettings
{
    /// <summary>The physics: geometry, composition, laws, conditions at the edges. No word of cells.</summary>
    public required StressProblem Problem { get; init; }

    /// <summary>The mesh and the solver.</summary>
    public StressDiscretisation Discretisation { get; init; } = new();

    /// <summary>Whether and how the error of the composition map is carried to the stress.</summary>
    public StressUncertaintySettings Uncertainty { get; init; } = new();

    /// <summary>What is written beside the standard files.</summary>
    public StressOutput Output { get; init; } = new();

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
    public string DefaultName => $"stress-{Problem.BaseName}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Problem.Geometry is MapGeometry { Path: null } && Problem.Composition is not MapComposition)
        {
            yield return "A geometry from a map needs 'path', unless the composition is a map as well.";
        }

        if (Discretisation.Mesher == MesherChoice.Gmsh && Problem.Geometry is ShapeGeometry or MeshGeometry)
        {
            yield return "'mesher: gmsh' meshes outlines (geometry: map or outline); shapes are meshed by built_in, and a mesh from a file is taken as it is.";
        }

        if (Uncertainty.Samples is > 0 && Problem.Composition is not MapComposition)
        {
            yield return "Only a composition from a map has an error that can be carried to the stress; leave 'uncertainty' out, or set its samples to 0.";
        }
    }
}
