using Stria.Core;
using Stria.Numerics.Jets;

namespace Stria.Physics.FreeEnergies;

/// <summary>What the laws share: the ideal entropy of mixing, and checks of their parameters.</summary>
internal static class Mixing
{
    /// <summary>c ln c + (1−c) ln(1−c).</summary>
    public static T Ideal<T>(T c)
        where T : struct, IJet<T>
    {
        T rest = 1 - c;
        return (c * T.Log(c)) + (rest * T.Log(rest));
    }

    public static double ThermalEnergy(double value, string law)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ScenarioException($"The thermal energy RT of the {law} is {value:G6}; it must be above 0. Perhaps the temperature is missing or in °C.");
        }

        return value;
    }

    public static double Finite(double value, string name, string law)
    {
        if (!double.IsFinite(value))
        {
            throw new ScenarioException($"The {name} of the {law} is {value}; a finite number is needed.");
        }

        return value;
    }
}
