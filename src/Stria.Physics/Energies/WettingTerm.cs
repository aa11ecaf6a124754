using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Physics.Elasticity;

namespace Stria.Physics.Energies;

/// <summary>∫ over a part of the boundary of γ(c) = γ₁ c + ½ γ₂ c²: a surface that prefers one phase. It replaces ∇c·n = 0 there by κ ∇c·n = −γ′(c) (Cahn, J. Chem. Phys. 66, 3667 (1977)).</summary>
public sealed class WettingTerm : IEnergyTerm
{
    private readonly ScalarSpace space;
    private readonly double linear, quadratic;
    private readonly double[] shapes, lengths;
    private readonly int[] unknowns;
    private readonly int perEdge, perPoint;
    private SymmetricPlaces? places;

    /// <summary>Makes the term.</summary>
    /// <param name="space">The unknowns.</param>
    /// <param name="part">Name of the part of the boundary.</param>
    /// <param name="linear">γ₁, in units of energy density times length.</param>
    /// <param name="quadratic">γ₂, in the same units.</param>
    /// <exception cref="ScenarioException">The mesh has no such part.</exception>
    public WettingTerm(ScalarSpace space, string part, double linear, double quadratic = 0)
    {
        (this.space, this.linear, this.quadratic, Part) = (space, linear, quadratic, part);
        TriangleMesh mesh = space.Mesh;
        int number = EdgeWalk.PartNumber(mesh, part);
        var walk = new EdgeWalk(mesh, 4);
        (perEdge, perPoint) = (walk.PointCount, mesh.NodesPerEdge);
        shapes = [.. Enumerable.Range(0, perEdge).SelectMany(q => walk.Shapes(q).ToArray())];
        int[] edges = [.. Enumerable.Range(0, mesh.EdgeCount).Where(e => mesh.EdgeParts[e] == number)];
        lengths = [.. edges.SelectMany(e => Enumerable.Range(0, perEdge).Select(q => walk.At(e, q).Length))];
        unknowns = [.. edges.SelectMany(e => mesh.Edge(e).ToArray()).Select(n => space.UnknownOf[n])];
    }

    /// <summary>Name of the part of the boundary.</summary>
    public string Part { get; }

    /// <inheritdoc/>
    public string Kind => "wetting";

    /// <inheritdoc/>
    public bool IsQuadratic => true;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> composition, Span<double> residual)
    {
        double energy = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            ReadOnlySpan<int> at = unknowns.AsSpan(i / perEdge * perPoint, perPoint);
            ReadOnlySpan<double> n = shapes.AsSpan(i % perEdge * perPoint, perPoint);
            double c = 0;
            for (int k = 0; k < at.Length; k++)
            {
                c += n[k] * composition[at[k]];
            }

            energy += lengths[i] * c * (linear + (0.5 * quadratic * c));
            double slope = lengths[i] * (linear + (quadratic * c));
            for (int k = 0; k < at.Length; k++)
            {
                residual[at[k]] += slope * n[k];
            }
        }

        return energy;
    }

    /// <inheritdoc/>
    public void AddLocalTangent(Span<double> entries)
    {
        if (quadratic == 0)
        {
            return;
        }

        // An entry of the pattern is found by its row and column; a boundary has few.
        places ??= new SymmetricPlaces(space.Pattern);
        for (int i = 0; i < lengths.Length; i++)
        {
            ReadOnlySpan<int> at = unknowns.AsSpan(i / perEdge * perPoint, perPoint);
            ReadOnlySpan<double> n = shapes.AsSpan(i % perEdge * perPoint, perPoint);
            for (int j = 0; j < at.Length; j++)
            {
                for (int k = 0; k < at.Length; k++)
                {
                    if (at[j] <= at[k])
                    {
                        entries[places.Of(at[j], at[k])] += lengths[i] * quadratic * n[j] * n[k];
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public void AddRemainingProduct(ReadOnlySpan<double> direction, Span<double> product)
    {
    }
}
