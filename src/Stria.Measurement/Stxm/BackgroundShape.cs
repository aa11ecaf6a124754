namespace Stria.Measurement.Stxm;

/// <summary>What absorbs in each pixel beside the references.</summary>
public enum BackgroundShape
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A film of light elements away from their edges: one amount, not negative, of the tabulated attenuation of carbon.</summary>
    Film,

    /// <summary>A straight line that is nowhere negative.</summary>
    Line,
}
