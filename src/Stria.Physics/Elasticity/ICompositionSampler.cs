namespace Stria.Physics.Elasticity;

/// <summary>Draws possible deviations of a composition map from its mean. The same index always gives the same deviation, whatever was drawn before.</summary>
public interface ICompositionSampler
{
    /// <summary>Draws one deviation.</summary>
    /// <param name="index">Number of the sample, from 0.</param>
    /// <param name="deviation">Receives δc, one per node; what it held before is overwritten.</param>
    /// <returns>The change of the stress-free composition that goes with it: 0 when that is given, not found in the map.</returns>
    double Sample(int index, Span<double> deviation);
}
