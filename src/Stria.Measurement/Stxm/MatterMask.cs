using System.Numerics;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The pixels of a sample that hold what the references describe, and not a film or dirt alone, which are dark as well but show no edge.</summary>
/// <remarks>The amount of the mean reference in every pixel, with a film of carbon and a constant beside it (unweighted least squares, one sum over the frames), counts from a share of
/// what the thick pixels hold.</remarks>
public static class MatterMask
{
    private const double ShareOfThick = 0.15, Thick = 0.9, Smoothing = 0.7;
    private const int FewestPixels = 50;

    /// <summary>Those pixels; the sample itself where fewer than 50 are found.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="references">The references.</param>
    /// <param name="shift_eV">E(stack) − E(references) [eV].</param>
    /// <param name="sample">The sample's pixels.</param>
    public static PixelMask Of(OpticalDensityStack od, ScaledReferences references, double shift_eV, PixelMask sample)
    {
        if (Estimator(ReferenceDesign.At(references, od.PhotonEnergies_eV, shift_eV).With(BackgroundShape.Film, od.PhotonEnergies_eV)) is not { } estimator)
        {
            return sample;
        }

        float[] amount = new float[od.Grid.Count];
        for (int f = 0; f < od.FrameCount; f++)
        {
            Add(od.Frame(f), (float)estimator[f], amount);
        }

        amount = GaussianFilter.Smooth(amount, od.Grid.Height, od.Grid.Width, Smoothing);
        float[] ofSample = new float[amount.Length];
        for (int p = 0; p < ofSample.Length; p++)
        {
            ofSample[p] = sample.Inside[p] && od.Usable.Inside[p] ? amount[p] : float.NaN;
        }

        double thick = Quantiles.Of(ofSample, Thick);
        var inside = new bool[amount.Length];
        for (int p = 0; p < inside.Length; p++)
        {
            inside[p] = sample.Inside[p] && amount[p] > ShareOfThick * thick;
        }

        var found = new PixelMask(sample.Height, sample.Width, inside);
        return thick > 0 && found.Count >= FewestPixels ? found : sample;
    }

    private static void Add(ReadOnlySpan<float> frame, float factor, Span<float> amount)
    {
        int lanes = Vector<float>.Count, p = 0;
        for (; p + lanes <= amount.Length; p += lanes)
        {
            Vector<float> seen = new(frame[p..]);
            (new Vector<float>(amount[p..]) + Vector.ConditionalSelect(Vector.Equals(seen - seen, Vector<float>.Zero), factor * seen, Vector<float>.Zero)).CopyTo(amount[p..]);
        }

        for (; p < amount.Length; p++)
        {
            amount[p] += float.IsFinite(frame[p]) ? factor * frame[p] : 0;
        }
    }

    // The weights of the frames whose sum is the amount: the first row of (A Aᵀ)⁻¹ A.
    private static double[]? Estimator(ReferenceDesign design)
    {
        int n = design.Used.Length;
        double[][] rows = [new double[n], design.Values[^n..], [.. design.Used.Select(u => u ? 1.0 : 0)]];
        for (int r = 0; r < design.Count; r++)
        {
            TensorPrimitives.MultiplyAdd(design.Values.AsSpan(r * n, n), 1.0 / design.Count, rows[0], rows[0]);
        }

        double[] normal = [.. rows.SelectMany(a => rows.Select(b => TensorPrimitives.Dot<double>(a, b)))], first = [1, 0, 0], estimator = new double[n];
        if (!SmallCholesky.Factor(normal, 3))
        {
            return null;
        }

        SmallCholesky.Solve(normal, 3, first);
        for (int k = 0; k < 3; k++)
        {
            TensorPrimitives.MultiplyAdd(rows[k], first[k], estimator, estimator);
        }

        return estimator;
    }
}
