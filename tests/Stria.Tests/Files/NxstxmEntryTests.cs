using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Entries of NXstxm beside the plain stack: images, several counters, dwells, monitors, and what is missing.</summary>
public sealed class NxstxmEntryTests : IDisposable
{
    private const string Entry = "/entry1", Signal = "/entry1/counter0";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Signal + "/energy")]
    [InlineData(Signal + "/photon_energy")]
    [InlineData(Entry + "/instrument/monochromator/energy")]
    [InlineData(Entry + "/energy/data")]
    public void The_energy_of_an_image_is_found_where_beamlines_put_it(string place)
    {
        ScanRegion region = Read(w =>
        {
            Image(w, Signal);
            w.Write(place, [0.525], [1]);
            w.Attribute(place, "units", "keV");
        }).Regions[0];
        Assert.Equal(ScanKind.Image, region.Kind);
        Assert.Equal(525, region.PhotonEnergy_eV, 1e-9);
    }

    [Fact]
    public void An_image_without_energy_is_a_warning()
    {
        Scan scan = Read(w => Image(w, Signal));
        Assert.True(double.IsNaN(scan.Regions[0].PhotonEnergy_eV));
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("no photon energy of the image", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_several_counters_the_default_is_used_then_counter0_and_each_can_be_chosen()
    {
        void Both(Hdf5Writer w)
        {
            Image(w, "/entry1/analog", 100);
            Image(w, Signal);
            w.Write(Signal + "/energy", [525.0], [1]);
            w.Write("/entry1/analog/energy", [525.0], [1]);
        }

        Scan plain = Read(Both);
        Assert.Equal("counter0", plain.Regions[0].Signal);
        Assert.Contains(plain.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("has the signals analog, counter0; counter0 is used", StringComparison.Ordinal));
        Scan preferred = Read(w =>
        {
            Both(w);
            w.Attribute(Entry, "default", "analog");
        });
        Assert.Equal(("analog", 100f), (preferred.Regions[0].Signal, preferred.Regions[0].Values[0]));
        Assert.Equal("analog", StackReaders.Read(folder.Path("a.hdf5"), new StackReadOptions { Channel = "ANALOG" }).Regions[0].Signal);
        string message = Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("a.hdf5"), new StackReadOptions { Channel = "ccd" })).Message;
        Assert.Contains("channel 'ccd' was asked for; '/entry1' has analog, counter0", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ms", 2, 0.002)]
    [InlineData("us", 500, 0.0005)]
    [InlineData("s", 0.25, 0.25)]
    public void Dwells_in_any_unit_become_seconds(string unit, double written, double seconds)
    {
        ScanRegion region = Read(w =>
        {
            Image(w, Signal);
            w.Write(Signal + "/energy", [525.0], [1]);
            w.Write(Signal + "/count_time", [written], [1]);
            w.Attribute(Signal + "/count_time", "units", unit);
        }).Regions[0];
        Assert.Equal(seconds, Assert.Single(region.Dwells!), 1e-12);
    }

    [Fact]
    public void A_monitor_of_every_pixel_is_divided_by_in_the_order_of_the_axes()
    {
        // Axes x, y, energy: the monitor rises with the energy only, from 1 to 2. It lies where the frames lie.
        var asked = new List<(int Frames, int Length)>();
        FrameStore Room(int frames, int length)
        {
            asked.Add((frames, length));
            return MemoryFrames.New(frames, length);
        }

        Scan scan = Read(
            w =>
            {
                Describe(w, Signal);
                w.Write(Signal + "/data", [10f, 20, 11, 22, 12, 24, 13, 26], [2, 2, 2]);
                w.Write(Signal + "/energy", [510.0, 511], [2]);
                w.Attribute(Signal, "axes", ["sample_x", "sample_y", "energy"]);
                w.Write(Entry + "/control/data", [1f, 2, 1, 2, 1, 2, 1, 2], [2, 2, 2]);
            },
            new StackReadOptions { NewFrames = Room });
        Assert.Equal([1.0, 2], scan.Regions[0].Monitor!);
        Assert.Equal([(2, 4), (2, 4)], asked);
        Assert.Equal([15f, 18, 16.5f, 19.5f, 15, 18, 16.5f, 19.5f], scan.Regions[0].Values);
        Assert.Contains(scan.Remarks, r => r.Text.Contains("divided by the monitor (control/data, 1 … 2) over its median, 1.5", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { 1f, 2, 3 }, true, "fits neither the counts nor the frames")]
    [InlineData(new[] { 400f, 400 }, true, "is constant at 400")]
    [InlineData(new[] { 400f, 402 }, false, "kept as they are, as asked")]
    [InlineData(new[] { 400f, -1 }, true, "zeros or gaps")]
    public void A_monitor_that_is_not_divided_by_says_why(float[] monitor, bool normalise, string reason)
    {
        float[] counts = [1, 2, 3, 4, 5, 6, 7, 8];
        Scan scan = Read(
            w =>
            {
                Describe(w, Signal);
                w.Write(Signal + "/data", counts, [2, 2, 2]);
                w.Write(Signal + "/energy", [510.0, 511], [2]);
                w.Attribute(Signal, "axes", ["energy", "sample_y", "sample_x"]);
                w.Write(Entry + "/control/data", monitor, [monitor.Length]);
            },
            new StackReadOptions { NormaliseByMonitor = normalise });
        Assert.Equal(counts, scan.Regions[0].Values);
        Assert.Contains(scan.Remarks, r => r.Text.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Positions_that_are_not_there_are_counted_and_that_is_said()
    {
        Scan scan = Read(w =>
        {
            Describe(w, Signal);
            w.Write(Signal + "/data", new float[8], [2, 2, 2]);
            w.Write(Signal + "/energy", [510.0, 511], [2]);
            w.Attribute(Signal, "axes", "energy:sample_y:sample_x");
        });
        Assert.Equal([0.0, 1], scan.Regions[0].Axes[1].Points);
        Assert.False(scan.ToStack().Grid.HasPixelSize);
        Assert.Contains(scan.Remarks, r => r.Text.Contains("no positions for 'sample_x'; its 2 points are counted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no signal", "names the signal 'data', which is not there. Perhaps writing was interrupted")]
    [InlineData("no group", "has no NXdata group. Perhaps the scan was stopped before its first point")]
    [InlineData("four axes", "an STXM signal has one to three dimensions of numbers")]
    [InlineData("no energies", "has an energy axis of 2 points, but no photon energies")]
    [InlineData("short energies", "has 3 points where the signal has 2 along it. Perhaps the scan was stopped")]
    [InlineData("nothing told", "does not say which axis is which, and no axis has the 2 points of dimension 0")]
    public void What_is_missing_is_told_with_its_place_and_likely_cause(string what, string reason)
    {
        var e = Assert.Throws<DataException>(() => Read(w =>
        {
            if (what == "no group")
            {
                w.Group(Entry, "NXentry");
                w.Write(Entry + "/definition", "NXstxm");
                return;
            }

            Describe(w, Signal);
            if (what != "no signal")
            {
                w.Write(Signal + "/data", new float[8], what == "four axes" ? [2, 2, 2, 1] : [2, 2, 2]);
            }

            if (what != "nothing told")
            {
                w.Attribute(Signal, "axes", ["energy", "sample_y", "sample_x"]);
            }

            if (what == "short energies")
            {
                w.Write(Signal + "/energy", [510.0, 511, 512], [3]);
            }
        }));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("a.hdf5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_says_of_itself_is_kept()
    {
        Scan scan = Read(w =>
        {
            Image(w, Signal);
            w.Write(Signal + "/energy", [525.0], [1]);
            w.Write(Entry + "/title", "V₂O₅ wire");
            w.Write(Entry + "/instrument/source/name", "SLS");
        });
        Assert.Equal(("V₂O₅ wire", "SLS"), (scan.Metadata["title"], scan.Metadata["facility"]));
    }

    private Scan Read(Action<Hdf5Writer> fill, StackReadOptions? options = null)
    {
        using (var writer = new Hdf5Writer(folder.Path("a.hdf5")))
        {
            fill(writer);
            writer.Complete();
        }

        return StackReaders.Read(folder.Path("a.hdf5"), options);
    }

    private static void Describe(Hdf5Writer writer, string signal)
    {
        writer.Group(Entry, "NXentry");
        writer.Write(Entry + "/definition", "NXstxm");
        writer.Group(signal, "NXdata");
        writer.Attribute(signal, "signal", "data");
    }

    private static void Image(Hdf5Writer writer, string signal, float first = 1)
    {
        writer.Group(Entry, "NXentry");

        writer.Group(signal, "NXdata");
        writer.Attribute(signal, "signal", "data");
        writer.Write(signal + "/data", [first, first + 1, first + 2, first + 3], [2, 2]);
        writer.Attribute(signal, "axes", ["sample_y", "sample_x"]);
        writer.Write(signal + "/sample_x", [0, 0.1], [2]);
        writer.Write(signal + "/sample_y", [0, 0.1], [2]);
        writer.Write(signal + "/stxm_scan_type", "sample image");
    }
}
