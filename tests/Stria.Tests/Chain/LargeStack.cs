using System.Diagnostics;
using System.Globalization;

namespace Stria.Tests.Chain;

/// <summary>Stacks of any size, written frame by frame, and the memory that a run takes at its most.</summary>
public static class LargeStack
{
    /// <summary>Writes a stack for aXis2000: particles of two spectra on an open field, counting noise that can be computed again.</summary>
    public static void Write(string path, int height, int width, int energies)
    {
        double[] photon = Energies(energies);
        CultureInfo culture = CultureInfo.InvariantCulture;
        File.WriteAllText(
            Path.ChangeExtension(path, ".dat"),
            string.Create(culture, $"{width} {height} -1\n0 {(width - 1) * 0.03}\n0 {(height - 1) * 0.03}\n{energies}\n") + string.Join('\n', photon.Select(e => e.ToString("f4", culture))) + "\n");
        using FileStream file = File.Create(path);
        var frame = new float[height * width];
        var random = new Random(5);
        for (int e = 0; e < energies; e++)
        {
            (double first, double second) = Spectra(photon[e]);
            for (int i = 0; i < frame.Length; i++)
            {
                int y = i / width, x = i % width;
                double od = y % 100 is < 20 or > 80 || x % 100 is < 20 or > 80 ? 0 : y / 100 % 2 == 0 ? first : second;
                frame[i] = (float)Math.Round((4000 * Math.Exp(-od)) + (40 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)));
            }

            file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(frame.AsSpan()));
        }
    }

    /// <summary>Writes a stack for aXis2000 whose making costs next to nothing: few particles, and noise of which each frame takes another part.</summary>
    public static void WriteSparse(string path, int height, int width, int energies)
    {
        double[] photon = Energies(energies);
        CultureInfo culture = CultureInfo.InvariantCulture;
        File.WriteAllText(
            Path.ChangeExtension(path, ".dat"),
            string.Create(culture, $"{width} {height} -1\n0 {(width - 1) * 0.03}\n0 {(height - 1) * 0.03}\n{energies}\n") + string.Join('\n', photon.Select(e => e.ToString("f4", culture))) + "\n");
        var random = new Random(5);
        float[] noise = [.. Enumerable.Range(0, height * width).Select(_ => (float)Math.Round(40 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)))], frame = new float[noise.Length];
        int[] kind = [.. Enumerable.Range(0, noise.Length).Select(i => (i / width / 100, i % width / 100, i / width % 100, i % width % 100) is var (row, column, y, x) && row % 2 == 0 && column % 2 == 0 && y is >= 20 and <= 80 && x is >= 20 and <= 80 ? 1 + (row / 2 % 2) : 0)];
        using FileStream file = File.Create(path);
        for (int e = 0; e < energies; e++)
        {
            (double first, double second) = Spectra(photon[e]);
            ReadOnlySpan<float> levels = [4000, (float)Math.Round(4000 * Math.Exp(-first)), (float)Math.Round(4000 * Math.Exp(-second))];
            int offset = e * 7919 % noise.Length;
            for (int i = 0; i < frame.Length; i++)
            {
                frame[i] = levels[kind[i]] + noise[i + offset < noise.Length ? i + offset : i + offset - noise.Length];
            }

            file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(frame.AsSpan()));
        }
    }

    /// <summary>Writes the two spectra as references.</summary>
    public static void WriteLibrary(string path, int energies) => File.WriteAllText(
        path,
        "energy_eV,x=0,x=1\n" + string.Concat(Energies(energies).Select(e => string.Create(CultureInfo.InvariantCulture, $"{e:R},{Spectra(e).First:R},{Spectra(e).Second:R}\n"))));

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

    private static double[] Energies(int count) => [.. Enumerable.Range(0, count).Select(e => 508 + (20.0 * e / (count - 1)))];

    private static (double First, double Second) Spectra(double energy_eV) =>
        (0.1 + (1 / (1 + Math.Exp(-(energy_eV - 515) * 2))), 0.1 + (1 / (1 + Math.Exp(-(energy_eV - 517) * 2)) * (1 + (0.5 * Math.Exp(-Math.Pow(energy_eV - 519, 2))))));

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
