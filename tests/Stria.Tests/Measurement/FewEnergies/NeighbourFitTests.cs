using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.FewEnergies;

public sealed class NeighbourFitTests
{
    private static readonly double[] Energies = [515.6, 518.4, 555];
    private static readonly ScaledReferences Library = ScaledReferences.AsTheyAre(ModelSpectra.Library());

    // Pixels along a row have x from 0 to 0.9, along a column thickness from 0.4 to 1.6.
    private static double Truth(int column) => 0.9 * column / 39;

    private static double Density(double energy, int row, int column)
    {
        double x = Truth(column), t = 0.4 + (0.04 * row);
        double[] known = ModelSpectra.LibraryCompositions;
        int k = Math.Clamp(Array.FindLastIndex(known, v => v <= x), 0, known.Length - 2);
        double share = (x - known[k]) / (known[k + 1] - known[k]);
        return t * (((1 - share) * ModelSpectra.OpticalDensity(energy, known[k])) + (share * ModelSpectra.OpticalDensity(energy, known[k + 1])));
    }

    private static OpticalDensityStack Stack(double[] energies, double noise = 0, double incident = 20000, double shift = 0)
    {
        var random = new SeededRandom(5);
        return Made.OpticalDensities(energies, 30, 40, (e, r, c) =>
        {
            double d = Density(energies[e] - shift, r, c), counts = incident * Math.Exp(-d);
            return noise == 0 ? d : Math.Log(incident / (counts + (Math.Sqrt(counts) * noise * random.Normal())));
        }, incident, NoiseModel.Poisson);
    }

    private static double Error(CompositionMaps maps) => Math.Sqrt(maps.Composition.Values.Select((v, p) => Math.Pow(v - Truth(p % 40), 2)).Average());

    private static CompositionMaps Maps(OpticalDensityStack od, double shift = 0) =>
        CompositionMap.From(NeighbourFit.Fit(od, Made.All(30, 40), Library, shift, [.. od.PhotonEnergies_eV.Select(_ => 1.0)]), CompositionBasis.Of(Library, null));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Mixtures_of_neighbours_are_found_exactly_without_noise(int count)
    {
        double[] energies = [.. Energies.Concat([529.3]).Take(count).Order()];
        CompositionMaps maps = Maps(Stack(energies));
        Assert.True(Error(maps) < 1e-4, $"RMSE {Error(maps)}");
        Assert.Equal(1.56, maps.Total.Values[^1], 1e-3);
    }

    [Fact]
    public void Two_energies_give_x_where_their_ratio_is_of_one_meaning()
    {
        CompositionMaps maps = Maps(Stack([515.6, 555]));
        Assert.True(Error(maps) < 1e-3, $"RMSE {Error(maps)}");
        Assert.All(maps.Deviation.Values, s => Assert.True(s > 0 && float.IsFinite(s)));
    }

    [Fact]
    public void Standard_deviations_are_those_of_the_scatter()
    {
        CompositionMaps maps = Maps(Stack(Energies, noise: 1));
        int[] inside = [.. Enumerable.Range(0, 1200).Where(p => Math.Abs(Truth(p % 40) - 0.2) < 0.07 || Math.Abs(Truth(p % 40) - 0.57) < 0.08)];
        double[] pulls = [.. inside.Select(p => (maps.Composition.Values[p] - Truth(p % 40)) / maps.Deviation.Values[p])];
        double width = Math.Sqrt(pulls.Average(z => z * z));
        Assert.InRange(width, 0.8, 1.2);
        Assert.InRange(pulls.Average(), -0.35, 0.35);
    }

    [Fact]
    public void A_shift_of_the_energies_is_found_from_three_and_not_from_two()
    {
        OpticalDensityStack od = Stack(Energies, shift: 0.31);
        (double shift, double deviation) = NeighbourFit.Shift(od, Made.All(30, 40), Library, 0.6, [1, 1, 1]);
        Assert.Equal(0.31, shift, 0.02);
        Assert.True(deviation is > 0 and < 0.05);
        Assert.True(Error(Maps(od, shift)) < 0.2 * Error(Maps(od)));
        Assert.Contains("2 energies", Assert.Throws<DataException>(() => NeighbourFit.Shift(Stack([515.6, 555]), Made.All(30, 40), Library, 0.6, [1, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Energies_beyond_the_standards_and_a_single_composition_are_refused()
    {
        Assert.Contains("700", Assert.Throws<DataException>(() => Maps(Stack([515.6, 700]))).Message, StringComparison.Ordinal);
        var one = ScaledReferences.AsTheyAre([ModelSpectra.Standard(0.1)]);
        Assert.Throws<DataException>(() => NeighbourFit.Fit(Stack(Energies), Made.All(30, 40), one, 0, [1, 1, 1]));
    }

    [Fact]
    public void The_scaled_ratio_is_linear_between_its_bounds_and_held_beyond()
    {
        var grid = new ImageGrid(1, 101);
        var ratio = new ScalarField(grid, [.. Enumerable.Range(0, 101).Select(i => 1 + (0.01f * i))], "ratio", "1");
        ScalarField rising = RatioScaling.Scaled(ratio, 0.1, 0.3, falls: false), falling = RatioScaling.Scaled(ratio, 0.1, 0.3, falls: true);
        Assert.Equal(0.2, rising.Values[50], 1e-5);
        Assert.Equal(0.1, rising.Values[0], 1e-6);
        Assert.Equal(0.3, falling.Values[0], 1e-6);
        Assert.All(rising.Values.Zip(falling.Values), p => Assert.Equal(0.4, p.First + p.Second, 1e-5));
        Assert.Throws<DataException>(() => RatioScaling.Scaled(new ScalarField(grid, [.. Enumerable.Repeat(2f, 101)], "r", "1"), 0, 1, false));
    }

    [Fact]
    public void The_ratio_takes_the_thickness_out()
    {
        OpticalDensityStack od = Stack(Energies);
        ScalarField ratio = RatioScaling.Ratio(od, Made.All(30, 40), 0, 2);
        Assert.All(Enumerable.Range(0, 40), c => Assert.Equal(ratio[0, c], ratio[29, c], 1e-4f));
        Assert.True(ratio[5, 0] > ratio[5, 39]);
    }
}
