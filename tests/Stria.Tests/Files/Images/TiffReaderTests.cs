using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class TiffReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, false, 1, 5)]
    [InlineData(false, true, 1, 2)]
    [InlineData(true, false, 1, 3)]
    [InlineData(true, true, 8, 5)]
    [InlineData(false, false, 5, 5)]
    [InlineData(false, true, 5, 2)]
    [InlineData(false, false, 32773, 2)]
    [InlineData(true, false, 32946, 1)]
    public void Every_byte_order_size_and_compression_reads_the_same_numbers(bool isBig, bool isBigEndian, int compression, int rowsPerStrip)
    {
        Put("a.tif", MadeTiff.Of(new MadeTiff.Options(isBig, isBigEndian, compression, "made", rowsPerStrip)));
        folder.Write("a.txt", "* eV\n510\n515.6\n518.3\n529\n");
        Scan scan = StackReaders.Read(folder.Path("a.tif"));
        Assert.Equal(SampleFormula.Stack().Counts, scan.Regions.Single().Values);
        Assert.Equal(SampleFormula.Energies_eV, scan.Regions[0].Axes[0].Points);
        Assert.Equal([folder.Path("a.tif"), folder.Path("a.txt")], scan.Files);
    }

    [Theory]
    [InlineData("PhysicalSizeX=\"0.05\" PhysicalSizeXUnit=\"&#181;m\"", 50.0)]
    [InlineData("PhysicalSizeX=\"40\" PhysicalSizeXUnit=\"nm\"", 40.0)]
    [InlineData("PhysicalSizeX=\"1.2.3\" PhysicalSizeXUnit=\"nm\"", double.NaN)]
    public void The_pixel_size_of_OME_is_read_with_its_escaped_unit_or_left_out(string attributes, double expected_nm)
    {
        Put("a.tif", MadeTiff.Of(new MadeTiff.Options(Description: $"<OME><Image><Pixels {attributes}/></Image></OME>")));
        folder.Write("a.txt", "510\n515.6\n518.3\n529\n");
        ImageGrid grid = StackReaders.Read(folder.Path("a.tif")).ToStack().Grid;
        Assert.Equal(double.IsFinite(expected_nm), grid.HasPixelSize);
        Assert.True(double.IsNaN(expected_nm) || Math.Abs((grid.PixelSizeX * 1e9) - expected_nm) < 1e-6);
    }

    [TiffToolsTheory]
    [InlineData("-c", "lzw")]
    [InlineData("-c", "lzw:2")]
    [InlineData("-c", "zip:2", "-B")]
    [InlineData("-c", "packbits", "-r", "2")]
    [InlineData("-c", "zip", "-8")]
    [InlineData("-t", "-w", "16", "-l", "16", "-c", "lzw:2", "-B")]
    [InlineData("-t", "-w", "16", "-l", "32", "-c", "none", "-8", "-B")]
    public void What_libtiff_packs_is_read_back(params string[] options)
    {
        Put("plain.tif", MadeTiff.Of(new MadeTiff.Options()));
        (int exitCode, _, string error) = ForeignTools.Run("/usr/bin/tiffcp", [.. options, folder.Path("plain.tif"), folder.Path("a.tif")]);
        Assert.True(exitCode == 0, error);
        folder.Write("energies.csv", "frame,energy_eV\n0,510\n1,515.6\n2,518.3\n3,529\n");
        ScanRegion region = StackReaders.Read(folder.Path("a.tif")).Regions.Single();
        Assert.Equal(SampleFormula.Stack().Counts, region.Values);
        Assert.Equal(SampleFormula.Energies_eV, region.Axes[0].Points);
    }

    [TiffFileTheory]
    [InlineData("numpy.float32", "rowsperstrip=3, compression='zlib'")]
    [InlineData("numpy.float32", "imagej=True, resolution=(20.0, 20.0), metadata={'unit': 'um'}")]
    [InlineData("numpy.float64", "bigtiff=True, byteorder='>'")]
    [InlineData("numpy.float16", "tile=(16, 16)")]
    [InlineData("numpy.int32", "byteorder='>', compression='zlib', predictor=True")]
    [InlineData("numpy.uint8", "rowsperstrip=2", 900)]
    [InlineData("numpy.int16", "metadata={'axes': 'ZYX'}, ome=True")]
    public void What_tifffile_writes_is_read_back(string type, string options, int less = 0)
    {
        ForeignTools.RunPython(
            $"""
            import sys, numpy, tifffile
            v = numpy.fromfunction(lambda k, i, j: 1000 - {less} + {(less > 0 ? 10 : 100)}*j + 10*i + k, (4, 5, 7)).astype({type})
            tifffile.imwrite(sys.argv[1], v, photometric='minisblack', {options})
            """,
            folder.Path("a.tif"));
        string energies = folder.Write("list.txt", "510\n515.6\n518.3\n529\n");
        Scan scan = StackReaders.Read(folder.Path("a.tif"), new StackReadOptions { EnergiesFile = energies });
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([4, 5, 7], region.Axes.Select(axis => axis.Points.Length));
        Assert.Equal(
            from e in Enumerable.Range(0, 4) from y in Enumerable.Range(0, 5) from x in Enumerable.Range(0, 7) select 1000f - less + ((less > 0 ? 10 : 100) * x) + (10 * y) + e,
            region.Values);
        Assert.Equal(options.Contains("'um'", StringComparison.Ordinal) ? 50e-9 : double.NaN, scan.ToStack().Grid.PixelSizeX, 12);
    }

    [TiffToolsTheory]
    [InlineData("-c", "zip:3")]
    [InlineData("-t", "-w", "16", "-l", "16", "-c", "zip:3")]
    public void Floating_point_numbers_whose_differences_were_packed_are_read_back(params string[] options)
    {
        Put("plain.tif", MadeTiff.Of(new MadeTiff.Options(IsReal: true)));
        (int exitCode, _, string error) = ForeignTools.Run("/usr/bin/tiffcp", [.. options, folder.Path("plain.tif"), folder.Path("a.tif")]);
        Assert.True(exitCode == 0, error);
        folder.Write("a.txt", "510\n515.6\n518.3\n529\n");
        Assert.Equal(SampleFormula.Stack().Counts, StackReaders.Read(folder.Path("a.tif")).Regions.Single().Values);
    }

    [Fact]
    public void A_run_of_images_that_ImageJ_wrote_behind_one_directory_is_read()
    {
        byte[] first = MadeTiff.Of(new MadeTiff.Options(Description: "ImageJ=1.54\nimages=2\nunit=nm\n"), frames: 1);
        byte[] second = [.. from y in Enumerable.Range(0, 5) from x in Enumerable.Range(0, 7) from b in BitConverter.GetBytes((ushort)SampleFormula.Value(1, y, x)) select b];

        // The image is the first thing after the header of 8 bytes; what follows it is moved back.
        byte[] moved = [.. first[..(8 + 70)], .. second, .. first[(8 + 70)..]];
        BitConverter.GetBytes(BitConverter.ToInt32(moved, 4) + 70).CopyTo(moved, 4);
        int text = moved.AsSpan().IndexOf("ImageJ"u8), entry = moved.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x0E, 0x01, 2, 0]);
        BitConverter.GetBytes(text).CopyTo(moved, entry + 8);
        Put("a.tif", moved);
        ScanRegion region = StackReaders.Read(folder.Path("a.tif"), new StackReadOptions { EnergiesFile = folder.Write("e.txt", "510\n511\n") }).Regions.Single();
        Assert.Equal(SampleFormula.Stack().Counts.Take(70), region.Values);
        Put("a.tif", moved[..^200]);
        Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("a.tif"), new StackReadOptions { EnergiesFile = folder.Path("e.txt") }));
    }

    [Fact]
    public void A_folder_of_slices_is_a_stack_in_the_order_of_their_numbers_with_energies_from_their_names()
    {
        for (int i = 0; i < 4; i++)
        {
            Put(FormattableString.Invariant($"slice{(i * 4) + 5}_{SampleFormula.Energies_eV[i]:f1}eV.tif"), One(i));
        }

        Scan scan = StackReaders.Read(Path.GetDirectoryName(folder.Path("x"))!);
        Assert.Equal(SampleFormula.Energies_eV, scan.Regions.Single().Axes[0].Points);
        Assert.Equal(SampleFormula.Stack().Counts, scan.Regions[0].Values);
        Assert.Contains(scan.Remarks, remark => remark.Kind == RemarkKind.Assumed && remark.Text.Contains("names", StringComparison.Ordinal));
        Assert.Equal(4, scan.Files.Count);
    }

    [Fact]
    public void Images_without_energies_are_refused_and_a_list_of_another_length_as_well()
    {
        Put("a.tif", MadeTiff.Of(new MadeTiff.Options()));
        Assert.Contains("--energies-file", Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("a.tif"))).Message, StringComparison.Ordinal);
        string list = folder.Write("a.csv", "510\n511\n");
        var e = Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("a.tif")));
        Assert.StartsWith(list, e.Message, StringComparison.Ordinal);
        Assert.Contains("2 photon energies, and a.tif 4 images", e.Message, StringComparison.Ordinal);
        folder.Write("a.csv", "0.51\n0.511\n0.512\n0.513\n");
        Assert.Contains("keV", Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("a.tif"))).Message, StringComparison.Ordinal);
        folder.Write("a.csv", "# energy [keV]\n0.51\n0.511\n0.512\n0.513\n");
        Assert.Equal(513, StackReaders.Read(folder.Path("a.tif")).Regions[0].Axes[0].Points[3], 9);
    }

    [Fact]
    public void A_cut_TIFF_and_one_of_colours_are_refused_by_name()
    {
        byte[] whole = MadeTiff.Of(new MadeTiff.Options(Compression: 8));
        folder.Write("a.txt", "510\n515.6\n518.3\n529\n");
        for (int length = 1; length < whole.Length; length += 7)
        {
            string path = Put("a.tif", whole[..length]);
            Assert.StartsWith(folder.Path("a."), Assert.Throws<DataException>(() => StackReaders.Read(path)).Message, StringComparison.Ordinal);
        }

        int samples = whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x15, 0x01, 3, 0]);
        whole[samples + 8] = 3;
        Assert.Contains("3 numbers per pixel", Assert.Throws<DataException>(() => StackReaders.Read(Put("a.tif", whole))).Message, StringComparison.Ordinal);
    }

    private static byte[] One(int frame)
    {
        byte[] file = MadeTiff.Of(new MadeTiff.Options(), frames: 1);
        byte[] pixels = [.. from y in Enumerable.Range(0, 5) from x in Enumerable.Range(0, 7) from b in BitConverter.GetBytes((ushort)SampleFormula.Value(frame, y, x)) select b];
        pixels.CopyTo(file, 8);
        return file;
    }

    private string Put(string name, byte[] bytes)
    {
        File.WriteAllBytes(folder.Path(name), bytes);
        return folder.Path(name);
    }
}

/// <summary>A theory that libtiff's tools judge; skipped where they are not installed.</summary>
public sealed class TiffToolsTheoryAttribute : TheoryAttribute
{
    public TiffToolsTheoryAttribute()
    {
        if (!File.Exists("/usr/bin/tiffcp"))
        {
            Skip = "tiffcp is not on this machine (apt-get install libtiff-tools).";
        }
    }
}

/// <summary>A theory that tifffile judges; skipped where it is not installed.</summary>
public sealed class TiffFileTheoryAttribute : TheoryAttribute
{
    private static readonly bool HasTiffFile = File.Exists(ForeignTools.Python) && ForeignTools.Run(ForeignTools.Python, "-c", "import tifffile").ExitCode == 0;

    public TiffFileTheoryAttribute()
    {
        if (!HasTiffFile)
        {
            Skip = "python3-tifffile is not on this machine (apt-get install python3-tifffile).";
        }
    }
}
