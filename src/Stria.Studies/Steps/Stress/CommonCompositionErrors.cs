using Stria.Core;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>Carries errors of x that are common to all pixels (energy shift, additive light, scale of the references) to the stress, one by one.</summary>
internal sealed class CommonCompositionErrors : ICompositionSampler
{
    private readonly IReadOnlyList<ScalarField> errors;
    private readonly ChangedComposition onMesh;

    private CommonCompositionErrors(IReadOnlyList<ScalarField> errors, ChangedComposition onMesh) => (this.errors, this.onMesh) = (errors, onMesh);

    /// <summary>The common errors of a scenario's composition; null when it has none, or no uncertainty is asked for.</summary>
    public static CommonCompositionErrors? Of(StressScenario scenario, StudyContext context, TriangleMesh mesh, StressFields fields)
    {
        if (scenario.Uncertainty.Samples == 0 || !context.TryGet("", out MeasuredComposition? measured) || measured.CommonErrors.Count == 0)
        {
            return null;
        }

        string reference = fields.Rule.IsGiven ? "" : " The stress-free composition, which comes from the map, went with each of them.";
        context.Describe($"{measured.CommonErrors.Count} errors of x that are common to all pixels were carried to the stress one by one, as systematic part of its standard deviation.{reference}");
        return new CommonCompositionErrors(measured.CommonErrors, new ChangedComposition(measured, mesh, fields));
    }

    /// <inheritdoc/>
    public double Sample(int index, Span<double> deviation) => onMesh.Change(errors[index].Values, deviation);

    /// <summary>Standard deviations of the stress of a factored system by these errors together.</summary>
    public StressDeviation Carry(ElasticSystem system) => StressUncertainty.OfCommon(system, onMesh.Mean, this, errors.Count);
}
