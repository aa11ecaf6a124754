using Stria.Core;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Angles and sizes of the cells of a mesh, of their corners alone.</summary>
/// <param name="Nodes">Number of nodes.</param>
/// <param name="Cells">Number of cells.</param>
/// <param name="Area">Area [m²] of the straight triangles.</param>
/// <param name="MinimumAngle_deg">Smallest angle [°] of all cells.</param>
/// <param name="MeanMinimumAngle_deg">Mean of each cell's smallest angle [°]; 60 if all were equilateral.</param>
/// <param name="MeanSide">Mean length [m] of the sides, each counted once per cell.</param>
/// <param name="ShortestSide">Shortest side [m].</param>
/// <param name="WorstCell">The cell with the smallest angle.</param>
/// <param name="AngleCounts">How many cells have their smallest angle in 0–5°, 5–10°, … 55–60°.</param>
public sealed record MeshQuality(
    int Nodes, int Cells, double Area, double MinimumAngle_deg, double MeanMinimumAngle_deg, double MeanSide, double ShortestSide, int WorstCell, IReadOnlyList<int> AngleCounts)
{
    private const double Bin_deg = 5;

    /// <summary>Measures a mesh.</summary>
    public static MeshQuality Of(TriangleMesh mesh)
    {
        double least = 180, sum = 0, area = 0, sides = 0, shortest = double.MaxValue;
        int worst = 0;
        var counts = new int[12];
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> n = mesh.Cell(cell);
            Point2 p = At(mesh, n[0]), q = At(mesh, n[1]), r = At(mesh, n[2]);
            double a = q.Distance(r), b = r.Distance(p), c = p.Distance(q), cross = p.Cross(q, r), side = Math.Min(a, Math.Min(b, c));
            double angle = Math.Asin(Math.Clamp(side * cross / (a * b * c), -1, 1)) * 180 / Math.PI;
            if (angle < least)
            {
                (least, worst) = (angle, cell);
            }

            (sum, area, sides, shortest) = (sum + angle, area + (cross / 2), sides + a + b + c, Math.Min(shortest, side));
            counts[Math.Clamp((int)(angle / Bin_deg), 0, 11)]++;
        }

        return new MeshQuality(mesh.NodeCount, mesh.CellCount, area, least, sum / mesh.CellCount, sides / (3.0 * mesh.CellCount), shortest, worst, counts);
    }

    private static Point2 At(TriangleMesh mesh, int node) => new(mesh.Points[2 * node], mesh.Points[(2 * node) + 1]);
}
