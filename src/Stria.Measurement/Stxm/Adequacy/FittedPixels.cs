using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>Some pixels, fitted as a map fits them, with the data and weights of the last round.</summary>
internal sealed class FittedPixels
{
    private const int Reweightings = 2;

    private FittedPixels(ReferenceDesign design, int[] pixels, (double[] Weights, double[] Data) input, SpectraFitBlock solution)
    {
        (Design, Pixels, Weights, Data) = (design, pixels, input.Weights, input.Data);
        (Amounts, Model, Free) = (solution.Amounts, solution.Model, solution.Free);
    }

    /// <summary>What was fitted.</summary>
    public ReferenceDesign Design { get; }

    /// <summary>The pixels.</summary>
    public int[] Pixels { get; }

    /// <summary>Number of energies.</summary>
    public int Energies => Design.Used.Length;

    /// <summary>1/variance [energy, pixel]; 0 = not used.</summary>
    public double[] Weights { get; }

    /// <summary>Optical densities, the logarithm linearised about the model [energy, pixel].</summary>
    public double[] Data { get; }

    /// <summary>Amounts [row of the design, pixel].</summary>
    public double[] Amounts { get; }

    /// <summary>Fitted optical densities [energy, pixel].</summary>
    public double[] Model { get; }

    /// <summary>Bit r set when row r is free, one word per pixel.</summary>
    public ulong[] Free { get; }

    /// <summary>Fits pixels.</summary>
    public static FittedPixels Of(OpticalDensityStack od, ReferenceFitOptions options, int[] pixels)
    {
        int n = pixels.Length, energies = od.FrameCount;
        double[] measured = new double[energies * n], data = new double[energies * n], weights = new double[energies * n], light = new double[n];
        for (int e = 0; e < energies; e++)
        {
            ReadOnlySpan<float> frame = od.Frame(e);
            for (int i = 0; i < n; i++)
            {
                measured[(e * n) + i] = frame[pixels[i]];
            }
        }

        for (int i = 0; i < n; i++)
        {
            light[i] = options.AdditiveLight is { } added ? added[pixels[i]] : 0;
        }

        var fit = new SpectraFit(options.Design, options.Solver, options.Amounts) { NoiseIsKnown = od.Noise.Gain > 0 || od.Noise.Floor > 0 };
        var solution = new SpectraFitBlock(fit, n);
        var weighting = new FitWeights(od.Incident, options.NoiseFactors, od.Noise, options.Design.Used);
        weighting.Start(measured, n, data, weights);
        fit.Solve(data, weights, n, solution);
        for (int k = 0; k < Reweightings; k++)
        {
            weighting.FromModel(measured, solution.Model, light, data, weights);
            fit.Solve(data, weights, n, solution);
        }

        return new FittedPixels(options.Design, pixels, (weights, data), solution);
    }
}
