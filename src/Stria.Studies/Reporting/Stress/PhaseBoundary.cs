using Stria.Core;

namespace Stria.Studies;

/// <summary>The sides of cells across which the phase changes.</summary>
/// <param name="mesh">The mesh.</param>
/// <param name="phases">Phase of each cell.</param>
internal sealed class PhaseBoundary(TriangleMesh mesh, sbyte[] phases)
{
    private readonly List<(int From, int To)> sides = Find(mesh, phases);

    /// <summary>Distance of a place from the nearest of the sides, taken as straight [m]; null where there is one phase only.</summary>
    /// <param name="x">To the right [m].</param>
    /// <param name="y">Upwards [m].</param>
    public double? DistanceFrom(double x, double y) => sides.Count == 0 ? null : sides.Min(s => Distance(x, y, s));

    private static List<(int From, int To)> Find(TriangleMesh mesh, sbyte[] phases)
    {
        var sides = new MeshSides(mesh);
        var changing = new List<(int From, int To)>();
        foreach ((int cell, int side) in sides.Once())
        {
            (int from, int to) = sides.Corners(cell, side);
            if (sides.Left(to, from) is { } beyond && phases[beyond.Cell] != phases[cell])
            {
                changing.Add((from, to));
            }
        }

        return changing;
    }

    private double Distance(double x, double y, (int From, int To) side)
    {
        double ax = mesh.Points[2 * side.From], ay = mesh.Points[(2 * side.From) + 1];
        double dx = mesh.Points[2 * side.To] - ax, dy = mesh.Points[(2 * side.To) + 1] - ay;
        double t = Math.Clamp((((x - ax) * dx) + ((y - ay) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return double.Hypot(x - ax - (t * dx), y - ay - (t * dy));
    }
}
