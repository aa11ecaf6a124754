using System.Text.Json;
using Stria.Core;
using Stria.Matter;

namespace Stria.Tests.Matter.Crystals;

public sealed class UnitCellTests
{
    private static readonly UnitCell Triclinic = UnitCell.FromAngstroms(5.1, 6.2, 7.3, 81, 97, 112);

    [Fact]
    public void Metric_and_reciprocal_metric_are_inverse_and_lead_back_to_the_cell()
    {
        UnitCell direct = UnitCell.FromMetric_angstrom2(Triclinic.Metric_angstrom2()), reciprocal = UnitCell.FromReciprocalMetric_angstrom2(Triclinic.ReciprocalMetric_angstrom2());
        foreach (UnitCell cell in new[] { direct, reciprocal })
        {
            Assert.Equal(5.1, cell.A_angstrom, 12);
            Assert.Equal(112, cell.Gamma_deg, 11);
            Assert.Equal(Triclinic.Volume_angstrom3, cell.Volume_angstrom3, 9);
        }
    }

    [Fact]
    public void Cell_vectors_have_the_metric_and_the_volume_of_the_cell()
    {
        double[] v = Triclinic.Vectors_angstrom(), g = Triclinic.Metric_angstrom2();
        Assert.Equal(Triclinic.Volume_angstrom3, v[0] * v[4] * v[8], 9);
        Assert.Equal(g[3], (v[1] * v[2]) + (v[4] * v[5]), 10);
        Assert.Equal(g[2], (v[2] * v[2]) + (v[5] * v[5]) + (v[8] * v[8]), 10);
    }

    [Theory]
    [InlineData(0, 5, 5, 90, 90, 90)]
    [InlineData(5, -5, 5, 90, 90, 90)]
    [InlineData(5, 5, 5, 100, 130, 140)]
    [InlineData(5, 5, 5, 30, 30, 90)]
    public void Numbers_that_close_no_cell_are_refused(double a, double b, double c, double alpha, double beta, double gamma) =>
        Assert.Throws<ArgumentException>(() => UnitCell.FromAngstroms(a, b, c, alpha, beta, gamma));

    [Fact]
    public void Standard_deviations_of_a_published_cell_come_back_and_reach_volume_and_spacings()
    {
        var cell = MeasuredCell.WithStandardDeviations(Triclinic, [1e-3, 2e-3, 3e-3], [0.01, 0.02, 0.03]);
        double[] sigma = cell.StandardDeviations();
        double[] expected = [1e-3, 2e-3, 3e-3, 0.01, 0.02, 0.03];
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(expected[i], sigma[i], 9);
        }

        // The same by differences: the volume and the spacing of (1 −2 3).
        double volume = 0, spacing = 0;
        var plane = new MillerIndices(1, -2, 3);
        for (int i = 0; i < 6; i++)
        {
            UnitCell up = Moved(i, expected[i]), down = Moved(i, -expected[i]);
            volume += Math.Pow((up.Volume_angstrom3 - down.Volume_angstrom3) / 2, 2);
            spacing += Math.Pow((up.Spacing_angstrom(plane) - down.Spacing_angstrom(plane)) / 2, 2);
        }

        Assert.Equal(1, sigma[6] / Math.Sqrt(volume), 5);
        Assert.Equal(1, cell.Spacing_angstrom(plane).Sigma / Math.Sqrt(spacing), 5);
        Assert.Equal(Triclinic.Spacing_angstrom(plane), cell.Spacing_angstrom(plane).Value, 12);
    }

    [Fact]
    public void Doubling_and_halving_a_cell_change_the_volume_and_the_uncertainty_of_the_axis_alike()
    {
        var cell = MeasuredCell.WithStandardDeviations(UnitCell.FromAngstroms(11.512, 3.564, 4.368), [1e-3, 4e-4, 5e-4], [0, 0, 0]);
        MeasuredCell doubled = CellTransformation.ParseAxes("a,2b,c").Apply(cell), halved = CellTransformation.ParseAxes("a/2,b,c").Apply(cell);
        Assert.Equal(7.128, doubled.Cell.B_angstrom, 12);
        Assert.Equal(8e-4, doubled.StandardDeviations()[1], 9);
        Assert.Equal(2, CellTransformation.ParseAxes("a,2b,c").VolumeRatio, 12);
        Assert.Equal(cell.Cell.Volume_angstrom3 / 2, halved.Cell.Volume_angstrom3, 9);
    }

    [Fact]
    public void A_doubled_cell_keeps_the_old_reflections_and_no_new_ones()
    {
        SpaceGroup group = SpaceGroups.Find("P m m n");
        UnitCell cell = UnitCell.FromAngstroms(11.512, 3.564, 4.368);
        CellTransformation doubling = CellTransformation.ParseAxes("a,2b,c");
        IReadOnlyList<Reflection> single = ReflectionList.Within(group, cell, 1.2), twice = ReflectionList.Within(group.Transformed(doubling), doubling.Apply(cell), 1.2);
        Assert.Equal(single.Select(r => (Math.Round(r.Spacing_angstrom, 9), r.Multiplicity)), twice.Select(r => (Math.Round(r.Spacing_angstrom, 9), r.Multiplicity)));
    }

    [Fact]
    public void Every_description_of_a_lattice_has_the_same_reduced_cell()
    {
        UnitCell reduced = NiggliReduction.Of(Triclinic).Reduced;
        foreach (string axes in new[] { "a+b,b,c", "a,b+2c,c", "b,c,a", "a-c,b+a,c+2b-a", "-a,-b,c" })
        {
            CellTransformation change = CellTransformation.ParseAxes(axes);
            UnitCell other = NiggliReduction.Of(change.Apply(Triclinic)).Reduced;
            Assert.Equal(1, change.VolumeRatio / Math.Round(change.VolumeRatio), 9);
            if (Math.Abs(change.VolumeRatio - 1) > 1e-9)
            {
                continue;
            }

            Assert.Equal(reduced.Metric_angstrom2().Select(v => Math.Round(v, 7)), other.Metric_angstrom2().Select(v => Math.Round(v, 7)));
        }

        Assert.Contains("very oblique", Assert.Throws<ScenarioException>(() => NiggliReduction.Of(CellTransformation.ParseAxes("a,b+5000a,c").Apply(UnitCell.FromAngstroms(4, 4, 4)))).Message, StringComparison.Ordinal);
        // A primitive cell of a face-centred cubic lattice of 4 Å: 60° and 4/√2.
        UnitCell fcc = NiggliReduction.Of(CellTransformation.ParseAxes("a/2+b/2,b/2+c/2,3a/2+b+c/2").Apply(UnitCell.FromAngstroms(4, 4, 4))).Reduced;
        Assert.Equal(4 / Math.Sqrt(2), fcc.A_angstrom, 6);
        Assert.Equal(60, fcc.Alpha_deg, 6);
        Assert.Equal(60, fcc.Gamma_deg, 6);
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a,b,a+b")]
    [InlineData("a,b,d")]
    [InlineData("a+1/2,b,c")]
    public void Axes_that_make_no_cell_are_refused(string axes) => Assert.Throws<FormatException>(() => CellTransformation.ParseAxes(axes));

    [Fact]
    public void A_cell_is_held_against_the_symmetry()
    {
        SpaceGroup hexagonal = SpaceGroups.Find("P 63/m");
        Assert.True(UnitCell.FromAngstroms(9.37, 9.37, 6.88, 90, 90, 120).Fits(hexagonal));
        Assert.False(UnitCell.FromAngstroms(9.37, 9.40, 6.88, 90, 90, 120).Fits(hexagonal));
        Assert.False(UnitCell.FromAngstroms(9.37, 9.37, 6.88).Fits(hexagonal));
    }

    [Fact]
    public void A_spacing_that_asks_for_too_many_reflections_is_refused_with_the_likely_cause()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => ReflectionList.Within(SpaceGroups.Find("P 1"), Triclinic, 1e-3));
        Assert.Contains("another unit", e.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Reflections_of_standards_and_vanadium_oxides_lie_where_GSAS_II_puts_them()
    {
        using JsonDocument reference = Reference("ref_xrd_positions.json");
        foreach (JsonProperty phase in reference.RootElement.EnumerateObject().Where(p => p.Value.TryGetProperty("cell", out _)))
        {
            double[] c = [.. phase.Value.GetProperty("cell").EnumerateArray().Select(v => v.GetDouble())];
            UnitCell cell = UnitCell.FromAngstroms(c[0], c[1], c[2], c[3], c[4], c[5]);
            SpaceGroup group = SpaceGroups.Find(phase.Value.GetProperty("sg").GetString()!, cell);
            JsonElement[] lines = [.. phase.Value.GetProperty("refl").EnumerateArray()];
            Reflection[] found = [.. ReflectionList.Within(group, cell, lines.Min(l => l.GetProperty("d").GetDouble()) - 1e-6)];
            Assert.Equal(lines.Length, found.Length);
            foreach (JsonElement line in lines)
            {
                int[] h = [.. line.GetProperty("hkl").EnumerateArray().Select(v => v.GetInt32())];
                Reflection mine = Assert.Single(found, r => group.Equivalents(r.Indices).Contains(new MillerIndices(h[0], h[1], h[2])));
                Assert.Equal(line.GetProperty("mult").GetInt32(), mine.Multiplicity);
                Compare(line, mine);
            }
        }
    }

    [SharedDataFact]
    public void Volumes_and_stretches_of_the_zeta_phase_are_those_of_the_published_table()
    {
        using JsonDocument reference = Reference("ref_zeta_table1.json");
        Dictionary<string, UnitCell> cells = ZetaCells;
        foreach (JsonElement row in reference.RootElement.GetProperty("volumes").EnumerateArray())
        {
            UnitCell cell = cells[row.GetProperty("row").GetString()!];
            Assert.InRange(cell.Volume_angstrom3 - row.GetProperty("V_table").GetDouble(), -0.06, 0.06);
            Assert.Equal(row.GetProperty("V_calc").GetDouble(), cell.Volume_angstrom3, 6);
        }

        foreach (JsonElement step in reference.RootElement.GetProperty("steps").EnumerateArray())
        {
            Agrees(step, TransformationStretch.Between(cells[step.GetProperty("from").GetString()!], cells[step.GetProperty("to").GetString()!]));
        }

        Agrees(reference.RootElement.GetProperty("total"), TransformationStretch.Between(cells["unlithiated"], cells["IIIb"]));
    }

    [SharedDataFact]
    public void The_stretch_of_a_cubic_spinel_to_a_tetragonal_cell_needs_its_correspondence()
    {
        using JsonDocument reference = Reference("ref_misfit.json");
        JsonElement spinel = reference.RootElement.GetProperty("LiMn2O4_to_Li2Mn2O4_cubic_tetragonal");
        UnitCell cubic = UnitCell.FromAngstroms(8.246, 8.246, 8.246), tetragonal = UnitCell.FromAngstroms(5.662, 5.662, 9.274);
        TransformationStretch stretch = TransformationStretch.Between(cubic, tetragonal, CellTransformation.ParseAxes("a+b,b-a,c"));
        double[] expected = [.. spinel.GetProperty("lambda").EnumerateArray().Select(v => v.GetDouble())];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(expected[i], stretch.PrincipalStretches[i], 12);
        }

        Assert.Equal(spinel.GetProperty("detU-1").GetDouble(), stretch.VolumeChange, 12);
    }

    [Fact]
    public void A_stretch_between_monoclinic_cells_is_that_of_the_stress_calculation()
    {
        UnitCell p = UnitCell.FromAngstroms(15.2, 3.6, 10.1, 90, 110.1), q = UnitCell.FromAngstroms(15.5, 3.62, 9.9, 90, 108.4);
        var strain = LatticeStrain.Between(
            new LatticeCell(0, new AxisTriple(p.A, p.B, p.C), p.Beta, "made"), new LatticeCell(1, new AxisTriple(q.A, q.B, q.C), q.Beta, "made"));
        TransformationStretch stretch = TransformationStretch.Between(p, q);
        Assert.Equal(strain.Normal.A, stretch.Matrix[0] - 1, 12);
        Assert.Equal(strain.Normal.B, stretch.Matrix[4] - 1, 12);
        Assert.Equal(strain.Normal.C, stretch.Matrix[8] - 1, 12);
        Assert.Equal(strain.XZ, stretch.Matrix[2], 12);
        Assert.Equal(strain.VolumeChange, stretch.VolumeChange, 12);
    }

    // Table 1 of the ζ-V₂O₅ paper.
    private static Dictionary<string, UnitCell> ZetaCells => new()
    {
        ["unlithiated"] = UnitCell.FromAngstroms(15.311, 3.606, 10.093, 90, 109.857),
        ["I"] = UnitCell.FromAngstroms(15.377, 3.606, 10.076, 90, 110.115),
        ["IIa"] = UnitCell.FromAngstroms(15.287, 3.629, 10.131, 90, 109.011),
        ["IIb"] = UnitCell.FromAngstroms(15.302, 3.621, 10.162, 90, 107.553),
        ["IIIa"] = UnitCell.FromAngstroms(15.327, 3.671, 10.278, 90, 111.423),
        ["IIIb"] = UnitCell.FromAngstroms(16.338, 3.882, 9.953, 90, 115.317),
    };

    private static JsonDocument Reference(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Root!, "..", "references", "electrode", name)));

    private static void Compare(JsonElement line, Reflection mine)
    {
        Assert.Equal(line.GetProperty("d").GetDouble(), mine.Spacing_angstrom, 9);
        foreach ((string name, double wavelength) in new[] { ("tth_0.24117", 0.24117), ("tth_CuKa1_1.540593", 1.540593) })
        {
            if (line.GetProperty(name) is { ValueKind: JsonValueKind.Number } angle)
            {
                Assert.InRange(mine.TwoTheta_deg(wavelength) - angle.GetDouble(), -1e-4, 1e-4);
            }
        }

        Assert.InRange((mine.Energy_eV(2.29) / 1000) - line.GetProperty("E_keV_at_2theta_2.29").GetDouble(), -1e-4, 1e-4);
    }

    private static void Agrees(JsonElement step, TransformationStretch stretch)
    {
        double[] lambda = [.. step.GetProperty("lambda").EnumerateArray().Select(v => v.GetDouble())];
        double[] u = [.. step.GetProperty("U").EnumerateArray().SelectMany(r => r.EnumerateArray().Select(v => v.GetDouble()))];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(lambda[i], stretch.PrincipalStretches[i], 10);
        }

        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(u[i], stretch.Matrix[i], 10);
        }

        Assert.Equal(step.GetProperty("detU_minus_1").GetDouble(), stretch.VolumeChange, 10);
        Assert.Equal(step.GetProperty("lambda2_minus_1").GetDouble(), stretch.MiddleStretchLessOne, 10);
        Assert.Equal(step.GetProperty("lattice_misfit_mean_green_norm").GetDouble(), stretch.GreenStrainNorm, 10);
    }

    private static UnitCell Moved(int parameter, double by)
    {
        double[] v = [5.1, 6.2, 7.3, 81, 97, 112];
        v[parameter] += by;
        return UnitCell.FromAngstroms(v[0], v[1], v[2], v[3], v[4], v[5]);
    }
}
