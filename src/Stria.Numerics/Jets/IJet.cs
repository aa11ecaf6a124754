using System.Numerics;

namespace Stria.Numerics.Jets;

/// <summary>A number that carries its first two derivatives with it. A formula written once over <typeparamref name="T"/> gives value, slope and curvature; one place at a time (<see cref="Jet"/>) or several (<see cref="JetLanes"/>).</summary>
/// <typeparam name="T">The type itself.</typeparam>
public interface IJet<T> :
    IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IDivisionOperators<T, T, T>, IUnaryNegationOperators<T, T>
    where T : struct, IJet<T>
{
    /// <summary>Adds a constant.</summary>
    static abstract T operator +(T left, double right);

    /// <summary>Subtracts a constant.</summary>
    static abstract T operator -(T left, double right);

    /// <summary>Subtracts from a constant.</summary>
    static abstract T operator -(double left, T right);

    /// <summary>Multiplies by a constant.</summary>
    static abstract T operator *(double left, T right);

    /// <summary>Natural logarithm; NaN below zero.</summary>
    static abstract T Log(T x);

    /// <summary>A function that takes different branches at different places, such as a table: applied to one place after the other.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="branches">The function.</param>
    /// <param name="x">Its argument.</param>
    static abstract T Apply<TFunction>(in TFunction branches, T x) where TFunction : IJetFunction;
}
