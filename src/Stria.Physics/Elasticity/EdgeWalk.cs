using Stria.Core;
using Stria.Numerics.Fem;

namespace Stria.Physics.Elasticity;

/// <summary>Goes along the edges of a mesh with a quadrature rule: places, normals and lengths.</summary>
internal sealed class EdgeWalk
{
    private readonly TriangleMesh mesh;
    private readonly double[] shapes, slopes;
    private readonly QuadratureRule rule;

    public EdgeWalk(TriangleMesh mesh, int degree)
    {
        (this.mesh, rule) = (mesh, QuadratureRule.Edge(degree));
        shapes = new double[rule.Count * mesh.NodesPerEdge];
        slopes = new double[shapes.Length];
        for (int q = 0; q < rule.Count; q++)
        {
            ReferenceTriangle.EdgeShapes(mesh.NodesPerEdge, rule.Points[q], shapes.AsSpan(q * mesh.NodesPerEdge));
            ReferenceTriangle.EdgeSlopes(mesh.NodesPerEdge, rule.Points[q], slopes.AsSpan(q * mesh.NodesPerEdge));
        }
    }

    public int PointCount => rule.Count;

    public ReadOnlySpan<double> Shapes(int point) => shapes.AsSpan(point * mesh.NodesPerEdge, mesh.NodesPerEdge);

    /// <summary>Place, outward normal times length, and length itself that a quadrature point of an edge stands for.</summary>
    public (double X, double NormalX, double NormalY, double Length) At(int edge, int point)
    {
        ReadOnlySpan<int> nodes = mesh.Edge(edge);
        double x = 0, dx = 0, dy = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            double px = mesh.Points[2 * nodes[i]], py = mesh.Points[(2 * nodes[i]) + 1], slope = slopes[(point * nodes.Length) + i];
            (x, dx, dy) = (x + (Shapes(point)[i] * px), dx + (slope * px), dy + (slope * py));
        }

        double w = rule.Weights[point];
        return (x, w * dy, -w * dx, w * Math.Sqrt((dx * dx) + (dy * dy)));
    }

    /// <summary>Number of a part by its name.</summary>
    /// <exception cref="ScenarioException">The mesh has no such part, or no edge belongs to it.</exception>
    public static int PartNumber(TriangleMesh mesh, string name)
    {
        for (int p = 0; p < mesh.PartNames.Count; p++)
        {
            if (mesh.PartNames[p] == name && mesh.EdgeParts.Contains(p))
            {
                return p;
            }
        }

        throw new ScenarioException($"A boundary condition names the part '{name}', but the mesh has {(mesh.PartNames.Count == 0 ? "no named part" : "'" + string.Join("', '", mesh.PartNames) + "'")} with edges.");
    }
}
