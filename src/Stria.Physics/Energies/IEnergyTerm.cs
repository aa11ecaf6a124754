namespace Stria.Physics.Energies;

/// <summary>One part of the free energy E(c) of a body: its value, its slope dE/dc and its curvature d²E/dc² with respect to the composition at the unknowns of a mesh.</summary>
/// <remarks>Everything else follows from the sum of the parts: chemical potential, stability, equilibrium. In the problem's units (see <see cref="PhaseField.PhaseFieldScales"/>). A term remembers the place of
/// its last evaluation; one object serves one solver.</remarks>
public interface IEnergyTerm
{
    /// <summary>Its name in histories and reports ("chemical").</summary>
    string Kind { get; }

    /// <summary>Whether the slope is linear in c, so that the curvature is one matrix for ever.</summary>
    bool IsQuadratic { get; }

    /// <summary>Goes to a composition.</summary>
    /// <param name="composition">c, one per unknown.</param>
    /// <param name="residual">dE/dc is added, one per unknown.</param>
    /// <returns>E.</returns>
    double Evaluate(ReadOnlySpan<double> composition, Span<double> residual);

    /// <summary>Adds what of the curvature couples neighbours only, at the composition of the last evaluation: all of it, but for terms that act at a distance, which add a local estimate of it.</summary>
    /// <param name="entries">A matrix of the pattern of the unknowns.</param>
    void AddLocalTangent(Span<double> entries);

    /// <summary>Adds d²E/dc² · direction at the composition of the last evaluation, but for what <see cref="AddLocalTangent"/> has added; so nothing where that is all.</summary>
    /// <param name="direction">One value per unknown.</param>
    /// <param name="product">Added to.</param>
    void AddRemainingProduct(ReadOnlySpan<double> direction, Span<double> product);

    /// <summary>Whether <see cref="AddLocalTangent"/> is the whole curvature.</summary>
    bool IsLocal { get; }
}
