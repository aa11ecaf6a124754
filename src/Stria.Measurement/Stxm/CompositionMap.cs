using Stria.Core;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Composition, amount, thickness and phase of every pixel, from the amounts of the references.</summary>
/// <remarks>x = Σ nᵢxᵢ / Σ nᵢ (Patterns 2022, eq. 6, which is a composition only when it is normalised); the lithium areal density Σ nᵢxᵢ is given beside it.</remarks>
public static class CompositionMap
{
    /// <summary>Makes the maps.</summary>
    /// <param name="fit">The reference fit.</param>
    /// <param name="basis">What the references are.</param>
    /// <param name="gaussianSigma">Standard deviation of a Gaussian filter on the amounts [px]; 0 = none.</param>
    /// <param name="bias">What is taken off x in each pixel (<see cref="NonNegativityBias"/>); null = nothing. x stays between the compositions of the references unless <paramref name="beyond"/> says otherwise.</param>
    /// <param name="deviation">Standard deviation of x, where it is known better than from the covariance of the free amounts; null or NaN = from that.</param>
    /// <param name="beyond">Whether x without its bias may leave the references' range, as noise makes it: what averages pixels afterwards would otherwise find less than the highest and more than the lowest.</param>
    public static CompositionMaps From(ReferenceFitResult fit, CompositionBasis basis, double gaussianSigma = 0, float[]? bias = null, float[]? deviation = null, bool beyond = false)
    {
        ImageGrid grid = fit.Grid;
        float[][] amounts = gaussianSigma > 0
            ? [.. fit.Amounts.Select(a => GaussianFilter.SmoothMasked(a, grid.Height, grid.Width, gaussianSigma))]
            : fit.Amounts;
        double widening = Widening(fit, basis.NoiseIsKnown);
        float[] x = Empty(grid), sigma = Empty(grid), total = Empty(grid), lithium = Empty(grid), thickness = Empty(grid), purity = Empty(grid);
        var labels = new sbyte[grid.Count];
        Array.Fill(labels, (sbyte)-1);
        (double lowest, double highest) = beyond ? (double.NegativeInfinity, double.PositiveInfinity) : (basis.Compositions.Min(), basis.Compositions.Max());
        int faint = 0;
        bool isMolar = basis.IsMolar;
        int[] phases = [.. basis.Compositions.Select(basis.PhaseOf)];
        float[] sums = Sums(amounts, grid.Count), widened = new float[grid.Count];
        for (int p = 0; p < widened.Length; p++)
        {
            widened[p] = (float)(fit.TotalDeviation[p] * widening);
        }

        bool[] partial = PartialPixels.Of(sums, grid.Height, grid.Width), significant = SignificantPixels.Of(sums, widened, grid.Height, grid.Width);
        for (int p = 0; p < grid.Count; p++)
        {
            double sum = 0, moment = 0, volume = 0;
            for (int r = 0; r < amounts.Length; r++)
            {
                double n = amounts[r][p];
                (sum, moment, volume) = (sum + n, moment + (n * basis.Compositions[r]), volume + (n * basis.MolarVolumes[r]));
            }

            if (!double.IsFinite(sum))
            {
                continue;
            }

            if (!significant[p])
            {
                faint++;
                continue;
            }

            (total[p], lithium[p], thickness[p]) = ((float)sum, (float)moment, (float)(isMolar ? volume * 1e9 : sum));
            x[p] = (float)(moment / sum);
            x[p] = bias is not null && float.IsFinite(bias[p]) ? (float)Math.Clamp(x[p] - bias[p], lowest, highest) : x[p];
            sigma[p] = deviation is not null && float.IsFinite(deviation[p]) ? deviation[p] : (float)(fit.CompositionDeviation[p] * widening);
            labels[p] = (sbyte)(partial[p] ? -1 : basis.PhaseOf(x[p]));
            purity[p] = (float)(labels[p] >= 0 ? SharePure(amounts, phases, labels[p], p) / sum : double.NaN);
        }

        return new CompositionMaps(grid, basis.PhaseNames, labels)
        {
            Composition = new ScalarField(grid, x, "x", "1"),
            Deviation = new ScalarField(grid, sigma, "σ(x)", "1"),
            Total = new ScalarField(grid, total, basis.IsMolar ? "n" : "amount", basis.IsMolar ? "mol/m²" : "references"),
            Lithium = new ScalarField(grid, lithium, basis.IsMolar ? "n(Li)" : "amount × x", basis.IsMolar ? "mol/m²" : "references"),
            Thickness = new ScalarField(grid, thickness, basis.IsMolar ? "thickness" : "amount", basis.IsMolar ? "nm" : "references"),
            Purity = new ScalarField(grid, purity, "purity", "1"),
            Amounts = amounts,
            Widening = widening,
            FaintPixels = faint,
        };
    }

    private static float[] Sums(float[][] amounts, int pixels)
    {
        var sums = new float[pixels];
        for (int p = 0; p < pixels; p++)
        {
            double sum = 0;
            foreach (float[] of in amounts)
            {
                sum += of[p];
            }

            sums[p] = (float)sum;
        }

        return sums;
    }

    // The measured scatter beyond the noise model: where χ² exceeds 1 the intervals grow with its root; without a noise model it sets their whole scale.
    /// <summary>Standard deviation of the scatter over that of the weights.</summary>
    /// <param name="fit">The reference fit.</param>
    /// <param name="noiseIsKnown">False when the data give no noise model.</param>
    public static double Widening(ReferenceFitResult fit, bool noiseIsKnown)
    {
        double root = Math.Sqrt(Math.Max(fit.MedianReducedChiSquare, 0));
        return noiseIsKnown ? Math.Max(1, root) : root;
    }

    private static double SharePure(float[][] amounts, int[] phases, int label, int pixel)
    {
        double sum = 0;
        for (int r = 0; r < amounts.Length; r++)
        {
            sum += phases[r] == label ? amounts[r][pixel] : 0;
        }

        return sum;
    }

    private static float[] Empty(ImageGrid grid)
    {
        var values = new float[grid.Count];
        Array.Fill(values, float.NaN);
        return values;
    }
}

/// <summary>The maps of a reference fit; NaN where there is no sample or too little of it.</summary>
/// <param name="Grid">The raster.</param>
/// <param name="PhaseNames">Names of the phases, by label.</param>
/// <param name="PhaseLabels">Phase of each pixel; −1 where x is not known, and where an edge leaves only a part of the pixel to the particle (<see cref="PartialPixels"/>).</param>
public sealed record CompositionMaps(ImageGrid Grid, IReadOnlyList<string> PhaseNames, sbyte[] PhaseLabels)
{
    /// <summary>x = Σ nᵢxᵢ/Σ nᵢ.</summary>
    public required ScalarField Composition { get; init; }

    /// <summary>Standard deviation of x.</summary>
    public required ScalarField Deviation { get; init; }

    /// <summary>Standard deviation of x by errors that are common to all pixels; null when none is known.</summary>
    public ScalarField? SystematicDeviation { get; private init; }

    /// <summary>These errors one by one, independent of each other.</summary>
    public IReadOnlyList<CommonError> CommonErrors { get; private init; } = [];

    /// <summary>These maps with errors that are common to all pixels.</summary>
    /// <param name="errors">The errors; what they do where there is no x is left out.</param>
    public CompositionMaps With(IReadOnlyList<CommonError> errors)
    {
        if (errors.Count == 0)
        {
            return this;
        }

        CommonError[] here = [.. errors.Select(e => e with { Change = [.. Known(e.Change).Select((c, i) => float.IsFinite(Composition.Values[i]) ? c : float.NaN)] })];
        return this with { CommonErrors = here, SystematicDeviation = new ScalarField(Grid, Stxm.CommonErrors.Deviation(here), "σ_sys(x)", "1") };
    }

    // Rims that only the map without blur holds have the errors of their neighbours.
    private float[] Known(float[] change) => Composition.Values.Where((x, i) => float.IsFinite(x) && !float.IsFinite(change[i])).Any() ? LocalRank.FillHoles(change, Grid.Height, Grid.Width) : change;

    /// <summary>Amount of host [mol/m²], or of references.</summary>
    public required ScalarField Total { get; init; }

    /// <summary>Lithium areal density Σ nᵢxᵢ [mol/m²], or Σ of reference amounts times x. The bias of amounts that may not be negative is taken off x, not off this sum: over the total amount it differs from x by that bias.</summary>
    public required ScalarField Lithium { get; init; }

    /// <summary>Thickness [nm], or in units of the references.</summary>
    public required ScalarField Thickness { get; init; }

    /// <summary>Share of the amount that belongs to references of the pixel's own phase.</summary>
    public required ScalarField Purity { get; init; }

    /// <summary>Amount of each reference.</summary>
    public required float[][] Amounts { get; init; }

    /// <summary>Factor by which intervals were widened beyond the noise model.</summary>
    public required double Widening { get; init; }

    /// <summary>Pixels with less than three standard deviations of sample, or that stand alone with more: they have no value in any map.</summary>
    public required int FaintPixels { get; init; }
}
