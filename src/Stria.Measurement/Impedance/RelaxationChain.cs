using System.Numerics;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Impedance;

/// <summary>A chain of RC elements of fixed times with resistor, inductor and perhaps capacitor, fitted linearly to a spectrum with weights 1/|Z|.</summary>
internal sealed class RelaxationChain(double[] frequencies, Complex[] impedances, bool withCapacitor, double[]? times)
{
    public FittedChain? Solve(int elements)
    {
        List<Complex[]> columns = Columns(elements);
        double[][] real = [.. columns.Select(Weighted)];
        if (2 * frequencies.Length <= real.Length || DenseLeastSquares.Factor(real) is not { } factors)
        {
            return null;
        }

        double[] right = Weighted(impedances), x = factors.Solve(right), fitted = new double[right.Length];
        for (int c = 0; c < x.Length; c++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(real[c], x[c], fitted, fitted);
        }

        double[] residuals = [.. right.Zip(fitted, (z, fit) => z - fit)];
        double variance = residuals.Sum(r => r * r) / (right.Length - x.Length);
        MeasuredValue? drift = times is null ? null : new MeasuredValue(x[^1], Math.Sqrt(variance * factors.InverseGramDiagonal()[^1]));
        return new FittedChain(elements, x[..elements], residuals)
        {
            WithCapacitor = withCapacitor,
            Drift = drift,
            InformationCriterion = (right.Length * Math.Log(residuals.Sum(r => r * r) / right.Length)) + (x.Length * Math.Log(right.Length)),
        };
    }

    private List<Complex[]> Columns(int elements)
    {
        double[] omega = [.. frequencies.Select(f => 2 * Math.PI * f)];
        double fastest = 1 / omega.Max(), slowest = 1 / omega.Min();
        var columns = new List<Complex[]>();
        for (int k = 0; k < elements; k++)
        {
            double tau = fastest * Math.Pow(slowest / fastest, k / (elements - 1.0));
            columns.Add([.. omega.Select(w => 1 / new Complex(1, w * tau))]);
        }

        columns.Add([.. omega.Select(_ => Complex.One)]);
        columns.Add([.. omega.Select(w => new Complex(0, w * fastest))]);
        if (withCapacitor)
        {
            columns.Add([.. omega.Select(w => new Complex(0, -1 / (w * slowest)))]);
        }

        if (times is not null)
        {
            // Z(t) = Z (1 + drift · (t − mean)/duration); the measured Z stands for the true one in the small term.
            double mean = times.Average(), duration = times.Max() - times.Min();
            columns.Add([.. impedances.Select((z, i) => z * ((times[i] - mean) / duration))]);
        }

        return columns;
    }

    private double[] Weighted(Complex[] values)
    {
        var parts = new double[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double weight = 1 / impedances[i].Magnitude;
            parts[2 * i] = values[i].Real * weight;
            parts[(2 * i) + 1] = values[i].Imaginary * weight;
        }

        return parts;
    }
}

/// <summary>A chain as it was fitted.</summary>
internal sealed record FittedChain(int Elements, double[] Resistances, double[] Weighted)
{
    public MeasuredValue? Drift { get; init; }

    public bool WithCapacitor { get; init; }

    public double InformationCriterion { get; init; }

    public double Mu => 1 - (Resistances.Sum(r => Math.Max(0, -r)) / Math.Max(double.Epsilon, Resistances.Sum(r => Math.Max(0, r))));

    public (double[] Real, double[] Imaginary) Residuals() =>
        ([.. Weighted.Where((_, i) => i % 2 == 0)], [.. Weighted.Where((_, i) => i % 2 == 1)]);
}
