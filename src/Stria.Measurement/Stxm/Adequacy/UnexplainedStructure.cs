using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Whether the references can explain a stack: what they leave over in the mean spectra of many pixels of like composition, whatever strength each disturbance has.</summary>
/// <remarks>
/// The mean of some hundred pixels has a twentieth of a pixel's noise, and shows what no pixel alone does. All groups are fitted together (<see cref="PooledFit"/>): amounts that are not negative, and with them, of any strength and
/// sign, shift, stretch, broadening, stray light, lost counts and dichroism, which act on all groups alike, and a straight line in each. Of what the fit leaves the part is judged that has one shape in all groups
/// (<see cref="LeadingResidual"/>): a phase that the references do not hold is an extrapolation of them, which amounts that are not negative cannot follow, or has features between theirs. It is compared with what the fit leaves of
/// noise drawn about it (a parametric bootstrap; Efron and Tibshirani 1993, chapter 6).
/// </remarks>
public sealed record UnexplainedStructure
{
    /// <summary>The references are doubted where what is left exceeds what noise leaves by this many standard deviations of it. Noise alone reaches six once in a million stacks; made stacks with all disturbances
    /// reach 5.3 with the full library, from what is left of directions and of blur, and 10 or more without a phase: the threshold is the geometric mean of both.</summary>
    public const double LeastSignificance = 7.5;

    /// <summary>… and where it is at least this share of the structure of the spectra: standards, and Beer's law in a pixel, are not trusted beyond it.</summary>
    public const double LeastShare = 0.0025;

    /// <summary>A group takes part in it where its own residual exceeds what noise leaves by this many standard deviations.</summary>
    public const double LeastOfGroup = 3;

    private const int Drawings = 200, FewestEnergies = 20;

    /// <summary>The groups, from low to high composition.</summary>
    public required IReadOnlyList<UnexplainedGroup> Groups { get; init; }

    /// <summary>The group in which what is left is strongest beside its noise.</summary>
    public required int Worst { get; init; }

    /// <summary>By how many standard deviations what is left in one shape by all groups exceeds what noise leaves.</summary>
    public required double Significance { get; init; }

    /// <summary>The least share that would have been noticed in any one of the groups.</summary>
    public required double LeastNoticed { get; init; }

    /// <summary>Factor on the variances by what varies from energy to energy beyond the noise of counting: noise of the standards, of single frames. One where there is none.</summary>
    public required double NoiseFactor { get; init; }

    /// <summary>Root mean square of what is left in the worst group, noise taken off, as a share of the structure of its spectrum (a straight line taken off).</summary>
    public double Share => Groups[Worst].Share;

    /// <summary>Whether a phase seems to be missing.</summary>
    public bool IsSuspect => Significance > LeastSignificance && Share > LeastShare;

    /// <summary>Looks at what a fit leaves over.</summary>
    /// <param name="od">Optical densities, disturbances taken off as far as they are known.</param>
    /// <param name="references">The references, with E(stack) − E(references) [eV].</param>
    /// <param name="options">The fit whose residuals are looked at; its mask should leave out the edges.</param>
    /// <param name="fit">The amounts it gave, pixel by pixel.</param>
    /// <param name="about">What else is known.</param>
    /// <returns>Null where too few pixels or energies are there.</returns>
    public static UnexplainedStructure? Of(OpticalDensityStack od, (ScaledReferences References, double Shift_eV) references, ReferenceFitOptions options, ReferenceFitResult fit, AdequacyKnowledge about)
    {
        bool[] mask = [.. options.Mask.Inside.Select((m, p) => m && od.Usable.Inside[p])];
        if (CompositionGroups.Of(fit, mask, options.Compositions, options.Design.RowCount) is not { } groups)
        {
            return null;
        }

        float[]? cosine = about.Cosine is { } given && groups.Members.SelectMany(g => g).Any(p => Math.Abs(given[p]) > 0.01) ? given : null;
        PooledSpectra[] pooled = [.. groups.Members.Select(g => PooledSpectra.Of(od, references, options, g, (groups.Share, cosine)))];
        var problem = new PooledFit(pooled, options.Design, (about.IncidentVariance ?? new double[od.FrameCount], StandardNoise.Of(references.References)), od.PhotonEnergies_eV);
        if (problem.Energies.Count < FewestEnergies)
        {
            return null;
        }

        PooledResult found = problem.Solve();
        PooledResult[] drawn = [.. problem.Draw(Drawings, about.Seed)];
        bool isKnown = od.Noise.Gain > 0 || od.Noise.Floor > 0;
        double Scale(double measured, double expected) => isKnown ? Math.Max(1, measured / expected) : measured / expected;
        double scale = Scale(Rough(problem, found), 1), common = Scale(found.Leading.Roughness, drawn.Average(d => d.Leading.Roughness));
        (double Mean, double Deviation) nothing = Moments([.. drawn.Select(d => d.Leading.Square)]);
        (double Mean, double Deviation)[] each = [.. pooled.Select((_, g) => Moments([.. drawn.Select(d => d.Smooth[g])]))];
        double[] structure = [.. pooled.Select((p, g) => Structure(p, problem, (g, options.Design)))];
        double above = Math.Max(0, found.Leading.Square - (common * nothing.Mean));
        UnexplainedGroup[] all = [.. pooled.Select((p, g) => Group(
            (p, g),
            (problem, found, scale),
            options,
            fit,
            (((found.Smooth[g] / scale) - each[g].Mean) / each[g].Deviation, Math.Abs(found.Leading.Strengths[g]) * Math.Sqrt(above / structure[g]))))];
        return new UnexplainedStructure
        {
            Groups = all,
            Worst = Enumerable.Range(0, all.Length).MaxBy(g => Math.Abs(found.Leading.Strengths[g])),
            Significance = ((found.Leading.Square / common) - nothing.Mean) / nothing.Deviation,
            LeastNoticed = Math.Max(LeastShare, structure.Max(s => Math.Sqrt(LeastSignificance * nothing.Deviation * common / s))),
            NoiseFactor = scale,
        };
    }

    private static UnexplainedGroup Group(
        (PooledSpectra Spectra, int Place) of, (PooledFit Problem, PooledResult Found, double Scale) fitted, ReferenceFitOptions options, ReferenceFitResult fit, (double Significance, double Share) judged)
    {
        int n = options.Design.Used.Length;
        double[] residual = new double[n], deviation = new double[n];
        Array.Fill(residual, double.NaN);
        Array.Fill(deviation, double.NaN);
        for (int i = 0; i < fitted.Problem.Energies.Count; i++)
        {
            int e = fitted.Problem.Energies[i];
            (residual[e], deviation[e]) = (fitted.Found.Residuals[of.Place][i], Math.Sqrt(fitted.Scale) * fitted.Problem.Deviation(of.Place, e));
        }

        double[] x = [.. of.Spectra.Pixels.Select(p => Composition(fit, options.Compositions, p)).Where(double.IsFinite)];
        return new UnexplainedGroup(of.Spectra.Pixels, residual, deviation)
        {
            Composition = x.Length == 0 ? double.NaN : Quantiles.Median(x),
            LowestComposition = x.Length == 0 ? double.NaN : Quantiles.Of(x, 0.05),
            HighestComposition = x.Length == 0 ? double.NaN : Quantiles.Of(x, 0.95),
            Spectrum = [.. of.Spectra.Model.Select((m, e) => m + of.Spectra.Residual[e])],
            ReducedChiSquare = fitted.Found.Reduced[of.Place] / fitted.Scale,
            Significance = judged.Significance,
            Share = judged.Share,
        };
    }

    private static double Composition(ReferenceFitResult fit, double[] compositions, int pixel)
    {
        double total = 0, moment = 0;
        for (int r = 0; r < compositions.Length; r++)
        {
            (total, moment) = (total + fit.Amounts[r][pixel], moment + (fit.Amounts[r][pixel] * compositions[r]));
        }

        return moment / total;
    }

    // Square of the fitted references over the noise, a straight line taken off, as the sums of smoothed residuals would see it.
    private static double Structure(PooledSpectra group, PooledFit problem, (int Place, ReferenceDesign Design) of)
    {
        int n = of.Design.Used.Length;
        double[] y = [.. problem.Energies.Select(e => Enumerable.Range(0, of.Design.Count).Sum(r => group.Amounts[r] * of.Design.Values[(r * n) + e]))];
        double[] w = [.. problem.Energies.Zip(problem.Gains, (e, gain) => gain * Math.Pow(problem.Deviation(of.Place, e), -2))], t = [.. problem.Energies.Select(e => (double)e)];
        double all = w.Sum(), meanY = y.Zip(w, (a, b) => a * b).Sum() / all, meanT = t.Zip(w, (a, b) => a * b).Sum() / all, tt = 0, ty = 0, yy = 0;
        for (int i = 0; i < y.Length; i++)
        {
            (double dt, double dy) = (t[i] - meanT, y[i] - meanY);
            (tt, ty, yy) = (tt + (w[i] * dt * dt), ty + (w[i] * dt * dy), yy + (w[i] * dy * dy));
        }

        return Math.Max(double.Epsilon, yy - (ty * ty / tt));
    }

    // What varies from one energy to the next, from second differences: features of spectra are wider.
    private static double Rough(PooledFit problem, PooledResult found)
    {
        double[] squares = [.. found.Residuals.SelectMany((r, g) => Enumerable.Range(1, r.Length - 2).Select(i =>
        {
            double Over(int k) => r[k] / problem.Deviation(g, problem.Energies[k]);
            double second = Over(i - 1) - (2 * Over(i)) + Over(i + 1);
            return second * second / 6;
        }))];
        return squares.Average();
    }

    private static (double Mean, double Deviation) Moments(double[] draws)
    {
        double mean = draws.Average();
        return (mean, Math.Sqrt(draws.Sum(d => Math.Pow(d - mean, 2)) / (draws.Length - 1)));
    }
}

/// <summary>What is known beside a fit when its references are judged.</summary>
public sealed record AdequacyKnowledge
{
    /// <summary>cos 2θ of the particle's direction at each pixel, for linear dichroism; null leaves it out.</summary>
    public float[]? Cosine { get; init; }

    /// <summary>Relative variance of I₀ at each energy, which all pixels share; null = none.</summary>
    public double[]? IncidentVariance { get; init; }

    /// <summary>Start of the drawing.</summary>
    public long Seed { get; init; } = 1;
}
