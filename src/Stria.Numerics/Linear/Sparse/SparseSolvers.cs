using Stria.Core;

namespace Stria.Numerics.Linear;

/// <summary>The sparse solvers by name.</summary>
public static class SparseSolvers
{
    /// <summary>The name that leaves the choice to us: the first of the list that this machine has.</summary>
    public const string Automatic = "automatic";

    /// <summary>All solvers in the order of preference; the first one needs no library.</summary>
    public static IReadOnlyList<ISparseSolver> All { get; } = [new BuiltInSolver(), new MumpsSolver()];

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Names => [Automatic, .. All.Select(s => s.Name)];

    /// <summary>The solver of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ScenarioException">No solver is called so.</exception>
    /// <exception cref="MissingLibraryException">The solver was asked for by name and its library is not on this machine.</exception>
    public static SolverChoice Choose(string name) => Choose(name, All);

    internal static SolverChoice Choose(string name, IReadOnlyList<ISparseSolver> solvers)
    {
        if (name == Automatic)
        {
            ISparseSolver first = solvers.First(s => s.IsAvailable);
            return new SolverChoice(first, first == solvers[0] ? null : Remark.Note($"The sparse solver '{solvers[0].Name}' is not on this machine; '{first.Name}' solves instead."));
        }

        if (solvers.FirstOrDefault(s => s.Name == name) is { } named)
        {
            return new SolverChoice(named, null);
        }

        string[] names = [Automatic, .. solvers.Select(s => s.Name)];
        string hint = Spelling.Nearest(name, names) is { } nearest ? $" Perhaps '{nearest}' is meant." : "";
        throw new ScenarioException($"No sparse solver is called '{name}'; there are {string.Join(", ", names)}.{hint}");
    }
}

/// <summary>A solver and what is to be said about its choice.</summary>
/// <param name="Solver">The solver.</param>
/// <param name="Remark">A remark for the report when another solver would have been preferred; otherwise null.</param>
public sealed record SolverChoice(ISparseSolver Solver, Remark? Remark);
