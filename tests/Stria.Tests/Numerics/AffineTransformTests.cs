using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class AffineTransformTests
{
    private static readonly AffineTransform Known = new(1.8, -0.6, 12, 0.5, 2.1, -7);

    private static (double X, double Y)[] Places(int n, long seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, n).Select(_ => (random.Uniform(0, 300), random.Uniform(0, 200)))];
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public void Landmarks_without_error_give_the_transform_back(int count)
    {
        (double X, double Y)[] from = Places(count, 3), to = [.. from.Select(p => Known.At(p.X, p.Y))];
        AffineTransform found = AffineTransform.Fit(from, to)!;
        Assert.Equal(Known.XX, found.XX, 1e-9);
        Assert.Equal(Known.XY, found.XY, 1e-9);
        Assert.Equal(Known.X, found.X, 1e-7);
        Assert.Equal(Known.YX, found.YX, 1e-9);
        Assert.Equal(Known.YY, found.YY, 1e-9);
        Assert.Equal(Known.Y, found.Y, 1e-7);
    }

    [Fact]
    public void Errors_of_landmarks_leave_a_residual_of_their_size()
    {
        var random = new SeededRandom(5);
        (double X, double Y)[] from = Places(60, 4), to = [.. from.Select(p => Known.At(p.X, p.Y)).Select(p => (p.X + random.Normal(), p.Y + random.Normal()))];
        AffineTransform found = AffineTransform.Fit(from, to)!;
        double squares = from.Zip(to, (f, t) => Math.Pow(found.At(f.X, f.Y).X - t.X, 2) + Math.Pow(found.At(f.X, f.Y).Y - t.Y, 2)).Sum();
        Assert.Equal(1, Math.Sqrt(squares / (2 * 60 - 6)), 0.15);
    }

    [Fact]
    public void Scale_turn_and_mirror_are_those_of_similarities()
    {
        double c = 3 * Math.Cos(0.4), s = 3 * Math.Sin(0.4);
        var turned = new AffineTransform(c, -s, 1, s, c, 2);
        Assert.Equal((3, 0.4, false), (Math.Round(turned.Scale, 9), Math.Round(turned.Turn, 9), turned.IsMirrored));
        var mirrored = new AffineTransform(c, s, 1, s, -c, 2);
        Assert.Equal((3, 0.4, true), (Math.Round(mirrored.Scale, 9), Math.Round(mirrored.Turn, 9), mirrored.IsMirrored));
    }

    [Fact]
    public void Two_landmarks_and_landmarks_on_a_line_determine_nothing()
    {
        Assert.Null(AffineTransform.Fit(Places(2, 1), Places(2, 2)));
        (double X, double Y)[] line = [.. Enumerable.Range(0, 6).Select(i => (i * 10.0, i * 5.0))];
        Assert.Null(AffineTransform.Fit(line, line));
        Assert.Null(AffineTransform.Fit([(1, 1), (1, 1), (1, 1)], Places(3, 2)));
    }

    [Fact]
    public void A_plane_seen_through_a_transform_is_the_plane_and_nothing_beyond_the_image()
    {
        float[] plane = [.. Enumerable.Range(0, 40 * 50).Select(p => (float)((2 * (p / 50)) - (3 * (p % 50))))];
        var half = new AffineTransform(0.5, 0.1, 4, -0.2, 0.7, 9);
        float[] seen = half.Seen(plane, (40, 50), 20, 30);
        Assert.All(Enumerable.Range(0, 600), p =>
        {
            (double c, double r) = half.At(p % 30, p / 30);
            Assert.Equal((2 * r) - (3 * c), seen[p], 1e-3);
        });
        Assert.True(float.IsNaN(new AffineTransform(1, 0, -5, 0, 1, 0).Seen(plane, (40, 50), 5, 5)[0]));
    }
}
