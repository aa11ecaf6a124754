using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>A field at the nodes of a mesh that may jump where regions meet: four components (xx, yy, zz, xy) at each node of each region.</summary>
/// <param name="Places">The nodes of the regions.</param>
/// <param name="Values">Four values of the first place, then of the next.</param>
public sealed record RegionField(RegionNodes Places, double[] Values)
{
    /// <summary>Components at a node of a cell, on the cell's side of a jump.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="node">Number of the node within the cell.</param>
    public ReadOnlySpan<double> At(int cell, int node) => Values.AsSpan(4 * Places.OfCell(cell)[node], 4);

    /// <summary>One set of components per node of the mesh: the mean of the regions that meet there; NaN at nodes that no cell uses.</summary>
    /// <returns>Four values per node.</returns>
    public double[] AtNodes() => AtNodes(Places, Values, 4);

    /// <summary>One value per node of the mesh from values at the nodes of the regions: their mean where regions meet; NaN at nodes that no cell uses.</summary>
    /// <param name="places">The nodes of the regions.</param>
    /// <param name="values">All components of the first place, then of the next.</param>
    /// <param name="components">Values per place.</param>
    public static double[] AtNodes(RegionNodes places, ReadOnlySpan<double> values, int components)
    {
        TriangleMesh mesh = places.Mesh;
        var result = new double[components * mesh.NodeCount];
        var count = new int[mesh.NodeCount];
        for (int p = 0; p < places.Count; p++)
        {
            int node = places.NodeOf(p);
            count[node]++;
            for (int k = 0; k < components; k++)
            {
                result[(components * node) + k] += values[(components * p) + k];
            }
        }

        for (int i = 0; i < result.Length; i++)
        {
            result[i] = count[i / components] == 0 ? double.NaN : result[i] / count[i / components];
        }

        return result;
    }
}
