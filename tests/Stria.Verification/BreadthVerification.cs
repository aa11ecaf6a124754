using System.Diagnostics;
using System.Globalization;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Files.Diffraction;

namespace Stria.Verification;

/// <summary>Damaged files in great number, and stacks larger than the memory that is allowed.</summary>
[Collection(VerificationCollection.Name)]
public sealed class BreadthVerification : IDisposable
{
    private const string Mutants = "Damaged files", Memory = "Stacks larger than memory";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".ncb")]
    [InlineData(".dat")]
    [InlineData(".stk")]
    [InlineData(".tif")]
    [InlineData(".xrm")]
    [InlineData(".hdr")]
    [InlineData(".xim")]
    [InlineData(".xas")]
    [InlineData(".xdi")]
    [InlineData(".prj")]
    [InlineData("energies")]
    public void Two_hundred_thousand_mutants_are_read_or_refused(string format)
    {
        (int read, int refused) = MutatedStacks.Read(format, 200_000, seed: 17);
        VerificationRecord.Add(Mutants, $"{format}: mutants read or refused by a message, of 200 000", 200_000, read + refused, 0);
    }

    [Fact]
    public void Fifty_thousand_mutants_of_each_format_of_patterns_are_read_or_refused()
    {
        foreach (string format in MutatedPatterns.Formats)
        {
            (int read, int refused) = MutatedPatterns.Read(format, 50_000, seed: 23);
            VerificationRecord.Add(Mutants, $"diffraction, {format}: mutants read or refused by a message, of 50 000", 50_000, read + refused, 0);
        }
    }

    [Theory]
    [InlineData("lzf", 2048, 97)]
    [InlineData("lz4_blocks", 2559, 312)]
    [InlineData("bitshuffle_lz4_blocks", 20927, 258)]
    [InlineData("blosc_blosclz", 3183, 131)]
    [InlineData("blosc_zlib", 3713, 110)]
    public void Mutants_of_packed_chunks_are_unpacked_or_refused(string dataset, int offset, int size) =>
        VerificationRecord.Add(Mutants, $"HDF5 chunk {dataset}: mutants unpacked or refused with the chunk named, of 200 000", 200_000, MutatedChunks.Read(dataset, (offset, size), 200_000, seed: 29), 0);

    [Theory]
    [InlineData("NXstxm")]
    [InlineData("Data Exchange")]
    [InlineData("MISTRAL")]
    [InlineData("CXI")]
    [InlineData("dataset by path")]
    public void Two_hundred_thousand_hierarchies_of_wrong_content_are_read_or_refused(string format)
    {
        (int read, int refused) = MutatedHierarchies.Read(format, 200_000, seed: 31);
        VerificationRecord.Add(Mutants, $"HDF5, {format}: mutants of structure and content read or refused by a message that names the file, of 200 000", 200_000, read + refused, 0);
    }

    [Fact]
    public void Two_hundred_thousand_damaged_pictures_are_read_or_refused()
    {
        (int read, int refused) = MutatedPictures.Read(200_000, seed: 23, folder.Path("p.png"));
        VerificationRecord.Add(Mutants, ".png: mutants read or refused by a message, of 200 000", 200_000, read + refused, 0);
    }

    [Fact]
    public void A_stack_of_400_MB_is_mapped_within_250_MB()
    {
        LargeStack.Write(folder.Path("large.ncb"), 640, 640, 256);
        LargeStack.WriteLibrary(folder.Path("library.csv"), 256);
        long peak = LargeStack.Peak(["map", folder.Path("large.ncb"), "--references", folder.Path("library.csv"), "--memory", "100MB", "--threads", "1", "--out", folder.Path("run")]);
        VerificationRecord.AtMost(Memory, "whole chain of a stack of 419 MB with --memory 100MB: most resident memory [MB]", 250, Math.Round(peak / 1e6));
    }

    [Fact]
    public void A_stack_as_large_as_the_disk_allows_is_clustered_within_the_memory_allowed()
    {
        // 20 GB need as much disk again beside the file: counts, which optical densities replace. Where there is less room, a tenth is taken, and said.
        bool isWhole = new DriveInfo(folder.Path("")).AvailableFreeSpace > 50L << 30;
        int energies = isWhole ? 1250 : 125;
        LargeStack.Write(folder.Path("large.ncb"), 2000, 2000, energies);
        double once = Once(folder.Path("large.ncb"));
        long began = Stopwatch.GetTimestamp();
        long peak = LargeStack.Peak(["cluster", folder.Path("large.ncb"), "--clusters", "3", "--no-register", "--memory", "500MB", "--out", folder.Path("run")]);
        double ratio = Stopwatch.GetElapsedTime(began).TotalSeconds / once, gigabytes = 2000.0 * 2000 * 4 * energies / 1e9;
        string size = gigabytes.ToString("f0", CultureInfo.InvariantCulture);
        VerificationRecord.AtMost(Memory, $"components and clusters of a stack of {size} GB with --memory 500MB: most resident memory [MB]", 1200, Math.Round(peak / 1e6));
        VerificationRecord.AtMost(Memory, $"components and clusters of a stack of {size} GB: wall time over that of reading the file once", 400, ratio);
    }

    private static double Once(string path)
    {
        long began = Stopwatch.GetTimestamp();
        using FileStream file = File.OpenRead(path);
        var buffer = new byte[1 << 22];
        while (file.Read(buffer) > 0)
        {
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
