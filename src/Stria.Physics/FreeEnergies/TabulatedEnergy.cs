using Stria.Core;
using Stria.Numerics.Interpolation;
using Stria.Numerics.Jets;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.FreeEnergies;

/// <summary>A cubic spline through a table, f(c) of a calculation from first principles or an integrated potential curve; with or without the ideal entropy of mixing added.</summary>
public readonly struct TabulatedEnergy : IFreeEnergy
{
    private readonly PiecewisePolynomial pieces;

    /// <summary>Makes the law.</summary>
    /// <param name="compositions">Site fractions, ascending, at least four.</param>
    /// <param name="energies">f, or the part of it beyond ideal mixing [J/mol], one per site fraction.</param>
    /// <param name="idealMixing">RT [J/mol] of the ideal mixing that is added to the table; 0 when the table is complete.</param>
    /// <exception cref="ScenarioException">The table is too short, does not ascend or is not finite.</exception>
    public TabulatedEnergy(IReadOnlyList<double> compositions, IReadOnlyList<double> energies, double idealMixing = 0)
    {
        if (compositions.Count < 4 || energies.Count != compositions.Count || !compositions.Concat(energies).All(double.IsFinite))
        {
            throw new ScenarioException($"The table of the free energy has {compositions.Count} compositions and {energies.Count} energies; at least four finite pairs are needed.");
        }

        for (int i = 1; i < compositions.Count; i++)
        {
            if (!(compositions[i] > compositions[i - 1]))
            {
                throw new ScenarioException($"The table of the free energy does not ascend: composition {compositions[i]:G6} follows {compositions[i - 1]:G6}.");
            }
        }

        if (!(idealMixing >= 0 && double.IsFinite(idealMixing)))
        {
            throw new ScenarioException($"The ideal mixing RT of the table is {idealMixing:G6} J/mol; it must be 0 or above.");
        }

        pieces = new CubicSpline([.. compositions], [.. energies]).Pieces();
        IdealMixing = idealMixing;
        double low = compositions[0], high = compositions[^1];
        Domain = idealMixing > 0 ? new(Math.Max(0, low), Math.Min(1, high)) : new(low, high);
    }

    /// <inheritdoc/>
    public string Kind => "table";

    /// <inheritdoc/>
    public CompositionDomain Domain { get; }

    /// <summary>The whole table.</summary>
    public CompositionInterval Window => new(Domain.Low, Domain.High);

    /// <summary>RT [J/mol] of the ideal mixing that is added; 0 where the table is complete.</summary>
    public double IdealMixing { get; }

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T>
    {
        T table = T.Apply(pieces, c);
        return IdealMixing > 0 ? table + (IdealMixing * Mixing.Ideal(c)) : table;
    }
}
