using Stria.Studies;

namespace Stria.Tests.Studies.FewEnergies;

public sealed class FewEnergiesDoubtTests
{
    [Theory]
    [InlineData(1.1, 0.02, 0.98)]
    [InlineData(double.NaN, 0.05, 0.9)]
    public void Good_images_raise_no_doubt(double chiSquare, double deviation, double share) => Assert.Empty(FewEnergiesDoubt.Of(chiSquare, deviation, share));

    [Theory]
    [InlineData(186, 0.02, 0.98, "186", "--energy-shift")]
    [InlineData(1.1, 1.9, 0.98, "1.9", "resonance")]
    [InlineData(1.1, 0.02, 0.08, "8", "three standard deviations")]
    public void Each_doubt_gives_its_figure_and_the_likely_cause(double chiSquare, double deviation, double share, string figure, string cause)
    {
        string said = Assert.Single(FewEnergiesDoubt.Of(chiSquare, deviation, share)).Text;
        Assert.Contains(figure, said, StringComparison.Ordinal);
        Assert.Contains(cause, said, StringComparison.Ordinal);
    }
}
