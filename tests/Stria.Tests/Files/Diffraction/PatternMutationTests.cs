namespace Stria.Tests.Files.Diffraction;

public sealed class PatternMutationTests
{
    [Theory]
    [InlineData("raw1")]
    [InlineData("raw2")]
    [InlineData("raw3")]
    [InlineData("raw4")]
    [InlineData("brml")]
    [InlineData("rasx")]
    [InlineData("xrdml")]
    [InlineData("ras")]
    [InlineData("cif")]
    [InlineData("mca")]
    [InlineData("gsas")]
    [InlineData("xye")]
    public void Two_thousand_mutants_are_read_or_refused_soon_and_without_much_memory(string format)
    {
        (int read, int refused) = MutatedPatterns.Read(format, 2000, seed: 7);
        Assert.Equal(2000, read + refused);
        Assert.True(read > 20, $"only {read} of 2000 mutants were read: the changes hide what the reader does with a file that it takes");
        Assert.True(refused > 100, $"only {refused} of 2000 mutants were refused: the changes do not reach what the reader looks at");
    }

    [Fact]
    public void Every_reader_of_patterns_but_arrays_is_mutated() =>
        Assert.Equal(Stria.Files.DiffractionReaders.All.Count - 1, MutatedPatterns.Formats.Count - 3); // four versions of one reader
}
