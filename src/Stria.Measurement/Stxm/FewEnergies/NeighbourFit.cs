using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>
/// The fit of stacks of two to ten energies, too few for a whole library: each pixel is a mixture of the two neighbouring standards that explain it best,
/// so that two numbers are sought, weighted by the noise of the counts.
/// </summary>
/// <remarks>Between neighbours the spectrum is linear in the amounts, and both amounts are not negative; of all neighbours those of least χ² are taken.
/// The standard deviation of x follows from the covariance of the two amounts.</remarks>
public static class NeighbourFit
{
    private const int Rounds = 2;
    private const double GridStep_eV = 0.02;
    private const int SampleSize = 1500;

    /// <summary>Fits every pixel of a mask.</summary>
    /// <param name="od">Optical densities at two energies or more.</param>
    /// <param name="mask">The pixels.</param>
    /// <param name="references">Standards on a common scale, at least two of different composition.</param>
    /// <param name="shift_eV">E(stack) − E(references).</param>
    /// <param name="noiseFactors">By how much resampling changed the variance, one per energy.</param>
    /// <returns>Amounts in the order of the references; with two energies nothing is left over for χ², which is then one.</returns>
    /// <exception cref="DataException">The standards do not cover an energy, or there is only one composition.</exception>
    public static ReferenceFitResult Fit(OpticalDensityStack od, PixelMask mask, ScaledReferences references, double shift_eV, double[] noiseFactors)
    {
        var ladder = new Ladder(od, references, shift_eV, noiseFactors);
        var result = new ReferenceFitResult(od.Grid, references.References.Count, od.FrameCount);
        double[] sum = new double[od.FrameCount], square = new double[od.FrameCount], data = new double[od.FrameCount], model = new double[od.FrameCount];
        int pixels = 0;
        for (int p = 0; p < od.Grid.Count; p++)
        {
            if (!mask.Inside[p] || !od.Usable.Inside[p] || !Take(od, p, data))
            {
                continue;
            }

            Mixture best = ladder.Fit(data, model);
            Put(result, best, ladder, p);
            double rms = 0;
            for (int e = 0; e < data.Length; e++)
            {
                double rest = data[e] - model[e];
                (sum[e], square[e], rms) = (sum[e] + rest, square[e] + (rest * rest), rms + (rest * rest));
            }

            result.ResidualRms[p] = (float)Math.Sqrt(rms / data.Length);
            pixels++;
        }

        result.Finish([(sum, square)], Math.Max(1, pixels));
        return result;
    }

    /// <summary>The energy shift that leaves the least χ² over the pixels; it needs three energies or more.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="mask">The pixels.</param>
    /// <param name="references">Standards on a common scale.</param>
    /// <param name="range_eV">How far to either side it is looked for.</param>
    /// <param name="noiseFactors">By how much resampling changed the variance, one per energy.</param>
    /// <returns>The shift and its standard deviation, with χ² scaled to one.</returns>
    /// <exception cref="DataException">There are fewer than three energies, or no pixel.</exception>
    public static (double Shift_eV, double Deviation_eV) Shift(OpticalDensityStack od, PixelMask mask, ScaledReferences references, double range_eV, double[] noiseFactors)
    {
        int[] pixels = [.. Enumerable.Range(0, od.Grid.Count).Where(p => mask.Inside[p] && od.Usable.Inside[p])];
        if (od.FrameCount < 3 || pixels.Length == 0)
        {
            throw new DataException($"an energy shift cannot be found from {od.FrameCount} energies of {pixels.Length} pixels; give it with --energy-shift.");
        }

        int step = Math.Max(1, pixels.Length / SampleSize);
        double[][] sample = [.. pixels.Where((_, i) => i % step == 0).Select(p => { var d = new double[od.FrameCount]; return Take(od, p, d) ? d : []; }).Where(d => d.Length > 0)];
        double Badness(double shift)
        {
            var ladder = new Ladder(od, references, shift, noiseFactors);
            var model = new double[od.FrameCount];
            return sample.Sum(d => ladder.Fit(d, model).ChiSquare);
        }

        int count = (int)Math.Ceiling(range_eV / GridStep_eV);
        double[] shifts = [.. Enumerable.Range(-count, (2 * count) + 1).Select(i => i * GridStep_eV)], costs = [.. shifts.Select(Badness)];
        int at = Math.Clamp(Array.IndexOf(costs, costs.Min()), 1, shifts.Length - 2);
        double before = costs[at - 1], here = costs[at], after = costs[at + 1], bend = before - (2 * here) + after;
        double move = bend > 0 ? Math.Clamp(0.5 * (before - after) / bend, -1, 1) : 0, scale = here / Math.Max(1, (od.FrameCount - 2) * sample.Length);
        return (shifts[at] + (move * GridStep_eV), bend > 0 ? GridStep_eV * Math.Sqrt(2 * scale / bend) : double.NaN);
    }

    private static bool Take(OpticalDensityStack od, int pixel, double[] data)
    {
        for (int e = 0; e < data.Length; e++)
        {
            data[e] = od.Frame(e)[pixel];
        }

        return data.All(double.IsFinite);
    }

    private static void Put(ReferenceFitResult result, Mixture best, Ladder ladder, int p)
    {
        foreach (float[] amount in result.Amounts)
        {
            amount[p] = 0;
        }

        result.Amounts[ladder.Reference(best.Rung)][p] = (float)best.Lower;
        result.Amounts[ladder.Reference(best.Rung + 1)][p] += (float)best.Upper;
        (result.CompositionDeviation[p], result.TotalDeviation[p]) = ((float)best.CompositionDeviation, (float)best.TotalDeviation);
        result.ReducedChiSquare[p] = ladder.Energies > 2 ? (float)(best.ChiSquare / (ladder.Energies - 2)) : 1;
    }

    /// <summary>The best mixture of two neighbours.</summary>
    private readonly record struct Mixture(int Rung, double Lower, double Upper, double ChiSquare)
    {
        public double CompositionDeviation { get; init; }

        public double TotalDeviation { get; init; }
    }

    /// <summary>The standards in the order of composition, at the stack's energies.</summary>
    private sealed class Ladder
    {
        private readonly int[] order;
        private readonly double[] compositions;
        private readonly double[][] spectra;
        private readonly double[] incident, factors, weights;
        private readonly NoiseModel noise;

        internal Ladder(OpticalDensityStack od, ScaledReferences references, double shift_eV, double[] noiseFactors)
        {
            order = [.. Enumerable.Range(0, references.References.Count).OrderBy(r => references.References[r].Composition)];
            compositions = [.. order.Select(r => references.References[r].Composition)];
            if (compositions.Distinct().Count() < 2)
            {
                throw new DataException("a composition needs standards of two compositions at least.");
            }

            double low = references.References.Max(r => r.Lowest_eV), high = references.References.Min(r => r.Highest_eV);
            double[] wrong = [.. od.PhotonEnergies_eV.Where(e => e - shift_eV < low - 0.1 || e - shift_eV > high + 0.1)];
            if (wrong.Length > 0)
            {
                throw new DataException($"the standards cover {low:f1}–{high:f1} eV together, and an image lies at {wrong[0] - shift_eV:f1} eV. Perhaps the standards belong to another edge, or a post-edge energy lies beyond them.");
            }

            spectra = [.. order.Select(r => references.References[r].At(od.PhotonEnergies_eV, -shift_eV))];
            (incident, factors, noise, weights) = (od.Incident, noiseFactors, od.Noise, new double[od.FrameCount]);
        }

        internal int Energies => weights.Length;

        internal int Reference(int rung) => order[rung];

        // Weights from the data first, and then from the fit: weights that follow the noise would favour low counts.
        internal Mixture Fit(double[] data, double[] model)
        {
            data.CopyTo(model, 0);
            Mixture best = default;
            for (int round = 0; round < Rounds; round++)
            {
                Weigh(model);
                best = Best(data);
                for (int e = 0; e < model.Length; e++)
                {
                    model[e] = (best.Lower * spectra[best.Rung][e]) + (best.Upper * spectra[best.Rung + 1][e]);
                }
            }

            return best;
        }

        private void Weigh(double[] model)
        {
            for (int e = 0; e < weights.Length; e++)
            {
                double variance = factors[e] * noise.OpticalDensityVariance(Math.Max(1e-3, incident[e] * Math.Exp(-model[e])));
                weights[e] = variance > 0 ? 1 / variance : 1;
            }
        }

        private Mixture Best(double[] data)
        {
            var best = new Mixture(0, 0, 0, double.PositiveInfinity);
            for (int rung = 0; rung + 1 < spectra.Length; rung++)
            {
                if (compositions[rung + 1] > compositions[rung] && Two(data, rung) is { } found && found.ChiSquare < best.ChiSquare)
                {
                    best = found;
                }
            }

            return best;
        }

        private Mixture Two(double[] data, int rung)
        {
            double[] a = spectra[rung], b = spectra[rung + 1];
            double aa = 0, ab = 0, bb = 0, ad = 0, bd = 0, dd = 0;
            for (int e = 0; e < data.Length; e++)
            {
                double w = weights[e];
                (aa, ab, bb) = (aa + (w * a[e] * a[e]), ab + (w * a[e] * b[e]), bb + (w * b[e] * b[e]));
                (ad, bd, dd) = (ad + (w * a[e] * data[e]), bd + (w * b[e] * data[e]), dd + (w * data[e] * data[e]));
            }

            double determinant = (aa * bb) - (ab * ab), lower = ((bb * ad) - (ab * bd)) / determinant, upper = ((aa * bd) - (ab * ad)) / determinant;
            (lower, upper) = lower < 0 ? (0, Math.Max(0, bd / bb)) : upper < 0 ? (Math.Max(0, ad / aa), 0) : (lower, upper);
            double cost = dd - (2 * ((lower * ad) + (upper * bd))) + (lower * lower * aa) + (2 * lower * upper * ab) + (upper * upper * bb), total = lower + upper;
            double x = ((lower * compositions[rung]) + (upper * compositions[rung + 1])) / total, ga = (compositions[rung] - x) / total, gb = (compositions[rung + 1] - x) / total;
            double va = bb / determinant, vb = aa / determinant, cov = -ab / determinant;
            return new Mixture(rung, lower, upper, Math.Max(0, cost))
            {
                CompositionDeviation = Math.Sqrt(Math.Max(0, (ga * ga * va) + (2 * ga * gb * cov) + (gb * gb * vb))),
                TotalDeviation = Math.Sqrt(Math.Max(0, va + (2 * cov) + vb)),
            };
        }
    }
}
