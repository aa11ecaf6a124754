using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Curvature;

/// <summary>Curvature from a profile of height: the parabola that fits it best.</summary>
public static class ProfileCurvature
{
    private const int LeastPoints = 5;

    /// <summary>Fits y = a + b x + K x²/2.</summary>
    /// <param name="places">Places along the profile [m].</param>
    /// <param name="heights">Heights [m].</param>
    /// <returns>Curvature K [1/m] with its standard deviation, and the root mean square of what the parabola leaves [m].</returns>
    /// <exception cref="DataException">The lengths differ, there are fewer than five points, or a value is not finite.</exception>
    public static (MeasuredValue Curvature, double Residual) Of(ReadOnlySpan<double> places, ReadOnlySpan<double> heights)
    {
        double[] x = [.. places], y = [.. heights];
        int bad = y.Zip(x).ToList().FindIndex(p => !double.IsFinite(p.First + p.Second));
        if (x.Length != y.Length || x.Length < LeastPoints || bad >= 0)
        {
            throw new DataException(bad >= 0
                ? $"Point {bad + 1} of the profile ({x[bad]}, {y[bad]}) holds no number."
                : $"{x.Length} places with {y.Length} heights make no profile; at least {LeastPoints} of each are needed.");
        }

        (double[] u, double[] c, double half, DenseLeastSquares fit) = Fit(x, y);
        double squares = y.Select((v, i) => Math.Pow(v - c[0] - (u[i] * (c[1] + (u[i] * c[2]))), 2)).Sum(), scale = 2 / (half * half);
        double sigma = Math.Sqrt(squares / (x.Length - 3) * fit.InverseGramDiagonal()[2]);
        return (new MeasuredValue(c[2] * scale, sigma * scale), Math.Sqrt(squares / x.Length));
    }

    /// <summary>The heights of the best parabola at the places of a profile [m].</summary>
    /// <param name="places">Places along the profile [m].</param>
    /// <param name="heights">Heights [m].</param>
    public static double[] Parabola(ReadOnlySpan<double> places, ReadOnlySpan<double> heights)
    {
        (double[] u, double[] c, _, _) = Fit([.. places], [.. heights]);
        return [.. u.Select(v => c[0] + (v * (c[1] + (v * c[2]))))];
    }

    // In places from −1 to 1 over the profile, half of whose length is given as well.
    private static (double[] Places, double[] Coefficients, double Half, DenseLeastSquares Fit) Fit(double[] x, double[] y)
    {
        double middle = (x.Min() + x.Max()) / 2, half = (x.Max() - x.Min()) / 2;
        double[] u = [.. x.Select(v => (v - middle) / half)];
        DenseLeastSquares fit = DenseLeastSquares.Factor([[.. u.Select(_ => 1.0)], u, [.. u.Select(v => v * v)]]) ?? throw new DataException("The places of the profile all lie at one or two points.");
        return (u, fit.Solve(y), half, fit);
    }
}
