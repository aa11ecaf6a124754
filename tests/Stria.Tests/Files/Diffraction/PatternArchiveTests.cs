using System.IO.Compression;
using System.Text;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

/// <summary>What is told of packed patterns, of heads of columns of text, and of damaged arrays.</summary>
public sealed class PatternArchiveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Patterns_of_a_zip_come_from_its_entries_and_not_from_where_they_were_unpacked()
    {
        string path = Zip(("a/s2.xy", "10 1\n11 2\n12 3\n"), ("a/s10.xy", "10 4\n11 5\n12 6\n"));
        DiffractionRecord record = PatternArchive.Read(path);
        Assert.Equal([$"{path}/a/s2.xy", $"{path}/a/s10.xy"], record.Patterns.Select(p => p.Origin!.Source.Replace('\\', '/')));
        Assert.Equal(path, record.Path);
        Assert.Equal([4.0, 5, 6], record.Patterns[1].Counts);
    }

    [Fact]
    public void A_broken_entry_is_named_within_its_archive()
    {
        string message = Assert.Throws<DataException>(() => PatternArchive.Read(Zip(("good.xy", "10 1\n11 2\n12 3\n"), ("bad.xy", "10 1\n11 2\n12 3\nx y\n13 4\n")))).Message;
        Assert.StartsWith(folder.Path("p.zip") + ": entry bad.xy: line 4", message, StringComparison.Ordinal);
        Assert.DoesNotContain("stria-patterns-", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_cannot_be_unpacked_is_refused_with_its_name()
    {
        string message = Assert.Throws<DataException>(() => PatternArchive.Read(Zip(("a.xy", "10 1\n"), ("a.xy", "11 2\n")))).Message;
        Assert.StartsWith(folder.Path("p.zip") + ": cannot be unpacked", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# batch q 7\n# 2-theta I\n", DiffractionAxis.TwoTheta)]
    [InlineData("# q I sigma\n", DiffractionAxis.MomentumTransfer)]
    [InlineData("# q_A^-1 I, 2th_deg beside it\n", DiffractionAxis.MomentumTransfer)]
    [InlineData("# q (1/nm), I\n", DiffractionAxis.MomentumTransfer)]
    public void A_letter_alone_is_the_axis_only_where_no_angle_is_named(string head, DiffractionAxis axis) =>
        Assert.Equal(axis, Read("a.dat", head + "1 5\n2 6\n3 7\n").Patterns[0].Axis);

    [Fact]
    public void What_was_made_of_more_than_three_columns_is_told()
    {
        DiffractionRecord record = Read("a.dat", "# tth obs calc background\n10 5 0.5 1\n11 6 0.6 1\n12 7 0.7 1\n");
        Assert.Equal([0.5, 0.6, 0.7], record.Patterns[0].Sigmas);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.StartsWith("Of 4 columns", StringComparison.Ordinal));
        Assert.DoesNotContain(Read("b.dat", "# tth I sd\n10 5 0.5\n11 6 0.6\n12 7 0.7\n").Remarks, r => r.Text.Contains("columns", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wavelength_that_cannot_be_is_told_and_not_used()
    {
        DiffractionRecord record = Read("a.dat", "# tth, wavelength 12345\n10 5\n11 6\n12 7\n");
        Assert.Null(record.Patterns[0].Radiation);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("12345 Å, which is none of X-rays", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "(70000, 70000, 70000)", "announces 70000 × 70000 × 70000 values")]
    [InlineData(1, "(99999999999, 2)", "announces 99999999999 × 2 values")]
    [InlineData(2, "(3,)", "of a kind that is not read")]
    public void A_damaged_head_of_an_array_is_refused(int version, string shape, string reason)
    {
        byte[] head = Encoding.Latin1.GetBytes($"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)head.Length) : BitConverter.GetBytes(uint.MaxValue);
        File.WriteAllBytes(folder.Path("a.npy"), [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. head, .. new byte[24]]);
        Assert.Contains(reason, Assert.Throws<DataException>(() => DiffractionReaders.Read(folder.Path("a.npy"))).Message, StringComparison.Ordinal);
    }

    private DiffractionRecord Read(string name, string text) => DiffractionReaders.Read(folder.Write(name, text));

    private string Zip(params (string Name, string Text)[] entries)
    {
        string path = folder.Path("p.zip");
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, string text) in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }

        return path;
    }
}
