using System.Runtime.Intrinsics;
using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>Working memory of a map's fit, used for block after block by one thread.</summary>
internal sealed class FitMemory
{
    private readonly int most, energies;
    private double[]? measured, data, weights, passed;

    /// <summary>Makes room for blocks of up to <paramref name="most"/> spectra.</summary>
    public FitMemory(SpectraFit fit, OpticalDensityStack od, ReferenceFitOptions options, int most)
    {
        (this.most, energies) = (most, fit.Energies);
        Eights = EightSpectra.For(options.Design, new FitWeights(od.Incident, options.NoiseFactors, od.Noise, options.Design.Used), options.Solver);
        Solution = new SpectraFitBlock(fit, Eights is null ? most : EightSpectra.Count);
        Deviations = new AmountDeviations(fit, options.Compositions);
        (Seen, Light, Chi2, Squares, Used) = (new float[energies * most], new double[most], new double[most], new double[most], new double[most]);
        (Composition, Total, Sums, SumsOfSquares) = (new double[most], new double[most], new Vector256<double>[energies], new Vector256<double>[energies]);
    }

    /// <summary>The usual fit; null where blocks are fitted in the general way.</summary>
    public EightSpectra? Eights { get; }

    /// <summary>Optical densities as measured [energy, spectrum], rows as long as the longest block.</summary>
    public float[] Seen { get; }

    public double[] Measured => measured ??= new double[energies * most];

    public double[] Data => data ??= new double[energies * most];

    public double[] Weights => weights ??= new double[energies * most];

    public double[] Passed => passed ??= new double[energies * most];

    public double[] Light { get; }

    public double[] Chi2 { get; }

    public double[] Squares { get; }

    public double[] Used { get; }

    public double[] Composition { get; }

    public double[] Total { get; }

    /// <summary>Partial sums of residuals, one vector for each energy.</summary>
    public Vector256<double>[] Sums { get; }

    /// <summary>The same of their squares.</summary>
    public Vector256<double>[] SumsOfSquares { get; }

    public AmountDeviations Deviations { get; }

    public SpectraFitBlock Solution { get; }

    /// <summary>Forgets the residuals of the block before.</summary>
    public void Clear()
    {
        Chi2.AsSpan().Clear();
        Squares.AsSpan().Clear();
        Used.AsSpan().Clear();
    }

    /// <summary>Adds what the partial sums hold to those of the energies, and empties them.</summary>
    public void GiveSums(double[] sum, double[] square)
    {
        for (int e = 0; e < energies; e++)
        {
            sum[e] += Vector256.Sum(Sums[e]);
            square[e] += Vector256.Sum(SumsOfSquares[e]);
        }

        Sums.AsSpan().Clear();
        SumsOfSquares.AsSpan().Clear();
    }
}
