using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>What holds each node: none, one direction, or both; gathered from the boundary conditions.</summary>
/// <remarks>A node held along one inclined direction gets axes of its own, so that the condition is kept exactly and without a multiplier.</remarks>
internal sealed class NodeConstraints
{
    private const double SameDirection = 1e-6, SameValue = 1e-9;
    private readonly ElasticProblem problem;
    private readonly List<Hold>?[] holds;

    private NodeConstraints(ElasticProblem problem)
    {
        this.problem = problem;
        int nodes = problem.Mesh.NodeCount;
        holds = new List<Hold>?[nodes];
        (Held, Values, Owner) = (new bool[2 * nodes], new double[2 * nodes], new int[nodes]);
        Array.Fill(Owner, -1);
    }

    /// <summary>Whether each component is held, along the node's own axes.</summary>
    public bool[] Held { get; }

    /// <summary>Displacement [m] of the held components along the node's own axes.</summary>
    public double[] Values { get; }

    /// <summary>Direction of the first axis of each node; null when none is turned.</summary>
    public double[]? Axes { get; private set; }

    /// <summary>Number of the boundary condition that holds each node first; −1 for none.</summary>
    public int[] Owner { get; }

    public static NodeConstraints Of(ElasticProblem problem)
    {
        var constraints = new NodeConstraints(problem);
        for (int k = 0; k < problem.Boundary.Count; k++)
        {
            constraints.Gather(problem.Boundary[k], k);
        }

        constraints.GatherRollers();
        constraints.HoldAxis();
        for (int n = 0; n < constraints.holds.Length; n++)
        {
            constraints.Resolve(n);
        }

        return constraints;
    }

    private void Gather(BoundaryCondition condition, int number)
    {
        switch (condition)
        {
            case Fixed fixedPart:
                foreach (int n in NodesOf(fixedPart.Part))
                {
                    Hold(n, new(1, 0, 0, number));
                    Hold(n, new(0, 1, 0, number));
                }

                break;
            case Displacement given:
                Gather(given, number);
                break;
            case PinnedPoint pin:
                int nearest = Nearest(pin);
                HoldGiven(nearest, new(1, 0, pin.X ?? 0, number), pin.X is not null);
                HoldGiven(nearest, new(0, 1, pin.Y ?? 0, number), pin.Y is not null);
                break;
            case Free or Traction or Roller:
                EdgeWalk.PartNumber(problem.Mesh, condition.Place);
                break;
            default:
                throw new ScenarioException($"A boundary condition of the kind {condition.GetType().Name} is not known to the elastic problem.");
        }
    }

    private void Gather(Displacement given, int number)
    {
        int nodes = problem.Mesh.NodeCount;
        if ((given.XOfNode ?? given.YOfNode) is null && given.X is null && given.Y is null)
        {
            throw new ScenarioException($"The displacement of '{given.Part}' gives neither x nor y. Perhaps the part is meant to be free.");
        }

        if ((given.XOfNode ?? given.YOfNode) is not null && ((given.XOfNode?.Length ?? nodes) != nodes || (given.YOfNode?.Length ?? nodes) != nodes))
        {
            throw new ScenarioException($"The displacement of '{given.Part}' is given for {given.XOfNode?.Length ?? given.YOfNode?.Length} nodes; the mesh has {nodes}.");
        }

        foreach (int n in NodesOf(given.Part))
        {
            HoldGiven(n, new(1, 0, given.XOfNode?[n] ?? given.X ?? 0, number), given.XOfNode is not null || given.X is not null);
            HoldGiven(n, new(0, 1, given.YOfNode?[n] ?? given.Y ?? 0, number), given.YOfNode is not null || given.Y is not null);
        }
    }

    private void HoldGiven(int node, Hold hold, bool isGiven)
    {
        if (!isGiven)
        {
            return;
        }

        if (!double.IsFinite(hold.Value))
        {
            throw new ScenarioException($"The displacement given on '{problem.Boundary[hold.Condition].Place}' is not finite at node {node}.");
        }

        Hold(node, hold);
    }

    private void Hold(int node, Hold hold) => (holds[node] ??= []).Add(hold);

    private SortedSet<int> NodesOf(string name)
    {
        int part = EdgeWalk.PartNumber(problem.Mesh, name);
        var nodes = new SortedSet<int>();
        for (int edge = 0; edge < problem.Mesh.EdgeCount; edge++)
        {
            foreach (int n in problem.Mesh.EdgeParts[edge] == part ? problem.Mesh.Edge(edge) : [])
            {
                nodes.Add(n);
            }
        }

        return nodes;
    }

    // Only corners of cells are taken, so that a mesh and its quadratic form are pinned at the same place.
    private int Nearest(PinnedPoint pin)
    {
        int best = -1;
        double least = double.PositiveInfinity;
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            foreach (int n in problem.Mesh.Cell(cell)[..3])
            {
                double dx = problem.Mesh.Points[2 * n] - pin.AtX, dy = problem.Mesh.Points[(2 * n) + 1] - pin.AtY, distance = (dx * dx) + (dy * dy);
                if (distance < least)
                {
                    (best, least) = (n, distance);
                }
            }
        }

        return best >= 0 ? best : throw new ScenarioException($"The {pin.Place} cannot be pinned: it is not a place of the mesh.");
    }

    private void GatherRollers()
    {
        var normals = new RollerNormals(problem.Mesh);
        for (int k = 0; k < problem.Boundary.Count; k++)
        {
            if (problem.Boundary[k] is Roller roller)
            {
                normals.Add(EdgeWalk.PartNumber(problem.Mesh, roller.Part), k);
            }
        }

        foreach ((int node, double x, double y, int condition) in normals.All())
        {
            Hold(node, new(x, y, 0, condition));
        }
    }

    // The axis of revolution does not move off itself.
    private void HoldAxis()
    {
        if (problem.Model != PlaneModel.Axisymmetric)
        {
            return;
        }

        ReadOnlySpan<double> points = problem.Mesh.Points;
        double size = 0;
        for (int n = 0; n < problem.Mesh.NodeCount; n++)
        {
            size = Math.Max(size, points[2 * n]);
        }

        for (int n = 0; n < problem.Mesh.NodeCount; n++)
        {
            if (points[2 * n] <= 1e-12 * size)
            {
                Hold(n, new(1, 0, 0, -1));
            }
        }
    }

    private void Resolve(int n)
    {
        if (holds[n] is not { } list)
        {
            return;
        }

        Owner[n] = list.Max(h => h.Condition) < 0 ? -1 : list.Where(h => h.Condition >= 0).Min(h => h.Condition);
        Hold first = list[0];
        Hold second = list.MaxBy(h => Math.Abs(first.Cross(h)))!;
        double cross = first.Cross(second);
        double x, y;
        if (Math.Abs(cross) < SameDirection)
        {
            (x, y) = (first.Value * first.X, first.Value * first.Y);
            HoldAlong(n, first);
        }
        else
        {
            (x, y) = (((first.Value * second.Y) - (second.Value * first.Y)) / cross, ((first.X * second.Value) - (second.X * first.Value)) / cross);
            (Held[2 * n], Held[(2 * n) + 1], Values[2 * n], Values[(2 * n) + 1]) = (true, true, x, y);
        }

        double largest = list.Max(h => Math.Abs(h.Value));
        foreach (Hold hold in list)
        {
            double off = Math.Abs((hold.X * x) + (hold.Y * y) - hold.Value);
            if (off > SameValue * largest)
            {
                throw new ScenarioException(
                    $"Node {n} at ({problem.Mesh.Points[2 * n]:G4}, {problem.Mesh.Points[(2 * n) + 1]:G4}) m is held in different places by {NameOf(first)} and {NameOf(hold)} "
                    + $"(they differ by {off:G3} m). Perhaps two parts that meet have displacements that do not fit.");
            }
        }
    }

    private string NameOf(Hold hold) => hold.Condition < 0 ? "the axis of revolution" : $"'{problem.Boundary[hold.Condition].Place}'";

    private void HoldAlong(int n, Hold hold)
    {
        if (hold.Y == 0)
        {
            (Held[2 * n], Values[2 * n]) = (true, hold.Value * hold.X);
        }
        else if (hold.X == 0)
        {
            (Held[(2 * n) + 1], Values[(2 * n) + 1]) = (true, hold.Value * hold.Y);
        }
        else
        {
            Axes ??= [.. Enumerable.Range(0, 2 * problem.Mesh.NodeCount).Select(i => i % 2 == 0 ? 1.0 : 0.0)];
            (Axes[2 * n], Axes[(2 * n) + 1], Held[2 * n], Values[2 * n]) = (hold.X, hold.Y, true, hold.Value);
        }
    }
}

/// <summary>One condition on a node: its displacement along a unit vector.</summary>
internal sealed record Hold(double X, double Y, double Value, int Condition)
{
    public double Cross(Hold other) => (X * other.Y) - (Y * other.X);
}
