using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Spectra;

/// <summary>
/// Pre-edge line, post-edge polynomial and edge step of an absorption spectrum, as Athena and Larch define them: the line is fitted to μ in the
/// window before the edge, the polynomial to μ minus the line in the window after it; the step is the polynomial at E₀.
/// </summary>
/// <remarks>Ravel and Newville, J. Synchrotron Rad. 12, 537 (2005), doi:10.1107/S0909049505012719.</remarks>
public sealed class EdgeNormalisation
{
    private const double QuadraticFrom_eV = 400, LinearFrom_eV = 100;
    private readonly double[] preLine, postPolynomial;
    private readonly double victoreen;

    private EdgeNormalisation(Spectrum spectrum, double e0, double[] preLine, double[] postPolynomial, double victoreen)
    {
        (Source, E0_eV, this.preLine, this.postPolynomial, this.victoreen) = (spectrum, e0, preLine, postPolynomial, victoreen);
        EdgeStep = Post(e0);
    }

    /// <summary>The spectrum.</summary>
    public Spectrum Source { get; }

    /// <summary>Energy of the edge [eV].</summary>
    public double E0_eV { get; }

    /// <summary>Height of the edge, in units of the spectrum.</summary>
    public double EdgeStep { get; private init; }

    /// <summary>Window of the pre-edge line [eV].</summary>
    public (double Low, double High) PreWindow_eV { get; private init; }

    /// <summary>Window of the post-edge polynomial [eV].</summary>
    public (double Low, double High) PostWindow_eV { get; private init; }

    /// <summary>Degree of the post-edge polynomial.</summary>
    public int Degree => postPolynomial.Length - 1;

    /// <summary>Finds the edge and its step.</summary>
    /// <param name="spectrum">μ(E), in any unit.</param>
    /// <param name="options">Windows; what is null is found.</param>
    /// <exception cref="DataException">The spectrum does not reach far enough to either side of its edge, or has no step up.</exception>
    public static EdgeNormalisation Of(Spectrum spectrum, NormalisationOptions options)
    {
        (double[] e, double[] mu) = Measured(spectrum);
        double e0 = options.E0_eV ?? FindEdge(spectrum);
        (double Low, double High) pre = Window(options.Pre_eV ?? Before(e, e0), e0), post = Window(options.Post_eV ?? After(e, e0), e0);
        int[] before = Within(e, pre), after = Within(e, post);
        int degree = options.Degree ?? (post.High - post.Low > QuadraticFrom_eV ? 2 : post.High - post.Low > LinearFrom_eV ? 1 : 0);
        if (before.Length < 2 || after.Length < degree + 1)
        {
            throw new DataException(
                $"spectrum '{spectrum.Name}' runs from {e[0]:f1} to {e[^1]:f1} eV; round its edge at {e0:f1} eV {before.Length} points lie in the pre-edge window {pre.Low:f1}–{pre.High:f1} eV "
                + $"and {after.Length} in the post-edge window {post.Low:f1}–{post.High:f1} eV, which are too few to normalise it. Perhaps E0 or the windows are wrong, or the fit is meant in μ.");
        }

        double[] line = Polynomial([.. before.Select(i => e[i] - e0)], [.. before.Select(i => mu[i] * Math.Pow(e[i], options.Victoreen))], 1);
        double Line(double at) => (line[0] + (line[1] * (at - e0))) * Math.Pow(at, -options.Victoreen);
        double[] polynomial = Polynomial([.. after.Select(i => e[i] - e0)], [.. after.Select(i => mu[i] - Line(e[i]))], degree);
        var found = new EdgeNormalisation(spectrum, e0, line, polynomial, options.Victoreen) { PreWindow_eV = pre, PostWindow_eV = post };
        double step = options.EdgeStep ?? found.EdgeStep;
        return step > 0
            ? new EdgeNormalisation(spectrum, e0, line, polynomial, options.Victoreen) { PreWindow_eV = pre, PostWindow_eV = post, EdgeStep = step }
            : throw new DataException($"spectrum '{spectrum.Name}' has an edge step of {step:g4} at {e0:f1} eV, which is none. Perhaps E0 is wrong, or the spectrum is of another kind.");
    }

    /// <summary>The energy of the steepest rise, where neighbours rise steeply too, so that no glitch is taken for an edge [eV].</summary>
    public static double FindEdge(Spectrum spectrum)
    {
        (double[] e, double[] mu) = Measured(spectrum);
        double[] slope = Derivative(e, mu);
        int margin = Math.Max(3, e.Length / 20), best = -1;
        double most = double.NegativeInfinity, highest = 0;
        for (int i = margin; i < e.Length - margin; i++)
        {
            double middle = Math.Max(Math.Min(slope[i - 1], slope[i]), Math.Min(Math.Max(slope[i - 1], slope[i]), slope[i + 1]));
            highest = Math.Max(highest, middle); // a median of three, which a single glitch does not raise
        }

        for (int i = margin; i < e.Length - margin; i++)
        {
            if (slope[i] > most && slope[i - 1] > 0.1 * highest && slope[i + 1] > 0.1 * highest)
            {
                (best, most) = (i, slope[i]);
            }
        }

        return best >= 0 ? e[best] : throw new DataException($"no edge was found in spectrum '{spectrum.Name}' ({e.Length} points, {e[0]:f1}–{e[^1]:f1} eV). Give E0.");
    }

    // A point without a value is left out; its neighbours tell the edge.
    private static (double[] E, double[] Mu) Measured(Spectrum spectrum)
    {
        int[] known = [.. Enumerable.Range(0, spectrum.Values.Length).Where(i => double.IsFinite(spectrum.Values[i]))];
        return known.Length > 1 ? ([.. known.Select(i => spectrum.PhotonEnergies_eV[i])], [.. known.Select(i => spectrum.Values[i])])
            : throw new DataException($"spectrum '{spectrum.Name}' has {known.Length} values that are numbers, out of {spectrum.Values.Length}: it has no edge.");
    }

    /// <summary>dy/dE by differences of the neighbours, one-sided at the ends.</summary>
    public static double[] Derivative(double[] x, double[] y)
    {
        int n = x.Length;
        var slope = new double[n];
        for (int i = 0; i < n && n > 1; i++)
        {
            int a = Math.Max(0, i - 1), b = Math.Min(n - 1, i + 1);
            slope[i] = (y[b] - y[a]) / (x[b] - x[a]);
        }

        return slope;
    }

    /// <summary>The pre-edge line at an energy.</summary>
    public double Pre(double energy_eV) => (preLine[0] + (preLine[1] * (energy_eV - E0_eV))) * Math.Pow(energy_eV, -victoreen);

    /// <summary>The post-edge polynomial above the pre-edge line at an energy.</summary>
    public double Post(double energy_eV)
    {
        double x = energy_eV - E0_eV, value = 0;
        for (int k = Degree; k >= 0; k--)
        {
            value = (value * x) + postPolynomial[k];
        }

        return value;
    }

    /// <summary>(μ − pre)/step.</summary>
    public Spectrum Normalised() => Made(i => (Source.Values[i] - Pre(Source.PhotonEnergies_eV[i])) / EdgeStep);

    /// <summary>The normalised spectrum; above E₀ the difference of the post-edge polynomial from its value at E₀ is taken off, so that it oscillates round 1.</summary>
    public Spectrum Flattened()
    {
        double atEdge = Post(E0_eV);
        return Made(i =>
        {
            double e = Source.PhotonEnergies_eV[i], norm = (Source.Values[i] - Pre(e)) / EdgeStep;
            return e < E0_eV ? norm : norm - ((Post(e) - atEdge) / EdgeStep);
        });
    }

    private Spectrum Made(Func<int, double> value) =>
        new(Source.PhotonEnergies_eV, [.. Enumerable.Range(0, Source.Values.Length).Select(value)], Source.Name);

    // Athena's −150 … −30 eV, drawn together where the spectrum begins later.
    private static (double, double) Before(double[] e, double e0)
    {
        double start = Math.Max(-150, e[0] - e0);
        return (start, start <= -60 ? -30 : start / 2);
    }

    // 150 eV above the edge to the end, beginning earlier where the spectrum ends early.
    private static (double, double) After(double[] e, double e0)
    {
        double end = e[^1] - e0;
        return (end > 300 ? 150 : 0.5 * end, end);
    }

    private static (double Low, double High) Window((double From, double To) relative, double e0) =>
        (e0 + Math.Min(relative.From, relative.To), e0 + Math.Max(relative.From, relative.To));

    // From the point nearest to one end to that nearest to the other, as Ifeffit counts: with Athena's windows its own numbers come out.
    private static int[] Within(double[] e, (double Low, double High) window)
    {
        int first = Nearest(e, window.Low), last = Nearest(e, window.High);
        return [.. Enumerable.Range(first, last - first + 1)];
    }

    private static int Nearest(double[] e, double at)
    {
        int i = Array.BinarySearch(e, at);
        i = i >= 0 ? i : Math.Clamp(~i, 1, e.Length - 1);
        return i > 0 && at - e[i - 1] <= e[i] - at ? i - 1 : i;
    }

    // Coefficients of the fitted polynomial, constant first.
    private static double[] Polynomial(double[] x, double[] y, int degree)
    {
        double scale = Math.Max(x.Max(Math.Abs), double.Epsilon);
        double[][] powers = [.. Enumerable.Range(0, degree + 1).Select(k => x.Select(v => Math.Pow(v / scale, k)).ToArray())];
        double[] c = (DenseLeastSquares.Factor(powers) ?? throw new DataException($"{x.Length} points do not determine a polynomial of degree {degree}.")).Solve(y);
        return [.. c.Select((v, k) => v / Math.Pow(scale, k))];
    }
}

/// <summary>How a spectrum is normalised. Windows count from E₀.</summary>
public sealed record NormalisationOptions
{
    /// <summary>Energy of the edge [eV]; null = the steepest rise.</summary>
    public double? E0_eV { get; init; }

    /// <summary>Window of the pre-edge line from E₀ [eV]; null = −150 … −30, or what there is.</summary>
    public (double From, double To)? Pre_eV { get; init; }

    /// <summary>Window of the post-edge polynomial from E₀ [eV]; null = 150 to the end, or the upper half of what there is.</summary>
    public (double From, double To)? Post_eV { get; init; }

    /// <summary>Degree of the post-edge polynomial, 0 … 3; null = 2 over more than 400 eV, 1 over more than 100 eV, else 0.</summary>
    public int? Degree { get; init; }

    /// <summary>Power n by which μ Eⁿ is straight before the edge (0 in transmission; 3 after Victoreen).</summary>
    public double Victoreen { get; init; }

    /// <summary>The step, where it is known; null = from the polynomial.</summary>
    public double? EdgeStep { get; init; }
}
