namespace Stria.Measurement.Stxm;

/// <summary>Pixels of like composition, and what the references leave of their mean spectrum.</summary>
/// <param name="Pixels">The pixels, as places in the raster.</param>
/// <param name="Residual">Measured minus fitted optical density, one per energy; NaN where the references do not reach.</param>
/// <param name="Deviation">Its standard deviation by noise, one per energy.</param>
public sealed record UnexplainedGroup(int[] Pixels, double[] Residual, double[] Deviation)
{
    /// <summary>Median of the fitted x.</summary>
    public required double Composition { get; init; }

    /// <summary>Fitted x below which a twentieth of the pixels lies.</summary>
    public required double LowestComposition { get; init; }

    /// <summary>Fitted x above which a twentieth of the pixels lies.</summary>
    public required double HighestComposition { get; init; }

    /// <summary>Mean measured optical density, one per energy.</summary>
    public required double[] Spectrum { get; init; }

    /// <summary>χ² per degree of freedom.</summary>
    public required double ReducedChiSquare { get; init; }

    /// <summary>By how many standard deviations the residual of this group alone, smoothed and squared, exceeds that of noise.</summary>
    public required double Significance { get; init; }

    /// <summary>Root mean square of what all groups leave in one shape, as strong as it is in this one, noise taken off, as a share of the structure of the spectrum.</summary>
    public required double Share { get; init; }

    /// <summary>The energies at which the residual stands out most, the strongest first, each at least 1 eV from the others.</summary>
    /// <param name="photonEnergies_eV">Energies of the stack [eV].</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<(double Energy_eV, double Residual)> Peaks(double[] photonEnergies_eV, int most)
    {
        var peaks = new List<(double, double)>();
        foreach (int e in Enumerable.Range(0, Residual.Length).Where(e => double.IsFinite(Residual[e])).OrderByDescending(e => Math.Abs(Residual[e]) / Deviation[e]))
        {
            if (peaks.Count < most && Math.Abs(Residual[e]) > 4 * Deviation[e] && peaks.All(p => Math.Abs(p.Item1 - photonEnergies_eV[e]) >= 1))
            {
                peaks.Add((photonEnergies_eV[e], Residual[e]));
            }
        }

        return peaks;
    }
}
