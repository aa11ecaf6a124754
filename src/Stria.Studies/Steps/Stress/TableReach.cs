using Stria.Core;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>Whether the composition stays where tables of strain know it. A measured x near an end strays beyond it by its noise, and there the table goes on straight, so that noise keeps its size; what lies
/// farther out is refused. The maps that are drawn from the error of x go on straight however far they stray.</summary>
internal static class TableReach
{
    // Of the table's width: a few times the noise of a good map.
    private const double Noise = 0.05;

    /// <summary>Looks at each region whose strain is a table.</summary>
    /// <exception cref="ScenarioException">A composition lies too far outside a table.</exception>
    public static void Check(TriangleMesh mesh, StressFields fields, StudyContext context)
    {
        for (int region = 0; region < fields.Materials.Count; region++)
        {
            if (fields.Materials[region].Strain is StrainTable table)
            {
                Check(table, Of(region, mesh, fields), context);
            }
        }
    }

    private static void Check(StrainTable table, double[] x, StudyContext context)
    {
        (double low, double high) = table.Range;
        double[] beyond = [.. x.Where(c => !(c >= low && c <= high))];
        if (beyond.Length == 0)
        {
            return;
        }

        double farthest = beyond.MaxBy(c => double.IsNaN(c) ? double.PositiveInfinity : Math.Max(low - c, c - high));
        table.Require(farthest, Noise * (high - low));
        context.Say(Remark.Assumed(
            $"At {beyond.Length} of {x.Length} places x lies outside the table of chemical strain ({low:g4} to {high:g4}), by {Math.Max(low - farthest, farthest - high):g2} at most: taken for noise, and the table as going on straight there."));
    }

    private static double[] Of(int region, TriangleMesh mesh, StressFields fields)
    {
        int points = fields.AtPoints is null ? 0 : fields.AtPoints.Length / mesh.CellCount;
        var x = new List<double>();
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            if (mesh.CellRegions[cell] != region)
            {
                continue;
            }

            foreach (int node in mesh.Cell(cell))
            {
                x.Add(fields.Composition[node]);
            }

            x.AddRange(fields.AtPoints.AsSpan(points * cell, points));
        }

        return [.. x];
    }
}
