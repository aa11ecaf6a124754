using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry;

namespace Stria.Studies;

/// <summary>Direction of the particle's axis on the nodes of the mesh.</summary>
internal static class ParticleAxes
{
    private const int Pixels = 20_000;
    private const double LeastCoherence = 0.3;

    /// <summary>Angle from x to ξ at each node [rad].</summary>
    public static double[] At(IAxisSettings settings, StudyContext context)
    {
        TriangleMesh mesh = context.Get<StressBody>().Mesh;
        var angles = new double[mesh.NodeCount];
        switch (settings)
        {
            case ConstantAxis constant:
                Array.Fill(angles, constant.Angle);
                break;
            case AzimuthalAxis round:
                for (int n = 0; n < angles.Length; n++)
                {
                    angles[n] = Math.Atan2(mesh.Points[(2 * n) + 1] - round.CentreY, mesh.Points[2 * n] - round.CentreX) + (Math.PI / 2);
                }

                break;
            default:
                Found(mesh, context, (n, sample, _) => angles[n] = sample.Angle);
                break;
        }

        return angles;
    }

    /// <summary>Distance of each node from the centre line, positive towards η [m].</summary>
    /// <exception cref="ScenarioException">The body has no centre line there: it is not long.</exception>
    public static double[] DistanceFromCentreLine(StudyContext context, int pixels = Pixels)
    {
        TriangleMesh mesh = context.Get<StressBody>().Mesh;
        var distances = new double[mesh.NodeCount];
        Found(mesh, context, (n, sample, pitch) => distances[n] = sample.Offset * pitch, pixels);
        int bad = Array.FindIndex(distances, d => !double.IsFinite(d));
        return bad < 0 ? distances : throw new ScenarioException(
            $"An imposed bend needs a centre line, but the body has none near ({mesh.Points[2 * bad] * 1e9:f0}, {mesh.Points[(2 * bad) + 1] * 1e9:f0}) nm: it is not long there. Leave 'bending_curvature' out.");
    }

    private static void Found(TriangleMesh mesh, StudyContext context, Action<int, AxisSample, double> take, int? pixelsForOffset = null)
    {
        BodyRaster raster = BodyRaster.Of(mesh, pixelsForOffset ?? Pixels);
        AxisField axis = LocalAxis.Of(raster.Inside, raster.Height, raster.Width);
        double coherence = 0;
        bool continues = pixelsForOffset is not null && Array.Exists(axis.Offset, double.IsFinite);
        for (int n = 0; n < mesh.NodeCount; n++)
        {
            AxisSample sample = raster.Nearest(axis, mesh.Points[2 * n], mesh.Points[(2 * n) + 1]);
            coherence += sample.Coherence / mesh.NodeCount;
            take(n, continues && double.IsNaN(sample.Offset) ? raster.Continued(axis, mesh.Points[2 * n], mesh.Points[(2 * n) + 1]) : sample, raster.Pitch);
        }

        if (coherence < LeastCoherence)
        {
            context.Say(Remark.Warning(
                $"The body has hardly a long axis (mean coherence {coherence:f2} of 1): components along ξ and across η say little here. A constant axis can be given (axis: {{ kind: constant, angle: … }})."));
        }
    }

    /// <summary>The body on a raster of square pixels, as the search for its axis takes it.</summary>
    private sealed class BodyRaster
    {
        private readonly double left, top;

        private BodyRaster(bool[] inside, int height, int width, (double Left, double Top, double Pitch) place) =>
            (Inside, Height, Width, left, top, Pitch) = (inside, height, width, place.Left, place.Top, place.Pitch);

        public bool[] Inside { get; }

        public int Height { get; }

        public int Width { get; }

        public double Pitch { get; }

        public static BodyRaster Of(TriangleMesh mesh, int pixels)
        {
            (double minX, double minY, double maxX, double maxY) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            for (int n = 0; n < mesh.NodeCount; n++)
            {
                (double x, double y) = (mesh.Points[2 * n], mesh.Points[(2 * n) + 1]);
                (minX, minY, maxX, maxY) = (Math.Min(minX, x), Math.Min(minY, y), Math.Max(maxX, x), Math.Max(maxY, y));
            }

            double pitch = Math.Sqrt(CellMeans.Areas(mesh).Sum() / pixels);
            int width = (int)Math.Ceiling((maxX - minX) / pitch) + 3, height = (int)Math.Ceiling((maxY - minY) / pitch) + 3;
            (double left, double top) = (minX - pitch, maxY + pitch);
            var inside = new bool[height * width];
            var sampler = new MeshSampler(mesh);
            Span<double> shape = stackalloc double[6];
            for (int i = 0; i < inside.Length; i++)
            {
                inside[i] = sampler.Locate(left + (i % width * pitch), top - (i / width * pitch), shape) >= 0;
            }

            return new BodyRaster(inside, height, width, (left, top, pitch));
        }

        // A node on the edge may have no pixel of the body round it: the nearest one then stands in.
        public AxisSample Nearest(AxisField axis, double x, double y)
        {
            double row = (top - y) / Pitch, column = (x - left) / Pitch;
            AxisSample sample = axis.At(row, column);
            for (int reach = 1; double.IsNaN(sample.Angle) && reach < Math.Max(Height, Width); reach++)
            {
                sample = OnFrame(axis, (int)Math.Round(row), (int)Math.Round(column), reach);
            }

            return sample;
        }

        /// <summary>In a corner between a side and an end the axis knows no distance from the middle: that of the nearest pixel which does, gone on with along its own η. Within its width; farther off nothing is known.</summary>
        public AxisSample Continued(AxisField axis, double x, double y)
        {
            int row = (int)Math.Round((top - y) / Pitch), column = (int)Math.Round((x - left) / Pitch);
            double nearest = double.PositiveInfinity;
            AxisSample best = AxisSample.None;
            for (int reach = 1; reach < Math.Min(nearest, Math.Max(Height, Width)); reach++)
            {
                foreach ((int r, int c) in Frame(row, column, reach))
                {
                    if (double.IsNaN(axis.Offset[(r * Width) + c]))
                    {
                        continue;
                    }

                    AxisSample sample = axis.At(r, c);
                    double right = ((x - left) / Pitch) - c, up = r - ((top - y) / Pitch), distance = double.Hypot(right, up);
                    if (double.IsFinite(sample.Offset) && distance < nearest && distance < sample.LocalWidth)
                    {
                        (nearest, best) = (distance, sample with { Offset = sample.Offset + (up * Math.Cos(sample.Angle)) - (right * Math.Sin(sample.Angle)) });
                    }
                }
            }

            return best;
        }

        private AxisSample OnFrame(AxisField axis, int row, int column, int reach)
        {
            foreach ((int r, int c) in Frame(row, column, reach))
            {
                return axis.At(r, c);
            }

            return AxisSample.None;
        }

        // Pixels of the body on a square frame round one.
        private IEnumerable<(int Row, int Column)> Frame(int row, int column, int reach)
        {
            for (int r = row - reach; r <= row + reach; r++)
            {
                for (int c = column - reach; c <= column + reach; c += Math.Abs(r - row) == reach ? 1 : 2 * reach)
                {
                    if (r >= 0 && r < Height && c >= 0 && c < Width && Inside[(r * Width) + c])
                    {
                        yield return (r, c);
                    }
                }
            }
        }
    }
}
