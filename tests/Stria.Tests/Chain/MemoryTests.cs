using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>A stack that is not to fill the memory: the same results, and the memory that was allowed.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Maps_made_within_little_memory_are_the_same_to_the_last_bit()
    {
        StriaCommand.Succeed("synthesize", "core_shell", "--size", "48", "--out", folder.Path("made"));
        string stack = folder.Path("made/stack.hdf5"), library = folder.Path("made/library.csv");
        StriaCommand.Succeed("map", stack, "--references", library, "--out", folder.Path("whole"), "--threads", "2");
        StriaCommand.Succeed("map", stack, "--references", library, "--out", folder.Path("parts"), "--threads", "1", "--memory", "16MB");
        MapFileCopy.AssertSameBits(folder.Path("whole"), folder.Path("parts"));
        Assert.DoesNotContain(Directory.GetFiles(folder.Path("parts"), "*", new EnumerationOptions { AttributesToSkip = 0 }), file => file.Contains("scratch", StringComparison.Ordinal));
    }

    [Fact]
    public void Clusters_of_a_stack_larger_than_the_memory_allowed_take_no_more_than_it_and_the_program()
    {
        // 80 MB of counts; the program itself, with its libraries and figures, takes about 130 MB.
        LargeStack.Write(folder.Path("large.ncb"), 400, 400, 125);
        long allowed = LargeStack.Peak(["cluster", folder.Path("large.ncb"), "--clusters", "3", "--no-register", "--memory", "20MB", "--threads", "1", "--out", folder.Path("run")]);
        Assert.True(allowed < 190L << 20, $"{allowed >> 20} MB");
    }
}
