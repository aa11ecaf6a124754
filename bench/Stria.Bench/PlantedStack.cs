using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Bench;

/// <summary>A stack of counts with a known truth: five regions in tiles of 16 pixels, uneven thickness, the noise of counting.</summary>
internal sealed class PlantedStack
{
    private const int Tile = 16;

    // Amounts of the six references in each region, for unit thickness.
    private static readonly double[][] Regions =
    [
        [1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0], [0, 0.35, 0, 0.65, 0, 0], [0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0, 1],
    ];

    /// <summary>Makes the stack.</summary>
    public PlantedStack(BenchOptions options)
    {
        var random = new SeededRandom(options.Seed);
        double[] energies = PlantedSpectra.Energies(options.Energies);
        References = PlantedSpectra.References(energies);
        Incident = PlantedSpectra.Incident(energies);
        var grid = new ImageGrid(options.Rows, options.Columns);
        Labels = TiledLabels(grid, random);
        Thickness = new float[grid.Count];
        for (int p = 0; p < grid.Count; p++)
        {
            Thickness[p] = (float)random.Uniform(0.5, 1.1);
        }

        var counts = new float[checked(energies.Length * grid.Count)];
        for (int e = 0; e < energies.Length; e++)
        {
            double[] density = [.. Regions.Select(r => r.Select((amount, i) => amount * References[i][e]).Sum())];
            Span<float> frame = counts.AsSpan(e * grid.Count, grid.Count);
            for (int p = 0; p < frame.Length; p++)
            {
                double mean = Incident[e] * Math.Exp(-Thickness[p] * density[Labels[p]]);
                frame[p] = (float)Math.Max(1, mean + (Math.Sqrt(mean) * random.Normal()));
            }
        }

        Stack = new SpectralStack(energies, grid, counts, Provenance.Of("planted"));
    }

    /// <summary>The counts.</summary>
    public SpectralStack Stack { get; }

    /// <summary>Incident intensity at each energy.</summary>
    public double[] Incident { get; }

    /// <summary>Optical density of a unit of each reference.</summary>
    public double[][] References { get; }

    /// <summary>Region of each pixel, 0 … 4.</summary>
    public int[] Labels { get; }

    /// <summary>Thickness of each pixel.</summary>
    public float[] Thickness { get; }

    /// <summary>Number of regions.</summary>
    public static int RegionCount => Regions.Length;

    /// <summary>True amount of a reference at a pixel.</summary>
    public double Amount(int reference, int pixel) => Regions[Labels[pixel]][reference] * Thickness[pixel];

    /// <summary>Mean over the energies of the noiseless optical density of a pixel.</summary>
    public double MeanDensity(int pixel) => Enumerable.Range(0, References.Length).Sum(r => Amount(r, pixel) * References[r].Average());

    /// <summary>The counts as frames that need no registration.</summary>
    public AlignedStack Aligned => new(Stack, [.. Stack.PhotonEnergies_eV.Select(_ => 1.0)]);

    private static int[] TiledLabels(ImageGrid grid, SeededRandom random)
    {
        int across = (grid.Width + Tile - 1) / Tile, down = (grid.Height + Tile - 1) / Tile;
        int[] tiles = [.. Enumerable.Range(0, across * down).Select(_ => random.Below(Regions.Length))];
        return [.. Enumerable.Range(0, grid.Count).Select(p => tiles[(p / grid.Width / Tile * across) + (p % grid.Width / Tile)])];
    }
}
