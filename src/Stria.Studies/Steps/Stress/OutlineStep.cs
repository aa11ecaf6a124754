using Stria.Core;
using Stria.Files;
using Stria.Numerics.Geometry;
using Stria.Numerics.Images;

namespace Stria.Studies;

/// <summary>Finds the outline of the body: traced on a map, or read.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class OutlineStep(StressScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "outline";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem.Geometry];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        switch (scenario.Problem.Geometry)
        {
            case MapGeometry map:
                context.Put(Traced(map, context));
                break;
            case OutlineGeometry file:
                string path = Path.Combine(context.Folder.Root, file.Path);
                context.NoteInput(path);
                IReadOnlyList<Outline> outlines = OutlineFile.Read(path);
                OutlineCheck.Require(outlines, 0, path);
                context.Put(outlines);
                break;
        }
    }

    private static IReadOnlyList<Outline> Traced(MapGeometry settings, StudyContext context)
    {
        ScalarField map = context.Get<ScalarField>("shape");
        TracedOutlines traced = OutlineTracer.Trace(Filtered(map, settings.GaussianSigma), new OutlineOptions
        {
            Level = settings.Level,
            Smoothing_px = settings.Smoothing,
            SmallestParticle_px = settings.LeastArea,
        });
        traced.Remarks.ToList().ForEach(context.Say);
        context.Report(new Headline("outline_level", traced.Level, map.Unit, $"Level of the outline on the map of {map.Symbol}"));
        context.Report(new Headline("particles", traced.Outlines.Count, "1", "Particles outlined"));
        context.Report(new Headline("outline_area", traced.Outlines.Sum(o => o.Area) * 1e12, "µm²", "Area within the outlines"));
        context.Describe(
            $"The outline was traced by marching squares at {traced.Level:g4} {map.Unit} of the {map.Symbol} map after a Gaussian filter (σ = {settings.GaussianSigma:g2} px) and smoothed along the line by {settings.Smoothing:g2} px, keeping its area.");
        if (settings.Particle is null)
        {
            return traced.Outlines;
        }

        string[] names = [.. traced.Outlines.Select(o => o.Name)];
        return traced.Outlines.Where(o => o.Name == settings.Particle).ToArray() is { Length: > 0 } chosen
            ? chosen
            : throw new ScenarioException($"There is no '{settings.Particle}' on the map; there are {string.Join(", ", names)}.{StressLaws.Hint(settings.Particle, names)}");
    }

    // What has no thickness counts as none: the filter then rounds the cut edge of the mask as the beam would.
    private static ScalarField Filtered(ScalarField map, double sigma)
    {
        if (sigma <= 0)
        {
            return map;
        }

        float[] filled = [.. map.Values.Select(v => float.IsFinite(v) ? v : 0)];
        return new ScalarField(map.Grid, GaussianFilter.Smooth(filled, map.Grid.Height, map.Grid.Width, sigma), map.Symbol, map.Unit);
    }
}
