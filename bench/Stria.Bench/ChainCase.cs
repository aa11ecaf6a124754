using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Studies;

namespace Stria.Bench;

/// <summary>The whole chain from a file to particles: 90 wires with all disturbances of a beamline and hot pixels, each variant in a process of its own.</summary>
/// <remarks>"chain" stops where the yardstick's chain stops, "chain-memory" does the same with 100 MB of the stack in memory at a time; "chain-all" is what the program does when nothing is asked: terms common to all spectra fitted, frames laid on their model,
/// components judged, errors of the common terms carried to x.</remarks>
internal static class ChainCase
{
    private const string Stack = "stack.hdf5", Raw = "stack.ncb", Library = "library.csv", Planted = "planted";
    private const int Warm = 96;
    private const int MostWarmings = 8, Settled = 50; // rounds; methods compiled in a round
    private const double Budget_MB = 100;

    /// <summary>Measures both variants.</summary>
    /// <returns>One line of JSON for each.</returns>
    public static string Run(BenchOptions options)
    {
        string folder = Directory.CreateTempSubdirectory("stria-chain-").FullName;
        try
        {
            Make(options, folder);
            return string.Join('\n', new[] { "chain", "chain-hdf5", "chain-memory", "chain-all" }.Select(which => InItsOwnProcess(folder, which)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One variant, measured in this process after the compiler has seen the same work on a small field.</summary>
    /// <param name="folder">Where the stacks lie.</param>
    /// <param name="which">"chain", "chain-hdf5", "chain-memory" or "chain-all".</param>
    /// <returns>One line of JSON.</returns>
    public static string RunOne(string folder, string which)
    {
        long compiled = 0;

        // Until the compiler has nothing more to do: it works beside the program, in steps, on what was called often.
        for (int i = 0; i < MostWarmings && (i < 2 || compiled < JitInfo.GetCompiledMethodCount() - Settled); i++)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            Chain(Path.Combine(folder, "small"), $"{which}-{i}", which, new StageClock());
            Thread.Sleep(150);
        }

        // What the small fields left is given back: the program itself starts without it.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        PeakMemory.Forget();
        double before = PeakMemory.Gigabytes;
        var clock = new StageClock();
        (Run map, Run particles) = Chain(Path.Combine(folder, "full"), which, which, clock);
        int[] shape = File.ReadAllText(Path.Combine(folder, "full", "shape")).Split(' ').Select(int.Parse).ToArray();
        double input = 4e-9 * shape[0] * shape[1] * shape[2];
        return JsonSerializer.Serialize(new
        {
            yard = which,
            impl = "stria",
            ny = shape[1],
            nx = shape[2],
            ne = shape[0],
            input_GB = Math.Round(input, 3),
            cpu_s = clock.Cpu,
            total_cpu_s = Math.Round(clock.Cpu.Values.Sum(), 3),
            total_wall_s = Math.Round(clock.Wall.Values.Sum(), 3),
            rss_before_GB = Math.Round(before, 3),
            peak_GB = Math.Round(PeakMemory.Gigabytes, 3),
            peak_over_input = Math.Round(PeakMemory.Gigabytes / input, 2),
            registration_error_px = Math.Round(RegistrationError(map, Path.Combine(folder, "full", Planted)), 4),
            energy_shift_eV = Of(map, "energy_shift").Value,
            particles = Of(particles, "particles").Value,
            process_cpu_s = Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 2),
            threads = 1,
        });
    }

    // Root mean square per axis against what is planted, about the mean: a common displacement of all frames moves no frame against another.
    private static double RegistrationError(Run map, string planted)
    {
        RegistrationResult found = map.Context.Get<RegistrationResult>();
        double[][] truth = [.. File.ReadAllLines(planted).Select(l => l.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())];
        double[] y = [.. found.Rows.Zip(truth, (a, b) => a - b[0])], x = [.. found.Columns.Zip(truth, (a, b) => a - b[1])];
        double my = y.Average(), mx = x.Average();
        return Math.Sqrt((y.Average(v => (v - my) * (v - my)) + x.Average(v => (v - mx) * (v - mx))) / 2);
    }

    private static Headline Of(Run run, string name) => run.Context.Headlines.First(h => h.Name == name);

    /// <summary>Writes the stack and a small one of the same kind to warm up with.</summary>
    /// <param name="options">Size and seed.</param>
    /// <param name="folder">Where to.</param>
    public static void Make(BenchOptions options, string folder)
    {
        Write(options, Path.Combine(folder, "full"));
        Write(options with { Rows = Warm, Columns = Warm }, Path.Combine(folder, "small"));
    }

    private static void Write(BenchOptions options, string folder)
    {
        Directory.CreateDirectory(folder);
        var scene = new WireEnsemble(new SceneFrame(options.Rows, options.Columns, 60e-9) { PhotonEnergies_eV = EnergyGrids.Fine()[..149] }) { Wires = Math.Max(6, 90 * options.Rows * options.Columns / (512 * 512)) };
        SyntheticStack made = SceneExposure.Make(scene, MaterialLibrary.Shipped.Find("v2o5-alpha"), new DisturbanceOptions(), options.Seed, 2);
        NxstxmWriter.Write(Path.Combine(folder, Stack), made.Stack, new NxstxmDetails { Title = made.Stack.Provenance.Source });
        WriteRaw(made.Stack, Path.Combine(folder, Raw));
        File.WriteAllText(Path.Combine(folder, "shape"), $"{made.Stack.FrameCount} {options.Rows} {options.Columns}");
        File.WriteAllLines(Path.Combine(folder, Planted), made.Truth.Rows.Zip(made.Truth.Columns, (row, column) => string.Create(CultureInfo.InvariantCulture, $"{row:R} {column:R}")));
        IReadOnlyList<ReferenceSpectrum> library = ModelSpectra.Library();
        CsvTable.Write(
            Path.Combine(folder, Library),
            [new CsvColumn("energy_eV", library[0].Spectrum.PhotonEnergies_eV.Select(e => e.ToString("R"))), .. library.Select(r => new CsvColumn(r.Name, r.Spectrum.Values.Select(v => v.ToString("R"))))]);
    }

    // As a beamline writes it for aXis2000: counts as 16-bit numbers one after another, and a text beside them.
    private static void WriteRaw(SpectralStack stack, string path)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string energies = string.Join('\n', stack.PhotonEnergies_eV.Select(e => e.ToString("f4", culture)));
        File.WriteAllText(Path.ChangeExtension(path, ".dat"), string.Create(culture, $"{stack.Grid.Width} {stack.Grid.Height} 1\n0 {(stack.Grid.Width - 1) * 0.06}\n0 {(stack.Grid.Height - 1) * 0.06}\n{stack.FrameCount}\n{energies}\n"));
        using FileStream file = File.Create(path);
        var frame = new short[stack.Grid.Count];
        for (int f = 0; f < stack.FrameCount; f++)
        {
            ReadOnlySpan<float> counts = stack.Frame(f);
            for (int i = 0; i < frame.Length; i++)
            {
                frame[i] = (short)Math.Clamp(Math.Round(counts[i]), 0, short.MaxValue);
            }

            file.Write(MemoryMarshal.AsBytes(frame.AsSpan()));
        }
    }

    private static (Run Map, Run Particles) Chain(string folder, string name, string which, StageClock clock)
    {
        var all = new MapScenario
        {
            Stack = new StackSettings { Path = Path.Combine(folder, which == "chain-all" || which.EndsWith("hdf5", StringComparison.Ordinal) ? Stack : Raw) },
            References = new ReferenceSettings { Table = Path.Combine(folder, Library) },
            Material = "v2o5-alpha",
            Memory_MB = which.Contains("memory", StringComparison.Ordinal) ? Budget_MB : null,
            Threads = 1,
        };
        MapScenario scenario = which == "chain-all" ? all : all with
        {
            Register = new RegisterSettings { Refine = false, Neighbours = 1 },
            Components = new ComponentSettings { Count = 4, Clusters = 5, Starts = 1 },
            Nuisances = NuisanceSettings.Off,
            Fit = new FitSettings { Path = FitPath.Standards, CommonErrors = false, LibraryCheck = false, Background = BackgroundKind.Film },
            Figures = false,
        };
        Run map = Timed(scenario, Path.Combine(folder, name), clock, "");
        var source = new MapParticles { Path = map.Folder.Root };
        return (map, Timed(new ParticlesScenario { Source = source, Threads = 1, Figures = which == "chain-all" }, Path.Combine(folder, $"{name}-particles"), clock, "particles: "));
    }

    private static Run Timed(IScenario scenario, string folder, StageClock clock, string prefix)
    {
        var run = Stria.Studies.Run.Begin(StudyCatalogue.For(scenario), new RunRequest(folder));
        using var laps = clock.Laps();
        run.Execute(new Steps(laps, prefix), CancellationToken.None);
        return run;
    }

    private static string InItsOwnProcess(string folder, string which)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChainCase).Assembly.Location, "chain-run", folder, which]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        string line = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 && JsonNode.Parse(line) is not null ? line : throw new InvalidOperationException($"{which} ended with {process.ExitCode}: {line}");
    }

    // A step is told when it begins.
    private sealed class Steps(StageClock.LapClock laps, string prefix) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => laps.Now(prefix + value.Step);
    }
}
