using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>A file is there whole, or as it was before.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Text_bytes_and_copies_are_what_was_given_and_nothing_lies_beside_them()
    {
        WholeFile.Write(folder.Path("t.txt"), "Größe µ\n");
        WholeFile.Write(folder.Path("b.bin"), [0, 255, 10]);
        WholeFile.Copy(folder.Path("b.bin"), folder.Path("c.bin"));
        Assert.Equal("Größe µ\n", File.ReadAllText(folder.Path("t.txt")));
        Assert.Equal(0x47, File.ReadAllBytes(folder.Path("t.txt"))[0]);
        Assert.Equal([0, 255, 10], File.ReadAllBytes(folder.Path("c.bin")));
        Assert.Equal(["b.bin", "c.bin", "t.txt"], folder.Names());
    }

    [Fact]
    public void An_older_file_stays_when_the_newer_cannot_be_written()
    {
        folder.Write("t.txt", "old");
        File.CreateSymbolicLink(folder.Path("t.txt.partial"), "/dev/full");
        string message = Assert.Throws<DataException>(() => WholeFile.Write(folder.Path("t.txt"), "new")).Message;
        Assert.Equal($"{folder.Path("t.txt")}: cannot be written: no space is left on the disk.", message);
        Assert.Equal("old", File.ReadAllText(folder.Path("t.txt")));
        Assert.Equal(["t.txt"], folder.Names());
    }

    [Fact]
    public void A_folder_under_a_file_or_in_a_place_for_nobody_is_refused_by_name()
    {
        string file = folder.Write("t.txt", "");
        Assert.StartsWith($"{file}/sub: cannot be made as a folder", Assert.Throws<DataException>(() => WholeFile.MakeFolder(file + "/sub")).Message, StringComparison.Ordinal);
        Assert.StartsWith("/proc/none: cannot be made as a folder", Assert.Throws<DataException>(() => WholeFile.MakeFolder("/proc/none")).Message, StringComparison.Ordinal);
        WholeFile.MakeFolder(folder.Path("a/b/c"));
        WholeFile.MakeFolder(folder.Path("a/b/c"));
        Assert.True(Directory.Exists(folder.Path("a/b/c")));
    }

    [Fact]
    public void Names_that_cannot_be_files_are_refused()
    {
        Directory.CreateDirectory(folder.Path("taken"));
        Assert.Contains("a folder of that name exists", Assert.Throws<DataException>(() => WholeFile.Write(folder.Path("taken"), "x")).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Throws<DataException>(() => WholeFile.Write(folder.Path("no/t.txt"), "x")).Message, StringComparison.Ordinal);
        Assert.Contains("gone.bin", Assert.Throws<DataException>(() => WholeFile.Copy(folder.Path("gone.bin"), folder.Path("c.bin"))).Message, StringComparison.Ordinal);
        Assert.Equal(["taken"], folder.Names());
    }

    [Theory]
    [InlineData(28, "no space is left on the disk.")]
    [InlineData(122, "your share of the disk is used up.")]
    [InlineData(30, "the disk is mounted for reading only.")]
    [InlineData(27, "it would be larger than files may be here. Perhaps the shell limits them (ulimit -f).")]
    [InlineData(5, "the disk hums")]
    public void The_systems_numbers_become_words(int number, string words) => Assert.Equal(words, WholeFile.Reason(new IOException("the disk hums", number)));
}
