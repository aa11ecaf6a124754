using Stria.Core;
using Stria.Numerics.Fem;

namespace Stria.Physics.Elasticity;

/// <summary>The stiffness of each cell: one matrix per region, or one per cell where direction or composition matter.</summary>
internal static class MaterialModuli
{
    public static CellModuli Of(ElasticProblem problem)
    {
        TriangleMesh mesh = problem.Mesh;
        int regions = mesh.RegionNames.Count;
        bool[] own = [.. Enumerable.Range(0, regions).Select(r => Varies(problem, problem.MaterialOf(r).Law))];
        var ofCell = new int[mesh.CellCount];
        int count = regions;
        for (int cell = 0; cell < ofCell.Length; cell++)
        {
            ofCell[cell] = own[mesh.CellRegions[cell]] ? count++ : mesh.CellRegions[cell];
        }

        var values = new double[16 * count];
        for (int r = 0; r < regions; r++)
        {
            if (!own[r])
            {
                PlaneStiffness.Of(problem.MaterialOf(r).Law, problem.Model, 0, 0, values.AsSpan(16 * r, 16));
            }
        }

        for (int cell = 0; cell < ofCell.Length; cell++)
        {
            if (ofCell[cell] >= regions)
            {
                IElasticLaw law = problem.MaterialOf(mesh.CellRegions[cell]).Law;
                PlaneStiffness.Of(law, problem.Model, MeanComposition(problem, cell), problem.AxisAngles?[cell] ?? 0, values.AsSpan(16 * ofCell[cell], 16));
            }
        }

        return new CellModuli(values, ofCell);
    }

    private static bool Varies(ElasticProblem problem, IElasticLaw law) => law.DependsOnComposition || (law.DependsOnDirection && problem.AxisAngles is not null);

    public static double MeanComposition(ElasticProblem problem, int cell)
    {
        if (problem.ModuliComposition is not { } c)
        {
            return 0;
        }

        ReadOnlySpan<int> corners = problem.Mesh.Cell(cell)[..3];
        return (c[corners[0]] + c[corners[1]] + c[corners[2]]) / 3;
    }
}
