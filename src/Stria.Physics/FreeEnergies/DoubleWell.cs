using Stria.Core;
using Stria.Numerics.Jets;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.FreeEnergies;

/// <summary>Polynomial with two equal wells, f = ρ (c − c_α)² (c_β − c)² + μ₀ c (PFHub benchmark 1, with μ₀ = 0; AsFem). Its common tangent touches at c_α and c_β exactly.</summary>
public readonly struct DoubleWell : IFreeEnergy
{
    /// <summary>Makes the law.</summary>
    /// <param name="height">ρ [J/mol], above 0. The barrier above the tangent is ρ (c_β − c_α)⁴/16.</param>
    /// <param name="low">c_α.</param>
    /// <param name="high">c_β, above c_α.</param>
    /// <param name="potential">μ₀ [J/mol], the potential at which both wells are in equilibrium.</param>
    /// <exception cref="ScenarioException">A parameter is not finite or out of order.</exception>
    public DoubleWell(double height, double low, double high, double potential = 0)
    {
        (Height, Low, High, Potential) = (Mixing.Finite(height, "height ρ", "double well"), low, high, Mixing.Finite(potential, "potential μ₀", "double well"));
        if (!(height > 0))
        {
            throw new ScenarioException($"The height ρ of the double well is {height:G6}; it must be above 0.");
        }

        if (!(double.IsFinite(low) && double.IsFinite(high) && low < high))
        {
            throw new ScenarioException($"The wells are at {low:G6} and {high:G6}; the first must lie below the second.");
        }
    }

    /// <inheritdoc/>
    public string Kind => "double_well";

    /// <inheritdoc/>
    public CompositionDomain Domain => CompositionDomain.Unbounded;

    /// <summary>A quarter of the gap beyond each well.</summary>
    public CompositionInterval Window => new(Low - ((High - Low) / 4), High + ((High - Low) / 4));

    /// <summary>ρ [J/mol].</summary>
    public double Height { get; }

    /// <summary>c_α.</summary>
    public double Low { get; }

    /// <summary>c_β.</summary>
    public double High { get; }

    /// <summary>μ₀ [J/mol].</summary>
    public double Potential { get; }

    /// <summary>The well of a wanted barrier.</summary>
    /// <param name="barrier">Height of the middle above the common tangent, Δf [J/mol].</param>
    /// <param name="low">c_α.</param>
    /// <param name="high">c_β.</param>
    /// <param name="potential">μ₀ [J/mol].</param>
    public static DoubleWell OfBarrier(double barrier, double low, double high, double potential = 0) => new(16 * barrier / Math.Pow(high - low, 4), low, high, potential);

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T>
    {
        T product = (c - Low) * (High - c);
        return (Height * (product * product)) + (Potential * c);
    }
}
