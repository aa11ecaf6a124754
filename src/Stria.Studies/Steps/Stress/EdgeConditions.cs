using Stria.Core;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>The ways in which the edges are held, as lists of conditions.</summary>
internal static class EdgeConditions
{
    /// <summary>Beginning of the names of parts where the border of the image cuts the particle.</summary>
    public const string ImageBorder = "image border";

    /// <summary>The cases to solve: name and conditions. The first is the main one.</summary>
    /// <exception cref="ScenarioException">A condition names a part that the boundary does not have.</exception>
    public static IReadOnlyList<EdgeCase> Of(StressProblem problem, TriangleMesh mesh)
    {
        IReadOnlyList<string> outer = OuterParts(mesh);
        if (problem.Conditions.FirstOrDefault(c => !mesh.PartNames.Contains(c.Part)) is { } unknown)
        {
            throw new ScenarioException($"The boundary has no part '{unknown.Part}'; it has {string.Join(", ", mesh.PartNames)}.{StressLaws.Hint(unknown.Part, mesh.PartNames)}");
        }

        EdgeChoice[] cases = problem.Edge == EdgeChoice.Both ? [EdgeChoice.Free, EdgeChoice.Fixed] : [problem.Edge];
        return [.. cases.Select(c => new EdgeCase(SnakeCase.Of(c.ToString()), [.. outer.Select(part => Condition(c, part, problem)).OfType<BoundaryCondition>(), .. Inner(problem, outer)]))];
    }

    // A condition that somebody wrote down counts in every case.
    private static BoundaryCondition? Condition(EdgeChoice edge, string part, StressProblem problem) =>
        problem.Conditions.FirstOrDefault(c => c.Part == part) is { } own ? Written(own) : edge switch
        {
            EdgeChoice.Fixed => new Fixed(part),
            EdgeChoice.Roller => new Roller(part),
            _ => part.StartsWith(ImageBorder, StringComparison.Ordinal) ? new Roller(part) : null,
        };

    private static IEnumerable<BoundaryCondition> Inner(StressProblem problem, IReadOnlyList<string> outer) =>
        problem.Conditions.Where(c => !outer.Contains(c.Part)).Select(Written).OfType<BoundaryCondition>();

    private static BoundaryCondition? Written(PartCondition c) => c.Hold switch
    {
        PartHold.Fixed => new Fixed(c.Part),
        PartHold.Roller => new Roller(c.Part),
        PartHold.Displacement => new Displacement(c.Part) { X = c.Ux, Y = c.Uy },
        PartHold.Traction => new Traction(c.Part) { X = c.Tx, Y = c.Ty, Pressure = c.Pressure },
        _ => null,
    };

    /// <summary>The parts that bound the body; interfaces between regions are not among them.</summary>
    private static List<string> OuterParts(TriangleMesh mesh)
    {
        var sides = new MeshSides(mesh);
        var outer = new HashSet<int>();
        for (int e = 0; e < mesh.EdgeCount; e++)
        {
            ReadOnlySpan<int> n = mesh.Edge(e);
            if (sides.Left(n[0], n[1]) is null != sides.Left(n[1], n[0]) is null)
            {
                outer.Add(mesh.EdgeParts[e]);
            }
        }

        return [.. outer.Order().Select(p => mesh.PartNames[p])];
    }
}

/// <summary>One way of holding the edges.</summary>
/// <param name="Name">Its name: free, fixed, roller.</param>
/// <param name="Conditions">The conditions.</param>
internal sealed record EdgeCase(string Name, IReadOnlyList<BoundaryCondition> Conditions);
