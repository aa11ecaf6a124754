using System.Diagnostics;

namespace Stria.Tests.Chain;

/// <summary>The examples run, and what each asserts at its end holds.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Examples => [.. Directory.GetFiles(Path.Combine(SharedData.Repository, "examples"), "*.cs").Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_example_runs_and_its_assertion_holds(string example)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", Path.Combine("examples", example)])
        {
            WorkingDirectory = SharedData.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test host sets for itself must not reach another build.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || k.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{output}\n{await error}");
        Assert.EndsWith("As planted.", output.TrimEnd(), StringComparison.Ordinal);
    }
}
