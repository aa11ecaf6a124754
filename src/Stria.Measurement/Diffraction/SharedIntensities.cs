using System.Numerics.Tensors;
using Stria.Numerics.Linear;

namespace Stria.Measurement;

/// <summary>Intensities by Le Bail's sharing: what is measured above the background goes to the peaks in the ratio of their last calculated parts (Le Bail, Duroy and Fourquet, Mater. Res. Bull. 23, 447 (1988)).</summary>
internal sealed class SharedIntensities : ILinearPart
{
    private readonly double[] counts, weights, scratch;
    private readonly double[][] background;
    private readonly double[] backgroundNormal;
    private int used; // peaks within the range with an intensity

    internal SharedIntensities(double[] counts, double[] weights, double[][] background)
    {
        (this.counts, this.weights, this.background, scratch) = (counts, weights, background, new double[counts.Length]);
        int nb = background.Length;
        backgroundNormal = new double[nb * nb];
        for (int i = 0; i < nb; i++)
        {
            TensorPrimitives.Multiply(background[i], weights, scratch);
            for (int j = 0; j < nb; j++)
            {
                backgroundNormal[(i * nb) + j] = TensorPrimitives.Dot<double>(scratch, background[j]);
            }
        }
    }

    /// <inheritdoc/>
    public double[] Intensities { get; private set; } = [];

    /// <inheritdoc/>
    public double[] Background { get; private set; } = [];

    /// <inheritdoc/>
    public int FreeCount => used + background.Length;

    /// <inheritdoc/>
    public void Solve(PeakColumns columns)
    {
        if (Intensities.Length != columns.Count)
        {
            Intensities = [.. Enumerable.Repeat(Math.Max(counts.Max() - counts.Min(), 1e-30), columns.Count)];
            Background = new double[background.Length];
            Background[0] = counts.Min();
            Share(columns, 8);
        }

        SolveBackground(columns);
    }

    /// <summary>Shares the counts out some times, solving for the background in between.</summary>
    internal void Share(PeakColumns columns, int times)
    {
        double[] below = new double[counts.Length], peaks = new double[counts.Length];
        for (int time = 0; time < times; time++)
        {
            Total(columns, peaks);
            Below(below);
            for (int i = 0; i < peaks.Length; i++)
            {
                // Measured above the background over calculated above the background.
                scratch[i] = peaks[i] > 0 ? Math.Max(counts[i] - below[i], 0) / peaks[i] : 0;
            }

            used = 0;
            for (int peak = 0; peak < columns.Count; peak++)
            {
                ReadOnlySpan<double> values = columns.Values(peak);
                double area = TensorPrimitives.Sum(values);
                if (area > 0)
                {
                    Intensities[peak] *= TensorPrimitives.Dot(values, scratch.AsSpan(columns.First(peak), values.Length)) / area;
                    used += Intensities[peak] > 0 ? 1 : 0;
                }
            }

            SolveBackground(columns);
        }
    }

    /// <inheritdoc/>
    public ReducedNormal Reduce(PeakColumns columns, double[][] derivatives, double[] residuals) =>
        new BorderedNormal(background, derivatives, weights) { Columns = columns, Band = null, PeakBorder = [], BackgroundNormal = backgroundNormal }.Reduced(derivatives, weights, residuals);

    private void SolveBackground(PeakColumns columns)
    {
        var peaks = new double[counts.Length];
        Total(columns, peaks);
        int nb = background.Length;
        double[] normal = [.. backgroundNormal], right = new double[nb];
        for (int i = 0; i < counts.Length; i++)
        {
            scratch[i] = weights[i] * (counts[i] - peaks[i]);
        }

        for (int k = 0; k < nb; k++)
        {
            right[k] = TensorPrimitives.Dot<double>(background[k], scratch);
            normal[(k * nb) + k] *= 1 + 1e-10;
        }

        if (!SmallCholesky.Factor(normal, nb))
        {
            throw new Stria.Core.ScenarioException("The parts of the background depend on each other. Take fewer polynomials, or leave out a hump or the container.");
        }

        SmallCholesky.Solve(normal, nb, right);
        Background = right;
    }

    private void Below(Span<double> below)
    {
        below.Clear();
        for (int k = 0; k < background.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(background[k], Background[k], below, below);
        }
    }

    private void Total(PeakColumns columns, Span<double> peaks)
    {
        peaks.Clear();
        for (int peak = 0; peak < columns.Count; peak++)
        {
            Span<double> window = peaks[columns.First(peak)..columns.End(peak)];
            TensorPrimitives.MultiplyAdd(columns.Values(peak), Intensities[peak], window, window);
        }
    }
}
