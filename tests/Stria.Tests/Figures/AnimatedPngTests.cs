using Stria.Figures;
using Stria.Tests.Files;

namespace Stria.Tests.Figures;

public sealed class AnimatedPngTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [PillowFact]
    public void Pillow_sees_every_picture_and_its_time()
    {
        byte[][] frames = [.. new[] { 0.1, 0.5, 0.9 }.Select(level => FigureRenderer.ToPng(Picture(level), 1))];
        File.WriteAllBytes(folder.Path("a.png"), AnimatedPng.Join(frames, 0.25, 2));
        for (int i = 0; i < frames.Length; i++)
        {
            File.WriteAllBytes(folder.Path($"{i}.png"), frames[i]);
        }

        const string Program = """
            import sys
            from PIL import Image, ImageChops
            f = sys.argv[1] + "/"
            a = Image.open(f + "a.png")
            out = [a.n_frames, a.info.get("loop")]
            for i in range(a.n_frames):
                a.seek(i)
                same = ImageChops.difference(a.convert("RGB"), Image.open(f + f"{i}.png").convert("RGB")).getbbox() is None
                out += [a.info["duration"], same]
            print(*out)
            """;
        Assert.Equal("3 0 250.0 True 250.0 True 2000.0 True", ForeignTools.RunPython(Program, folder.Path("")));
    }

    [Fact]
    public void A_program_without_animation_sees_the_first_picture()
    {
        byte[][] frames = [.. new[] { 0.1, 0.9 }.Select(level => FigureRenderer.ToPng(Picture(level), 1))];
        PngImage joined = PngImage.Read(AnimatedPng.Join(frames)), first = PngImage.Read(frames[0]), second = PngImage.Read(frames[1]);
        (int row, int column) = (first.Height / 2, first.Width / 2);
        Assert.Equal(first[row, column], joined[row, column]);
        Assert.NotEqual(second[row, column], joined[row, column]);
    }

    [Fact]
    public void Pictures_of_different_sizes_and_files_that_are_no_PNG_are_refused()
    {
        byte[] small = FigureRenderer.ToPng(Picture(0.2), 1), large = FigureRenderer.ToPng(Picture(0.2), 1.5);
        Assert.Contains("Picture 1 has another size", Assert.Throws<ArgumentException>(() => AnimatedPng.Join([small, large])).Message, StringComparison.Ordinal);
        Assert.Contains("Picture 1 is no complete PNG", Assert.Throws<ArgumentException>(() => AnimatedPng.Join([small, small[..^20]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => AnimatedPng.Join([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnimatedPng.Join([small], 0));
    }

    public void Dispose() => folder.Dispose();

    private static Figure Picture(double level) =>
        new(new MapPanel(Drawn.Field(8, 8, (_, _) => level)) { Limits = (0, 1), ColourBar = false }) { Width = 120, Height = 120 };

    private sealed class PillowFactAttribute : FactAttribute
    {
        private static readonly bool HasPillow = File.Exists(ForeignTools.Python) && ForeignTools.Run(ForeignTools.Python, "-c", "import PIL.Image").ExitCode == 0;

        public PillowFactAttribute()
        {
            if (!HasPillow)
            {
                Skip = "python3-pil is not on this machine (apt-get install python3-pil).";
            }
        }
    }
}
