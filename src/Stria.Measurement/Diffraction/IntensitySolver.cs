using System.Numerics.Tensors;
using Stria.Numerics.Linear;

namespace Stria.Measurement;

/// <summary>
/// The linear part of a pattern: intensities that are not negative and a background, exactly, by least squares. Peaks overlap only with their neighbours, so
/// their normal matrix has a band; the background borders it and is eliminated through the band.
/// </summary>
internal sealed class IntensitySolver : ILinearPart
{
    private const double Ridge = 1e-6; // share of the diagonal: parts reflections that lie together evenly
    private const int MostExchanges = 120, MostRelaxations = 4, Sweeps = 30;

    private readonly double[] weights, weighted; // w, w y
    private readonly double[][] background;
    private readonly double[] scratch;
    private readonly double[] counts;
    private bool[] active = [];
    private (int From, int End) held; // peaks that are left out

    internal IntensitySolver(double[] counts, double[] weights, double[][] background)
    {
        (this.counts, this.weights, this.background) = (counts, weights, background);
        weighted = [.. counts.Zip(weights, (y, w) => y * w)];
        scratch = new double[counts.Length];
        BackgroundNormal = new double[background.Length * background.Length];
        BackgroundRight = new double[background.Length];
        for (int i = 0; i < background.Length; i++)
        {
            TensorPrimitives.Multiply(background[i], weights, scratch);
            for (int j = 0; j < background.Length; j++)
            {
                BackgroundNormal[(i * background.Length) + j] = TensorPrimitives.Dot<double>(scratch, background[j]);
            }

            BackgroundRight[i] = TensorPrimitives.Dot<double>(background[i], weighted);
        }
    }

    /// <summary>Peaks that have no intensity of their own.</summary>
    internal (int From, int End) Held
    {
        init => held = value;
    }

    private double[] BackgroundNormal { get; }

    private double[] BackgroundRight { get; }

    /// <summary>The intensities of the last solution; 0 for those that are held.</summary>
    public double[] Intensities { get; private set; } = [];

    /// <summary>The parts of the background of the last solution.</summary>
    public double[] Background { get; private set; } = [];

    /// <inheritdoc/>
    public int FreeCount => active.Count(a => a) + background.Length;

    private PeakBand Band { get; set; } = null!;

    private PeakNormal Normal { get; set; } = null!;

    /// <summary>Finds intensities and background; begins with the intensities that were above zero before.</summary>
    public void Solve(PeakColumns columns)
    {
        int m = columns.Count;
        PeakNormal normal = Normal = new PeakNormal(columns, weights, weighted, background, scratch);
        if (active.Length != m)
        {
            active = new bool[m];
            Array.Fill(active, true);
            Array.Fill(active, false, held.From, held.End - held.From);
        }

        for (int i = 0; i < m; i++)
        {
            active[i] &= normal.Diagonal(i) > 0;
        }

        // All wrong ones change sides at once; when their number stops falling, relaxation tells who is above zero; at last one at a time, which cannot go round in circles.
        int fewest = int.MaxValue, patience = 3, relaxed = 0;
        for (int exchange = 0; exchange < MostExchanges; exchange++)
        {
            Band = PeakBand.Factor(normal, active, Ridge);
            Background = SolveBorder(normal.Border, [.. BackgroundRight], normal.Right);
            Intensities = Band.BackSubstitute(normal, Background);
            (int wrong, int last) = Exchange(normal, Intensities, Background, patience > 0);
            if (wrong == 0)
            {
                return;
            }

            (fewest, patience) = wrong < fewest ? (wrong, 3) : (fewest, patience - 1);
            if (patience <= 0 && relaxed < MostRelaxations)
            {
                Relax(normal);
                (fewest, patience, relaxed) = (int.MaxValue, 2, relaxed + 1);
            }
            else if (patience <= 0)
            {
                active[last] = !active[last];
            }
        }

        for (int i = 0; i < m; i++)
        {
            Intensities[i] = Math.Max(0, Intensities[i]);
        }
    }

    private void Relax(PeakNormal normal)
    {
        double[] intensities = [.. Intensities.Select(i => Math.Max(0, i))];
        normal.Relax(intensities, Background, Sweeps, peak => peak < held.From || peak >= held.End);
        for (int i = 0; i < active.Length; i++)
        {
            active[i] = intensities[i] > 0;
        }
    }

    /// <inheritdoc/>
    public ReducedNormal Reduce(PeakColumns columns, double[][] derivatives, double[] residuals) => Bordered(columns, derivatives).Reduced(derivatives, weights, residuals);

    /// <summary>Standard deviations of the intensities at unit variance, with their correlation with background and all other parameters in it; NaN for those that are held.</summary>
    internal double[] StandardDeviations(PeakColumns columns, double[][] derivatives)
    {
        BorderedNormal bordered = Bordered(columns, derivatives);
        double[] own = Band.InverseDiagonal(), sigmas = new double[columns.Count];
        Array.Fill(sigmas, double.NaN);
        double[] inverse = bordered.InverseOfBorder();
        for (int i = 0; i < own.Length; i++)
        {
            sigmas[Band.Peaks[i]] = Math.Sqrt(Math.Max(0, own[i] + bordered.Form(i, inverse)));
        }

        return sigmas;
    }

    /// <summary>What of each column neither the intensities above zero nor the background can imitate.</summary>
    internal double[][] Projected(PeakColumns columns, double[][] derivatives)
    {
        var projected = new double[derivatives.Length][];
        double[] peakRight = new double[columns.Count], right = new double[background.Length];
        for (int k = 0; k < derivatives.Length; k++)
        {
            double[] left = projected[k] = [.. derivatives[k]];
            TensorPrimitives.Multiply(left, weights, scratch);
            for (int i = 0; i < columns.Count; i++)
            {
                peakRight[i] = TensorPrimitives.Dot(columns.Values(i), scratch.AsSpan(columns.First(i)..columns.End(i)));
            }

            for (int b = 0; b < background.Length; b++)
            {
                right[b] = TensorPrimitives.Dot<double>(background[b], scratch);
            }

            double[] shares = SolveBorder(Normal.Border, [.. right], peakRight), intensities = Band.BackSubstitute(Normal, shares);
            for (int i = 0; i < columns.Count; i++)
            {
                Span<double> window = left.AsSpan(columns.First(i)..columns.End(i));
                TensorPrimitives.MultiplyAdd(columns.Values(i), -intensities[i], window, window);
            }

            for (int b = 0; b < background.Length; b++)
            {
                TensorPrimitives.MultiplyAdd(background[b], -shares[b], left, left);
            }
        }

        return projected;
    }

    /// <summary>χ² when some peaks are left out and the rest is found anew; the last solution stays.</summary>
    internal double ChiSquareWithout(PeakColumns columns, int from, int end)
    {
        var other = new IntensitySolver(counts, weights, background) { active = [.. active] };
        Array.Fill(other.active, false, from, end - from);
        other.held = (from, end);
        other.Solve(columns);
        double sum = 0;
        double[] residuals = [.. counts];
        for (int i = 0; i < columns.Count; i++)
        {
            Span<double> window = residuals.AsSpan(columns.First(i)..columns.End(i));
            TensorPrimitives.MultiplyAdd(columns.Values(i), -other.Intensities[i], window, window);
        }

        for (int k = 0; k < background.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(background[k], -other.Background[k], residuals, residuals);
        }

        for (int i = 0; i < residuals.Length; i++)
        {
            sum += weights[i] * residuals[i] * residuals[i];
        }

        return sum;
    }

    private BorderedNormal Bordered(PeakColumns columns, double[][] derivatives) =>
        new(background, derivatives, weights) { Columns = columns, Band = Band, PeakBorder = Normal.Border, BackgroundNormal = BackgroundNormal };

    private double[] SolveBorder(double[] border, double[] right, double[] peakRight)
    {
        int nb = right.Length;
        double[] schur = [.. BackgroundNormal];
        Band.Eliminate(border, nb, schur, right, peakRight);
        var scale = new double[nb];
        for (int i = 0; i < nb; i++)
        {
            // Parts of the background that peaks can imitate everywhere would make the border singular.
            schur[(i * nb) + i] += 1e-10 * BackgroundNormal[(i * nb) + i];
            scale[i] = 1 / Math.Sqrt(Math.Max(schur[(i * nb) + i], double.Epsilon));
        }

        for (int i = 0; i < nb * nb; i++)
        {
            schur[i] *= scale[i / nb] * scale[i % nb];
        }

        for (int i = 0; i < nb; i++)
        {
            right[i] *= scale[i];
        }

        if (!SmallCholesky.Factor(schur, nb))
        {
            throw new Stria.Core.ScenarioException("The parts of the background depend on each other. Take fewer polynomials, or leave out a hump or the container.");
        }

        SmallCholesky.Solve(schur, nb, right);
        return [.. right.Zip(scale, (r, s) => r * s)];
    }

    // Intensities below zero are held, held ones along which the sum of squares falls are freed.
    private (int Wrong, int Last) Exchange(PeakNormal normal, double[] intensities, double[] b, bool swaps)
    {
        int wrong = 0, last = -1;
        double[] gradient = normal.Gradient(intensities, b);
        var change = new bool[active.Length];
        for (int i = 0; i < active.Length; i++)
        {
            double diagonal = normal.Diagonal(i);
            change[i] = diagonal > 0 && !(i >= held.From && i < held.End) && (active[i] ? intensities[i] < 0 : gradient[i] > 1e-9 * (Math.Abs(normal.Right[i]) + 1e-30));
            if (change[i])
            {
                wrong++;
                last = i;
            }
        }

        for (int i = 0; i < active.Length && swaps; i++)
        {
            active[i] ^= change[i];
        }

        return (wrong, last);
    }
}
