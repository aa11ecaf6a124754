using Stria.Core;

namespace Stria.Numerics.Linear;

/// <summary>What MUMPS's error numbers mean to people.</summary>
internal static class MumpsErrors
{
    internal const int WorkspaceTooSmall = -9, IntegerWorkspaceTooSmall = -8, NumericallySingular = -10;

    private const int StructurallySingular = -6, NotPositiveDefinite = -40;

    /// <summary>The exception for INFOG(1) = error, INFOG(2) = detail.</summary>
    internal static Exception Of(int error, int detail, int order) => error switch
    {
        StructurallySingular => new SingularMatrixException($"The matrix of {order} unknowns is singular by its pattern (structural rank {detail}).", -1),
        NumericallySingular => new SingularMatrixException($"The matrix of {order} unknowns is singular: no pivot after {detail} of them. Perhaps a part is not held anywhere.", -1),
        NotPositiveDefinite => new SingularMatrixException($"The matrix of {order} unknowns is not positive definite.", -1),
        -5 or -7 or -13 or -19 or WorkspaceTooSmall or IntegerWorkspaceTooSmall => new ScenarioException(
            $"The factors of {order} unknowns do not fit into memory (MUMPS {error}, {Amount(detail)} entries missing). Perhaps a coarser mesh is enough."),
        _ => new InvalidOperationException($"MUMPS ended with error {error} (detail {detail}) for {order} unknowns."),
    };

    internal static MissingLibraryException WrongVersion(string found) =>
        new($"MUMPS (sequential, {string.Join("x, ", DmumpsStruct.Versions)}x; version '{found}' is on this machine, and its layout is not known)", "solve large sparse systems", "libmumps-seq-5.5");

    private static string Amount(int detail) => detail < 0 ? $"{-(long)detail} million" : $"{detail}";
}
