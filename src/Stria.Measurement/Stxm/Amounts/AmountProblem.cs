using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The normal equations AᵀWA n = AᵀWd of a block of spectra, and their solution.</summary>
/// <param name="count">Number of spectra.</param>
/// <param name="rows">Rows of the design: references and background.</param>
/// <param name="compounds">Number of references, the first of the rows.</param>
public sealed class AmountProblem(int count, int rows, int compounds)
{
    /// <summary>Number of spectra.</summary>
    public int Count => count;

    /// <summary>Rows of the design: references and background.</summary>
    public int Rows => rows;

    /// <summary>Number of references; the rows behind them are background, which is never negative and never chosen among.</summary>
    public int Compounds => compounds;

    /// <summary>AᵀWA: its upper triangle row by row [pair, spectrum].</summary>
    public required double[] Grams { get; init; }

    /// <summary>AᵀWd [row, spectrum].</summary>
    public required double[] Rights { get; init; }

    /// <summary>dᵀWd of each spectrum; null where it is not known.</summary>
    public double[]? Squares { get; init; }

    /// <summary>Usable values of each spectrum.</summary>
    public int[]? Points { get; init; }

    /// <summary>Variance of a value over that which its weight says; NaN where each spectrum's own fit tells it.</summary>
    public double VarianceScale { get; init; } = double.NaN;

    /// <summary>Whether weights come from a noise model, so that no fit is better than it.</summary>
    public bool NoiseIsKnown { get; init; } = true;

    /// <summary>What is known of the one Gram matrix that all spectra share; null where each has its own.</summary>
    public SharedGramLeastSquares? Shared { get; init; }

    /// <summary>Spectra that have not all the values that the shared Gram matrix is of; their own stands in <see cref="Grams"/>.</summary>
    internal int[] Holed { get; set; } = [];

    /// <summary>Working memory to solve four of them at a time; null = one by one.</summary>
    internal FourNonNegative? Fours { get; init; }

    /// <summary>Whether <see cref="Free"/> holds what is free in a problem close to this one, which may be tried first.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Receives the amounts [row, spectrum].</summary>
    public required double[] Amounts { get; init; }

    /// <summary>Receives bit r for each row r that is free, one word per spectrum.</summary>
    public required ulong[] Free { get; init; }

    /// <summary>The equations of one spectrum.</summary>
    /// <param name="spectrum">Which.</param>
    /// <param name="gram">Receives AᵀWA, all of it.</param>
    /// <param name="right">Receives AᵀWd.</param>
    public void Collect(int spectrum, Span<double> gram, Span<double> right)
    {
        for (int i = 0, p = 0; i < rows; i++)
        {
            right[i] = Rights[(i * count) + spectrum];
            for (int j = i; j < rows; j++, p++)
            {
                gram[(i * rows) + j] = gram[(j * rows) + i] = Grams[(p * count) + spectrum];
            }
        }
    }

    /// <summary>Stores the solution of one spectrum.</summary>
    public void Store(int spectrum, ReadOnlySpan<double> amounts, ulong free)
    {
        Free[spectrum] = free;
        for (int r = 0; r < rows; r++)
        {
            Amounts[(r * count) + spectrum] = amounts[r];
        }
    }
}
