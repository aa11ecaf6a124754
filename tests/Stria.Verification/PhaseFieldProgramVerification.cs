using System.Diagnostics;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Verification;

/// <summary>The program of its own process, stopped by Ctrl-C at random moments; and what it says to what cannot be computed.</summary>
[Collection(VerificationCollection.Name)]
public sealed class PhaseFieldProgramVerification : IDisposable
{
    private const string Stops = "Phase field: stopped by Ctrl-C and resumed", Words = "Phase field: what cannot be computed";
    private readonly TemporaryFolder folder = new();

    private static string Text(string problem = "", string time = "{ end: 3 s }", string rest = "discretisation: { cell_size: 2 nm }") => $$"""
        kind: phasefield
        problem:
          geometry: { kind: shapes, regions: [ { name: strip, shape: { kind: rectangle, width: 60 nm, height: 40 nm } } ] }
          initial: { kind: uniform, value: 0.5 }
          noise: 0.05
          material: v2o5-alpha
          interface_width: 8 nm
          mobility: { kind: lattice, diffusivity: 5e-15 m2/s }
          {{problem}}
        time: {{time}}
        output: { snapshots: 6, animation: false }
        {{rest}}
        """;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("linear", "mechanics: { model: plane_strain }", "{ end: 6 s, method: linear }")]
    [InlineData("newton", "boundary: [ { kind: galvanostatic, part: left, rate: 0.05 1/s, spread: equipotential } ]", "{ end: 3 s }")]
    public void Resumed(string name, string problem, string time)
    {
        File.WriteAllText(folder.Path("whole.yaml"), Text(problem, time));
        var clock = Stopwatch.StartNew();
        StriaCommand.Succeed("run", folder.Path("whole.yaml"), "--out", folder.Path("whole"));
        double length = clock.Elapsed.TotalSeconds;
        var random = new Random(7);
        double Wait() => (0.1 + (0.25 * random.NextDouble())) * length;
        int stops = 0, code = Execute(["run", folder.Path("whole.yaml"), "--out", folder.Path("stopped")], Wait());
        while (code != 0 && stops < 40)
        {
            stops++;
            code = Directory.Exists(folder.Path("stopped.partial"))
                ? Execute(["resume", folder.Path("stopped.partial")], stops < 8 ? Wait() : double.PositiveInfinity)
                : Execute(["run", folder.Path("whole.yaml"), "--out", folder.Path("stopped"), "--force"], Wait());
        }

        VerificationRecord.AtLeast(Stops, $"{name}: interruptions at random moments", 3, stops);
        foreach (string file in new[] { "final.vtu", "tables/history.csv", "tables/measures.csv", "tables/profiles.csv" })
        {
            byte[] whole = File.ReadAllBytes(folder.Path("whole/" + file)), stopped = File.ReadAllBytes(folder.Path("stopped/" + file));
            VerificationRecord.AtMost(Stops, $"{name}, {file} of {whole.Length} bytes: bytes that differ from the run without interruption", 0, Math.Abs(whole.Length - stopped.Length) + whole.Zip(stopped, (a, b) => a == b ? 0 : 1).Sum());
        }
    }

    [Theory]
    [InlineData("c₀ outside 0 … 1", "initial: { kind: uniform, value: 1.2 }", "1.2", "is not within 0 … 1")]
    [InlineData("κ = 0", "gradient_energy: 0 J m2/mol", "κ is 0", "must be above 0")]
    [InlineData("a flux that starves the particle", "free_energy: { kind: regular_solution, interaction: 1 }\n  gradient_energy: 1e-14 J m2/mol\n  boundary: [ { kind: galvanostatic, part: left, rate: -40 1/s } ]", "takes more lithium from the surface", "than diffusion brings there")]
    public void Refused(string name, string problem, params string[] words)
    {
        string text = string.Join('\n', Text(problem).Split('\n').Where(l => !(problem.Contains("initial", StringComparison.Ordinal) && l.Contains("value: 0.5", StringComparison.Ordinal)) && !(problem.Contains("gradient", StringComparison.Ordinal) && l.Contains("interface_width", StringComparison.Ordinal))));
        File.WriteAllText(folder.Path("bad.yaml"), text);
        StriaAnswer answer = StriaCommand.Run("run", folder.Path("bad.yaml"), "--out", folder.Path("bad"));
        VerificationRecord.AtLeast(Words, $"{name}: exit code", 1, answer.Code);
        VerificationRecord.Add(Words, $"{name}: words of the message that were looked for (\"{string.Join("\", \"", words)}\")", words.Length, words.Count(w => answer.Error.Contains(w, StringComparison.Ordinal)), 0);
        VerificationRecord.AtMost(Words, $"{name}: finished run folders left", 0, Directory.Exists(folder.Path("bad")) ? 1 : 0);
    }

    [Fact]
    public void Warned()
    {
        File.WriteAllText(folder.Path("coarse.yaml"), Text(time: "{ end: 0.01 s }", rest: "discretisation: { cell_size: 10 nm }"));
        StriaCommand.Succeed("run", folder.Path("coarse.yaml"), "--out", folder.Path("coarse"));
        VerificationRecord.Add(Words, "interface thinner than the mesh: warnings that name the wanted size (\"Perhaps 'cell_size: 4 nm'\")", 1, StriaCommand.Remarks(folder.Path("coarse")).Count(r => r.StartsWith("warning", StringComparison.Ordinal) && r.Contains("Perhaps 'cell_size: 4 nm'", StringComparison.Ordinal)), 0);
    }

    // The exit code; interrupted as by Ctrl-C after a while unless it has ended by then.
    private static int Execute(string[] arguments, double seconds)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "stria.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        // Where a shell in the background has the signal of Ctrl-C ignored, the other one that stops a run follows.
        foreach (string signal in process.WaitForExit(TimeSpan.FromSeconds(Math.Min(seconds, 600))) ? [] : new[] { "-INT", "-TERM" })
        {
            using var interrupt = Process.Start("kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            interrupt.WaitForExit();
            if (process.WaitForExit(TimeSpan.FromSeconds(1)))
            {
                break;
            }
        }

        process.WaitForExit();
        Task.WaitAll(output, error);
        return process.ExitCode;
    }
}
