using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class CifPowderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("_pd_meas_counts_total")]
    [InlineData("_pd_meas.counts_total")]
    [InlineData("_pd_meas_intensity_total")]
    [InlineData("_pd_proc_intensity_total")]
    [InlineData("_pd_proc.intensity_net")]
    public void Every_name_of_an_intensity_is_known_in_both_dictionaries(string name)
    {
        Diffractogram pattern = Read($"data_p\nloop_\n_pd_meas_2theta_scan\n{name}\n10 100\n10.1 121\n10.2 144\n").Patterns[0];
        Assert.Equal([100, 121, 144], pattern.Counts);
        Assert.Equal([10, 11, 12], pattern.Sigmas);
        Assert.Equal(name.Replace('.', '_'), pattern.Further["values"]);
    }

    [Theory]
    [InlineData("_pd_proc_d_spacing", DiffractionAxis.Spacing)]
    [InlineData("_pd_proc_recip_len_Q", DiffractionAxis.MomentumTransfer)]
    [InlineData("_pd_proc_energy_incident", DiffractionAxis.Energy)]
    [InlineData("_pd_proc_2theta_corrected", DiffractionAxis.TwoTheta)]
    public void The_name_of_the_positions_tells_the_axis(string name, DiffractionAxis axis)
    {
        Diffractogram pattern = Read($"data_p\n_pd_meas_2theta_fixed 5.2\nloop_\n{name}\n_pd_meas_counts_total\n1 9\n2 16\n3 25\n").Patterns[0];
        Assert.Equal((axis, 5.2), (pattern.Axis, pattern.FixedTwoTheta_deg));
        Assert.Equal([1, 2, 3], pattern.Positions);
    }

    [Fact]
    public void Angles_of_constant_steps_go_before_spacings_worked_out_of_them_and_their_end_is_checked()
    {
        const string Range = "_pd_meas_2theta_range_min 10\n_pd_meas_2theta_range_inc 0.1\n_pd_meas_2theta_range_max ";
        const string Loop = "\nloop_\n_pd_proc_d_spacing\n_pd_meas_counts_total\n8.8 9\n8.7 16\n8.6 25\n";
        DiffractionRecord fitting = Read($"data_p\n{Range}10.2{Loop}"), other = Read($"data_p\n{Range}10.5{Loop}");
        Assert.Equal(DiffractionAxis.TwoTheta, fitting.Patterns[0].Axis);
        Assert.DoesNotContain(fitting.Remarks, r => r.Text.Contains("the file says", StringComparison.Ordinal));
        Assert.Contains(other.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("end at 10.2°, and the file says 10.5°", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_of_a_tube_come_from_the_loop_of_wavelengths_the_strongest_first()
    {
        const string Loop = "loop_\n_diffrn_radiation_wavelength_id\n_diffrn_radiation_wavelength\n_diffrn_radiation_wavelength_wt\n2 1.544426 0.48\n1 1.540593 1.0\n";
        Diffractogram pattern = Read($"data_p\n_diffrn_radiation_type 'Cu K\\a'\n{Loop}{Counts}").Patterns[0];
        Assert.Equal([(1.540593, 1.0), (1.544426, 0.48)], pattern.Radiation!.Lines.Select(l => (l.Wavelength_angstrom, l.Weight)));
        DiffractionRecord named = Read($"data_p\n_diffrn_radiation_type 'Mo K\\a'\n{Counts}");
        Assert.Equal(0.70931713, named.Patterns[0].Radiation!.Wavelength_angstrom);
        Assert.Contains(named.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("anode Mo", StringComparison.Ordinal));
    }

    [Fact]
    public void Points_that_are_listed_without_a_value_or_with_weight_zero_are_not_measured()
    {
        Diffractogram counted = Read("data_p\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n10 100\n10.1 .\n10.2 144\n").Patterns[0];
        Assert.Equal([10, double.PositiveInfinity, 12], counted.Sigmas);
        Diffractogram weighted = Read("data_p\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n_pd_proc_ls_weight\n10 100 0.04\n10.1 120 0\n10.2 144 0.01\n").Patterns[0];
        Assert.Equal([5, double.PositiveInfinity, 10], weighted.Sigmas);
        Diffractogram listed = Read("data_p\nloop_\n_pd_meas_2theta_scan\n_pd_proc_intensity_total\n_pd_proc_intensity_total_su\n10 100.5 3\n10.1 120 4\n10.2 144 .\n").Patterns[0];
        Assert.Equal([3, 4, double.PositiveInfinity], listed.Sigmas);
    }

    [Fact]
    public void Calculated_patterns_and_neutrons_are_called_so()
    {
        Assert.Contains(Read("data_p\nloop_\n_pd_meas_2theta_scan\n_pd_calc_intensity_total\n10 1.5\n10.1 2.5\n10.2 1.2\n").Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("calculated, not measured", StringComparison.Ordinal));
        Assert.Contains(Read($"data_p\n_diffrn_radiation_probe neutron\n{Counts}").Remarks, r => r.Text.Contains("neutrons", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_blocks_are_told_apart_and_a_loop_of_reflections_is_no_pattern()
    {
        DiffractionRecord record = Read($"data_structure\n_cell_length_a 4\ndata_first\n{Counts}data_second\nloop_\n_pd_proc_intensity_total\n1\n2\nloop_\n_pd_proc_2theta_corrected\n_pd_proc_intensity_net\n10 4\n11 9\n12 16\n");
        Assert.Equal(["a first", "a second"], record.Patterns.Select(p => p.Name));
        Assert.Equal([4, 9, 16], record.Patterns[1].Counts);
    }

    [Theory]
    [InlineData("data_p\nloop_\n_pd_meas_time_of_flight\n_pd_meas_counts_total\n1000 4\n1001 5\n1002 6\n", "time of flight, without the spacings")]
    [InlineData("data_p\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n10 4\n10.1 4x\n10.2 5\n", "_pd_meas_counts_total, point 2: '4x' is no count")]
    [InlineData("data_p\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n10 4\nten 5\n10.2 5\n", "_pd_meas_2theta_scan, point 2: 'ten' is no position")]
    [InlineData("data_p\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n10 4\n10.1 5\n10.2\n", "no whole number of rows")]
    public void A_block_that_makes_no_pattern_is_refused_with_block_name_and_point(string text, string said) =>
        Assert.Contains(said, Assert.Throws<DataException>(() => Read(text)).Message, StringComparison.Ordinal);

    private const string Counts = "loop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n10 100\n10.1 121\n10.2 144\n";

    private DiffractionRecord Read(string text) => DiffractionReaders.Read(folder.Write("a.cif", text));
}
