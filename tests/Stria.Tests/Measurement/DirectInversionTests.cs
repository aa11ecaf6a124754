using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class DirectInversionTests
{
    private static readonly double[] Energies = CoreShellScene.EnergyGrid();
    private static readonly ReferenceDesign Design = ReferenceDesign.At(SpectraMade.TwoMolar, Energies, 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Amounts_of_clean_data_are_exact_for_masks_with_and_without_gaps(bool gaps)
    {
        OpticalDensityStack od = Mixed(0);
        PixelMask mask = Made.Mask(10, 12, (r, c) => !gaps || (r + c) % 3 != 0);
        DirectInversionResult found = DirectInversion.Run(od, Design, mask);
        for (int p = 0; p < 120; p++)
        {
            Assert.Equal(mask.Inside[p], float.IsFinite(found.Amounts[0][p]));
            if (mask.Inside[p])
            {
                Assert.Equal(Core(p), found.Amounts[0][p] / SpectraMade.PerNanometre(0.1), 1e-3);
                Assert.Equal(Rim(p), found.Amounts[1][p] / SpectraMade.PerNanometre(0.45), 1e-3);
                Assert.InRange(found.ResidualRms[p], 0, 1e-6);
            }
        }

        Assert.Equal(0, found.NegativeShare);
    }

    [Fact]
    public void The_residual_is_the_noise()
    {
        DirectInversionResult found = DirectInversion.Run(Mixed(0.05), Design, Made.All(10, 12));
        Assert.Equal(0.05, Quantiles.Median(found.ResidualRms), 0.002);
    }

    [Fact]
    public void Of_two_references_that_are_one_each_takes_half()
    {
        ReferenceDesign twice = ReferenceDesign.Of([Design.Values[..Energies.Length], Design.Values[..Energies.Length]]);
        OpticalDensityStack od = Made.OpticalDensities(Energies, 1, 1, (f, _, _) => 4e-3 * Design.Values[f]);
        DirectInversionResult found = DirectInversion.Run(od, twice, Made.All(1, 1));
        Assert.Equal(2e-3, found.Amounts[0][0], 1e-8);
        Assert.Equal(2e-3, found.Amounts[1][0], 1e-8);
    }

    [Fact]
    public void Negative_weights_are_counted()
    {
        OpticalDensityStack od = Made.OpticalDensities(Energies, 1, 4, (f, _, c) => (c == 0 ? -1e-3 : 1e-3) * Design.Values[f] + (2e-3 * Design.Values[Energies.Length + f]));
        Assert.Equal(1.0 / 8, DirectInversion.Run(od, Design, Made.All(1, 4)).NegativeShare);
    }

    private static double Core(int p) => 20 + p;

    private static double Rim(int p) => 150 - p;

    private static OpticalDensityStack Mixed(double noise)
    {
        var random = new SeededRandom(5);
        return Made.OpticalDensities(Energies, 10, 12, (f, r, c) =>
            (Core((12 * r) + c) * SpectraMade.PerNanometre(0.1) * Design.Values[f]) + (Rim((12 * r) + c) * SpectraMade.PerNanometre(0.45) * Design.Values[Energies.Length + f])
            + (noise * random.Normal()));
    }
}
