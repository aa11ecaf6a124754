using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Data Exchange files with white fields, positions and energies of every sort.</summary>
public sealed class DataExchangeVariantTests : IDisposable
{
    private static readonly double[] E = [510, 511, 512];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_mean_of_white_images_is_the_incident_intensity()
    {
        float[] white = [1, 3, 10, 30, 100, 300];
        Scan scan = Read(w => w.Write("/exchange/white_data", [.. Transposed(white)], [2, 1, 3]));
        Assert.Equal([2.0, 20, 200], scan.IncidentSpectrum!.Values);
        Assert.Equal(E, scan.IncidentSpectrum.PhotonEnergies_eV);
        Assert.Contains(scan.Remarks, r => r.Text.Contains("their mean over 2 pixels is its I₀", StringComparison.Ordinal));
    }

    [Fact]
    public void A_white_spectrum_on_energies_of_its_own_is_sorted()
    {
        Scan scan = Read(w =>
        {
            w.Write("/spectromicroscopy/normalization/white_spectrum", [3.0, 1], [2]);
            w.Write("/spectromicroscopy/normalization/white_spectrum_energy", [513.0, 509], [2]);
        });
        Assert.Equal([509.0, 513], scan.IncidentSpectrum!.PhotonEnergies_eV);
        Assert.Equal([1.0, 3], scan.IncidentSpectrum.Values);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2 }, null, "has 2 points and the stack 3 energies")]
    [InlineData(new[] { 1.0, 0, 2 }, null, "equal energies, zeros or gaps")]
    [InlineData(new[] { 1.0, double.NaN, 2 }, null, "equal energies, zeros or gaps")]
    [InlineData(new[] { 1.0, 2 }, new[] { 510.0, 510 }, "equal energies, zeros or gaps")]
    public void A_white_spectrum_that_cannot_be_used_is_left_out_and_that_is_said(double[] values, double[]? energies, string reason)
    {
        Scan scan = Read(w =>
        {
            w.Write("/spectromicroscopy/normalization/white_spectrum", values, [values.Length]);
            if (energies is not null)
            {
                w.Write("/spectromicroscopy/normalization/white_spectrum_energy", energies, [energies.Length]);
            }
        });
        Assert.Null(scan.IncidentSpectrum);
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void White_images_of_other_energies_are_left_out()
    {
        Scan scan = Read(w => w.Write("/exchange/white_data", [1f, 1, 1, 1], [2, 1, 2]));
        Assert.Null(scan.IncidentSpectrum);
        Assert.Contains(scan.Remarks, r => r.Text.Contains("do not follow the stack's energies", StringComparison.Ordinal));
    }

    [Fact]
    public void Axes_that_nothing_names_are_told_by_the_number_of_energies()
    {
        foreach (int[] shape in (int[][])[[3, 2, 4], [4, 2, 3]])
        {
            Scan scan = Read(_ => { }, shape, axes: null);
            Assert.Equal([3, 2, 4], scan.Regions[0].Axes.Select(a => a.Points.Length));
            Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("does not name its axes", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Positions_without_unit_are_taken_as_micrometres_and_that_is_said()
    {
        Scan scan = Read(w => w.Write("/exchange/x", [0, 0.05, 0.1, 0.15], [4]));
        Assert.Equal(0.05e-6, scan.ToStack().Grid.PixelSizeX, 1e-15);
        Assert.Contains(scan.Remarks, r => r.Text.Contains("no unit for 'x' (0 … 0.15); µm is assumed", StringComparison.Ordinal));
        Assert.Contains(scan.Remarks, r => r.Text.Contains("no positions for 'sample_y': the pixel size is unknown", StringComparison.Ordinal));
    }

    [Fact]
    public void Dwells_in_milliseconds_become_seconds_and_absurd_ones_are_unknown()
    {
        Assert.Equal([1e-3, 2e-3, 3e-3], Read(w => w.Write("/spectromicroscopy/data_dwell", [1.0, 2, 3], [3])).Regions[0].Dwells!);
        Assert.Null(Read(w => w.Write("/spectromicroscopy/data_dwell", [1.0, 0, 3], [3])).Regions[0].Dwells);
        Assert.Null(Read(w => w.Write("/spectromicroscopy/data_dwell", [1.0], [1])).Regions[0].Dwells);
    }

    [Fact]
    public void What_the_file_says_of_itself_is_kept() =>
        Assert.Equal("särskild", Read(w => w.Write("/information/title", "särskild")).Metadata["title"]);

    [Theory]
    [InlineData(new[] { 4, 6 }, "a stack has three dimensions")]
    [InlineData(new[] { 4, 3, 2 }, "'exchange/energy' has 3 points")]
    public void Data_of_another_shape_are_refused(int[] shape, string reason)
    {
        string message = Assert.Throws<DataException>(() => Read(_ => { }, shape, axes: "x:y")).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("a.hdf5", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_that_do_not_fit_the_data_are_refused_with_a_hint_at_the_order() => Assert.Contains(
        "has 5 points where the data have 4. Perhaps the order of axes is another",
        Assert.Throws<DataException>(() => Read(w => w.Write("/exchange/x", [0.0, 1, 2, 3, 4], [5]))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("furlong", "photon energies in 'furlong' are not understood")]
    [InlineData("", "no unit for the photon energies (510 … 512); eV is assumed")]
    public void The_unit_of_the_energies_is_understood_assumed_aloud_or_refused(string unit, string words)
    {
        string told;
        try
        {
            told = string.Join('\n', Read(_ => { }, unit: unit).Remarks.Select(r => r.Text));
        }
        catch (DataException e)
        {
            told = e.Message;
        }

        Assert.Contains(words, told, StringComparison.Ordinal);
    }

    private static IEnumerable<float> Transposed(float[] white) => [white[0], white[2], white[4], white[1], white[3], white[5]];

    private Scan Read(Action<Hdf5Writer> more, int[]? shape = null, string? axes = "x:y", string unit = "eV")
    {
        shape ??= [4, 2, 3];
        using (var writer = new Hdf5Writer(folder.Path("a.hdf5")))
        {
            int count = shape.Aggregate(1, (a, b) => a * b);
            writer.Group("/exchange");
            writer.Write("/exchange/data", [.. Enumerable.Range(1, count).Select(i => (float)i)], shape);
            writer.Write("/exchange/energy", E, [3]);
            if (axes is not null)
            {
                writer.Attribute("/exchange/data", "axes", axes);
            }

            if (unit.Length > 0)
            {
                writer.Attribute("/exchange/energy", "units", unit);
            }

            more(writer);
            writer.Complete();
        }

        return StackReaders.Read(folder.Path("a.hdf5"));
    }
}
