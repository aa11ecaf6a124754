using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Files that were cut or lost bytes on their way are read right or refused; nothing else can happen.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Writers => ["nxstxm", "data exchange", "maps"];

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_file_cut_anywhere_is_refused_by_name(string kind)
    {
        byte[] whole = Whole(kind);
        string path = folder.Path("cut.hdf5");
        for (int i = 0; i < 40; i++)
        {
            File.WriteAllBytes(path, whole[..(whole.Length * i / 40)]);
            string message = Assert.ThrowsAny<StriaException>(() => Open(kind, path)).Message;
            Assert.StartsWith(path, message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, whole);
        Open(kind, path);
    }

    // Bytes changed at random are no test here: libhdf5 itself crashes on some of them, as h5dump and h5py then do.
    [Theory]
    [InlineData("nxstxm", 4, 5, 7)]
    [InlineData("data exchange", 7, 5, 4)]
    [InlineData("maps", 3, 5, 0)]
    public void A_shape_that_no_array_can_have_is_refused_with_its_numbers(string kind, long a, long b, long c)
    {
        byte[] whole = Whole(kind);
        byte[] shape = [.. BitConverter.GetBytes(a), .. BitConverter.GetBytes(b), .. c > 0 ? BitConverter.GetBytes(c) : []];
        int replaced = 0;
        for (int at = whole.AsSpan().IndexOf(shape); at >= 0; at = whole.AsSpan().IndexOf(shape))
        {
            BitConverter.GetBytes(a + (1L << 40)).CopyTo(whole, at);
            replaced++;
        }

        string path = folder.Path("huge.hdf5");
        File.WriteAllBytes(path, whole);
        Assert.True(replaced > 0, "the file does not hold its shape");
        string message = Assert.ThrowsAny<StriaException>(() => Open(kind, path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains($"{a + (1L << 40)} × {b}", message, StringComparison.Ordinal);
        Assert.Contains("more values than an array can hold. Perhaps the file is damaged.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("library.csv", "energy_eV, x=0 [cm2/g], x=0.5 [cm2/g]\n510, 1, 2\n511, 3, 4\n512.5, 5, 6\n")]
    [InlineData("spectrum.xas", "* made\n510.0  0.1\n510.5  0.2\n511.0  0.4\n")]
    [InlineData("mask.msk", "0110\n1111\n0110\n")]
    [InlineData("corners.txt", "# row, column\n0, 1\n5, 9\n3, 0.5\n")]
    public void A_text_cut_or_bent_anywhere_is_read_or_refused_by_name(string name, string text)
    {
        var random = new Random(3);
        int refused = 0, read = 0;
        for (int i = 0; i < 2 * text.Length; i++)
        {
            string bent = i < text.Length ? text[..i] : Bent(text, i - text.Length, random);
            string path = folder.Write(name, bent);
            try
            {
                Open(name, path);
                read++;
            }
            catch (DataException e)
            {
                Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Bytes_of_chance_are_no_measurement()
    {
        var random = new Random(11);
        foreach (string extension in (string[])["hdf5", "hdr", "xim", "xsp", "csv", "xas", "txt", "msk", "png"])
        {
            var bytes = new byte[3000];
            random.NextBytes(bytes);
            string path = folder.Path("noise." + extension);
            File.WriteAllBytes(path, bytes);
            Assert.StartsWith(path, Assert.ThrowsAny<StriaException>(() => StackReaders.Read(path)).Message, StringComparison.Ordinal);
            File.Delete(path);
        }
    }

    private static string Bent(string text, int at, Random random) => text[..at] + (char)random.Next(32, 127) + text[(at + 1)..];

    private byte[] Whole(string kind)
    {
        string path = folder.Path("whole.hdf5");
        switch (kind)
        {
            case "nxstxm":
                NxstxmWriter.Write(path, SampleFormula.Stack());
                break;
            case "data exchange":
                DataExchangeWriter.Write(path, SampleFormula.Stack());
                break;
            default:
                using (var store = new MapStore(path))
                {
                    store.Write("/composition/x", new ScalarField(new ImageGrid(3, 5), new float[15], "x", "1"));
                    store.WriteLabels("/phase/label", new ImageGrid(3, 5), new byte[15], ["outside", "α"]);
                    store.Complete();
                }

                break;
        }

        return File.ReadAllBytes(path);
    }

    private static void Open(string kind, string path)
    {
        switch (kind)
        {
            case "maps":
                using (var maps = new MapFile(path))
                {
                    maps.Map("/composition/x");
                    maps.Labels("/phase/label");
                }

                break;
            case "library.csv":
                ReferenceTable.Read(path);
                break;
            case "spectrum.xas":
                SpectrumFile.ReadAll(path);
                break;
            case "mask.msk":
                MaskFile.Read(path);
                break;
            case "corners.txt":
                PolygonFile.Read(path);
                break;
            default:
                StackReaders.Read(path);
                break;
        }
    }
}
