using Stria.Core;
using Stria.Physics.FreeEnergies;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>What lies beyond the borders of a box.</summary>
public enum BoxBorder
{
    /// <summary>The same again.</summary>
    Periodic,

    /// <summary>Nothing passes: the mirror image.</summary>
    NoFlux,
}

/// <summary>Cahn–Hilliard on a box of even pixels with uniform moduli and constant mobility: ∂c/∂t = M ∇²μ, μ = f′(c) − κ ∇²c + B∗c.</summary>
public sealed record SpectralProblem
{
    /// <summary>Rows and columns of pixels, products of twos, threes and fives; columns even in periodic boxes.</summary>
    public required (int Rows, int Columns) Size { get; init; }

    /// <summary>Side of a pixel [m].</summary>
    public required double Pixel { get; init; }

    /// <summary>The homogeneous free energy.</summary>
    public required IChemicalPotential Law { get; init; }

    /// <summary>κ [J m²/mol].</summary>
    public required double GradientEnergy { get; init; }

    /// <summary>M [m² mol/(J s)], constant.</summary>
    public required double Mobility { get; init; }

    /// <summary>What lies beyond the borders.</summary>
    public BoxBorder Border { get; init; } = BoxBorder.Periodic;

    /// <summary>Elastic energy of a wave; null without elasticity. Without flux the box is one of a lattice of mirror images, and moduli must be isotropic.</summary>
    public ICoherencySymbol? Coherency { get; init; }

    /// <summary>The stabilising constant S [J/mol]; null takes half of the largest f″ between the outermost binodals; without binodals between c = 0.05 and 0.95, as far as f is defined there.</summary>
    public double? Stabilisation { get; init; }

    /// <summary>Refuses what cannot be solved.</summary>
    /// <exception cref="ScenarioException">A number is out of its range.</exception>
    public void Check()
    {
        if (!(Pixel > 0 && GradientEnergy > 0 && Mobility > 0 && Stabilisation is null or >= 0))
        {
            throw new ScenarioException($"A box needs pixels, κ and M above 0 and a stabilisation of at least 0; they are {Pixel:G6} m, {GradientEnergy:G6} J m²/mol, {Mobility:G6} and {Stabilisation:G6}.");
        }

        if (Border == BoxBorder.NoFlux && Coherency is not (null or IsotropicCoherency))
        {
            throw new ScenarioException("A box without flux is mirrored at its borders, which turns the axes of a crystal: it takes isotropic moduli only. Use a periodic box.");
        }
    }
}
