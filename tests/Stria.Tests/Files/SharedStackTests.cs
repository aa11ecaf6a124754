using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>The real measurements that must open, with what is known of them from independent reads (h5py, numpy.loadtxt).</summary>
public sealed class SharedStackTests
{
    [SharedDataTheory]
    [InlineData("formats/sample_sdf.hdr", "SDF")]
    [InlineData("formats/sample_sdf_a002.xim", "SDF")]
    [InlineData("formats/sample_nxstxm.hdf5", "NXstxm")]
    [InlineData("formats/sample_dataexchange.hdf5", "Data Exchange")]
    public void A_sample_holds_its_formula_at_every_index(string relative, string format)
    {
        Scan scan = StackReaders.Read(SharedData.Path(relative));
        Assert.Equal(format, scan.Format);
        SampleFormula.AssertHoldsAtEveryIndex(Assert.Single(scan.Regions));
    }

    [SharedDataFact]
    public void The_data_exchange_sample_brings_its_white_spectrum()
    {
        Scan scan = StackReaders.Read(SharedData.Path("formats/sample_dataexchange.hdf5"));
        Assert.NotNull(scan.IncidentSpectrum);
        Assert.Equal([2000.0, 2000, 2000, 2000], scan.IncidentSpectrum.Values);
        Assert.Equal(SampleFormula.Energies_eV, scan.IncidentSpectrum.PhotonEnergies_eV);
    }

    [SharedDataFact]
    public void The_sample_with_a_constant_monitor_is_left_as_it_is_and_says_so()
    {
        Scan scan = StackReaders.Read(SharedData.Path("formats/sample_nxstxm.hdf5"));
        Assert.Contains(scan.Remarks, r => r.Text.Contains("constant", StringComparison.Ordinal));
        Assert.Equal([0.001, 0.001, 0.001, 0.001], scan.Regions[0].Dwells!);
    }

    [SharedDataFact]
    public void The_ALS_iron_stack_has_123_frames_of_125_by_125()
    {
        string path = SharedData.Path("stxm/als11022_fe2p_71214078/71214078.hdr");
        Scan scan = StackReaders.Read(path);
        ScanRegion region = Assert.Single(scan.Regions);
        Assert.Equal([123, 125, 125], region.Axes.Select(a => a.Points.Length));
        Assert.Equal(700.000, region.Axes[0].Points[0]);
        Assert.Equal(730.353, region.Axes[0].Points[^1]);
        Assert.Equal(353f, region.Values[0]);
        Assert.Equal((52f, 415f), (region.Values.AsSpan(0, 15625).ToArray().Min(), region.Values.AsSpan(0, 15625).ToArray().Max()));
        Assert.Equal(111.5412f, region.Values[(60 * 15625) + (17 * 125) + 93]);
        Assert.Equal(5311137.886131, region.Values.AsSpan(60 * 15625, 15625).ToArray().Sum(v => (double)v), 0.5);
        Assert.Equal((55.67f, 424.097f), (region.Values.AsSpan(122 * 15625).ToArray().Min(), region.Values.AsSpan(122 * 15625).ToArray().Max()), new PairComparer(0.001f));
        Assert.Equal(123, region.Dwells!.Length);
        Assert.Equal(0.433e-3, region.Dwells[0], 9);
        Assert.Equal(333.4, region.Monitor![0]);
        Assert.Equal(306.38, region.Monitor[^1]);
        Assert.Equal(124, scan.Files.Count);
        Assert.Empty(region.MissingFrames);
    }

    [SharedDataFact]
    public void The_PolLux_stack_is_divided_by_its_ring_current_unless_told_otherwise()
    {
        string path = SharedData.Path("stxm/sls_pollux_nxstxm/Sample_Stack_2021-03-16_128.hdf5");
        ScanRegion raw = StackReaders.Read(path, new StackReadOptions { NormaliseByMonitor = false }).Regions[0];
        Scan normalised = StackReaders.Read(path);
        Assert.Equal([280, 284.5, 285, 320], raw.Axes[0].Points);
        Assert.Equal([4, 50, 50], raw.Axes.Select(a => a.Points.Length));
        Assert.Equal((342f, 1821f, 1080f, 1215f), (raw.Values.Min(), raw.Values.Max(), raw.Values[0], raw.Values[^1]));
        Assert.Equal("µm", raw.Axes[1].Unit.Replace('μ', 'µ'));
        Assert.Equal(5189.387902235322, raw.Axes[1].Points[0]);

        // Independent: h5py and numpy, data / (control / median(control)).
        float[] values = normalised.Regions[0].Values;
        Assert.Equal(1078.533108076257, values[0], 1e-3);
        Assert.Equal(484.5853608412451, values[(2 * 2500) + (10 * 50) + 20], 1e-3);
        Assert.Equal(1211.8993241328812, values[^1], 1e-3);
        Assert.Equal(8575167.35122184, values.Sum(v => (double)v), 1.0);
        Assert.Contains(normalised.Remarks, r => r.Text.Contains("divided by the monitor", StringComparison.Ordinal));
        Assert.Equal(0.01, raw.Dwells![0]);
    }

    [SharedDataTheory]
    [InlineData("Sample_Image_2017-10-15_100.hdf5", 100, 781.5, 40895, 43350)]
    [InlineData("Sample_Image_2021-03-16_095.hdf5", 50, 350.0, 35, 4502)]
    public void A_PolLux_image_opens_with_its_energy(string name, int side, double energy, float first, float last)
    {
        ScanRegion region = StackReaders.Read(SharedData.Path("stxm/sls_pollux_nxstxm/" + name)).Regions.Single();
        Assert.Equal(ScanKind.Image, region.Kind);
        Assert.Equal([side, side], region.Axes.Select(a => a.Points.Length));
        Assert.Equal(energy, region.PhotonEnergy_eV);
        Assert.Equal((first, last), (region.Values[0], region.Values[^1]));
    }

    [SharedDataFact]
    public void A_PolLux_focus_scan_opens_as_zone_plate_against_position()
    {
        ScanRegion region = StackReaders.Read(SharedData.Path("stxm/sls_pollux_nxstxm/Focus_2021-03-16_051.hdf5")).Regions.Single();
        Assert.Equal(ScanKind.Focus, region.Kind);
        Assert.Equal(["zone_plate", "position"], region.Axes.Select(a => a.Name));
        Assert.Equal((669f, 36219f), (region.Values[0], region.Values[^1]));
    }

    [SharedDataFact]
    public void MAXYMUS_region_spectra_open_as_four_spectra()
    {
        Scan scan = StackReaders.Read(SharedData.Path("stxm/bessy_maxymus/tutorial000000001.hdr"));
        Assert.Equal(4, scan.Regions.Count);
        Assert.All(scan.Regions, r => Assert.Equal((ScanKind.PointSpectrum, 141), (r.Kind, r.Values.Length)));
        Assert.Equal((700.0, 735.0), (scan.Regions[0].Axes[0].Points[0], scan.Regions[0].Axes[0].Points[^1]));
        Assert.Equal(356556f, scan.Regions[0].Values[0]);
    }

    [SharedDataFact]
    public void A_region_spectrum_leads_to_its_header_and_can_also_be_read_alone()
    {
        string path = SharedData.Path("stxm/bessy_maxymus/tutorial000000001_2.xsp");
        Assert.Equal("SDF", StackReaders.Read(path).Format);
        Assert.Equal("spectrum", StackReaders.Read(SharedData.Path("stxm/als11022_fe2p_71214078/i0.xsp")).Format);
        Assert.Equal(141, SpectrumFile.Read(path).Values.Length);
    }

    [SharedDataTheory]
    [InlineData("tutorial000000003.hdr", 100, 100, 707.8, 29104, 63815)]
    [InlineData("tutorial000000005.hdr", 133, 333, 709.5, 69915, 220156)]
    public void A_MAXYMUS_image_opens(string name, int height, int width, double energy, float least, float most)
    {
        ScanRegion region = StackReaders.Read(SharedData.Path("stxm/bessy_maxymus/" + name)).Regions.Single();
        Assert.Equal((ScanKind.Image, height, width), (region.Kind, region.Axes[0].Points.Length, region.Axes[1].Points.Length));
        Assert.Equal(energy, region.PhotonEnergy_eV);
        Assert.Equal((least, most), (region.Values.Min(), region.Values.Max()));
    }

    [SharedDataFact]
    public void The_SoftiMAX_crop_opens_and_warns_of_the_energy_that_its_record_contradicts()
    {
        Scan scan = StackReaders.Read(SharedData.Path("stxm/maxiv_softimax_crop/max_iv.hdr"));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([2, 10, 10], region.Axes.Select(a => a.Points.Length));
        Assert.Equal([698.0, 700.0], region.Axes[0].Points);
        Assert.Equal((1251f, 1281f), (region.Values[0], region.Values[1]));
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("718", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void The_truncated_COSMIC_stack_lists_the_frames_that_are_there_and_those_that_are_not()
    {
        Scan scan = StackReaders.Read(SharedData.Path("stxm/als_cosmic_ni_l3_truncated/stxm-scan.hdr"));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([853.0, 857.75], region.Axes[0].Points);
        Assert.Equal(["003", "019"], region.FrameNames!);
        Assert.Equal(32, region.MissingFrames.Count);
        Assert.Equal("000 (850 eV)", region.MissingFrames[0]);
        Assert.Equal("033 (865 eV)", region.MissingFrames[^1]);
        Assert.Equal(19447f, region.Values[0]);
        Assert.Equal((3275f, 19997f), (region.Values.AsSpan(14400).ToArray().Min(), region.Values.AsSpan(14400).ToArray().Max()));
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.StartsWith("32 of 34 frames are missing", StringComparison.Ordinal));
        Assert.Null(region.Monitor);
    }

    [SharedDataFact]
    public void The_spectro_ptychography_file_opens_by_dataset_path_with_the_magnitude()
    {
        string path = SharedData.Path("stxm/als5321_ptycho_ni_l3/NS_160406074_xanespy.h5");
        Scan scan = StackReaders.Read(path, new StackReadOptions { Dataset = "NS_160406074/imported/intensities" });
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([2, 228, 228], region.Axes.Select(a => a.Points.Length));
        Assert.Equal(843.907, region.Axes[0].Points[0], 3);
        Assert.Equal(847.9065, region.Axes[0].Points[1], 3);
        Assert.Equal(11.025683f, region.Values[(100 * 228) + 100], 1e-5f);
        Assert.Equal(11.758594f, region.Values[(228 * 228) + (50 * 228) + 120], 1e-5f);
        Assert.Equal(14.158099f, region.Values.Max(), 1e-5f);
        Assert.Equal(4.16667e-9, scan.ToStack().Grid.PixelSizeX, 13);
    }

    [SharedDataFact]
    public void The_spectro_ptychography_file_without_a_path_is_refused_with_the_paths_that_it_has()
    {
        var e = Assert.Throws<DataException>(() => StackReaders.Read(SharedData.Path("stxm/als5321_ptycho_ni_l3/NS_160406074_xanespy.h5")));
        Assert.Contains("/NS_160406074/imported/intensities (1 × 2 × 228 × 228)", e.Message, StringComparison.Ordinal);
    }

    [SharedDataTheory]
    [InlineData("stxm/bessy_maxymus/tutorial000000005.bbx", "time-resolved")]
    [InlineData("stxm/als_cosmic_ni_l3_truncated/NS_181111148.hdr", "none lies beside it")]
    [InlineData("stxm/als11022_fe2p_71214078", "is a folder")]
    [InlineData("stxm/als11022_fe2p_71214078/mask_file.msk", "named as a mask")]
    [InlineData("stxm/als11022_fe2p_71214078/nothing.hdr", "there is no such file")]
    public void What_cannot_be_mapped_is_refused_with_its_reason(string relative, string reason)
    {
        var e = Assert.Throws<DataException>(() => StackReaders.Read(SharedData.Path(relative)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(relative), e.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void A_CXI_image_opens_by_path_with_its_energy_in_joule_turned_into_electronvolts()
    {
        Scan scan = StackReaders.Read(
            SharedData.Path("stxm/als_cosmic_ni_l3_truncated/ptycho-scan-856eV.cxi"),
            new StackReadOptions { Dataset = "entry_1/image_1/data", EnergyDataset = "entry_1/instrument_1/source_1/energy" });
        Assert.Equal(855.906, scan.Regions.Single().PhotonEnergy_eV, 3);
        Assert.Contains(scan.Remarks, r => r.Text.Contains("joule", StringComparison.Ordinal));
    }

    private sealed class PairComparer(float tolerance) : IEqualityComparer<(float A, float B)>
    {
        public bool Equals((float A, float B) x, (float A, float B) y) => Math.Abs(x.A - y.A) <= tolerance && Math.Abs(x.B - y.B) <= tolerance;

        public int GetHashCode((float A, float B) obj) => 0;
    }
}
