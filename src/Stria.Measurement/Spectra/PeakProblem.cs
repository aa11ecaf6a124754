using Stria.Numerics.Expressions;
using Stria.Numerics.Optimisation;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Spectra;

/// <summary>The residuals of a peak model. Parameters: for each peak position, width, height; for each step position, height; then the background.</summary>
public sealed class PeakProblem : ILeastSquaresProblem
{
    private const int PerPeak = 3, PerStep = 2;
    private readonly PeakModel model;
    private readonly double[] e, d;
    private readonly int steps, background;

    /// <summary>Makes the problem, with the start and the bounds of each parameter.</summary>
    public PeakProblem(PeakModel model, double[] energies, double[] data)
    {
        (this.model, e, d) = (model, energies, data);
        steps = PerPeak * model.Peaks.Count;
        background = steps + (PerStep * model.Steps.Count);
        ParameterCount = background + (model.LinearBackground ? 2 : 1);
        (Start, Lower, Upper) = (new double[ParameterCount], new double[ParameterCount], new double[ParameterCount]);
        if (e.Length > 0)
        {
            Begin();
        }
    }

    /// <inheritdoc/>
    public int ParameterCount { get; }

    /// <inheritdoc/>
    public int ResidualCount => e.Length;

    /// <summary>Where the search begins.</summary>
    public double[] Start { get; }

    /// <summary>The least allowed value of each parameter.</summary>
    public double[] Lower { get; }

    /// <summary>The largest allowed value of each parameter.</summary>
    public double[] Upper { get; }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        Span<double> slopes = stackalloc double[ParameterCount];
        for (int i = 0; i < e.Length; i++)
        {
            residuals[i] = Value(parameters, e[i], slopes) - d[i];
            if (!jacobian.IsEmpty)
            {
                slopes.CopyTo(jacobian.Slice(i * ParameterCount, ParameterCount));
            }
        }
    }

    /// <summary>The peaks and steps at the minimum, with their standard deviations.</summary>
    public PeakFit Result(LeastSquaresResult found)
    {
        double[] p = found.Parameters;
        bool[] held = [.. Enumerable.Range(0, ParameterCount).Select(k => Lower[k] == Upper[k])];
        int[] free = [.. Enumerable.Range(0, ParameterCount).Where(k => !held[k])];
        double s = Math.Sqrt(found.SumOfSquares / Math.Max(1, e.Length - free.Length));
        double[] jacobian = [.. Enumerable.Range(0, e.Length).SelectMany(i => free.Select(k => found.Jacobian[(i * ParameterCount) + k]))];
        var covariance = ParameterCovariance.Of(jacobian, free.Length, s * s);
        double Covariance(int a, int b) => held[a] || held[b] ? 0 : covariance.Of(Array.IndexOf(free, a), Array.IndexOf(free, b));
        FittedNumber Number(int k) => new(p[k], Math.Sqrt(Covariance(k, k)));
        double[] fitted = [.. d.Zip(found.Residuals, (data, r) => data + r)];
        FittedPeak[] peaks = [.. model.Peaks.Select((g, k) => Peak(g, PerPeak * k, p, Number, Covariance))];
        return new PeakFit(peaks, [.. model.Steps.Select((g, k) => new FittedStep(g.Name, Number(steps + (PerStep * k)), Number(steps + (PerStep * k) + 1)))])
        {
            PhotonEnergies_eV = e,
            Data = d,
            Fitted = fitted,
            Baseline = [.. fitted.Select((f, i) => f - peaks.Sum(q => q.Curve[i]))],
            ResidualDeviation = s,
            Converged = found.Converged,
        };
    }

    /// <summary>A start with all widths multiplied by a factor, and with the heights and the background that fit best there.</summary>
    public double[] StartWith(double factor)
    {
        double[] start = [.. Start];
        for (int k = 0; k < model.Peaks.Count; k++)
        {
            int at = (PerPeak * k) + 1;
            start[at] = Math.Clamp(factor * start[at], Lower[at], Upper[at]);
        }

        // Heights and background act linearly: their derivatives are their columns.
        int[] linear = [.. Enumerable.Range(0, model.Peaks.Count).Select(k => (PerPeak * k) + 2), .. Enumerable.Range(0, model.Steps.Count).Select(k => steps + (PerStep * k) + 1), .. Enumerable.Range(background, ParameterCount - background)];
        double[] residuals = new double[e.Length], jacobian = new double[e.Length * ParameterCount];
        Evaluate(start, residuals, jacobian);
        double Column(int k, int i) => jacobian[(i * ParameterCount) + linear[k]];
        int n = linear.Length;
        double[] gram = new double[n * n], right = new double[n];
        for (int a = 0; a < n; a++)
        {
            for (int i = 0; i < e.Length; i++)
            {
                right[a] += Column(a, i) * d[i];
                for (int b = 0; b < n; b++)
                {
                    gram[(a * n) + b] += Column(a, i) * Column(b, i);
                }
            }
        }

        double[] solved = BoundedLeastSquares.Solve(gram, right, new BoundedLimits([.. linear.Select(k => Lower[k])], [.. linear.Select(k => Upper[k])])).Weights;
        double least = 0.02 * (d.Max() - d.Min());
        for (int k = 0; k < n; k++)
        {
            // A height of zero would hide the position from the search.
            start[linear[k]] = linear[k] < background && Math.Abs(solved[k]) < least ? least : solved[k];
        }

        return start;
    }

    // Area = height · width · shape factor; its error from both, with their covariance.
    private FittedPeak Peak(PeakGuess guess, int at, double[] p, Func<int, FittedNumber> number, Func<int, int, double> covariance)
    {
        double factor = Shape(guess.Shape, Math.Sqrt(Math.PI / (4 * Math.Log(2))), Math.PI / 2), width = p[at + 1], height = p[at + 2];
        double variance = (height * height * covariance(at + 1, at + 1)) + (width * width * covariance(at + 2, at + 2)) + (2 * height * width * covariance(at + 1, at + 2));
        bool Ends(int k) => Lower[k] < Upper[k] && (p[k] - Lower[k] < 1e-6 || Upper[k] - p[k] < 1e-6);
        var curve = new double[e.Length];
        for (int i = 0; i < curve.Length; i++)
        {
            curve[i] = height * Profile(guess.Shape, (e[i] - p[at]) / width).Value;
        }

        return new FittedPeak(guess.Name, number(at), number(at + 1), number(at + 2), new FittedNumber(factor * width * height, factor * Math.Sqrt(Math.Max(0, variance))))
        {
            AtLimit = Ends(at) || Ends(at + 1),
            Curve = curve,
        };
    }

    private static double Shape(PeakShape shape, double gaussian, double lorentzian) => shape switch
    {
        PeakShape.Gaussian => gaussian,
        PeakShape.Lorentzian => lorentzian,
        _ => (gaussian + lorentzian) / 2,
    };

    // A peak of height one against x = (E − position)/width, and its slope dy/dx.
    private static (double Value, double Slope) Profile(PeakShape shape, double x)
    {
        double ln16 = 4 * Math.Log(2), gaussian = Math.Exp(-ln16 * x * x), lorentzian = 1 / (1 + (4 * x * x));
        return (Shape(shape, gaussian, lorentzian), Shape(shape, -2 * ln16 * x * gaussian, -8 * x * lorentzian * lorentzian));
    }

    // A step of height one against x = (E − position)/width, and its slope.
    private static (double Value, double Slope) Rise(StepShape shape, double x)
    {
        if (shape == StepShape.ArcTangent)
        {
            return (0.5 + (Math.Atan(2 * x) / Math.PI), 2 / (Math.PI * (1 + (4 * x * x))));
        }

        double a = 2 * Math.Sqrt(Math.Log(2));
        return (0.5 * (1 + ErrorFunction.Of(a * x)), a / Math.Sqrt(Math.PI) * Math.Exp(-a * a * x * x));
    }

    private double Value(ReadOnlySpan<double> p, double energy, Span<double> slopes)
    {
        double value = p[background];
        slopes[background] = 1;
        if (model.LinearBackground)
        {
            slopes[background + 1] = energy - e[0];
            value += p[background + 1] * slopes[background + 1];
        }

        for (int k = 0; k < model.Peaks.Count; k++)
        {
            int at = PerPeak * k;
            double x = (energy - p[at]) / p[at + 1];
            (double y, double slope) = Profile(model.Peaks[k].Shape, x);
            value += p[at + 2] * y;
            (slopes[at], slopes[at + 1], slopes[at + 2]) = (-p[at + 2] * slope / p[at + 1], -p[at + 2] * slope * x / p[at + 1], y);
        }

        for (int k = 0; k < model.Steps.Count; k++)
        {
            int at = steps + (PerStep * k);
            (double y, double slope) = Rise(model.Steps[k].Shape, (energy - p[at]) / model.Steps[k].Width_eV);
            value += p[at + 1] * y;
            (slopes[at], slopes[at + 1]) = (-p[at + 1] * slope / model.Steps[k].Width_eV, y);
        }

        return value;
    }

    // Heights begin with what stands above the lowest point; steps share the rise from the first to the last point.
    private void Begin()
    {
        double lowest = d.Min(), highest = d.Max(), span = highest - lowest;
        for (int k = 0; k < model.Peaks.Count; k++)
        {
            PeakGuess g = model.Peaks[k];
            int nearest = Enumerable.Range(0, e.Length).MinBy(i => Math.Abs(e[i] - g.Position_eV));
            Set(PerPeak * k, g.Position_eV, g.Position_eV - g.Reach_eV, g.Position_eV + g.Reach_eV);
            Set((PerPeak * k) + 1, g.Width_eV, g.Widths_eV.Least, g.Widths_eV.Largest);
            Set((PerPeak * k) + 2, Math.Max(0.05 * span, 0.6 * (d[nearest] - lowest)), g.MayBeNegative ? -100 * span : 0, 100 * span);
        }

        for (int k = 0; k < model.Steps.Count; k++)
        {
            StepGuess g = model.Steps[k];
            Set(steps + (PerStep * k), g.Position_eV, g.Position_eV - g.Reach_eV, g.Position_eV + g.Reach_eV);
            Set(steps + (PerStep * k) + 1, Math.Max(0.01 * span, (d[^1] - d[0]) / model.Steps.Count), 0, 100 * span);
        }

        Set(background, d[0], double.NegativeInfinity, double.PositiveInfinity);
        if (model.LinearBackground)
        {
            Set(background + 1, 0, double.NegativeInfinity, double.PositiveInfinity);
        }
    }

    private void Set(int k, double start, double low, double high) => (Start[k], Lower[k], Upper[k]) = (start, low, high);
}
