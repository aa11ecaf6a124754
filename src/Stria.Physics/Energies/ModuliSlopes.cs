using Stria.Physics.Elasticity;

namespace Stria.Physics.Energies;

/// <summary>Derivatives of the stiffness of each cell with its mean composition, and what they add to slope and curvature of the elastic energy.</summary>
internal sealed class ModuliSlopes
{
    // Central differences of smooth laws: the truncation is some 1e-10 of the stiffness, its rounding 1e-11 (first) and 1e-7 (second derivative).
    private const double Difference = 1e-5, WideDifference = 1e-4;
    private readonly ElasticProblem problem;
    private readonly double[] first, second;

    private ModuliSlopes(ElasticProblem problem)
    {
        this.problem = problem;
        (first, second) = (new double[16 * problem.Mesh.CellCount], new double[16 * problem.Mesh.CellCount]);
    }

    public static ModuliSlopes Of(ElasticProblem problem)
    {
        var slopes = new ModuliSlopes(problem);
        Span<double> low = stackalloc double[16], high = stackalloc double[16], middle = stackalloc double[16];
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            IElasticLaw law = problem.MaterialOf(problem.Mesh.CellRegions[cell]).Law;
            double c = MaterialModuli.MeanComposition(problem, cell), angle = problem.AxisAngles?[cell] ?? 0;
            PlaneStiffness.Of(law, problem.Model, c - Difference, angle, low);
            PlaneStiffness.Of(law, problem.Model, c + Difference, angle, high);
            for (int k = 0; k < 16; k++)
            {
                slopes.first[(16 * cell) + k] = (high[k] - low[k]) / (2 * Difference);
            }

            PlaneStiffness.Of(law, problem.Model, c - WideDifference, angle, low);
            PlaneStiffness.Of(law, problem.Model, c, angle, middle);
            PlaneStiffness.Of(law, problem.Model, c + WideDifference, angle, high);
            for (int k = 0; k < 16; k++)
            {
                slopes.second[(16 * cell) + k] = (high[k] - (2 * middle[k]) + low[k]) / (WideDifference * WideDifference);
            }
        }

        return slopes;
    }

    /// <summary>Adds ½ ∫ ε_el : dC/dc : ε_el to the corners of each cell.</summary>
    public void AddSlope(ElasticSolution solution, double factor, Span<double> residual)
    {
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            AddToCorners(cell, 0.5 * factor * Energy(solution, first, cell), residual);
        }
    }

    /// <summary>Adds the forces −∫ Bᵀ dC/dc δc ε_el.</summary>
    public void AddForces(ElasticSolution solution, ElasticPoints points, ReadOnlySpan<double> direction, Span<double> forces)
    {
        var stress = new double[solution.PointStress.Length];
        AddStress(solution, direction, -1, stress);
        points.AddForces(stress, forces);
    }

    /// <summary>Adds what the moduli contribute to the change of the slope, and completes the change of the stress by dC/dc δc ε_el.</summary>
    public void AddChange(ElasticSolution solution, PointFields change, ReadOnlySpan<double> direction, double factor, Span<double> product)
    {
        for (int cell = 0; cell < problem.Mesh.CellCount; cell++)
        {
            // ε_el : C′ : δε_el + ½ ε_el : C″ : ε_el δc
            double value = Energy(solution, change.ElasticStrain, first, cell) + (0.5 * Mean(cell, direction) * Energy(solution, second, cell));
            AddToCorners(cell, factor * value, product);
        }

        AddStress(solution, direction, 1, change.Stress);
    }

    private void AddStress(ElasticSolution solution, ReadOnlySpan<double> direction, double factor, double[] stress)
    {
        Span<double> own = stackalloc double[4];
        for (int i = 0; i < solution.PointWeights.Length; i++)
        {
            int cell = i / solution.PointsPerCell;
            ElasticPoints.Apply(first.AsSpan(16 * cell, 16), solution.PointElasticStrain.AsSpan(4 * i, 4), own);
            double c = factor * Mean(cell, direction);
            for (int k = 0; k < 4; k++)
            {
                stress[(4 * i) + k] += c * own[k];
            }
        }
    }

    private double Mean(int cell, ReadOnlySpan<double> nodal)
    {
        ReadOnlySpan<int> n = problem.Mesh.Cell(cell);
        return (nodal[n[0]] + nodal[n[1]] + nodal[n[2]]) / 3;
    }

    private void AddToCorners(int cell, double value, Span<double> nodal)
    {
        foreach (int n in problem.Mesh.Cell(cell)[..3])
        {
            nodal[n] += value / 3;
        }
    }

    private static double Energy(ElasticSolution solution, double[] moduli, int cell) => Energy(solution, solution.PointElasticStrain, moduli, cell);

    private static double Energy(ElasticSolution solution, double[] other, double[] moduli, int cell)
    {
        Span<double> stress = stackalloc double[4];
        double sum = 0;
        for (int i = cell * solution.PointsPerCell; i < (cell + 1) * solution.PointsPerCell; i++)
        {
            ElasticPoints.Apply(moduli.AsSpan(16 * cell, 16), solution.PointElasticStrain.AsSpan(4 * i, 4), stress);
            ReadOnlySpan<double> e = other.AsSpan(4 * i, 4);
            sum += solution.PointWeights[i] * ((stress[0] * e[0]) + (stress[1] * e[1]) + (stress[2] * e[2]) + (stress[3] * e[3]));
        }

        return sum;
    }
}
