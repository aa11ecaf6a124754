using Stria.Core;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Studies;

/// <summary>Makes a mesh fine enough for the interface.</summary>
/// <param name="scenario">What is asked.</param>
/// <param name="shape">The same body as a stress problem.</param>
internal sealed class PhaseFieldMeshStep(PhaseFieldScenario scenario, StressScenario shape) : IStudyStep
{
    private const double MostCells = 2e6;

    /// <inheritdoc/>
    public string Name => "mesh";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem, scenario.Discretisation];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        // A closed body that begins even stays within the gap of its mean; any other may come into each of them.
        var laws = PhaseFieldLaws.Of(scenario, context, scenario.Problem is { Initial: UniformComposition start, Boundary.Count: 0 } ? start.Value : null);
        PhaseFieldDiscretisation wished = scenario.Discretisation;
        double size = wished.CellSize ?? laws.Narrowest?.Width / wished.CellsAcross ?? throw new ScenarioException(
            "A host without a miscibility gap has no interface that could tell the size of the cells; give 'cell_size' under 'discretisation'.");
        if (wished.IsRegular(scenario.Problem.Geometry))
        {
            TriangleMesh mesh = Regular((RectangleShape)((ShapeGeometry)scenario.Problem.Geometry).Regions[0].Shape, size);
            context.Put(new StressBody(mesh, []));
            context.Report(new Headline("cells", mesh.CellCount, "1", "Cells of the mesh"));
        }
        else
        {
            StressDiscretisation cells = shape.Discretisation with { CellSize = size, SmallestCellSize = size };
            new MeshStep(shape with { Discretisation = cells }, scenario.Units == UnitChoice.None).Run(context, progress, cancel);
        }

        Warn(context.Get<StressBody>().Mesh, laws, context);
    }

    private TriangleMesh Regular(RectangleShape box, double size)
    {
        int nx = Math.Max(1, (int)Math.Round(box.Width / size)), ny = Math.Max(1, (int)Math.Round(box.Height / size));
        if (2.0 * nx * ny > MostCells)
        {
            throw new ScenarioException($"The mesh would have {2.0 * nx * ny:g3} cells; {MostCells:g2} are the most. Perhaps the size of the cells was given in the wrong unit.");
        }

        TriangleMesh made = StructuredMesh.Rectangle(box.Width, box.Height, nx, ny, scenario.Discretisation.Order == ElementOrder.Quadratic ? MeshOrder.Quadratic : MeshOrder.Linear);
        if (box.Left == 0 && box.Bottom == 0)
        {
            return made;
        }

        double[] points = made.Points.ToArray();
        for (int i = 0; i < points.Length; i += 2)
        {
            (points[i], points[i + 1]) = (points[i] + box.Left, points[i + 1] + box.Bottom);
        }

        return new TriangleMesh(points, made.Cells.ToArray(), made.NodesPerCell, new CellRegions(made.CellRegions.ToArray(), made.RegionNames), new NamedEdges(made.Edges.ToArray(), made.EdgeParts.ToArray(), made.PartNames));
    }

    // An interface thinner than the mesh is pinned by it, and its energy is wrong.
    private void Warn(TriangleMesh mesh, PhaseFieldLaws laws, StudyContext context)
    {
        if (laws.Narrowest is not { } boundary)
        {
            return;
        }

        double side = MeshQuality.Of(mesh).MeanSide, across = boundary.Width / side, wanted = boundary.Width / scenario.Discretisation.CellsAcross;
        context.Report(new Headline("cells_across_interface", across, "1", "Cells across the interface (its width over the mean side of a cell)"));
        if (across < 0.75 * scenario.Discretisation.CellsAcross)
        {
            context.Say(Remark.Warning(
                $"The interface is {Length(boundary.Width)} wide, only {across:g2} cells of {Length(side)}: it will be pinned by the mesh and its energy wrong. Perhaps 'cell_size: {Length(wanted)}', or a larger κ."));
        }
    }

    private string Length(double metres) => scenario.Units == UnitChoice.None ? $"{metres:g3}" : $"{metres * 1e9:g3} nm";
}
