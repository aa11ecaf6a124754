using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The pixels' spectra as decompositions need them.</summary>
/// <param name="Coordinates">Coordinates of all pixels [dimension, pixel], row by row; with thickness divided out where that was asked for.</param>
/// <param name="Training">The same of the pixels from which groups are found: those well inside the sample.</param>
/// <param name="Dimensions">Number of dimensions.</param>
/// <param name="MakeSpectra">Makes the spectra themselves, on the basis of the mean and the kept components, for those ways that need them.</param>
public sealed record DecompositionInput(float[] Coordinates, float[] Training, int Dimensions, Func<FactorisationData> MakeSpectra)
{
    private FactorisationData? spectra;

    /// <summary>The spectra, made when first asked for.</summary>
    public FactorisationData Spectra => spectra ??= MakeSpectra();

    /// <summary>Number of pixels.</summary>
    public int Count => Coordinates.Length / Dimensions;

    /// <summary>Number of training pixels.</summary>
    public int TrainingCount => Training.Length / Dimensions;

    /// <summary>Spectra whose coordinates are scaled to length one, so that distances are angles.</summary>
    /// <param name="training">Whether those of the training pixels are wanted.</param>
    public float[] OnSphere(bool training)
    {
        float[] from = training ? Training : Coordinates, unit = [.. from];
        int n = from.Length / Dimensions;
        for (int i = 0; i < n; i++)
        {
            double squares = 0;
            for (int d = 0; d < Dimensions; d++)
            {
                squares += (double)from[(d * n) + i] * from[(d * n) + i];
            }

            float scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
            for (int d = 0; d < Dimensions; d++)
            {
                unit[(d * n) + i] *= scale;
            }
        }

        return unit;
    }
}

/// <summary>Groups of pixels.</summary>
/// <param name="Labels">Group of each pixel.</param>
/// <param name="Count">Number of groups.</param>
public sealed record Decomposition(int[] Labels, int Count)
{
    /// <summary>Probability that the pixel belongs to its group; null where the way knows none.</summary>
    public float[]? Probabilities { get; init; }

    /// <summary>How clusters were joined; null where none were.</summary>
    public WardTree? Tree { get; init; }

    /// <summary>Figures by which the number was chosen, under the name of the criterion.</summary>
    public (string Name, IReadOnlyList<(int Count, double Figure)> Curve)? Choice { get; init; }

    /// <summary>Non-negative spectra and amounts; null for other ways.</summary>
    public NonNegativeFactorisation? Factors { get; init; }
}
