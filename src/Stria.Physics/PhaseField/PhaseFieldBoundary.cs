using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Physics.Elasticity;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Transport;

namespace Stria.Physics.PhaseField;

/// <summary>What the boundary conditions hold and let through.</summary>
/// <param name="Held">Whether each unknown is held, μ and c of the first node, then of the next; null when none is.</param>
/// <param name="Values">Values of the held ones, in the same order.</param>
/// <param name="Outflow">∫ N_i J over the boundary.</param>
internal sealed record PhaseFieldBoundary(bool[]? Held, double[] Values, double[] Outflow)
{
    /// <summary>Unknowns whose potential is one number that the total flux decides (<see cref="EquipotentialFlux"/>); empty where there are none. They count as held while that number is known.</summary>
    public int[] Shared { get; private init; } = [];

    /// <summary>Whether the amount of each particle is known beforehand.</summary>
    public bool KeepsAccount => Held is null || Shared.Length > 0;

    public static PhaseFieldBoundary Of(PhaseFieldProblem problem, ScalarSpace space)
    {
        var held = new bool[2 * space.Count];
        double[] values = new double[held.Length], outflow = new double[space.Count];
        var shared = new SortedSet<int>();
        foreach (TransportCondition condition in problem.Boundary)
        {
            int part = EdgeWalk.PartNumber(problem.Mesh, condition.Part);
            switch (condition)
            {
                case FixedPotential potential:
                    Hold(space, part, 0, potential.Potential, held, values);
                    break;
                case FixedComposition composition:
                    Hold(space, part, 1, composition.Composition, held, values);
                    if (problem.Dynamics == PhaseFieldDynamics.Conserved)
                    {
                        Hold(space, part, 0, problem.FreeEnergy.At(composition.Composition).Slope / problem.Scales.ThermalEnergy, held, values);
                    }

                    break;
                case ConstantFlux flux:
                    AddFlux(space, part, flux.Flux, outflow);
                    break;
                case TotalFlux flux:
                    AddFlux(space, part, flux.Total / Length(problem.Mesh, part), outflow);
                    break;
                case EquipotentialFlux flux:
                    // Of the outflow of these unknowns only the sum counts.
                    AddFlux(space, part, flux.Total / Length(problem.Mesh, part), outflow);
                    Hold(space, part, 0, 0, held, values);
                    shared.UnionWith(UnknownsOf(space, part));
                    break;
            }
        }

        return new PhaseFieldBoundary(held.Contains(true) ? held : null, values, outflow) { Shared = [.. shared] };
    }

    /// <summary>Puts the held values into fields.</summary>
    public void Impose(Span<double> potential, Span<double> composition)
    {
        if (Shared.Length > 0)
        {
            double mean = 0;
            foreach (int i in Shared)
            {
                mean += potential[i] / Shared.Length;
            }

            foreach (int i in Shared)
            {
                potential[i] = mean;
            }

            return;
        }

        for (int i = 0; Held is not null && i < composition.Length; i++)
        {
            potential[i] = Held[2 * i] ? Values[2 * i] : potential[i];
            composition[i] = Held[(2 * i) + 1] ? Values[(2 * i) + 1] : composition[i];
        }
    }

    /// <summary>Makes the composition linear in each quadratic cell that touches a held one: a jump from the held value to the start within such a cell would swing beyond the bounds between its nodes.</summary>
    public void Straighten(ScalarSpace space, Span<double> composition)
    {
        for (int cell = 0; Held is not null && space.Mesh.NodesPerCell == 6 && cell < space.Mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> nodes = space.Mesh.Cell(cell);
            bool touches = false;
            foreach (int node in nodes)
            {
                touches |= Held[(2 * space.UnknownOf[node]) + 1];
            }

            for (int k = 0; touches && k < 3; k++)
            {
                composition[space.UnknownOf[nodes[3 + k]]] = (composition[space.UnknownOf[nodes[k]]] + composition[space.UnknownOf[nodes[(k + 1) % 3]]]) / 2;
            }
        }
    }

    private static void Hold(ScalarSpace space, int part, int component, double value, bool[] held, double[] values)
    {
        for (int edge = 0; edge < space.Mesh.EdgeCount; edge++)
        {
            foreach (int n in space.Mesh.EdgeParts[edge] == part ? space.Mesh.Edge(edge) : [])
            {
                int at = (2 * space.UnknownOf[n]) + component;
                (held[at], values[at]) = (true, value);
            }
        }
    }

    private static IEnumerable<int> UnknownsOf(ScalarSpace space, int part) =>
        Enumerable.Range(0, space.Mesh.EdgeCount).Where(e => space.Mesh.EdgeParts[e] == part).SelectMany(e => space.Mesh.Edge(e).ToArray()).Select(n => space.UnknownOf[n]);

    private static double Length(TriangleMesh mesh, int part)
    {
        var walk = new EdgeWalk(mesh, 4);
        return Enumerable.Range(0, mesh.EdgeCount).Where(e => mesh.EdgeParts[e] == part).Sum(e => Enumerable.Range(0, walk.PointCount).Sum(q => walk.At(e, q).Length));
    }

    private static void AddFlux(ScalarSpace space, int part, double flux, double[] outflow)
    {
        var walk = new EdgeWalk(space.Mesh, 4);
        for (int edge = 0; edge < space.Mesh.EdgeCount; edge++)
        {
            ReadOnlySpan<int> nodes = space.Mesh.Edge(edge);
            for (int q = 0; q < walk.PointCount && space.Mesh.EdgeParts[edge] == part; q++)
            {
                double value = flux * walk.At(edge, q).Length;
                for (int k = 0; k < nodes.Length; k++)
                {
                    outflow[space.UnknownOf[nodes[k]]] += value * walk.Shapes(q)[k];
                }
            }
        }
    }
}
