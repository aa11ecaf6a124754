using Stria.Core;
using Stria.Numerics.Interpolation;

namespace Stria.Measurement;

/// <summary>The columns of which the background is a sum.</summary>
internal static class BackgroundBasis
{
    internal static double[][] Columns(BackgroundOptions options, double[] positions)
    {
        var columns = new List<double[]>();
        double low = positions[0], span = Math.Max(positions[^1] - low, double.Epsilon);
        if (options.SplineIntervals > 0)
        {
            columns.AddRange(Splines(new UniformBSpline(low, low + span, options.SplineIntervals), positions));
        }
        else
        {
            columns.AddRange(Chebyshev(options.ChebyshevTerms, positions, low, span));
        }

        foreach (BackgroundHump hump in options.Humps)
        {
            columns.Add([.. positions.Select(x => Math.Exp(-4 * Math.Log(2) * (x - hump.Position) * (x - hump.Position) / (hump.Width * hump.Width)))]);
        }

        if (options.Container is { } container)
        {
            columns.Add([.. positions.Select(x => At(container, x))]);
        }

        return columns.Count > 0 ? [.. columns] : throw new ScenarioException("The background has no part: give at least one polynomial, or a spline.");
    }

    private static IEnumerable<double[]> Chebyshev(int terms, double[] positions, double low, double span)
    {
        for (int n = 0; n < terms; n++)
        {
            int order = n;
            yield return [.. positions.Select(x => Math.Cos(order * Math.Acos(Math.Clamp((2 * (x - low) / span) - 1, -1, 1))))];
        }
    }

    private static double[][] Splines(UniformBSpline spline, double[] positions)
    {
        double[][] columns = [.. Enumerable.Range(0, spline.Count).Select(_ => new double[positions.Length])];
        Span<double> values = stackalloc double[4];
        for (int i = 0; i < positions.Length; i++)
        {
            int first = spline.Values(positions[i], values);
            for (int k = 0; k < 4; k++)
            {
                columns[first + k][i] = values[k];
            }
        }

        return columns;
    }

    private static double At(Diffractogram pattern, double x)
    {
        int above = Array.BinarySearch(pattern.Positions, x);
        above = above < 0 ? ~above : above;
        if (above == 0 || above >= pattern.Count)
        {
            return pattern.Counts[Math.Clamp(above, 0, pattern.Count - 1)];
        }

        double share = (x - pattern.Positions[above - 1]) / (pattern.Positions[above] - pattern.Positions[above - 1]);
        return ((1 - share) * pattern.Counts[above - 1]) + (share * pattern.Counts[above]);
    }
}
