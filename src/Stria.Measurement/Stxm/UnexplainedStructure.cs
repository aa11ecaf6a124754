using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Whether the references can explain a stack: what their fit leaves over, once noise and what a beamline does to all spectra are taken off.</summary>
/// <remarks>
/// The residual spectra of pixels two apart are compared (<see cref="NeighbourCovariance"/>): noise leaves no trace there. Before, the part is taken off that broadening, a wrong energy axis,
/// stray light and lost counts give, each with one strength for all pixels (<see cref="DisturbanceDirections"/>). A phase that the references do not hold leaves peaks that are none of these. The
/// largest remaining component, over the structure of the measured spectra themselves, is the figure that is judged.
/// </remarks>
public sealed record UnexplainedStructure
{
    /// <summary>Above this share the references are said not to explain the data. In made stacks with all disturbances full libraries leave 0.008 to 0.018, libraries without α or δ of a sample that holds them 0.03 and more.</summary>
    public const double SuspectFrom = 0.024;

    /// <summary>Below this many times what noise alone gives nothing is said.</summary>
    public const double LeastSignificance = 3;

    private const int MostPairs = 1000, FewestPairs = 60;

    /// <summary>Size of the leading residual component, noise and known disturbances left out, as a share of the structure of the measured spectra.</summary>
    public required double Share { get; init; }

    /// <summary>The same before the disturbances were taken off.</summary>
    public required double RawShare { get; init; }

    /// <summary>The leading variance over that which noise alone gives (the same pairs with random signs).</summary>
    public required double Significance { get; init; }

    /// <summary>The residual's spectrum [optical density, root mean square over the pixels], one value per energy; 0 where the references do not reach.</summary>
    public required double[] Pattern { get; init; }

    /// <summary>Pairs of pixels that were compared.</summary>
    public required int Pairs { get; init; }

    /// <summary>Whether a phase seems to be missing.</summary>
    public bool IsSuspect => Share > SuspectFrom && Significance > LeastSignificance;

    /// <summary>Looks at what a fit leaves over.</summary>
    /// <param name="od">Optical densities, offset and additive light taken off.</param>
    /// <param name="references">The references, with E(stack) − E(references) [eV].</param>
    /// <param name="options">The fit whose residuals are looked at; its mask should leave out the edges.</param>
    /// <param name="cosine">cos 2θ of the particle's direction at each pixel, for linear dichroism; null leaves it out.</param>
    /// <returns>Null where too few pixels lie side by side.</returns>
    public static UnexplainedStructure? Of(OpticalDensityStack od, (ScaledReferences References, double Shift_eV) references, ReferenceFitOptions options, float[]? cosine = null)
    {
        var inside = new PixelMask(od.Grid.Height, od.Grid.Width, [.. options.Mask.Inside.Select((m, p) => m && od.Usable.Inside[p])]);
        (int First, int Second)[] pairs = NeighbourCovariance.Pairs(inside, MostPairs);
        if (pairs.Length < FewestPairs)
        {
            return null;
        }

        int n = od.FrameCount;
        var sample = ResidualSample.Fit(od, options, [.. pairs.Select(p => p.First), .. pairs.Select(p => p.Second)]);
        double raw = Leading(sample, n).Value, structure = sample.Structure;
        sample.TakeOff(DisturbanceDirections.Of(sample, od, references, cosine));
        (double value, double[] pattern) = Leading(sample, n);
        double noise = Leading(sample, n, new SeededRandom(1)).Value, size = Math.Sqrt(Math.Max(0, value));
        return new UnexplainedStructure
        {
            Share = size / structure,
            RawShare = Math.Sqrt(Math.Max(0, raw)) / structure,
            Significance = value / Math.Max(noise, double.Epsilon),
            Pattern = [.. pattern.Select((p, e) => size * p * sample.Scales[e])],
            Pairs = pairs.Length,
        };
    }

    private static (double Value, double[] Vector) Leading(ResidualSample sample, int energies, SeededRandom? signs = null)
    {
        double[] first = sample.Half(0), second = sample.Half(1);
        int n = first.Length / energies;
        for (int i = 0; i < n && signs is not null; i++)
        {
            double sign = signs.Uniform() < 0.5 ? -1 : 1;
            for (int e = 0; e < energies; e++)
            {
                first[(e * n) + i] *= sign;
            }
        }

        return NeighbourCovariance.Leading(NeighbourCovariance.Of(first, second, energies), energies);
    }
}
