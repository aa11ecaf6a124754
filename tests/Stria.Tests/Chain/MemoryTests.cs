using System.Diagnostics;
using System.Globalization;
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
        StriaCommand.Succeed("demo", "--size", "48", "--out", folder.Path("demo"));
        string stack = folder.Path("demo/stack.hdf5"), library = folder.Path("demo/library.csv");
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

/// <summary>Stacks of any size, written frame by frame, and the memory that a run takes at its most.</summary>
public static class LargeStack
{
    /// <summary>Writes a stack for aXis2000: particles of two spectra on an open field, counting noise that can be computed again.</summary>
    public static void Write(string path, int height, int width, int energies)
    {
        double[] photon = [.. Enumerable.Range(0, energies).Select(e => 508 + (20.0 * e / (energies - 1)))];
        CultureInfo culture = CultureInfo.InvariantCulture;
        File.WriteAllText(
            Path.ChangeExtension(path, ".dat"),
            string.Create(culture, $"{width} {height} -1\n0 {(width - 1) * 0.03}\n0 {(height - 1) * 0.03}\n{energies}\n") + string.Join('\n', photon.Select(e => e.ToString("f4", culture))) + "\n");
        using FileStream file = File.Create(path);
        var frame = new float[height * width];
        var random = new Random(5);
        for (int e = 0; e < energies; e++)
        {
            double first = 1 / (1 + Math.Exp(-(photon[e] - 515) * 2)), second = 1 / (1 + Math.Exp(-(photon[e] - 517) * 2)) * (1 + (0.5 * Math.Exp(-Math.Pow(photon[e] - 519, 2))));
            for (int i = 0; i < frame.Length; i++)
            {
                int y = i / width, x = i % width;
                double od = y % 100 is < 20 or > 80 || x % 100 is < 20 or > 80 ? 0 : (y / 100 % 2 == 0 ? first : second) + 0.1;
                frame[i] = (float)Math.Round((4000 * Math.Exp(-od)) + (40 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)));
            }

            file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(frame.AsSpan()));
        }
    }

    /// <summary>Runs stria in a process of its own and gives the most memory that was resident [byte].</summary>
    public static long Peak(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "stria.dll"), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, Resident(process.Id));
        }

        Assert.True(process.ExitCode == 0, $"{error.Result}\n{output.Result}");
        Assert.True(peak > 0, "no memory was seen");
        return peak;
    }

    // The high-water mark is kept by the system: the last look before the end knows all that came before.
    private static long Resident(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
