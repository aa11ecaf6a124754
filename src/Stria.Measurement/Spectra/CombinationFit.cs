namespace Stria.Measurement.Spectra;

/// <summary>A combination of standards fitted to a spectrum.</summary>
/// <param name="Standards">The standards, in their order.</param>
/// <param name="Weights">Weight of each.</param>
public sealed record CombinationFit(IReadOnlyList<CombinationStandard> Standards, double[] Weights)
{
    /// <summary>Standard deviation of each weight, by the curvature of the sum of squares, bounds aside.</summary>
    public required double[] Deviations { get; init; }

    /// <summary>The 68 % interval of each weight within its bounds: where the sum of squares, the other parameters adapted, has risen by one standard deviation; empty where they were not asked for.</summary>
    public required (double Low, double High)[] Intervals { get; init; }

    /// <summary>Which weights are held at a bound.</summary>
    public required bool[] AtBound { get; init; }

    /// <summary>Shift of each standard [eV], E(spectrum) − E(standard); equal when shared.</summary>
    public required double[] Shifts_eV { get; init; }

    /// <summary>Standard deviation of each shift [eV]; NaN where it was not fitted.</summary>
    public required double[] ShiftDeviations_eV { get; init; }

    /// <summary>Coefficients of the background.</summary>
    public required double[] Background { get; init; }

    /// <summary>Photon energies that were compared [eV].</summary>
    public required double[] PhotonEnergies_eV { get; init; }

    /// <summary>The spectrum there.</summary>
    public required double[] Data { get; init; }

    /// <summary>The fit there.</summary>
    public required double[] Fitted { get; init; }

    /// <summary>Each standard times its weight there, one array per standard.</summary>
    public required double[][] Parts { get; init; }

    /// <summary>Sum of the squared residuals, each divided by the noise where that is known.</summary>
    public required double ChiSquare { get; init; }

    /// <summary>Number of parameters that were free.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Whether the noise was known, so that the reduced χ² is 1 for a fit to the noise; otherwise it is the variance of a residual.</summary>
    public required bool NoiseIsKnown { get; init; }

    /// <summary>Covariance of x, where every standard has a composition.</summary>
    internal double[,] WeightCovariance { get; init; } = new double[0, 0];

    /// <summary>Sum of the weights.</summary>
    public double Sum => Weights.Sum();

    /// <summary>χ² per degree of freedom.</summary>
    public double ReducedChiSquare => ChiSquare / Math.Max(1, Data.Length - ParameterCount);

    /// <summary>R = Σ(d−f)²/Σd², the definition of Larch and of Athena's manual.</summary>
    public double RFactor => SquaredResiduals / Data.Sum(d => d * d);

    /// <summary>R = Σ(d−f)²/Σ(d−d̄)², the definition of Ifeffit behind older versions of Athena.</summary>
    public double RFactorAboutMean
    {
        get
        {
            double mean = Data.Average();
            return SquaredResiduals / Data.Sum(d => (d - mean) * (d - mean));
        }
    }

    /// <summary>Akaike's criterion with the correction for few points, up to a constant of the data.</summary>
    public double Akaike
    {
        get
        {
            double k = ParameterCount + 1, n = Data.Length;
            return Deviance + (2 * k) + (2 * k * (k + 1) / Math.Max(1, n - k - 1));
        }
    }

    /// <summary>The Bayesian criterion, up to a constant of the data.</summary>
    public double Bayes => Deviance + ((ParameterCount + 1) * Math.Log(Data.Length));

    /// <summary>Amount of host Σ w a, with a the amount that a weight of one stands for.</summary>
    public double Amount => Weights.Select((w, k) => w * Standards[k].AmountPerWeight).Sum();

    /// <summary>Composition Σ w a x/Σ w a; null unless every standard has one.</summary>
    public double? Composition => Standards.All(s => s.Composition is not null) && Amount > 0
        ? Weights.Select((w, k) => w * Standards[k].AmountPerWeight * Standards[k].Composition!.Value).Sum() / Amount
        : null;

    /// <summary>Standard deviation of the composition.</summary>
    public double? CompositionDeviation
    {
        get
        {
            if (Composition is not { } x)
            {
                return null;
            }

            double variance = 0;
            double[] slopes = [.. Standards.Select(s => s.AmountPerWeight * (s.Composition!.Value - x))];
            for (int i = 0; i < Weights.Length; i++)
            {
                for (int j = 0; j < Weights.Length; j++)
                {
                    variance += slopes[i] * slopes[j] * WeightCovariance[i, j];
                }
            }

            return Math.Sqrt(Math.Max(0, variance)) / Amount;
        }
    }

    /// <summary>What was measured minus what was fitted.</summary>
    public double[] Residuals => [.. Data.Zip(Fitted, (d, f) => d - f)];

    private double SquaredResiduals => Data.Zip(Fitted, (d, f) => (d - f) * (d - f)).Sum();

    private double Deviance => NoiseIsKnown ? ChiSquare : Data.Length * Math.Log(Math.Max(SquaredResiduals, double.Epsilon) / Data.Length);
}
