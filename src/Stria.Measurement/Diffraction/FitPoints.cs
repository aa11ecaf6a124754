using Stria.Core;

namespace Stria.Measurement;

/// <summary>The points of a pattern that a fit uses, on an axis that it can work with: 2θ [°], q [1/Å] or energy [keV].</summary>
/// <param name="Positions">Positions, ascending.</param>
/// <param name="Counts">Counts.</param>
/// <param name="Weights">1/σ².</param>
/// <param name="Index">Number of each point in the pattern.</param>
/// <param name="Place">The axis.</param>
internal sealed record FitPoints(double[] Positions, double[] Counts, double[] Weights, int[] Index, PeakPlace Place)
{
    /// <summary>What one unit of the pattern's axis is on this one.</summary>
    internal static double Scale(Diffractogram pattern) => pattern.Axis == DiffractionAxis.Energy ? 1e-3 : 1;

    /// <summary>A pattern against d and what was said about it in Å as they are against q, which is what is fitted; all others as they are.</summary>
    internal static (Diffractogram Pattern, PatternFitOptions Options) Turned(Diffractogram pattern, PatternFitOptions options)
    {
        if (pattern.Axis != DiffractionAxis.Spacing)
        {
            return (pattern, options);
        }

        static double Of(double d) => d > 0 ? 2 * Math.PI / d : double.PositiveInfinity;
        return (pattern.On(DiffractionAxis.MomentumTransfer), options with
        {
            Range = (Of(options.Range.To), Of(options.Range.From)),
            Excluded = [.. options.Excluded.Select(r => r.To > r.From ? (Of(r.To), Of(r.From)) : r)],
            ForeignLines = [.. options.ForeignLines.Select(l => l with { Position = Of(l.Position) })],
            Background = options.Background with
            {
                Humps = [.. options.Background.Humps.Select(h => new BackgroundHump(Of(h.Position), 2 * Math.PI * h.Width / (h.Position * h.Position)))],
                Container = options.Background.Container is { Axis: DiffractionAxis.Spacing } container ? container.On(DiffractionAxis.MomentumTransfer) : options.Background.Container,
            },
        });
    }

    /// <summary>The background's parts on the axis of these points.</summary>
    internal double[][] Background(BackgroundOptions background) => BackgroundBasis.Columns(Place.Axis != DiffractionAxis.Energy ? background : background with
    {
        Humps = [.. background.Humps.Select(h => new BackgroundHump(h.Position / 1000, h.Width / 1000))],
        Container = background.Container is { } c ? new Diffractogram(c.Axis, [.. c.Positions.Select(p => p / 1000)], c.Counts, c.Sigmas) : null,
    }, Positions);

    /// <summary>Takes the points of a range, without excluded regions and points that were not measured.</summary>
    /// <exception cref="ScenarioException">Regions overlap or are turned, or nothing is left.</exception>
    internal static FitPoints Of(Diffractogram pattern, PatternFitOptions options)
    {
        Check(options.Excluded, pattern);
        double scale = Scale(pattern);
        int[] kept = [.. Enumerable.Range(0, pattern.Count).Where(i => Uses(pattern, i, options))];
        if (kept.Length < 20)
        {
            throw new ScenarioException(
                $"{kept.Length} of {pattern.Count} points of the pattern ({pattern.Positions[0]:g6} … {pattern.Positions[^1]:g6}, {Diffractogram.Label(pattern.Axis)}) are left in the range {options.Range.From:g6} … {options.Range.To:g6} without excluded regions. Perhaps range and regions are on another axis.");
        }

        double sine = pattern.Axis == DiffractionAxis.Energy
            ? Math.Sin((pattern.FixedTwoTheta_deg ?? throw new ScenarioException("The pattern is against energy and its angle is not known. Give it, as in --two-theta 2.29, or 'two_theta: 2.29 deg' in a scenario.")) * Math.PI / 360)
            : 1;
        return new FitPoints(
            [.. kept.Select(i => pattern.Positions[i] * scale)], [.. kept.Select(i => pattern.Counts[i])], [.. kept.Select(i => 1 / (pattern.Sigmas[i] * pattern.Sigmas[i]))],
            kept, new PeakPlace(pattern.Axis, sine));
    }

    /// <summary>Whether a point of a pattern is measured, in the range and in no excluded region.</summary>
    internal static bool Uses(Diffractogram pattern, int i, PatternFitOptions options)
    {
        double x = pattern.Positions[i];
        return double.IsFinite(pattern.Sigmas[i]) && double.IsFinite(pattern.Counts[i]) && pattern.Sigmas[i] > 0 && x >= options.Range.From && x <= options.Range.To && x > 0 && !options.Excluded.Any(r => x >= r.From && x <= r.To);
    }

    private static void Check(IReadOnlyList<(double From, double To)> excluded, Diffractogram pattern)
    {
        (double From, double To)[] ordered = [.. excluded.OrderBy(r => r.From)];
        for (int i = 0; i < ordered.Length; i++)
        {
            if (!(ordered[i].To > ordered[i].From))
            {
                throw new ScenarioException($"The excluded region {ordered[i].From:g6} … {ordered[i].To:g6} ({Diffractogram.Label(pattern.Axis)}) ends before it begins.");
            }

            if (i > 0 && ordered[i].From < ordered[i - 1].To)
            {
                throw new ScenarioException(
                    $"The excluded regions {ordered[i - 1].From:g6} … {ordered[i - 1].To:g6} and {ordered[i].From:g6} … {ordered[i].To:g6} ({Diffractogram.Label(pattern.Axis)}) overlap. Perhaps one of them has a wrong digit; write them as one if they are meant.");
            }
        }
    }
}
