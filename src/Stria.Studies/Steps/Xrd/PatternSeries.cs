using Stria.Core;

namespace Stria.Studies;

/// <summary>The patterns of a study with where they stand.</summary>
/// <param name="Patterns">The patterns, in order.</param>
/// <param name="Abscissa">Where each stands.</param>
/// <param name="Label">What that is, with its unit: "time [h]".</param>
internal sealed record PatternSeries(IReadOnlyList<Diffractogram> Patterns, double[] Abscissa, string Label)
{
    /// <summary>The unit of the abscissa; "1" where it has none.</summary>
    public string Unit => Label.Contains('[', StringComparison.Ordinal) ? Label.Split('[', ']')[1] : "1";

    /// <summary>The depth each pattern was measured at; null when the series is of one.</summary>
    public PatternLayers? Layers { get; init; }

    /// <summary>Potential at each pattern [V]; NaN where it is not known, null when there is no cycler.</summary>
    public double[]? Potentials { get; init; }

    /// <summary>Composition x at each pattern; null when it is not known.</summary>
    public double[]? Compositions { get; init; }

    /// <summary>The cycler's record along the series: abscissa and potential [V]; null when there is none, or it is not shown against time.</summary>
    public (double[] Abscissa, double[] Potentials)? Trace { get; init; }
}
