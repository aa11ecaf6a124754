using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;

namespace Stria.Tests.Measurement;

/// <summary>Pyramids that come and go, and the course of the frames that they give.</summary>
public sealed class PyramidShelfTests
{
    private const int Batch = 4, Frames = 22;

    private static readonly double[] Down = [.. Enumerable.Range(0, Frames).Select(f => (0.35 * f) + (f > 9 ? 4 : 0))], Right = [.. Enumerable.Range(0, Frames).Select(f => -0.2 * f)];

    private static readonly SpectralStack Stack = Made.DriftingParticle(Down, Right, 1000, 7, true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_frame_has_its_own_pyramid_as_long_as_one_is_to_come_that_it_is_compared_with(int threads)
    {
        int[] last = [.. Enumerable.Range(0, Frames).Select(f => Math.Min(Frames - 1, f + (f % 5 == 0 ? 11 : 2)))];
        var shelf = new PyramidShelf(Stack, last, Batch, new RegistrationOptions { Threads = threads });
        for (int first = 0; first < Frames; first += Batch)
        {
            int end = Math.Min(Frames, first + Batch);
            shelf.Bring(first, end - first, CancellationToken.None);
            for (int f = 0; f < end; f++)
            {
                if (f >= first || last[f] >= first)
                {
                    Assert.Equal(Gradient(f), shelf[f].Levels[0].Image.ToArray());
                }
            }
        }
    }

    [Fact]
    public void There_are_no_more_places_than_frames_that_are_needed_at_once()
    {
        int[] neighbours = [.. Enumerable.Range(0, Frames).Select(f => Math.Min(Frames - 1, f + 2))];
        Assert.Equal(Batch + 2, new PyramidShelf(Stack, neighbours, Batch, new RegistrationOptions()).PlaceCount);
        Assert.Equal(Frames, new PyramidShelf(Stack, [.. neighbours.Select(_ => Frames - 1)], Batch, new RegistrationOptions()).PlaceCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(Frames)]
    public void The_course_of_all_frames_is_followed_to_a_pixel_in_batches_of_any_size(int batch)
    {
        var options = new RegistrationOptions();
        var shelf = new PyramidShelf(Stack, [.. Enumerable.Range(0, Frames).Select(f => Math.Min(Frames - 1, f + CoarseCourse.Reach))], batch, options);
        var course = new CoarseCourse(Frames, options);
        for (int first = 0; first < Frames; first += batch)
        {
            int count = Math.Min(batch, Frames - first);
            shelf.Bring(first, count, CancellationToken.None);
            course.Follow(shelf, first, count, CancellationToken.None);
        }

        for (int f = 0; f < Frames; f++)
        {
            Assert.Equal(Down[f], course.Rows[f], 1.5);
            Assert.Equal(Right[f], course.Columns[f], 1.5);
        }
    }

    private static float[] Gradient(int frame)
    {
        (int height, int width) = (Stack.Grid.Height, Stack.Grid.Width);
        ReadOnlySpan<float> image = Stack.Frame(frame);
        float[] gradient = GradientMagnitude.Of(GaussianFilter.Smooth(image, height, width, 1), height, width);
        double mean = 0;
        for (int r = 0; r < height; r++)
        {
            mean += System.Numerics.Tensors.TensorPrimitives.SumOfMagnitudes(image.Slice(r * width, width));
        }

        float scale = (float)(gradient.Length / mean);
        return [.. gradient.Select(g => g * scale)];
    }
}
