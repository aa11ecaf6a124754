namespace Stria.Numerics.Statistics;

/// <summary>A straight line through points by least squares, with the interval of its mean.</summary>
/// <param name="Slope">Rise per unit of x.</param>
/// <param name="Intercept">Value at x = 0.</param>
public sealed record LineFit(double Slope, double Intercept)
{
    /// <summary>Standard deviation of the slope.</summary>
    public double SlopeDeviation { get; init; }

    /// <summary>Half of the 95 % interval of the slope.</summary>
    public double SlopeHalfInterval { get; init; }

    /// <summary>Standard deviation of the points about the line.</summary>
    public double Scatter { get; init; }

    private double MeanX { get; init; }

    private double SquaresX { get; init; }

    private int Count { get; init; }

    /// <summary>Fits the line.</summary>
    /// <param name="x">Abscissae.</param>
    /// <param name="y">Ordinates; pairs with a NaN are passed over.</param>
    /// <returns>Null with fewer than three pairs, or with all x alike.</returns>
    public static LineFit? Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        int[] whole = [.. Enumerable.Range(0, x.Count).Where(i => double.IsFinite(x[i]) && double.IsFinite(y[i]))];
        if (whole.Length < 3)
        {
            return null;
        }

        double mx = whole.Average(i => x[i]), my = whole.Average(i => y[i]), xx = whole.Sum(i => (x[i] - mx) * (x[i] - mx)), xy = whole.Sum(i => (x[i] - mx) * (y[i] - my));
        if (!(xx > 0))
        {
            return null;
        }

        double slope = xy / xx, intercept = my - (slope * mx), rest = whole.Sum(i => Math.Pow(y[i] - intercept - (slope * x[i]), 2)), scatter = Math.Sqrt(rest / (whole.Length - 2)), deviation = scatter / Math.Sqrt(xx);
        return new LineFit(slope, intercept)
        {
            Scatter = scatter,
            SlopeDeviation = deviation,
            SlopeHalfInterval = StudentT.Factor95(whole.Length - 2) * deviation,
            MeanX = mx,
            SquaresX = xx,
            Count = whole.Length,
        };
    }

    /// <summary>The line's value at an abscissa.</summary>
    public double At(double x) => Intercept + (Slope * x);

    /// <summary>Half of the 95 % interval of the line's value at an abscissa.</summary>
    public double HalfInterval(double x) => StudentT.Factor95(Count - 2) * Scatter * Math.Sqrt((1.0 / Count) + ((x - MeanX) * (x - MeanX) / SquaresX));
}
