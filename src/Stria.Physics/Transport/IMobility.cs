namespace Stria.Physics.Transport;

/// <summary>How fast lithium follows a gradient of its potential: ∂c/∂t = ∇·(M(c) T ∇μ), with T the directions of the crystal.</summary>
public interface IMobility
{
    /// <summary>Its name in scenarios ("lattice").</summary>
    string Kind { get; }

    /// <summary>Whether M does not depend on composition.</summary>
    bool IsConstant { get; }

    /// <summary>The largest M over all compositions; time steps with a constant matrix are made for it.</summary>
    double Largest { get; }

    /// <summary>M and dM/dc of many places. A place has the same result wherever it stands in the span.</summary>
    /// <param name="composition">Site fraction c, one per place.</param>
    /// <param name="mobility">Receives M, one per place.</param>
    /// <param name="slope">Receives dM/dc, one per place; or empty.</param>
    void Evaluate(ReadOnlySpan<double> composition, Span<double> mobility, Span<double> slope);
}
