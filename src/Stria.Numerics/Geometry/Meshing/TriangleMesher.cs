using Stria.Core;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Fills plane domains with triangles: constrained Delaunay triangulation, refined until angles and sizes are as wanted.</summary>
public static class TriangleMesher
{
    private const double LargestAngle_deg = 33.5;

    /// <summary>Meshes a domain. The same input gives the same mesh to the last bit.</summary>
    /// <param name="domain">Regions with named boundaries [m].</param>
    /// <param name="size">Wanted lengths of sides [m].</param>
    /// <param name="options">Order, smallest angle and the like; null for the usual.</param>
    /// <param name="progress">Told how many triangles there are.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The mesh, its regions and parts named; edges of a part follow each other, and have their cell (of two the later region's) on the left.</returns>
    /// <exception cref="ScenarioException">A boundary crosses or touches itself, nothing is left inside, or the cells would be too many.</exception>
    public static MeshedDomain Mesh(
        PlanarDomain domain, ISizeField size, MesherOptions? options = null, IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new MesherOptions();
        if (!(options.MinimumAngle_deg >= 0 && options.MinimumAngle_deg <= LargestAngle_deg))
        {
            throw new ScenarioException($"The smallest angle of cells is {options.MinimumAngle_deg}°; it must lie between 0 and {LargestAngle_deg}°.");
        }

        PlanarGraph graph = Arrangement.Of(domain);
        if (options.Growth is { } growth)
        {
            (Point2 low, Point2 high) = graph.Box();
            size = new GrowthLimitedSize(size, low, high, growth);
        }

        double turning = options.MaximumTurning_deg * Math.PI / 180;
        var corners = new SharpCorners(graph, size, turning);
        ChordMesh laid = ChordMesh.Of(graph.Nodes, graph.Pieces, BoundaryDivision.Of(graph, corners, size, turning));
        RegionFlood.Fill(laid, graph);
        var chords = new BoundaryChords(graph, corners, laid);
        new Refinement(laid.Mesh, chords, size, options).Run(progress, cancel);
        (TriangleMesh mesh, int straightened) = MeshAssembly.Build(laid.Mesh, chords, graph, options.Order);
        if (mesh.CellCount > options.MaximumCells)
        {
            throw Refinement.TooMany(options.MaximumCells);
        }

        return new MeshedDomain(mesh, new MeshReport(MeshQuality.Of(mesh), straightened, chords.BesideCurve));
    }
}

/// <summary>A mesh and what is worth knowing of it.</summary>
/// <param name="Mesh">The mesh.</param>
/// <param name="Report">How it was made, and how good it is.</param>
public sealed record MeshedDomain(TriangleMesh Mesh, MeshReport Report);
