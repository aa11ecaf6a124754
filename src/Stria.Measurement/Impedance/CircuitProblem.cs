using System.Numerics;
using Stria.Numerics.Optimisation;

namespace Stria.Measurement.Impedance;

/// <summary>The weighted deviations of a circuit from a spectrum, against the logarithms of its positive parameters and the exponents as they are.</summary>
internal sealed class CircuitProblem : ILeastSquaresProblem
{
    private readonly CircuitEvaluator evaluator;
    private readonly Complex[] measured;
    private readonly double[] weightsReal, weightsImaginary, values;
    private readonly int[] free;
    private readonly bool[] logarithmic;

    public CircuitProblem(CircuitRanges ranges, Complex[] measured, double[] frequencies, (double[] Real, double[] Imaginary) weights)
    {
        evaluator = new CircuitEvaluator(ranges.Circuit, frequencies);
        this.measured = measured;
        (weightsReal, weightsImaginary) = weights;
        values = [.. ranges.FixedValues];
        free = ranges.Free;
        logarithmic = ranges.Logarithmic;
    }

    public int ParameterCount => free.Length;

    public int ResidualCount => 2 * measured.Length;

    public ReadOnlySpan<Complex> Impedance => evaluator.Impedance;

    public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        SetValues(parameters);
        evaluator.Evaluate(values);
        ReadOnlySpan<Complex> z = evaluator.Impedance;
        for (int i = 0; i < measured.Length; i++)
        {
            residuals[2 * i] = (z[i].Real - measured[i].Real) * weightsReal[i];
            residuals[(2 * i) + 1] = (z[i].Imaginary - measured[i].Imaginary) * weightsImaginary[i];
        }

        if (!jacobian.IsEmpty)
        {
            Derive(jacobian, inLogarithms: true);
        }
    }

    /// <summary>The weighted derivatives with respect to the parameters themselves, at the point last evaluated.</summary>
    public double[] PlainJacobian()
    {
        var jacobian = new double[ResidualCount * ParameterCount];
        Derive(jacobian, inLogarithms: false);
        return jacobian;
    }

    /// <summary>All parameters of the circuit, the fixed ones among them.</summary>
    public double[] Values(ReadOnlySpan<double> parameters)
    {
        SetValues(parameters);
        return [.. values];
    }

    private void SetValues(ReadOnlySpan<double> parameters)
    {
        for (int k = 0; k < free.Length; k++)
        {
            values[free[k]] = logarithmic[free[k]] ? Math.Exp(parameters[k]) : parameters[k];
        }
    }

    private void Derive(Span<double> jacobian, bool inLogarithms)
    {
        int n = free.Length;
        for (int k = 0; k < n; k++)
        {
            ReadOnlySpan<Complex> slope = evaluator.Derivative(free[k]);
            double factor = inLogarithms && logarithmic[free[k]] ? values[free[k]] : 1;
            for (int i = 0; i < slope.Length; i++)
            {
                jacobian[(2 * i * n) + k] = slope[i].Real * weightsReal[i] * factor;
                jacobian[(((2 * i) + 1) * n) + k] = slope[i].Imaginary * weightsImaginary[i] * factor;
            }
        }
    }
}
