using Stria.Core;
using Stria.Numerics.Fourier;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Studies;

/// <summary>Lays even pixels into a box, as many as transforms take, and the mesh of their middles for pictures.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class SpectralGridStep(PhaseFieldScenario scenario) : IStudyStep
{
    private const double MostPixels = 2e7, SameLength = 1e-9, UsualAcross = 5, FewAcross = 2.5;
    private const int Tries = 400;
    private readonly double acrossInterface = scenario.Discretisation.CellsAcrossInterface ?? UsualAcross;

    /// <inheritdoc/>
    public string Name => "mesh";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem, scenario.Discretisation];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var box = (RectangleShape)((ShapeGeometry)scenario.Problem.Geometry).Regions[0].Shape;
        double? width = PhaseFieldLaws.Of(scenario, context, scenario.Problem.Initial is UniformComposition start ? start.Value : null).Narrowest?.Width;
        double size = scenario.Discretisation.CellSize ?? width / acrossInterface ?? throw new ScenarioException(
            "A host without a miscibility gap has no interface that could tell the size of the pixels; give 'cell_size' under 'discretisation'.");
        SpectralGrid grid = Laid(box, size);
        double h = grid.Pixel;
        TriangleMesh made = StructuredMesh.Rectangle(h * (grid.Columns - 1), h * (grid.Rows - 1), grid.Columns - 1, grid.Rows - 1);
        double[] points = made.Points.ToArray();
        for (int i = 0; i < points.Length; i += 2)
        {
            (points[i], points[i + 1]) = (points[i] + box.Left + (h / 2), points[i + 1] + box.Bottom + (h / 2));
        }

        context.Put(grid);
        context.Put(new StressBody(new TriangleMesh(points, made.Cells.ToArray(), made.NodesPerCell, new CellRegions(made.CellRegions.ToArray(), made.RegionNames), new NamedEdges(made.Edges.ToArray(), made.EdgeParts.ToArray(), made.PartNames)), []));
        context.Report(new Headline("cells", (double)grid.Rows * grid.Columns, "1", "Pixels of the box"));
        if (width is { } w)
        {
            context.Report(new Headline("cells_across_interface", w / h, "1", "Pixels across the interface"));
            if (w / h < FewAcross)
            {
                context.Say(Remark.Warning($"The interface is only {w / h:g2} pixels wide: it will be pinned by them and its energy wrong. Perhaps 'cell_size: {(scenario.Units == UnitChoice.None ? $"{w / acrossInterface:g3}" : $"{w / acrossInterface * 1e9:g3} nm")}', or a larger κ."));
            }
        }
    }

    /// <summary>The coarsest grid of square pixels that are no larger than wanted, whose numbers of rows and columns are even products of twos, threes and fives.</summary>
    /// <exception cref="ScenarioException">There is none, or it is too large.</exception>
    internal static SpectralGrid Laid(RectangleShape box, double size)
    {
        if (box.Width / size * (box.Height / size) > MostPixels)
        {
            throw new ScenarioException($"The box would have {box.Width / size * (box.Height / size):g3} pixels; {MostPixels:g2} are the most. Perhaps the size of the pixels was given in the wrong unit.");
        }

        int columns = Even(Math.Max(4, (int)Math.Ceiling(box.Width / size * (1 - SameLength))));
        for (int k = 0; k < Tries; k++, columns = Even(columns + 1))
        {
            double rows = box.Height / box.Width * columns;
            int whole = (int)Math.Round(rows);
            if (whole >= 4 && Math.Abs(rows - whole) <= SameLength * rows && Even(whole) == whole)
            {
                return new SpectralGrid(whole, columns, box.Width / columns);
            }
        }

        throw new ScenarioException($"No grid of square pixels fits a box of {box.Width:g6} by {box.Height:g6}: both sides must be even products of twos, threes and fives times one pixel. Perhaps sides in a ratio of small whole numbers, such as 1, 3/2 or 2.");
    }

    private static int Even(int atLeast) => 2 * LaneFft.NextLength((atLeast + 1) / 2);
}

/// <summary>Pixels of a box.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Pixel">Their side [m].</param>
internal sealed record SpectralGrid(int Rows, int Columns, double Pixel)
{
    /// <summary>Area of the box [m²].</summary>
    public double Area => Rows * Columns * Pixel * Pixel;
}
