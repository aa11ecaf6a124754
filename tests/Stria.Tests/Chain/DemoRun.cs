using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>One small demonstration, shared by the tests that look at its folder.</summary>
public sealed class DemoRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DemoRun()
    {
        Folder = folder.Path("demo");
        StriaCommand.Succeed("demo", "--size", "48", "--seed", "5", "--out", Folder);
    }

    /// <summary>The run folder.</summary>
    public string Folder { get; }

    /// <summary>A path beside the run folder.</summary>
    public string Beside(string name) => folder.Path(name);

    public void Dispose() => folder.Dispose();
}
