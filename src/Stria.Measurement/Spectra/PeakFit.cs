using Stria.Core;
using Stria.Numerics.Optimisation;

namespace Stria.Measurement.Spectra;

/// <summary>Peaks and steps on a background, fitted to a spectrum by least squares, with standard deviations of positions, widths, heights and areas.</summary>
public sealed record PeakFit(IReadOnlyList<FittedPeak> Peaks, IReadOnlyList<FittedStep> Steps)
{
    private static readonly double[] Widths = [1, 0.6, 0.8, 1.3];

    /// <summary>Photon energies of the fit [eV].</summary>
    public required double[] PhotonEnergies_eV { get; init; }

    /// <summary>The spectrum there.</summary>
    public required double[] Data { get; init; }

    /// <summary>The fit there.</summary>
    public required double[] Fitted { get; init; }

    /// <summary>Background and steps there, below the peaks.</summary>
    public required double[] Baseline { get; init; }

    /// <summary>Standard deviation of a residual.</summary>
    public required double ResidualDeviation { get; init; }

    /// <summary>Whether the iteration came to its end.</summary>
    public required bool Converged { get; init; }

    /// <summary>Fits a model.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="model">Peaks, steps, window.</param>
    /// <exception cref="DataException">The window holds too few points.</exception>
    public static PeakFit Of(Spectrum spectrum, PeakModel model)
    {
        int[] used = [.. Enumerable.Range(0, spectrum.Values.Length).Where(i => spectrum.PhotonEnergies_eV[i] >= model.Window_eV.Low && spectrum.PhotonEnergies_eV[i] <= model.Window_eV.High && double.IsFinite(spectrum.Values[i]))];
        var problem = new PeakProblem(model, [.. used.Select(i => spectrum.PhotonEnergies_eV[i])], [.. used.Select(i => spectrum.Values[i])]);
        if (used.Length <= problem.ParameterCount)
        {
            throw new DataException(
                $"spectrum '{spectrum.Name}' has {used.Length} points between {model.Window_eV.Low:f1} and {model.Window_eV.High:f1} eV, too few for the {problem.ParameterCount} parameters of {model.Peaks.Count} peaks and {model.Steps.Count} steps.");
        }

        // Overlapping peaks have false minima; several widths to begin with, each with the heights that fit best there, lead past them.
        var options = new LevenbergMarquardtOptions { Lower = problem.Lower, Upper = problem.Upper, MaximumIterations = 500, CostTolerance = 1e-12 };
        LeastSquaresResult found = Widths.Select(w => LevenbergMarquardt.Minimise(problem, problem.StartWith(w), options)).MinBy(r => r.SumOfSquares)!;
        return problem.Result(found);
    }
}
