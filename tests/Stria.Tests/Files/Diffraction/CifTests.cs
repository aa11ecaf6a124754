using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class CifTests : IDisposable
{
    private const string Quartz = """
        # made
        data_quartz
        _chemical_name_mineral 'Quartz'
        _cell_length_a 4.9134(2)
        _cell_length_b 4.9134(2)
        _cell_length_c 5.4052(12)
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 120
        _space_group_name_H-M_alt "P 32 2 1"
        _publ_section_title
        ;
         A title; with a semicolon
         and two lines
        ;
        loop_
        _atom_site_label
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        _atom_site_B_iso_or_equiv
        Si1 0.4697(3) 0 0 0.8
        O1' 0.4133 0.2672 0.1188 .
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Cell_symmetry_and_atoms_are_read_with_their_uncertainties()
    {
        CrystalRecord crystal = Assert.Single(CrystalRecord.ReadCif(folder.Write("q.cif", Quartz)));
        Assert.Equal(("Quartz", "P 32 2 1"), (crystal.Name, crystal.Symbol));
        Assert.Equal([4.9134, 4.9134, 5.4052, 90, 90, 120], crystal.Cell);
        Assert.Equal(0.0012, crystal.Sigmas[2], 12);
        Assert.Equal(["Si", "O"], crystal.Sites.Select(s => s.Type));
        Assert.Equal("O1'", crystal.Sites[1].Label);
        Assert.Equal(0.8 / (8 * Math.PI * Math.PI), crystal.Sites[0].MeanSquareDisplacement_angstrom2, 12);
    }

    [SharedDataTheory]
    [InlineData("xrd/pbso4_round_robin/PbSO4-Wyckoff.cif", 8.48, 8, 5, "P n m a")]
    [InlineData("xrd/vendor_formats/cod_9004112.cif", 4.661, 2, 3, "P 1 21 1")]
    public void Real_structures_are_read(string relative, double a, int operations, int sites, string symbol)
    {
        CrystalRecord crystal = Assert.Single(CrystalRecord.ReadCif(SharedData.Path(relative)));
        Assert.Equal((a, operations, sites, symbol), (crystal.Cell[0], crystal.Operations.Count, crystal.Sites.Count, crystal.Symbol));
    }

    [Theory]
    [InlineData("12.345(6)", 12.345, 0.006)]
    [InlineData("12(3)", 12, 3)]
    [InlineData("1.5", 1.5, 0)]
    [InlineData("-.5(10)", -0.5, 1)]
    public void Numbers_carry_their_uncertainty_in_the_last_digits(string text, double value, double sigma)
    {
        Assert.True(CifBlock.TryNumber(text, out double v, out double s));
        Assert.Equal(value, v, 12);
        Assert.Equal(sigma, s, 12);
    }

    [Theory]
    [InlineData("_cell_length_a 4\n", "before any data_")]
    [InlineData("data_x\n_cell_length_a 4\n", "_cell_length_b")]
    [InlineData("data_x\nloop_\n_a\n_b\n1 2 3\n", "no whole number of rows")]
    [InlineData("data_x\n_cell_length_a\n_cell_length_b 3\n", "has no value")]
    [InlineData("data_x\n_a\n;\nnever ends\n", "does not end")]
    [InlineData("data_x\n_cell_length_a four\n_cell_length_b 4\n", "'four' is no number")]
    [InlineData("data_x\n_a 1\n", "holds no cell")]
    public void A_broken_CIF_is_refused_with_the_place(string text, string said)
    {
        string path = folder.Write("bad.cif", text);
        DataException e = Assert.Throws<DataException>(() => CrystalRecord.ReadCif(path));
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_powder_block_gives_its_pattern_with_listed_angles_or_a_range()
    {
        string listed = folder.Write("l.cif", "data_p\n_diffrn_radiation_wavelength 0.5\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n10 100\n10.1 121\n10.2 .\n10.3 144\n");
        string ranged = folder.Write("r.cif", "data_p\n_pd_meas_2theta_range_min 10\n_pd_meas_2theta_range_inc 0.1\nloop_\n_pd_proc_intensity_total\n100.5(20) 121.5(22) 99.1(30)\n");
        Diffractogram p = DiffractionReaders.Read(listed).Patterns[0], q = DiffractionReaders.Read(ranged).Patterns[0];
        Assert.Equal(0.5, p.Radiation!.Wavelength_angstrom);
        Assert.Equal([10, 10.1, 10.2, 10.3], p.Positions);
        Assert.Equal([10, 10.1, 10.2], q.Positions.Select(x => Math.Round(x, 9)));
        Assert.Equal([2, 2.2, 3], q.Sigmas.Select(x => Math.Round(x, 9)));
        string without = folder.Write("w.cif", "data_p\nloop_\n_pd_meas_counts_total\n1\n2\n3\n");
        Assert.Contains("no positions", Assert.Throws<DataException>(() => DiffractionReaders.Read(without)).Message, StringComparison.Ordinal);
    }
}
