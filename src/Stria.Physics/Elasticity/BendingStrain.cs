using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>The strain of a wire that is held bent: −κ_b d along its local axis, d being the distance from the neutral line.</summary>
public static class BendingStrain
{
    /// <summary>The pre-strain of the nodes of a mesh.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="curvature">κ_b [1/m] at each node.</param>
    /// <param name="distance">d [m] at each node, positive on the side towards which the wire bends (which is then compressed).</param>
    /// <param name="axisAngle">Angle [rad] from x to the local axis, at each node.</param>
    /// <returns>xx, yy, zz and engineering shear xy for each node.</returns>
    /// <exception cref="ScenarioException">Lengths do not fit the mesh.</exception>
    public static double[] Of(TriangleMesh mesh, ReadOnlySpan<double> curvature, ReadOnlySpan<double> distance, ReadOnlySpan<double> axisAngle)
    {
        if (curvature.Length != mesh.NodeCount || distance.Length != mesh.NodeCount || axisAngle.Length != mesh.NodeCount)
        {
            throw new ScenarioException($"{curvature.Length} curvatures, {distance.Length} distances and {axisAngle.Length} angles for {mesh.NodeCount} nodes.");
        }

        var strain = new double[4 * mesh.NodeCount];
        for (int n = 0; n < mesh.NodeCount; n++)
        {
            ReadOnlySpan<double> local = [-curvature[n] * distance[n], 0, 0, 0];
            PlaneFrame.StrainOutOf(axisAngle[n], local, strain.AsSpan(4 * n, 4));
        }

        return strain;
    }
}
