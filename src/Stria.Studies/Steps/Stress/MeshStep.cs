using Stria.Core;
using Stria.Files;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Studies;

/// <summary>Makes the mesh, or reads it.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class MeshStep(StressScenario scenario, bool plain = false) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "mesh";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem.Geometry, scenario.Discretisation];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        context.TryGet("", out IReadOnlyList<Outline>? outlines);
        TriangleMesh mesh = scenario.Problem.Geometry switch
        {
            MeshGeometry file => Read(file, context),
            ShapeGeometry shapes => Made(ShapeMaking.Domain(shapes), context, progress, cancel),
            _ when scenario.Discretisation.Mesher == MesherChoice.Gmsh => ByGmsh(outlines!, context, cancel),
            _ => Made(PlanarDomain.Of(outlines!), context, progress, cancel),
        };
        var quality = MeshQuality.Of(mesh);
        context.Put(new StressBody(mesh, outlines ?? []));
        context.Report(new Headline("cells", quality.Cells, "1", "Cells of the mesh"));
        context.Report(new Headline("mesh_least_angle", quality.MinimumAngle_deg, "°", "Smallest angle of a cell"));
        context.Report(new Headline("mesh_mean_side", plain ? quality.MeanSide : quality.MeanSide * 1e9, plain ? "1" : "nm", "Mean length of the sides of cells"));
    }

    private static TriangleMesh Read(MeshGeometry file, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, file.Path);
        context.NoteInput(path);
        MeshContent content = MeshFormats.Read(path, new MeshReadOptions { LengthUnit = file.LengthUnit is { } unit ? LengthUnitOf(unit) : null, FlipInverted = file.TurnInvertedCells });
        content.Remarks.ToList().ForEach(context.Say);
        return content.Mesh;
    }

    private static Unit LengthUnitOf(string written)
    {
        try
        {
            return Unit.Parse(written);
        }
        catch (FormatException mistake)
        {
            throw new ScenarioException($"'length_unit: {written}' is no unit of length: {mistake.Message}", mistake);
        }
    }

    private TriangleMesh Made(PlanarDomain domain, StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        StressDiscretisation wished = scenario.Discretisation;
        var options = new MesherOptions
        {
            Order = wished.Order == ElementOrder.Quadratic ? MeshOrder.Quadratic : MeshOrder.Linear,
            MinimumAngle_deg = wished.LeastAngle * 180 / Math.PI,
            Growth = CellSizes.Growth,
        };
        MeshedDomain made = TriangleMesher.Mesh(domain, CellSizes.Of(scenario, domain, context), options, progress, cancel);
        if (made.Report.StraightenedSides > 0)
        {
            context.Say(Remark.Note($"{made.Report.StraightenedSides} sides on curves were left straight, since a cell beside them would have folded."));
        }

        return made.Mesh;
    }

    private TriangleMesh ByGmsh(IReadOnlyList<Outline> outlines, StudyContext context, CancellationToken cancel)
    {
        (double largest, ScalarField? map) = CellSizes.ForGmsh(scenario, PlanarDomain.Of(outlines), context);
        int order = scenario.Discretisation.Order == ElementOrder.Quadratic ? 2 : 1;
        // Traced lines are dense and smooth; through the few corners of a drawn one a spline would swing far out.
        bool isSmooth = order == 2 && scenario.Problem.Geometry is MapGeometry;
        MeshContent content = GmshProgram.MeshAsync(outlines, new GmshOptions { Size = largest, SizeMap = map, Order = order, Splines = isSmooth }, cancel).GetAwaiter().GetResult();
        content.Remarks.ToList().ForEach(context.Say);
        context.Describe("The mesh was made by Gmsh (Geuzaine & Remacle, Int. J. Numer. Meth. Eng. 79, 1309 (2009), doi:10.1002/nme.2579), a separate program.");
        return content.Mesh;
    }
}
