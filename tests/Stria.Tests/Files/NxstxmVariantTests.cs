using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>The many dialects of NXstxm, each written here and read to the same stack.</summary>
public sealed class NxstxmVariantTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("energy,sample_y,sample_x")]
    [InlineData("sample_x,sample_y,energy")]
    [InlineData("sample_y,sample_x,energy")]
    [InlineData("energy,sample_x,sample_y")]
    [InlineData("sample_y,energy,sample_x")]
    public void Any_order_of_axes_gives_the_same_stack(string order)
    {
        string[] names = order.Split(',');
        string path = Make("/entry1/counter0", names, writer => writer.Attribute("/entry1/counter0", "axes", names));
        SampleFormula.AssertHoldsAtEveryIndex(StackReaders.Read(path).Regions.Single());
    }

    [Fact]
    public void Axes_joined_in_one_string_are_understood()
    {
        string path = Make("/entry1/counter0", ["sample_x", "sample_y", "energy"], writer => writer.Attribute("/entry1/counter0", "axes", "sample_x:sample_y:energy"));
        SampleFormula.AssertHoldsAtEveryIndex(StackReaders.Read(path).Regions.Single());
    }

    [Fact]
    public void Axes_given_by_indices_only_are_understood()
    {
        string path = Make("/entry1/counter0", ["sample_y", "sample_x", "energy"], writer =>
        {
            writer.Attribute("/entry1/counter0", "sample_y_indices", [0]);
            writer.Attribute("/entry1/counter0", "sample_x_indices", [1]);
            writer.Attribute("/entry1/counter0", "energy_indices", [2]);
        });
        SampleFormula.AssertHoldsAtEveryIndex(StackReaders.Read(path).Regions.Single());
    }

    [Fact]
    public void The_old_attribute_axis_is_understood_with_photon_energy_and_another_signal_group()
    {
        const string Group = "/entry1/Counter1";
        string path = Make(Group, ["sample_x", "sample_y", "photon_energy"], writer =>
        {
            writer.Attribute(Group + "/sample_x", "axis", 1);
            writer.Attribute(Group + "/sample_y", "axis", 2);
            writer.Attribute(Group + "/photon_energy", "axis", 3);
        });
        ScanRegion region = StackReaders.Read(path).Regions.Single();
        SampleFormula.AssertHoldsAtEveryIndex(region);
        Assert.Equal("Counter1", region.Signal);
    }

    [Fact]
    public void Axes_that_nothing_names_are_told_apart_by_their_lengths_and_that_is_remarked()
    {
        string path = Make("/entry1/counter0", ["sample_x", "sample_y", "energy"], _ => { });
        Scan scan = StackReaders.Read(path);
        SampleFormula.AssertHoldsAtEveryIndex(scan.Regions.Single());
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("from their lengths", StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_are_regions_and_can_be_chosen()
    {
        string[] names = ["energy", "sample_y", "sample_x"];
        using (var writer = new Hdf5Writer(folder.Path("two.hdf5")) { FixedLengthTexts = true })
        {
            Fill(writer, "/entry1/counter0", names);
            Fill(writer, "/entry2/counter0", names);
            writer.Complete();
        }

        Assert.Equal(["entry1", "entry2"], StackReaders.Read(folder.Path("two.hdf5")).Regions.Select(r => r.Name));
        Assert.Equal("entry2", StackReaders.Read(folder.Path("two.hdf5"), new StackReadOptions { Region = "entry2" }).Regions.Single().Name);
        Assert.Equal("entry2", StackReaders.Read(folder.Path("two.hdf5"), new StackReadOptions { Region = "1" }).Regions.Single().Name);
        Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("two.hdf5"), new StackReadOptions { Region = "7" }));
    }

    [Theory]
    [InlineData("energy,line_position")]
    [InlineData("line_position,energy")]
    public void A_line_scan_becomes_energy_against_position(string order)
    {
        string[] names = order.Split(',');
        using (var writer = new Hdf5Writer(folder.Path("line.hdf5")) { FixedLengthTexts = true })
        {
            Groups(writer, "/entry1/counter0");
            int[] shape = [.. names.Select(n => n == "energy" ? 2 : 3)];
            float[] values = names[0] == "energy" ? [1, 2, 3, 11, 12, 13] : [1, 11, 2, 12, 3, 13];
            writer.Write("/entry1/counter0/data", values, shape);
            writer.Write("/entry1/counter0/energy", [510.0, 520], [2]);
            writer.Write("/entry1/counter0/line_position", [0, 0.1, 0.2], [3]);
            writer.Attribute("/entry1/counter0", "axes", names);
            writer.Complete();
        }

        ScanRegion region = StackReaders.Read(folder.Path("line.hdf5")).Regions.Single();
        Assert.Equal(ScanKind.LineSpectrum, region.Kind);
        Assert.Equal(["energy", "position"], region.Axes.Select(a => a.Name));
        Assert.Equal([1f, 2, 3, 11, 12, 13], region.Values);
    }

    [Theory]
    [InlineData(0.510, 0.529, "keV")]
    [InlineData(8.1711008334e-17, 8.47551439386e-17, "")]
    public void Energies_in_other_units_become_electronvolts(double first, double last, string unit)
    {
        double[] energies = [first, 0.5 * (first + last), 0.6 * last + 0.4 * first, last];
        string path = Make("/entry1/counter0", ["energy", "sample_y", "sample_x"], writer => writer.Attribute("/entry1/counter0", "axes", ["energy", "sample_y", "sample_x"]), energies, unit);
        double[] read = StackReaders.Read(path).Regions.Single().Axes[0].Points;
        Assert.Equal(510, read[0], 6);
        Assert.Equal(529, read[^1], 6);
    }

    [Fact]
    public void An_energy_that_is_no_number_is_refused_with_its_frame()
    {
        string path = Make("/entry1/counter0", ["energy", "sample_y", "sample_x"], writer => writer.Attribute("/entry1/counter0", "axes", ["energy", "sample_y", "sample_x"]), [510, double.NaN, 512, 513], "eV");
        var e = Assert.Throws<DataException>(() => StackReaders.Read(path));
        Assert.Contains("frame 1", e.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Energies_come_in_the_order_of_the_file()
    {
        double[] unsorted = [529, 510, 518.3, 518.3];
        string path = Make("/entry1/counter0", ["energy", "sample_y", "sample_x"], writer => writer.Attribute("/entry1/counter0", "axes", ["energy", "sample_y", "sample_x"]), unsorted, "eV");
        Assert.Equal(unsorted, StackReaders.Read(path).Regions.Single().Axes[0].Points);
    }

    [Fact]
    public void A_frame_of_zeros_is_named()
    {
        SpectralStack stack = SampleFormula.Stack();
        Array.Clear(stack.Counts, 3 * 35, 35);
        NxstxmWriter.Write(folder.Path("a.hdf5"), stack);
        Assert.Contains(StackReaders.Read(folder.Path("a.hdf5")).Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("3 (529 eV)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_monitor_with_gaps_is_not_divided_by()
    {
        NxstxmWriter.Write(folder.Path("a.hdf5"), SampleFormula.Stack(), new NxstxmDetails { RingCurrent_mA = [400, 0, 400, 401] });
        Scan scan = StackReaders.Read(folder.Path("a.hdf5"));
        SampleFormula.AssertHoldsAtEveryIndex(scan.Regions.Single());
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("zeros or gaps", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x,y,energy", null)]
    [InlineData("energy,y,x", "eyx")]
    [InlineData("y,x,e", "yxe")]
    public void Data_Exchange_in_another_order_is_read_when_told(string order, string? asked)
    {
        string[] names = [.. order.Split(',').Select(n => n.StartsWith('e') ? "energy" : "sample_" + n)];
        using (var writer = new Hdf5Writer(folder.Path("a.hdf5")))
        {
            writer.Group("/exchange");
            WriteFormula(writer, "/exchange/data", names);
            writer.Write("/exchange/energy", SampleFormula.Energies_eV, [4]);
            writer.Complete();
        }

        Scan scan = StackReaders.Read(folder.Path("a.hdf5"), new StackReadOptions { AxisOrder = asked, PixelSize_m = 40e-9 });
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([4, 5, 7], region.Axes.Select(a => a.Points.Length));
        Assert.Equal(SampleFormula.Value(3, 1, 6), region.Values[(3 * 35) + 7 + 6]);
        Assert.Equal(40e-9, scan.ToStack().Grid.PixelSizeX, 15);
        Assert.Null(scan.IncidentSpectrum);
    }

    [Fact]
    public void An_order_of_axes_that_makes_no_sense_is_the_persons_mistake()
    {
        DataExchangeWriter.Write(folder.Path("a.hdf5"), SampleFormula.Stack());
        Assert.Throws<ScenarioException>(() => StackReaders.Read(folder.Path("a.hdf5"), new StackReadOptions { AxisOrder = "xxe" }));
    }

    [Fact]
    public void Any_HDF5_opens_by_path_with_its_energies_beside_it_or_by_path()
    {
        using (var writer = new Hdf5Writer(folder.Path("a.h5")))
        {
            WriteFormula(writer, "/some/where", ["energy", "sample_y", "sample_x"]);
            writer.Write("/else/e", SampleFormula.Energies_eV, [4]);
            writer.Complete();
        }

        Assert.Contains("no photon energies", Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("a.h5"), new StackReadOptions { Dataset = "some/where" })).Message, StringComparison.Ordinal);
        ScanRegion region = StackReaders.Read(folder.Path("a.h5"), new StackReadOptions { Dataset = "some/where", EnergyDataset = "else/e" }).Regions.Single();
        Assert.Equal(SampleFormula.Energies_eV, region.Axes[0].Points);
        Assert.Equal(SampleFormula.Value(2, 3, 4), region.Values[(2 * 35) + (3 * 7) + 4]);
    }

    private string Make(string group, string[] names, Action<Hdf5Writer> describe, double[]? energies = null, string unit = "eV")
    {
        string path = folder.Path("made.hdf5");
        using var writer = new Hdf5Writer(path) { FixedLengthTexts = true };
        Fill(writer, group, names, energies, unit);
        describe(writer);
        writer.Complete();
        return path;
    }

    private static void Groups(Hdf5Writer writer, string group)
    {
        string entry = group[..group.LastIndexOf('/')];
        writer.Group(entry, "NXentry");
        writer.Write(entry + "/definition", ["NXstxm"]);
        writer.Group(group, "NXdata");
        writer.Attribute(group, "signal", "data");
    }

    private static void Fill(Hdf5Writer writer, string group, string[] names, double[]? energies = null, string unit = "eV")
    {
        Groups(writer, group);
        WriteFormula(writer, group + "/data", names);
        string energy = group + "/" + names.Single(n => n.Contains("energy", StringComparison.Ordinal));
        writer.Write(energy, energies ?? SampleFormula.Energies_eV, [4]);
        if (unit.Length > 0)
        {
            writer.Attribute(energy, "units", unit);
        }

        writer.Write(group + "/sample_x", [.. Enumerable.Range(0, 7).Select(i => 10 + (0.05 * i))], [7]);
        writer.Write(group + "/sample_y", [.. Enumerable.Range(0, 5).Select(i => -3 + (0.05 * i))], [5]);
    }

    private static void WriteFormula(Hdf5Writer writer, string path, string[] names)
    {
        int[] shape = [.. names.Select(Length)];
        var values = new float[140];
        for (int n = 0; n < values.Length; n++)
        {
            int[] index = [n / (shape[1] * shape[2]), n / shape[2] % shape[1], n % shape[2]];
            int At(string axis) => index[Array.FindIndex(names, name => name.Contains(axis, StringComparison.Ordinal))];
            values[n] = SampleFormula.Value(At("energy"), At("sample_y"), At("sample_x"));
        }

        writer.Write(path, values, shape);
    }

    private static int Length(string name) => name switch { "sample_y" => 5, "sample_x" => 7, _ => 4 };
}
