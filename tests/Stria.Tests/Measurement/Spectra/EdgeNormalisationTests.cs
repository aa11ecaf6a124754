using Stria.Core;
using Stria.Files;
using Stria.Measurement.Spectra;

namespace Stria.Tests.Measurement.Spectra;

public sealed class EdgeNormalisationTests
{
    private const double Step = 2.5, Slope = -3e-4, E0 = 5465;

    private static Spectrum Measured(int degree) => new(
        MadeEdge.Energies, [.. MadeEdge.Energies.Select(e => 1.2 + (Slope * (e - E0)) + (e < E0 ? 0 : Step * (1 + (degree > 0 ? 2e-4 * (e - E0) : 0) + (degree > 1 ? 3e-7 * (e - E0) * (e - E0) : 0))))], "made");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_step_on_a_line_with_a_polynomial_above_is_found_exactly(int degree)
    {
        var edge = EdgeNormalisation.Of(Measured(degree), new NormalisationOptions { E0_eV = E0, Degree = degree });
        Assert.Equal(Step, edge.EdgeStep, 1e-9);
        Assert.Equal(1.2, edge.Pre(E0), 1e-9);
        Spectrum norm = edge.Normalised(), flat = edge.Flattened();
        Assert.All(MadeEdge.Energies.Zip(norm.Values).Where(p => p.First < E0), p => Assert.Equal(0, p.Second, 1e-9));
        Assert.All(MadeEdge.Energies.Zip(flat.Values).Where(p => p.First >= E0), p => Assert.Equal(1, p.Second, 1e-9));
    }

    [Fact]
    public void A_Victoreen_curve_before_the_edge_is_taken_off()
    {
        var spectrum = new Spectrum(MadeEdge.Energies, [.. MadeEdge.Energies.Select(e => (2e11 * Math.Pow(e, -3)) + (e < E0 ? 0 : 1))], "made");
        Assert.Equal(1, EdgeNormalisation.Of(spectrum, new NormalisationOptions { E0_eV = E0, Victoreen = 3, Degree = 0 }).EdgeStep, 1e-9);
        Assert.NotEqual(1, EdgeNormalisation.Of(spectrum, new NormalisationOptions { E0_eV = E0, Degree = 0 }).EdgeStep, 1e-3);
    }

    [Fact]
    public void The_edge_is_where_the_rise_is_steepest_and_a_glitch_is_not_taken_for_it()
    {
        Spectrum made = MadeEdge.Of("made", peak: 0);
        Assert.Equal(5465, EdgeNormalisation.FindEdge(made), 0.26);
        double[] glitched = [.. made.Values];
        glitched[200] += 3;
        Assert.Equal(5465, EdgeNormalisation.FindEdge(new Spectrum(MadeEdge.Energies, glitched, "glitch")), 0.26);
    }

    [Fact]
    public void Values_that_are_no_numbers_hide_neither_edge_nor_step()
    {
        double[] values = [.. Measured(1).Values];
        foreach (double e in (double[])[5300, E0 - 1, 5700])
        {
            values[Array.FindIndex(MadeEdge.Energies, m => m >= e)] = double.NaN;
        }

        var edge = EdgeNormalisation.Of(new Spectrum(MadeEdge.Energies, values, "gaps"), new NormalisationOptions { E0_eV = E0, Degree = 1 });
        Assert.Equal(Step, edge.EdgeStep, 1e-9);
        double[] smooth = [.. MadeEdge.Of("made", peak: 0).Values.Select((v, i) => double.IsNaN(values[i]) ? double.NaN : v)];
        Assert.Equal(5465, EdgeNormalisation.FindEdge(new Spectrum(MadeEdge.Energies, smooth, "gaps")), 0.26);
        double[] none = [.. values.Select(_ => double.NaN)];
        Assert.Contains("0 values that are numbers", Assert.Throws<DataException>(() => EdgeNormalisation.FindEdge(new Spectrum(MadeEdge.Energies, none, "none"))).Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Athenas_own_edge_step_comes_out_with_Athenas_windows()
    {
        IReadOnlyList<AbsorptionRecord> groups = AbsorptionReaders.Read(SharedData.Path("xas/athena/LaCoO3.prj"));

        // The first group; the second is marked in the project as not normalised anew since it was changed.
        ProjectNormalisation athena = groups[0].Normalisation!;
        var edge = EdgeNormalisation.Of(groups[0].Spectrum, new NormalisationOptions { E0_eV = groups[0].E0_eV, Pre_eV = athena.Pre_eV, Post_eV = athena.Post_eV, Degree = athena.Degree });
        Assert.Equal(33.9117191, athena.EdgeStep);
        Assert.Equal(athena.EdgeStep, edge.EdgeStep, 1e-6);
        Assert.Equal(-18.03513330523677 + (0.00341930317184 * 5487.6009), edge.Pre(5487.6009), 1e-7);
    }

    [SharedDataFact]
    public void Athenas_derivative_of_normalised_absorption_comes_out()
    {
        (double[][] columns, _) = ColumnFile.Read(SharedData.Path("xas/athena/FeF2.nor"), 5, 5);
        double[] slope = EdgeNormalisation.Derivative(columns[0], columns[1]);
        double largest = columns[3].Max(Math.Abs);

        // Ifeffit takes the mean of the slopes to either side, we the slope between the neighbours: they differ where the steps change.
        double[] off = [.. Enumerable.Range(1, slope.Length - 2).Where(i => Math.Abs(columns[0][i + 1] - (2 * columns[0][i]) + columns[0][i - 1]) < 0.01 * (columns[0][i + 1] - columns[0][i - 1])).Select(i => Math.Abs(slope[i] - columns[3][i]))];
        Assert.True(off.Length > 100);
        Assert.True(off.Max() < 0.01 * largest, $"{off.Max() / largest}");
    }

    [Fact]
    public void A_spectrum_without_room_before_its_edge_is_refused_with_its_windows()
    {
        var cut = new Spectrum(MadeEdge.Energies[^160..], Measured(0).Values[^160..], "cut");
        string message = Assert.Throws<DataException>(() => EdgeNormalisation.Of(cut, new NormalisationOptions { E0_eV = cut.PhotonEnergies_eV[0] })).Message;
        Assert.Contains("'cut'", message, StringComparison.Ordinal);
        Assert.Contains("pre-edge window", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_down_is_no_edge()
    {
        Spectrum up = Measured(0), down = new(up.PhotonEnergies_eV, [.. up.Values.Select(v => -v)], "down");
        Assert.Contains("edge step", Assert.Throws<DataException>(() => EdgeNormalisation.Of(down, new NormalisationOptions { E0_eV = E0 })).Message, StringComparison.Ordinal);
        Assert.Contains("no edge was found", Assert.Throws<DataException>(() => EdgeNormalisation.FindEdge(new Spectrum([1, 2, 3], [1, 1, 1], "flat"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deviations_are_divided_by_the_step_as_the_values_are()
    {
        double[] sd = [.. MadeEdge.Energies.Select(_ => 0.05)];
        var formed = FormedSpectrum.Of(Measured(0), SpectrumForm.Flattened, new NormalisationOptions { E0_eV = E0, Degree = 0 }, sd);
        Assert.All(formed.StandardDeviation!, d => Assert.Equal(0.05 / Step, d, 1e-9));
        Assert.Null(FormedSpectrum.Of(Measured(0), SpectrumForm.Derivative, new NormalisationOptions { E0_eV = E0 }, sd).StandardDeviation);
        Assert.Same(sd, FormedSpectrum.Of(Measured(0), SpectrumForm.Mu, null, sd).StandardDeviation);
    }
}
