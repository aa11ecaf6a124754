using Stria.Core;

namespace Stria.Numerics.Interpolation;

/// <summary>How a map is interpolated between the centres of its pixels.</summary>
public enum MapInterpolation
{
    /// <summary>From the four pixels around a place; exact for linear maps, error of second order.</summary>
    Bilinear,

    /// <summary>From sixteen pixels by cubic Lagrange polynomials; exact for cubic maps, error of fourth order. Bilinear where one of the sixteen has no value.</summary>
    Cubic,
}

/// <summary>Values of a map at any place, from pixels with a value only: what lies beyond the edge of a particle is never blended into it.</summary>
/// <remarks>Near the edge the weights of the pixels that have a value are scaled to the sum 1; where none of the four around a place has one, the nearest pixel that has stands in.</remarks>
public sealed class MapSampler
{
    private readonly ScalarField map;
    private readonly ImagePlane plane;
    private readonly MapInterpolation interpolation;

    /// <summary>Makes the sampler.</summary>
    /// <param name="map">The map; not finite = no value. Its pixel sizes must be known.</param>
    /// <param name="interpolation">How to interpolate.</param>
    /// <exception cref="ScenarioException">The pixel size is unknown.</exception>
    /// <exception cref="DataException">No pixel has a value.</exception>
    public MapSampler(ScalarField map, MapInterpolation interpolation = MapInterpolation.Bilinear)
    {
        if (!map.Grid.HasPixelSize)
        {
            throw new ScenarioException($"The map '{map.Symbol}' cannot be sampled at places in metres because its pixel size is unknown.");
        }

        if (!map.Values.Any(float.IsFinite))
        {
            throw new DataException($"The map '{map.Symbol}' has no value to sample. Perhaps its mask is empty.");
        }

        (this.map, this.interpolation, plane) = (map, interpolation, new ImagePlane(map.Grid));
    }

    /// <summary>The value at a place.</summary>
    /// <param name="x">x in the <see cref="ImagePlane"/> of the map's grid [m].</param>
    /// <param name="y">y [m], upwards.</param>
    public double At(double x, double y) => At(x, y, out _);

    /// <summary>The values at many places.</summary>
    /// <param name="points">x₀, y₀, x₁, y₁, … [m].</param>
    /// <param name="values">Receives one value per place.</param>
    /// <returns>At how many places the nearest pixel stood in because none around them has a value.</returns>
    public int Sample(ReadOnlySpan<double> points, Span<double> values)
    {
        int beyond = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = At(points[2 * i], points[(2 * i) + 1], out bool nearest);
            beyond += nearest ? 1 : 0;
        }

        return beyond;
    }

    private double At(double x, double y, out bool nearest)
    {
        double column = plane.Column(x), row = plane.Row(y);
        int c = (int)Math.Floor(column), r = (int)Math.Floor(row);
        double u = column - c, v = row - r;
        nearest = false;
        if (interpolation == MapInterpolation.Cubic && Cubic(r, c, v, u) is double cubic and not double.NaN)
        {
            return cubic;
        }

        double sum = 0, weight = 0;
        Add(r, c, (1 - v) * (1 - u), ref sum, ref weight);
        Add(r, c + 1, (1 - v) * u, ref sum, ref weight);
        Add(r + 1, c, v * (1 - u), ref sum, ref weight);
        Add(r + 1, c + 1, v * u, ref sum, ref weight);
        nearest = weight <= 0;
        return nearest ? Nearest(row, column) : sum / weight;
    }

    private void Add(int r, int c, double w, ref double sum, ref double weight)
    {
        float value = Value(r, c);
        if (w > 0 && float.IsFinite(value))
        {
            sum += w * value;
            weight += w;
        }
    }

    /// <summary>The tensor product of cubic polynomials through four pixels each; NaN where one of them has no value.</summary>
    private double Cubic(int r, int c, double v, double u)
    {
        if (r < 1 || c < 1 || r + 2 >= map.Grid.Height || c + 2 >= map.Grid.Width)
        {
            return double.NaN;
        }

        Span<double> across = stackalloc double[4], down = stackalloc double[4];
        Lagrange(u, across);
        Lagrange(v, down);
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            ReadOnlySpan<float> line = map.Values.AsSpan(((r - 1 + i) * map.Grid.Width) + c - 1, 4);
            sum += down[i] * ((across[0] * line[0]) + (across[1] * line[1]) + (across[2] * line[2]) + (across[3] * line[3]));
        }

        return double.IsFinite(sum) ? sum : double.NaN;
    }

    // Weights of the pixels at −1, 0, 1 and 2 for a place t between 0 and 1.
    private static void Lagrange(double t, Span<double> w)
    {
        w[0] = -t * (t - 1) * (t - 2) / 6;
        w[1] = (t + 1) * (t - 1) * (t - 2) / 2;
        w[2] = -(t + 1) * t * (t - 2) / 2;
        w[3] = (t + 1) * t * (t - 1) / 6;
    }

    /// <summary>The value of the nearest pixel that has one, by distance on the sample; of equally near ones the first in reading order.</summary>
    private double Nearest(double row, double column)
    {
        int r0 = (int)Math.Clamp(Math.Round(row), 0, map.Grid.Height - 1), c0 = (int)Math.Clamp(Math.Round(column), 0, map.Grid.Width - 1);
        double best = double.PositiveInfinity, value = double.NaN, finest = Math.Min(map.Grid.PixelSizeX, map.Grid.PixelSizeY);
        double offset = Math.Max(Math.Abs(row - r0), Math.Abs(column - c0));
        int farthest = Math.Max(map.Grid.Height, map.Grid.Width);

        // Square frames around the place, until no pixel of the next can be nearer than the best so far.
        for (int reach = 0; reach <= farthest && (reach <= offset || (reach - offset) * finest < best); reach++)
        {
            for (int r = Math.Max(0, r0 - reach); r <= Math.Min(map.Grid.Height - 1, r0 + reach); r++)
            {
                int step = Math.Abs(r - r0) == reach ? 1 : Math.Max(1, 2 * reach);
                for (int c = c0 - reach; c <= c0 + reach; c += step)
                {
                    float candidate = Value(r, c);
                    double dx = (c - column) * map.Grid.PixelSizeX, dy = (r - row) * map.Grid.PixelSizeY, distance = Math.Sqrt((dx * dx) + (dy * dy));
                    if (float.IsFinite(candidate) && distance < best)
                    {
                        (best, value) = (distance, candidate);
                    }
                }
            }
        }

        return value;
    }

    private float Value(int r, int c) => (uint)r < (uint)map.Grid.Height && (uint)c < (uint)map.Grid.Width ? map[r, c] : float.NaN;
}
