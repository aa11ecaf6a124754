using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>What is measured in one picture of a phase field; lengths in metres.</summary>
internal sealed record PatternMeasure(double Time)
{
    /// <summary>Share of the area above the middle of the gap.</summary>
    public double RichFraction { get; init; } = double.NaN;

    /// <summary>Length of the line at the middle of the gap [m].</summary>
    public double InterfaceLength { get; init; } = double.NaN;

    /// <summary>Period along the axis.</summary>
    public DominantPeriod Period { get; init; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Width of the interfaces along the axis: the step between the phases over the steepest slope, the median over the lines that meet one [m]; NaN when none does.</summary>
    public double InterfaceWidth { get; init; } = double.NaN;

    /// <summary>Smallest c.</summary>
    public double Lowest { get; init; }

    /// <summary>Largest c.</summary>
    public double Highest { get; init; }

    /// <summary>Smallest hydrostatic stress; NaN without mechanics.</summary>
    public double LowestHydrostatic { get; init; } = double.NaN;

    /// <summary>Largest hydrostatic stress.</summary>
    public double HighestHydrostatic { get; init; } = double.NaN;

    /// <summary>Largest first principal stress.</summary>
    public double LargestPrincipal { get; init; } = double.NaN;
}

/// <summary>Measures patterns in pictures of a phase field.</summary>
internal sealed class PatternMeasures
{
    // Of the step between the phases; below it nothing has separated yet.
    private const double Separated = 0.5;
    private const double StepsAcrossInterface = 6;
    private readonly TriangleMesh mesh;
    private readonly PhaseFieldBody body;
    private readonly RunFolder folder;
    private readonly AxisLines lines;

    /// <summary>Prepares the lines along the axis.</summary>
    public PatternMeasures(StudyContext context)
    {
        (mesh, body, folder) = (context.Get<StressBody>().Mesh, context.Get<PhaseFieldBody>(), context.Folder);
        double side = Math.Sqrt(body.Area / mesh.CellCount), step = Math.Min(side, (body.Laws.Interface?.Width ?? side) / StepsAcrossInterface);
        lines = AxisLines.Of(mesh, body.NodeAngles, step);
    }

    /// <summary>Width of the body across its axis [m].</summary>
    public double BodyWidth => lines.Width;

    /// <summary>Measures one picture.</summary>
    /// <param name="picture">The picture.</param>
    public PatternMeasure Of(Snapshot picture)
    {
        double[] c = PhaseFieldFiles.Read(folder, picture, "c");
        var measure = new PatternMeasure(picture.Time * body.Laws.Scales.Time) { Lowest = c.Min(), Highest = c.Max() };
        if (body.Laws.Tangent is { } tangent)
        {
            var level = LevelMeasure.Of(mesh, c, (tangent.Low + tangent.High) / 2);
            bool separated = measure.Highest - measure.Lowest > Separated * (tangent.High - tangent.Low);
            measure = measure with { RichFraction = level.Fraction, InterfaceLength = separated ? level.Length : double.NaN };
            if (separated && lines.Lines.Count > 0)
            {
                // A line within one phase meets neither pattern nor interface; what varies along it is what diffusion has left over.
                double step = tangent.High - tangent.Low;
                double[][] profiles = [.. lines.Sample(c).Where(p => p.All(double.IsFinite) && p.Max() - p.Min() > Separated * step)];
                measure = profiles.Length == 0 ? measure : measure with { Period = DominantPeriod.Of(profiles, lines.Spacing), InterfaceWidth = Width(profiles, step) };
            }
        }

        if (body.Problem.Elasticity is null)
        {
            return measure;
        }

        double[] hydrostatic = [.. PhaseFieldFiles.Read(folder, picture, "hydrostatic").Where(double.IsFinite)];
        double[] principal = [.. PhaseFieldFiles.Read(folder, picture, "principal_1").Where(double.IsFinite)];
        return measure with { LowestHydrostatic = hydrostatic.Min(), HighestHydrostatic = hydrostatic.Max(), LargestPrincipal = principal.Max() };
    }

    private double Width(double[][] profiles, double step)
    {
        double[] widths = [.. profiles.Select(p => step / Enumerable.Range(1, p.Length - 1).Max(i => Math.Abs(p[i] - p[i - 1]) / lines.Spacing)).Order()];
        return widths[widths.Length / 2];
    }
}
