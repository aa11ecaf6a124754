using System.Numerics;
using Stria.Core;

namespace Stria.Measurement.Impedance;

/// <summary>A parameter as it was found.</summary>
/// <param name="Name">Its name in the circuit.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">Its value.</param>
/// <param name="Sigma">Its standard deviation; 0 when it was kept fixed, infinite when the data do not determine it. At a bound it is that of the curvature there.</param>
public sealed record ParameterEstimate(string Name, string Unit, double Value, double Sigma)
{
    /// <summary>Half the width of the 95 % interval.</summary>
    public double HalfWidth95 { get; init; }

    /// <summary>True when it ended at a limit of its range.</summary>
    public bool AtBound { get; init; }

    /// <summary>True when it was kept at its start.</summary>
    public bool Fixed { get; init; }

    /// <summary>The value with its standard deviation.</summary>
    public MeasuredValue Measured => new(Value, Sigma);

    /// <summary>True when a number lies in the 95 % interval.</summary>
    public bool Holds(double value) => Math.Abs(value - Value) <= HalfWidth95;
}

/// <summary>A circuit fitted to a spectrum.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="Used">The points that were used, in the order measured.</param>
/// <param name="Parameters">Its parameters in order.</param>
/// <param name="Fitted">The circuit's impedance at those points [Ω].</param>
public sealed record ImpedanceFitResult(Circuit Circuit, ImpedanceSpectrum Used, IReadOnlyList<ParameterEstimate> Parameters, Complex[] Fitted)
{
    /// <summary>Correlations of the parameters, row by row; NaN where one is fixed or not determined.</summary>
    public required double[,] Correlations { get; init; }

    /// <summary>Weighted sum of squares.</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>Weighted sum of squares per degree of freedom; near 1 with given standard deviations, else the square of the relative (or absolute) scatter.</summary>
    public required double ReducedChiSquare { get; init; }

    /// <summary>How the points were weighted.</summary>
    public required ImpedanceWeighting Weighting { get; init; }

    /// <summary>How many starting points were tried, and how many ended at this minimum.</summary>
    public required (int Tried, int Agreeing) Starts { get; init; }

    /// <summary>Doubts and facts worth knowing.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>How many of the remarks are warnings.</summary>
    public int Warnings => Remarks.Count(r => r.Kind == RemarkKind.Warning);

    /// <summary>Root of the mean of |ΔZ|² [Ω].</summary>
    public double RootMeanSquare => Math.Sqrt(Fitted.Select((z, i) => Square(z - Used.Impedances[i])).Average());

    /// <summary>Root of the mean of |ΔZ/Z|² [1].</summary>
    public double RelativeRootMeanSquare => Math.Sqrt(Fitted.Select((z, i) => Square((z - Used.Impedances[i]) / Used.Impedances[i])).Average());

    /// <summary>The parameter of a name.</summary>
    /// <exception cref="ScenarioException">The circuit has none of that name.</exception>
    public ParameterEstimate this[string name] => Circuit.IndexOf(name) is var i and >= 0
        ? Parameters[i]
        : throw new ScenarioException($"The circuit {Circuit.Text} has no parameter '{name}'; it has {string.Join(", ", Parameters.Select(p => p.Name))}.");

    private static double Square(Complex z) => (z.Real * z.Real) + (z.Imaginary * z.Imaginary);
}
