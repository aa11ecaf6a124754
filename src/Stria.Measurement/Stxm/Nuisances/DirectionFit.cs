using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>The direction of the particle against the polarisation as its own spectra tell it, where its shape does not: at crossings of wires, at ends, in clumps.</summary>
/// <remarks>
/// With the strengths of the dichroism known, cos 2θ is one more linear component of each spectrum, d = A n + cos 2θ Σ nₖDₖ. The amounts and a straight background of each pixel are eliminated
/// (variable projection), and what is left is one slope and one information for each pixel. Neighbours share the error of the direction that the shape gives: within a window slopes and informations
/// are added, and the shape's direction counts as one more measurement, with its own standard deviation (a Gaussian prior). Where wires lie across each other the result is the mean of their cos 2θ, weighted by
/// what they absorb, which is what the spectrum of the pixel holds of them.
/// </remarks>
public static class DirectionFit
{
    private const int BlockLength = 1024;
    private const double Window = 1.5; // standard deviation of the window [px]

    /// <summary>Finds the directions.</summary>
    /// <param name="od">Optical densities, light taken off, and dichroism by the shape's directions as well.</param>
    /// <param name="options">The fit of the references.</param>
    /// <param name="dichroism">What dichroism adds to each reference along the polarisation [reference, energy].</param>
    /// <param name="shape">cos 2θ by the shape and its standard deviation; NaN outside.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <returns>cos 2θ of each pixel and its standard deviation; NaN outside.</returns>
    public static DirectionMap Refine(OpticalDensityStack od, ReferenceFitOptions options, double[] dichroism, DirectionMap shape, CancellationToken cancel = default)
    {
        int pixels = od.Grid.Count, height = od.Grid.Height, width = od.Grid.Width;
        float[] slope = new float[pixels], information = new float[pixels];
        int[] inside = [.. Enumerable.Range(0, pixels).Where(p => options.Mask.Inside[p] && od.Usable.Inside[p] && float.IsFinite(shape.Cosine[p]))];
        Rows.For((inside.Length + BlockLength - 1) / BlockLength, options.Threads, new Block(od, options, dichroism, inside, (slope, information)), cancel);
        slope = GaussianFilter.Smooth(slope, height, width, Window);
        information = GaussianFilter.Smooth(information, height, width, Window);
        // The filter gives means; a window of Gaussian weights holds 4πσ² pixels' worth of information.
        double together = 4 * Math.PI * Window * Window;
        float[] cosine = [.. shape.Cosine], deviation = [.. shape.Deviation];
        foreach (int p in inside)
        {
            double prior = 1 / (shape.Deviation[p] * (double)shape.Deviation[p]), all = (together * information[p]) + prior;
            cosine[p] = (float)Math.Clamp(shape.Cosine[p] + (together * slope[p] / all), -1, 1);
            deviation[p] = (float)Math.Sqrt(1 / all);
        }

        return new DirectionMap(cosine, deviation);
    }

    private readonly struct Block(OpticalDensityStack od, ReferenceFitOptions options, double[] dichroism, int[] pixels, (float[] Slope, float[] Information) result) : IRowOperation
    {
        public void Invoke(int row)
        {
            int[] mine = pixels[(row * BlockLength)..Math.Min((row + 1) * BlockLength, pixels.Length)];
            int n = mine.Length, energies = od.FrameCount, references = dichroism.Length / energies;
            var sample = ResidualSample.Fit(od, options, mine);
            var direction = new double[energies * n];
            for (int r = 0; r < references; r++)
            {
                for (int e = 0; e < energies; e++)
                {
                    double added = dichroism[(r * energies) + e];
                    for (int s = 0; s < n && added != 0; s++)
                    {
                        direction[(e * n) + s] += added * sample.Amounts[(r * n) + s];
                    }
                }
            }

            (double[] slope, double[] information) = sample.Against(direction);
            for (int s = 0; s < n; s++)
            {
                (result.Slope[mine[s]], result.Information[mine[s]]) = ((float)slope[s], (float)information[s]);
            }
        }
    }
}

/// <summary>cos 2θ of each pixel against the polarisation.</summary>
/// <param name="Cosine">cos 2θ, towards zero where the direction is not known; NaN outside.</param>
/// <param name="Deviation">Its standard deviation; NaN outside.</param>
public sealed record DirectionMap(float[] Cosine, float[] Deviation);
