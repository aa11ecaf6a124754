using System.Runtime.Intrinsics;

namespace Stria.Numerics.Fourier;

/// <summary>A field on an even grid ↔ its coefficients, in two sweeps over memory: along the rows, and along the columns with whatever is done to the coefficients in between.</summary>
public interface IBoxTransform
{
    /// <summary>Rows of the field.</summary>
    int Rows { get; }

    /// <summary>Columns of the field.</summary>
    int Columns { get; }

    /// <summary>Number of batches of coefficients.</summary>
    int Batches { get; }

    /// <summary>Squared wave number of each coefficient of a batch, for unit distance of the pixels along rows and columns.</summary>
    /// <param name="batch">Which batch.</param>
    /// <param name="second">Whether of the second array of coefficients.</param>
    /// <param name="alongRows">Receives k_x² [per pixel²]; NaN where no coefficient is.</param>
    /// <param name="alongColumns">Receives k_y².</param>
    void WaveNumbers(int batch, bool second, Span<Vector256<double>> alongRows, Span<Vector256<double>> alongColumns);

    /// <summary>How often each coefficient counts in sums of squares over the field (Parseval), so that Σ field² = Σ weight · coefficient².</summary>
    /// <param name="batch">Which batch.</param>
    /// <param name="second">Whether of the second array of coefficients.</param>
    /// <param name="weight">Receives the weights; zero where no coefficient is.</param>
    void Weights(int batch, bool second, Span<Vector256<double>> weight);

    /// <summary>Transforms along the rows: from coefficients of rows, when there are any, to the field; from what the source makes of it back to coefficients of rows.</summary>
    /// <typeparam name="TSource">What to transform forward.</typeparam>
    /// <param name="field">The field, row by row: receives it, or holds it at the beginning.</param>
    /// <param name="source">What to transform forward.</param>
    /// <param name="hasCoefficients">Whether coefficients of rows lie ready to make the field from.</param>
    void SweepRows<TSource>(Span<double> field, ref TSource source, bool hasCoefficients) where TSource : IRowSource;

    /// <summary>Transforms along the columns, hands each batch of coefficients to an action, and transforms back what the action leaves.</summary>
    /// <typeparam name="TAction">What is done to the coefficients.</typeparam>
    /// <param name="action">What is done to the coefficients.</param>
    void SweepColumns<TAction>(ref TAction action) where TAction : ICoefficientAction;
}

/// <summary>Makes of the values of a field what is transformed next.</summary>
public interface IRowSource
{
    /// <summary>Makes what is transformed of a part of the field; every place comes once, in an order of the transform's own.</summary>
    /// <param name="values">Values of the field.</param>
    /// <param name="target">Receives as many numbers, in the same order.</param>
    void Fill(ReadOnlySpan<double> values, Span<double> target);
}

/// <summary>Changes coefficients.</summary>
public interface ICoefficientAction
{
    /// <summary>Changes a batch in place.</summary>
    /// <param name="batch">Which.</param>
    /// <param name="first">Coefficients of the first array.</param>
    /// <param name="second">Coefficients of the second array.</param>
    void Apply(int batch, Span<Vector256<double>> first, Span<Vector256<double>> second);
}
