using Stria.Core;

namespace Stria.Numerics.Geometry;

/// <summary>The local frame (ξ, η) of a particle at each pixel of its mask: ξ follows the long axis, η is a quarter turn counter-clockwise of it, both seen with x to the right and y upwards. Made by <see cref="LocalAxis"/>.</summary>
public sealed class AxisField
{
    internal AxisField(int height, int width)
    {
        (Height, Width) = (height, width);
        (Angle, Coherence, LocalWidth, Offset) = (new double[height * width], new double[height * width], new double[height * width], new double[height * width]);
        Angle.AsSpan().Fill(double.NaN);
        LocalWidth.AsSpan().Fill(double.NaN);
        Offset.AsSpan().Fill(double.NaN);
    }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Direction of ξ [rad] in (−π, π], one per pixel, row by row; NaN outside. Its sign is continuous along the particle; on the whole ξ points to the right, or up in an upright particle.</summary>
    public double[] Angle { get; }

    /// <summary>How sure the direction is, 0 … 1: near 1 in a wire, near 0 in a round particle; 0 outside.</summary>
    public double[] Coherence { get; }

    /// <summary>Width of the particle across ξ [px]; NaN outside and where a particle has no two sides.</summary>
    public double[] LocalWidth { get; }

    /// <summary>Signed distance from the centre line [px], positive towards η; NaN where there is no width.</summary>
    public double[] Offset { get; }

    /// <summary>The frame at a place between pixels: directions are averaged by twice their angle, over those of the four neighbours that lie inside.</summary>
    /// <param name="row">Row [px]; whole numbers are pixel centres.</param>
    /// <param name="column">Column [px].</param>
    public AxisSample At(double row, double column)
    {
        int r0 = (int)Math.Floor(row), c0 = (int)Math.Floor(column);
        double total = 0, cos2 = 0, sin2 = 0, cos = 0, sin = 0, coherence = 0, sided = 0, width = 0, offset = 0;
        for (int k = 0; k < 4; k++)
        {
            int r = r0 + (k >> 1), c = c0 + (k & 1);
            double weight = (1 - Math.Abs(row - r)) * (1 - Math.Abs(column - c));
            if (weight <= 0 || r < 0 || c < 0 || r >= Height || c >= Width || double.IsNaN(Angle[(r * Width) + c]))
            {
                continue;
            }

            int i = (r * Width) + c;
            total += weight;
            cos2 += weight * Math.Cos(2 * Angle[i]);
            sin2 += weight * Math.Sin(2 * Angle[i]);
            cos += weight * Math.Cos(Angle[i]);
            sin += weight * Math.Sin(Angle[i]);
            coherence += weight * Coherence[i];
            if (!double.IsNaN(Offset[i]))
            {
                sided += weight;
                width += weight * LocalWidth[i];
                offset += weight * Offset[i];
            }
        }

        if (total == 0)
        {
            return AxisSample.None;
        }

        double angle = 0.5 * Math.Atan2(sin2, cos2);
        bool turned = (Math.Cos(angle) * cos) + (Math.Sin(angle) * sin) < 0;
        angle = turned ? angle + (angle > 0 ? -Math.PI : Math.PI) : angle;
        return new AxisSample(angle, coherence / total, sided > 0 ? width / sided : double.NaN, sided > 0 ? offset / sided : double.NaN);
    }

    /// <summary>The frame at a place of the image's plane; as <see cref="At(double, double)"/>.</summary>
    /// <param name="plane">The plane of the image that the mask belongs to; its pixels are taken as square.</param>
    /// <param name="x">x [m].</param>
    /// <param name="y">y [m].</param>
    public AxisSample At(ImagePlane plane, double x, double y) => At(plane.Row(y), plane.Column(x));
}
