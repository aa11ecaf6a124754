using System.Buffers;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Brings registered frames onto one raster: spline resampling, crop to the common field, NaN where a source pixel could not be used.</summary>
public static class Resampling
{
    /// <summary>Resamples and crops.</summary>
    /// <param name="stack">Intensities; NaN where a value cannot be used.</param>
    /// <param name="shifts">Displacement of the sample in each frame.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between frames.</param>
    /// <exception cref="DataException">The frames have no common field.</exception>
    public static AlignedStack Align(SpectralStack stack, RegistrationResult shifts, int threads = 1, CancellationToken cancel = default) => Align(stack, shifts, threads, takesOver: false, cancel);

    /// <summary>The same for frames that nobody will ask for again: the resampled ones take their place.</summary>
    /// <param name="stack">Intensities; NaN where a value cannot be used; given away.</param>
    /// <param name="shifts">Displacement of the sample in each frame.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between frames.</param>
    /// <exception cref="DataException">The frames have no common field.</exception>
    public static AlignedStack TakeOver(SpectralStack stack, RegistrationResult shifts, int threads = 1, CancellationToken cancel = default) => Align(stack, shifts, threads, takesOver: true, cancel);

    private static AlignedStack Align(SpectralStack stack, RegistrationResult shifts, int threads, bool takesOver, CancellationToken cancel)
    {
        int height = stack.Grid.Height, width = stack.Grid.Width;
        (int top, int bottom) = CommonField(shifts.Rows, height);
        (int left, int right) = CommonField(shifts.Columns, width);
        if (bottom - top < 4 || right - left < 4)
        {
            throw new DataException(
                $"the frames have no common field: displacements reach {shifts.Longest:f1} px in frames of {height} × {width}. "
                + "Perhaps the registration failed; try --no-register, or leave out the frames that jump.",
                stack.Provenance.Source);
        }

        ImageGrid grid = stack.Grid.Crop(top, left, bottom - top, right - left);
        bool isStill = shifts.Longest == 0 && grid.Count == stack.Grid.Count;
        FrameStore counts = isStill ? stack.Frames : takesOver ? new ShortenedFrames(stack.Frames, grid.Count) : stack.Frames.Another(stack.FrameCount, grid.Count);
        if (!isStill)
        {
            Rows.For(stack.FrameCount, threads, new ResampleFrame(stack, shifts, grid, top, left, counts), cancel);
        }

        double[] factors = [.. Enumerable.Range(0, stack.FrameCount).Select(f => SplineShift.NoiseFactor(shifts.Rows[f]) * SplineShift.NoiseFactor(shifts.Columns[f]))];
        var aligned = new SpectralStack(stack.PhotonEnergies_eV, grid, counts, stack.Provenance.Then("registered and cropped to the common field"))
        {
            FrameNames = stack.FrameNames,
            Dwells = stack.Dwells,
        };
        return new AlignedStack(aligned, factors);
    }

    private static (int Low, int High) CommonField(double[] shifts, int length)
    {
        // Row r of the result is sampled at r + shift; it must lie inside every frame.
        int low = (int)Math.Ceiling(Math.Max(0, -shifts.Min()) - 1e-9), high = (int)Math.Floor(length - 1 - Math.Max(0, shifts.Max()) + 1e-9) + 1;
        return (low, high);
    }

    private readonly struct ResampleFrame(SpectralStack stack, RegistrationResult shifts, ImageGrid grid, int top, int left, FrameStore counts) : IRowOperation
    {
        public void Invoke(int row)
        {
            int height = stack.Grid.Height, width = stack.Grid.Width;
            double dy = shifts.Rows[row], dx = shifts.Columns[row];
            ReadOnlySpan<float> frame = stack.Frame(row);
            float[] memory = ArrayPool<float>.Shared.Rent(2 * frame.Length);
            Span<float> filled = memory.AsSpan(0, frame.Length), moved = memory.AsSpan(frame.Length, frame.Length);
            frame.CopyTo(filled);
            List<int> holes = Holes(frame);
            LocalRank.FillHolesOf(filled, height, width);
            if (dy == 0 && dx == 0)
            {
                moved = filled;
            }
            else
            {
                SplineShift.Sample(filled, height, width, dy, dx, moved);
            }

            Span<float> target = counts.Frame(row);
            for (int r = 0; r < grid.Height; r++)
            {
                moved.Slice(((r + top) * width) + left, grid.Width).CopyTo(target[(r * grid.Width)..]);
            }

            ArrayPool<float>.Shared.Return(memory);
            foreach (int i in holes)
            {
                MarkUnusable(target, (i / width) - dy - top, (i % width) - dx - left);
            }
        }

        // Looked for before the result is written, which may lie where the frame does.
        private static List<int> Holes(ReadOnlySpan<float> frame)
        {
            List<int> holes = [];
            int length = TensorPrimitives.IsFiniteAll(frame) ? 0 : frame.Length;
            for (int i = 0; i < length; i++)
            {
                if (!float.IsFinite(frame[i]))
                {
                    holes.Add(i);
                }
            }

            return holes;
        }

        // A hole spoils every result pixel that is sampled less than one pixel away from it.
        private void MarkUnusable(Span<float> target, double y, double x)
        {
            for (int r = Math.Max(0, (int)Math.Floor(y)); r <= Math.Min(grid.Height - 1, (int)Math.Ceiling(y)); r++)
            {
                for (int c = Math.Max(0, (int)Math.Floor(x)); c <= Math.Min(grid.Width - 1, (int)Math.Ceiling(x)); c++)
                {
                    target[(r * grid.Width) + c] = float.NaN;
                }
            }
        }
    }
}

/// <summary>Frames on one raster.</summary>
/// <param name="Stack">The frames, cropped to the field that all of them show.</param>
/// <param name="NoiseFactors">Variance of a resampled pixel over that of a measured one, one per frame.</param>
public sealed record AlignedStack(SpectralStack Stack, double[] NoiseFactors);
