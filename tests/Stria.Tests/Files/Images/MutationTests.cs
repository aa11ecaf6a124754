namespace Stria.Tests.Files;

public sealed class MutationTests
{
    [Theory]
    [InlineData(".ncb")]
    [InlineData(".dat")]
    [InlineData(".stk")]
    [InlineData(".tif")]
    [InlineData(".xrm")]
    [InlineData(".hdr")]
    [InlineData(".xim")]
    [InlineData(".xas")]
    [InlineData(".xdi")]
    [InlineData(".prj")]
    [InlineData("energies")]
    public void Two_thousand_mutants_are_read_or_refused_soon_and_without_much_memory(string format)
    {
        (int read, int refused) = MutatedStacks.Read(format, 2000, seed: 5);
        Assert.Equal(2000, read + refused);
        Assert.True(refused > 100, $"only {refused} of 2000 mutants were refused: the changes do not reach what the reader looks at");
    }

    [Theory]
    [InlineData("NXstxm")]
    [InlineData("Data Exchange")]
    [InlineData("MISTRAL")]
    [InlineData("CXI")]
    [InlineData("dataset by path")]
    public void Hierarchies_of_wrong_content_are_read_or_refused(string format)
    {
        (int read, int refused) = MutatedHierarchies.Read(format, 2000, seed: 3);
        Assert.Equal(2000, read + refused);
        Assert.True(read > 100 && refused > 400, $"{read} of 2000 mutants were read and {refused} refused: the changes do too much or do not reach what the reader looks at");
    }
}
