namespace Stria.Physics.Elasticity;

/// <summary>Draws possible deviations of a composition map from its mean. The same index always gives the same deviation, whatever was drawn before.</summary>
public interface ICompositionSampler
{
    /// <summary>Draws one deviation.</summary>
    /// <param name="index">Number of the sample, from 0.</param>
    /// <param name="deviation">Receives δc, one per node; what it held before is overwritten.</param>
    void Sample(int index, Span<double> deviation);
}
