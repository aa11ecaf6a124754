using Stria.Measurement.Stxm;
using Stria.Studies;
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
        var run = Run.Begin(StudyCatalogue.For((MapScenario)ScenarioReader.Read(folder.Path("whole/scenario.yaml")) with { Memory_MB = 16, Threads = 1 }), new RunRequest(folder.Path("parts")));
        run.Execute(new Progress<StudyProgress>(), CancellationToken.None);
        AssertLetGo(run.Context);
        MapFileCopy.AssertSameBits(folder.Path("whole"), folder.Path("parts"));
        Assert.DoesNotContain(Directory.GetFiles(folder.Path("parts"), "*", new EnumerationOptions { AttributesToSkip = 0 }), file => file.Contains("scratch", StringComparison.Ordinal));
    }

    // Beside a large stack, maps that only earlier steps asked for are as much as those that are drawn.
    private static void AssertLetGo(StudyContext context)
    {
        Assert.Null(context.Get<ReferenceFitResult>("standards").Normal);
        Assert.False(context.TryGet("clusters", out ReferenceFitResult? _));
        Assert.False(context.TryGet("", out IReadOnlyList<CommonError>? _));
        foreach (string path in (string[])["", "standards", "clusters"])
        {
            Assert.False(context.TryGet(path, out CompositionMaps? _));
            Assert.Contains(context.Get<DrawnMaps>(path).Composition.Values, float.IsFinite);
        }
    }

    [Fact]
    public void A_stack_of_419_MB_is_despiked_registered_clustered_fitted_mapped_and_drawn_in_250_MB_of_which_100_MB_are_its_own()
    {
        // Carried errors, terms common to all spectra and the check of the library take time, and no more memory: the second tier has them.
        LargeStack.WriteSparse(folder.Path("large.ncb"), 640, 640, 256);
        LargeStack.WriteLibrary(folder.Path("library.csv"), 256);
        File.WriteAllText(folder.Path("chain.yaml"), """
            kind: map
            stack: { path: large.ncb }
            register: { neighbours: 1, refine: false }
            components: { count: 2, clusters: 3, starts: 1 }
            references: { table: library.csv }
            nuisances: { energy_stretch: none, broadening: none, stray_light: none, dead_time: none, halo: none, dichroism: none }
            fit: { path: standards, energy_shift: none, common_errors: false, library_check: false }
            memory_mb: 100
            threads: 1
            """);
        long peak = LargeStack.Peak(["run", folder.Path("chain.yaml"), "--out", folder.Path("run")]);
        Assert.True(peak <= 250_000_000, $"{peak / 1e6:f0} MB");
    }
}
