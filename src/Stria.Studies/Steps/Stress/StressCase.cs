using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>The solution with one way of holding the edges, and the measures made of it.</summary>
internal sealed class StressCase
{
    private StressDeviation? deviation;

    /// <summary>Makes the measures.</summary>
    /// <param name="edge">How the edges were held.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="fields">What stood on the mesh.</param>
    public StressCase(EdgeCase edge, ElasticSolution solution, StressFields fields)
    {
        (Edge, Solution) = (edge, solution);
        double[] angles = new double[solution.PointStress.Length / 4];
        for (int i = 0; i < angles.Length; i++)
        {
            angles[i] = fields.CellAngles[i / solution.PointsPerCell];
        }

        AtPoints = new StressValues(solution.PointStress, angles);
        AtNodes = new StressValues(solution.NodalStress().AtNodes(), fields.NodeAngles);
    }

    /// <summary>How the edges were held.</summary>
    public EdgeCase Edge { get; }

    /// <summary>The solution.</summary>
    public ElasticSolution Solution { get; }

    /// <summary>Measures at the quadrature points, for statistics.</summary>
    public StressValues AtPoints { get; }

    /// <summary>Measures at the nodes, for pictures and files.</summary>
    public StressValues AtNodes { get; }

    /// <summary>Standard deviations at the nodes that the noise of the composition brings; null when none was carried.</summary>
    public StressDeviation? Random { get; set; }

    /// <summary>Standard deviations at the nodes that errors common to the whole map bring; null when none was carried.</summary>
    public StressDeviation? Systematic { get; set; }

    /// <summary>Both together; null when none was carried.</summary>
    public StressDeviation? Deviation => deviation ??= (Random, Systematic) is ({ } random, { } systematic) ? random.And(systematic) : Random ?? Systematic;
}

