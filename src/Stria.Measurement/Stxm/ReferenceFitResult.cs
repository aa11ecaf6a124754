using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Maps of a reference fit; NaN at pixels that were not fitted.</summary>
public sealed class ReferenceFitResult
{
    internal ReferenceFitResult(ImageGrid grid, int references, int frames)
    {
        Grid = grid;
        Amounts = [.. Enumerable.Range(0, references).Select(_ => Empty(grid))];
        (CompositionDeviation, TotalDeviation, ResidualRms, ReducedChiSquare) = (Empty(grid), Empty(grid), Empty(grid), Empty(grid));
        (MeanResidual, ResidualDeviation) = (new double[frames], new double[frames]);
    }

    /// <summary>The raster.</summary>
    public ImageGrid Grid { get; }

    /// <summary>Amount of each reference, in the references' unit.</summary>
    public float[][] Amounts { get; private set; }

    /// <summary>Standard deviation of x, noise only (χ² not yet applied).</summary>
    public float[] CompositionDeviation { get; private set; }

    /// <summary>Standard deviation of the total amount, noise only.</summary>
    public float[] TotalDeviation { get; private set; }

    /// <summary>Root mean square of (measured − fitted) optical density.</summary>
    public float[] ResidualRms { get; }

    /// <summary>χ² per degree of freedom.</summary>
    public float[] ReducedChiSquare { get; }

    /// <summary>Mean over the pixels of (measured − fitted), one per energy: what the references leave unexplained.</summary>
    public double[] MeanResidual { get; }

    /// <summary>Standard deviation over the pixels of (measured − fitted), one per energy.</summary>
    public double[] ResidualDeviation { get; }

    /// <summary>Normal equations of each pixel; null when they were not kept.</summary>
    public NormalEquations? Normal { get; internal set; }

    /// <summary>Median of the reduced χ² over the pixels.</summary>
    public double MedianReducedChiSquare { get; private set; }

    /// <summary>The same fit with other amounts; deviations and residuals stay.</summary>
    public ReferenceFitResult WithAmounts(float[][] amounts)
    {
        var changed = (ReferenceFitResult)MemberwiseClone();
        changed.Amounts = amounts;
        return changed;
    }

    /// <summary>The same fit with other standard deviations of x and of the total amount.</summary>
    public ReferenceFitResult WithDeviations(float[] composition, float[] total)
    {
        var changed = (ReferenceFitResult)MemberwiseClone();
        (changed.CompositionDeviation, changed.TotalDeviation) = (composition, total);
        return changed;
    }

    /// <summary>The same fit without its normal equations, which are as large as several maps.</summary>
    public ReferenceFitResult WithoutEquations()
    {
        var changed = (ReferenceFitResult)MemberwiseClone();
        changed.Normal = null;
        return changed;
    }

    internal void Finish((double[] Sum, double[] Square)[] residuals, int pixels)
    {
        for (int e = 0; e < MeanResidual.Length; e++)
        {
            double sum = residuals.Sum(r => r.Sum[e]), square = residuals.Sum(r => r.Square[e]);
            MeanResidual[e] = sum / pixels;
            ResidualDeviation[e] = Math.Sqrt(Math.Max(0, (square / pixels) - (MeanResidual[e] * MeanResidual[e])));
        }

        MedianReducedChiSquare = Quantiles.Median(ReducedChiSquare);
    }

    private static float[] Empty(ImageGrid grid)
    {
        var values = new float[grid.Count];
        Array.Fill(values, float.NaN);
        return values;
    }
}
