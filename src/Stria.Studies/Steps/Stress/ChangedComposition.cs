using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Interpolation;

namespace Stria.Studies;

/// <summary>What a change of the map means on the mesh: it is treated as the map itself was, and moves the stress-free composition with it where that comes from the map.</summary>
internal sealed class ChangedComposition(MeasuredComposition measured, TriangleMesh mesh, StressFields fields)
{
    /// <summary>x at each node without any change.</summary>
    public double[] Mean => fields.Composition;

    /// <summary>Brings a change of the map onto the mesh.</summary>
    /// <param name="change">Change of x in each pixel; what is not finite counts as none.</param>
    /// <param name="nodal">Receives the change of x at each node.</param>
    /// <returns>The change of the stress-free composition.</returns>
    public double Change(float[] change, Span<double> nodal)
    {
        float[] x = measured.Composition.Values, moved = new float[x.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = x[i] + (float.IsFinite(change[i]) ? change[i] : 0);
        }

        var there = new double[mesh.NodeCount];
        new MapSampler(measured.Treated(moved), measured.Treatment.Interpolation).Sample(mesh.Points, there);
        double reference = fields.Rule.At(there) - fields.Reference;
        TensorPrimitives.Subtract<double>(there, Mean, nodal);
        return reference;
    }
}
