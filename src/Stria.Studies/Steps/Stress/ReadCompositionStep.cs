using Stria.Core;
using Stria.Matter;

namespace Stria.Studies;

/// <summary>Reads the composition and the material that a stress study starts from.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ReadCompositionStep(StressScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "read_composition";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        StressProblem problem = scenario.Problem;
        HostMaterial? host = null;
        if (problem.Composition is MapComposition map)
        {
            MeasuredComposition measured = MeasuredMaps.Read(problem, map, context);
            if (!measured.Composition.Values.Any(float.IsFinite))
            {
                throw new DataException($"no pixel of the map '{map.Dataset}' has a composition.", map.Path);
            }

            host = measured.Host;
            context.Put(measured);
        }

        host ??= ReferenceLoading.Host(problem.Material, context);
        if (problem.Geometry is MapGeometry { Path: not null } shape)
        {
            context.Put(MeasuredMaps.Shape(shape, context), "shape");
        }
        else if (context.TryGet("", out MeasuredComposition? measured) && measured.Shape is { } own)
        {
            context.Put(own, "shape");
        }

        if (host is not null)
        {
            context.Put(host);
            host.Assumptions.ToList().ForEach(a => context.Say(Remark.Assumed(a)));
        }
    }
}
