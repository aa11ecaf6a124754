using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>One Data Exchange stack without I₀ and mask, mapped with nothing but a table of references; shared by the tests that look at the result.</summary>
public sealed class MappedStack : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public MappedStack()
    {
        Stack = folder.Path("stack.h5");
        Library = ChainScene.WriteLibrary(folder.Path("library.csv"));
        DataExchangeWriter.Write(Stack, ChainScene.Stack);
        Run = folder.Path("run");
        Output = StriaCommand.Succeed("map", Stack, "--references", Library, "--out", Run).Output;
    }

    /// <summary>The measured file.</summary>
    public string Stack { get; }

    /// <summary>The references.</summary>
    public string Library { get; }

    /// <summary>The run folder.</summary>
    public string Run { get; }

    /// <summary>What the command printed.</summary>
    public string Output { get; }

    /// <summary>A path beside the run folder.</summary>
    public string Beside(string name) => folder.Path(name);

    public void Dispose() => folder.Dispose();
}
