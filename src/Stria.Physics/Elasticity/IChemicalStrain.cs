namespace Stria.Physics.Elasticity;

/// <summary>The stress-free strain of a crystal against its composition, in the crystal's axes. It is zero at the reference composition.</summary>
public interface IChemicalStrain
{
    /// <summary>Its name in scenarios ("isotropic").</summary>
    string Kind { get; }

    /// <summary>Site fraction at which the strain is zero.</summary>
    double ReferenceComposition { get; }

    /// <summary>Whether strain depends on the direction in the plane.</summary>
    bool DependsOnDirection { get; }

    /// <summary>Strain of many places.</summary>
    /// <param name="composition">Site fraction c, one per place.</param>
    /// <param name="strain">Receives 11, 22, 33 and engineering shear 12 of the first place, then of the next.</param>
    /// <exception cref="Stria.Core.ScenarioException">A composition lies outside what is known.</exception>
    void Strain(ReadOnlySpan<double> composition, Span<double> strain);

    /// <summary>Derivative of the strain with composition, dε/dc, of many places.</summary>
    /// <param name="composition">Site fraction c, one per place.</param>
    /// <param name="slope">Receives 11, 22, 33 and engineering shear 12 of the first place, then of the next.</param>
    /// <exception cref="Stria.Core.ScenarioException">A composition lies outside what is known.</exception>
    void Slope(ReadOnlySpan<double> composition, Span<double> slope);

    /// <summary>Second derivative of the strain with composition, d²ε/dc², of many places; zero where strain is linear.</summary>
    /// <param name="composition">Site fraction c, one per place.</param>
    /// <param name="curvature">Receives 11, 22, 33 and engineering shear 12 of the first place, then of the next.</param>
    /// <exception cref="Stria.Core.ScenarioException">A composition lies outside what is known.</exception>
    void Curvature(ReadOnlySpan<double> composition, Span<double> curvature) => curvature.Clear();
}
