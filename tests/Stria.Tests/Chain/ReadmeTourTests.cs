using System.Text.RegularExpressions;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>The README's tour, walked from its first command to its last.</summary>
public sealed partial class ReadmeTourTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_command_of_the_README_does_what_it_says()
    {
        string readme = File.ReadAllText(Path.Combine(SharedData.Repository, "README.md"));
        string[] commands = [.. Command().Matches(readme).Select(m => m.Groups[1].Value.Trim())];
        Assert.True(commands.Length >= 8);
        int walked = 0;
        foreach (string command in commands.Where(c => !c.Contains("oxidized.t", StringComparison.Ordinal)))
        {
            // The demonstration is made small here; all else is as written.
            string[] words = (command == "demo" ? "demo --size 48" : command).Split(' ');
            (int code, string output, string error) = ForeignTools.RunIn(folder.Path("."), "dotnet", [Path.Combine(AppContext.BaseDirectory, "stria.dll"), .. words]);
            Assert.True(code == 0, $"stria {command}\n{error}");
            Assert.NotEmpty(output);
            walked++;
        }

        Assert.Equal(commands.Length - 1, walked);
        Assert.True(File.Exists(folder.Path("particle-7/report.html")));
        MapFileCopy.AssertSameBits(folder.Path("particle-7"), folder.Path("again"));
    }

    [GeneratedRegex(@"^\./stria (.+)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
