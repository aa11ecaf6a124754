using Stria.Core;

namespace Stria.Tests.Files;

/// <summary>The samples in ../shared/data/formats: 7 columns, 5 rows, 4 energies, value = 1000 + 100·ix + 10·iy + iE.</summary>
internal static class SampleFormula
{
    internal static readonly double[] Energies_eV = [510.0, 515.6, 518.3, 529.0];

    internal static float Value(int energy, int row, int column) => 1000 + (100 * column) + (10 * row) + energy;

    internal static void AssertHoldsAtEveryIndex(ScanRegion region)
    {
        Assert.Equal(ScanKind.ImageStack, region.Kind);
        Assert.Equal(["energy", "sample_y", "sample_x"], region.Axes.Select(a => a.Name));
        Assert.Equal(Energies_eV, region.Axes[0].Points);
        Assert.Equal("eV", region.Axes[0].Unit);
        Assert.Equal([4, 5, 7], region.Axes.Select(a => a.Points.Length));
        for (int e = 0; e < 4; e++)
        {
            for (int y = 0; y < 5; y++)
            {
                for (int x = 0; x < 7; x++)
                {
                    Assert.Equal(Value(e, y, x), region.Values[(((e * 5) + y) * 7) + x]);
                }
            }
        }

        ImageGrid grid = ScanStacks.Grid(region.Axes[1], region.Axes[2]);
        Assert.Equal(0.05e-6, grid.PixelSizeX, 15);
        Assert.Equal(0.05e-6, grid.PixelSizeY, 15);
        Assert.Equal(10e-6, grid.FirstX, 12);
        Assert.Equal(-3e-6, grid.FirstY, 12);
    }

    /// <summary>A stack with the same values, made in memory.</summary>
    internal static SpectralStack Stack() => new(
        [.. Energies_eV],
        new ImageGrid(5, 7) { PixelSizeX = 0.05e-6, PixelSizeY = 0.05e-6, FirstX = 10e-6, FirstY = -3e-6 },
        [.. from e in Enumerable.Range(0, 4) from y in Enumerable.Range(0, 5) from x in Enumerable.Range(0, 7) select Value(e, y, x)],
        Provenance.Of("formula"))
    {
        Dwells = [1e-3, 1e-3, 1e-3, 1e-3],
    };
}
