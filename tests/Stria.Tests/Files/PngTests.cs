using System.Buffers.Binary;
using Stria.Core;
using Stria.Files;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Files;

public sealed class PngTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, 8)]
    [InlineData(0, 16)]
    [InlineData(0, 1)]
    [InlineData(0, 4)]
    [InlineData(4, 8)]
    public void Greys_of_every_depth_are_read_as_they_are(int colour, int bits)
    {
        int most = Math.Min((1 << bits) - 1, 60000);
        int Value(int r, int c) => ((7 * r) + (3 * c)) % (most + 1);
        ScalarField picture = Read(Png.Write(9, 13, colour, bits, (r, c, s) => s == 1 ? 255 : Value(r, c)));
        Assert.Equal((9, 13), (picture.Grid.Height, picture.Grid.Width));
        Assert.All(Enumerable.Range(0, 9 * 13), p => Assert.Equal(Value(p / 13, p % 13), picture.Values[p]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_filter_of_lines_is_undone(int filter)
    {
        var random = new SeededRandom(filter + 1);
        int[] values = [.. Enumerable.Range(0, 11 * 8 * 3).Select(_ => random.Below(256))];
        ScalarField picture = Read(Png.Write(11, 8, 2, 8, (r, c, s) => values[(((r * 8) + c) * 3) + s], filter));
        Assert.All(Enumerable.Range(0, 88), p => Assert.Equal((0.299 * values[3 * p]) + (0.587 * values[(3 * p) + 1]) + (0.114 * values[(3 * p) + 2]), picture.Values[p], 1e-3));
    }

    [Fact]
    public void A_palette_gives_the_luminance_of_its_colours_and_a_scale_the_pixel_size()
    {
        byte[] palette = [0, 0, 0, 255, 255, 255, 255, 0, 0];
        ScalarField picture = Read(Png.Write(2, 3, 3, 2, (r, c, _) => (r + c) % 3, 0, palette, perMetre: 20_000_000), out List<Remark> remarks);
        Assert.Equal([0, 255, 76.245f, 255, 76.245f, 0], picture.Values, (a, b) => Math.Abs(a - b) < 0.01);
        Assert.Equal(50e-9, picture.Grid.PixelSizeX, 1e-15);
        Assert.Contains(remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("50 nm", StringComparison.Ordinal));
    }

    [Fact]
    public void The_pixel_size_that_is_given_counts_before_the_files()
    {
        string path = Write(Png.Write(4, 4, 0, 8, (r, c, _) => r + c, perMetre: 20_000_000));
        Assert.Equal(7e-9, PictureReader.Read(path, 7e-9, []).Grid.PixelSizeY);
        Assert.False(PictureReader.Read(Write(Png.Write(4, 4, 0, 8, (r, c, _) => r + c)), null, []).Grid.HasPixelSize);
    }

    [Fact]
    public void Cut_interlaced_and_impossible_pictures_are_refused_with_the_reason()
    {
        byte[] whole = Png.Write(30, 30, 0, 8, (r, c, _) => r * c % 251);
        Assert.Contains("cut", Refusal(whole[..(whole.Length / 2)]), StringComparison.Ordinal);
        byte[] interlaced = [.. whole];
        interlaced[28] = 1;
        Assert.Contains("interlaced", Refusal(interlaced), StringComparison.Ordinal);
        byte[] strange = [.. whole];
        strange[24] = 7;
        Assert.Contains("7 bits", Refusal(strange), StringComparison.Ordinal);
        byte[] huge = [.. whole];
        BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(16), 3_000_000_000);
        Assert.Contains("3000000000", Refusal(huge), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_thousand_damaged_pictures_are_read_or_refused()
    {
        (int read, int refused) = MutatedPictures.Read(2000, 11, folder.Path("p.png"));
        Assert.Equal(2000, read + refused);
        Assert.True(refused > 300);
    }

    [SharedDataFact]
    public void Pictures_of_journals_open_and_their_labels_have_the_same_raster()
    {
        foreach (string path in Directory.GetFiles(SharedData.Path("particles/emps/images")))
        {
            ScalarField image = PictureReader.Read(path, null, []), labels = PictureReader.Read(path.Replace("images", "segmaps", StringComparison.Ordinal), null, []);
            Assert.Equal((image.Grid.Height, image.Grid.Width), (labels.Grid.Height, labels.Grid.Width));
            Assert.InRange(labels.Values.Distinct().Count(), 3, 400);
            Assert.True(image.Values.Max() > 100);
        }
    }

    private string Refusal(byte[] bytes) => Assert.Throws<DataException>(() => PictureReader.Read(Write(bytes), null, [])).Message;

    private string Write(byte[] bytes)
    {
        string path = folder.Path("p.png");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private ScalarField Read(byte[] bytes) => Read(bytes, out _);

    private ScalarField Read(byte[] bytes, out List<Remark> remarks) => PictureReader.Read(Write(bytes), null, remarks = []);
}
