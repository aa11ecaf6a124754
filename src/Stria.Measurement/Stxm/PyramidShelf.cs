using System.Buffers;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Pyramids of gradient magnitudes, made frame after frame; each is kept until the last frame that it is compared with has come, and its place is then used again.</summary>
/// <remarks>All pyramids together would take more memory than the frames. In what order frames come and go is known beforehand, and so is how many places that takes.</remarks>
internal sealed class PyramidShelf
{
    private readonly SpectralStack stack;
    private readonly double smoothing;
    private readonly int threads;
    private readonly int[] places;
    private readonly FrameStore store;
    private readonly ImagePyramid[] pyramids;

    /// <summary>Plans the shelf.</summary>
    /// <param name="stack">Intensities; NaN where a value cannot be used.</param>
    /// <param name="lastPartners">For each frame the last one that it is compared with.</param>
    /// <param name="batch">How many frames come at once.</param>
    /// <param name="options">Smoothing and threads.</param>
    public PyramidShelf(SpectralStack stack, int[] lastPartners, int batch, RegistrationOptions options)
    {
        (this.stack, smoothing, threads) = (stack, options.Smoothing, options.Threads);
        places = Places(lastPartners, batch);
        pyramids = new ImagePyramid[places.Length];
        store = stack.Frames.Another(PlaceCount, ImagePyramid.Length(stack.Grid.Height, stack.Grid.Width));
    }

    /// <summary>How many pyramids there is room for.</summary>
    public int PlaceCount => places.Max() + 1;

    /// <summary>The pyramid of a frame that has come and not gone.</summary>
    public ImagePyramid this[int frame] => pyramids[frame];

    /// <summary>Makes the pyramids of some frames, in the places of those that have gone.</summary>
    /// <param name="first">The first frame.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancel">Stops between frames.</param>
    public void Bring(int first, int count, CancellationToken cancel) => Rows.For(count, threads, new Build(this, first), cancel);

    // Frames come in batches; whoever's last partner is in an earlier batch has gone when a batch comes.
    private static int[] Places(int[] lastPartners, int batch)
    {
        var places = new int[lastPartners.Length];
        var occupants = new List<int>();
        for (int frame = 0; frame < places.Length; frame++)
        {
            int begun = frame / batch * batch, free = occupants.FindIndex(other => other < begun && lastPartners[other] < begun);
            places[frame] = free < 0 ? occupants.Count : free;
            if (free < 0)
            {
                occupants.Add(frame);
            }
            else
            {
                occupants[free] = frame;
            }
        }

        return places;
    }

    private readonly struct Build(PyramidShelf shelf, int first) : IRowOperation
    {
        public void Invoke(int row)
        {
            int frame = first + row, height = shelf.stack.Grid.Height, width = shelf.stack.Grid.Width;
            float[] memory = ArrayPool<float>.Shared.Rent(2 * shelf.stack.Grid.Count);
            Span<float> image = memory.AsSpan(0, shelf.stack.Grid.Count), gradient = memory.AsSpan(shelf.stack.Grid.Count, shelf.stack.Grid.Count);
            shelf.stack.Frame(frame).CopyTo(image);
            LocalRank.FillHolesOf(image, height, width);
            double mean = 0;
            for (int r = 0; r < height; r++)
            {
                mean += TensorPrimitives.SumOfMagnitudes<float>(image.Slice(r * width, width));
            }

            // Frames differ in incident intensity; only the shape of the gradient counts.
            GaussianFilter.Smooth(image, height, width, shelf.smoothing, image);
            GradientMagnitude.Of(image, height, width, gradient);
            TensorPrimitives.Multiply(gradient, (float)(image.Length / Math.Max(mean, 1e-30)), gradient);
            shelf.pyramids[frame] = new ImagePyramid(shelf.store, shelf.places[frame], gradient, height, width);
            ArrayPool<float>.Shared.Return(memory);
        }
    }
}
