using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Stria.Core;
using Stria.Matter;

namespace Stria.Tests.Matter.Crystals;

public sealed class SpaceGroupTests
{
    [Fact]
    public void All_530_settings_have_the_operations_absences_and_multiplicities_of_spglib_and_cctbx()
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(SharedData.Repository, "tests", "Stria.Tests", "Matter", "Crystals", "space-group-hashes.csv")).Where(l => !l.StartsWith('#')).Skip(1)];
        Assert.Equal(530, SpaceGroups.Settings.Count);
        Assert.Equal(530, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            SpaceGroupEntry entry = SpaceGroups.Settings[i];
            string[] cells = lines[i].Split(',');
            SpaceGroup group = entry.Group();
            Assert.Equal((cells[0], cells[1]), (entry.Number.ToString(CultureInfo.InvariantCulture), entry.Setting));
            Assert.True(cells[2] == Hash(Operations(group)), $"operations of {entry.Number} {entry.Setting} {entry.Hall}");
            Assert.True(cells[3] == Hash(Reflections(group)), $"reflections of {entry.Number} {entry.Setting} {entry.Hall}");
        }
    }

    [Fact]
    public void The_table_holds_each_of_the_230_groups_and_names_no_operations_twice()
    {
        Assert.Equal(Enumerable.Range(1, 230), SpaceGroups.Settings.Select(e => e.Number).Distinct());
        Assert.Equal(530, SpaceGroups.Settings.Select(e => (e.Number, e.Setting)).Distinct().Count());
    }

    [Theory]
    [InlineData("P 63/m", 176, "")]
    [InlineData("P63/m", 176, "")]
    [InlineData("P 6_3/m", 176, "")]
    [InlineData("P21/c", 14, "b1")]
    [InlineData("P 1 21/n 1", 14, "b2")]
    [InlineData("P21/n", 14, "b2")]
    [InlineData("p b n m", 62, "cab")]
    [InlineData("P 21/n 21/m 21/a", 62, "")]
    [InlineData("P n m a", 62, "")]
    [InlineData("Pm-3m", 221, "")]
    [InlineData("P 4/m -3 2/m", 221, "")]
    [InlineData("F 41/d -3 2/m", 227, "2")]
    [InlineData("Fd3m", 227, "2")]
    [InlineData("F d -3 m:1", 227, "1")]
    [InlineData("F d -3 m S", 227, "1")]
    [InlineData("R -3 m", 166, "H")]
    [InlineData("R -3 m R", 166, "R")]
    [InlineData("R-3c:H", 167, "H")]
    [InlineData("62", 62, "")]
    [InlineData("227", 227, "2")]
    [InlineData("-P 2ac 2n", 62, "")]
    [InlineData("C 2/m", 12, "b1")]
    [InlineData("C 1 2/m 1", 12, "b1")]
    [InlineData("A 1 2/m 1", 12, "b2")]
    [InlineData("I 41/a m d:1", 141, "1")]
    [InlineData("I 41/a 2/m 2/d", 141, "2")]
    public void A_group_is_found_by_what_people_write(string symbol, int number, string setting)
    {
        SpaceGroup group = SpaceGroups.Find(symbol);
        Assert.Equal((number, setting), (group.Number, group.Setting));
    }

    [Fact]
    public void The_cell_tells_axes_that_the_symbol_leaves_open()
    {
        UnitCell rhombohedral = UnitCell.FromAngstroms(5.3, 5.3, 5.3, 55, 55, 55), uniqueC = UnitCell.FromAngstroms(4, 5, 6, 90, 90, 100);
        Assert.Equal("R", SpaceGroups.Find("R -3 m", rhombohedral).Setting);
        Assert.Equal("c", SpaceGroups.Find("P 2", uniqueC).Setting);
    }

    [Theory]
    [InlineData("P 7")]
    [InlineData("Q 2/m")]
    [InlineData("231")]
    [InlineData("")]
    public void A_symbol_of_no_group_is_refused_with_examples(string symbol)
    {
        ScenarioException e = Assert.Throws<ScenarioException>(() => SpaceGroups.Find(symbol));
        Assert.Contains("P 63/m", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_a_group_does_not_have_is_refused_with_those_it_has()
    {
        ScenarioException e = Assert.Throws<ScenarioException>(() => SpaceGroups.Find("R -3 m:3"));
        Assert.Contains("H, R", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_further_setting_has_a_Hall_symbol_with_its_change_of_basis()
    {
        // C 2/m in the cell a + c, b, c is I 2/m; its reflections are the old ones with new indices.
        SpaceGroup standard = SpaceGroups.Find("C 1 2/m 1");
        CellTransformation change = CellTransformation.ParseAxes("a+c,b,c");
        SpaceGroup other = standard.Transformed(change);
        Assert.Equal(standard.Operations.Count, other.Operations.Count);
        for (int h = -3; h <= 3; h++)
        {
            for (int l = -3; l <= 3; l++)
            {
                var old = new MillerIndices(h, 1, l);
                Assert.Equal(standard.IsAbsent(old), other.IsAbsent(change.Apply(old)!.Value));
            }
        }

        Assert.Equal(Operations(SpaceGroups.Find("F d -3 m:2")), Operations(HallSymbol.Parse("F 4d 2 3 -1d (x-1/8,y-1/8,z-1/8)")));
        Assert.Equal("I 1 2/m 1", SpaceGroups.Named(other)?.Symbol);
    }

    [Theory]
    [InlineData("P", "rotation")]
    [InlineData("X 2", "lattice letter")]
    [InlineData("P 5", "rotation 1, 2, 3, 4 or 6")]
    [InlineData("P 2q", "translation")]
    [InlineData("P 2 (1 2)", "change of basis")]
    public void A_wrong_Hall_symbol_is_told_where(string symbol, string said)
    {
        FormatException e = Assert.Throws<FormatException>(() => HallSymbol.Parse(symbol));
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/2-x,1/2+y,-z", "-x+1/2,y+1/2,-z")]
    [InlineData("'-y, x-y, z+1/3'", "-y,x-y,z+1/3")]
    [InlineData("-X+0.25,Y+.75,Z", "-x+1/4,y+3/4,z")]
    [InlineData("x,y,z-1/4", "x,y,z+3/4")]
    public void Operations_are_read_as_CIF_writes_them(string written, string same) => Assert.Equal(same, SymmetryOperation.Parse(written).ToString());

    [Theory]
    [InlineData("x,y")]
    [InlineData("x,y,q")]
    [InlineData("x,x,z")]
    [InlineData("x,y,z+0.3")]
    public void What_is_no_operation_is_refused(string written) => Assert.Throws<FormatException>(() => SymmetryOperation.Parse(written));

    [Theory]
    [InlineData("P -1", CrystalSystem.Triclinic, 6)]
    [InlineData("P 1 21/c 1", CrystalSystem.Monoclinic, 4)]
    [InlineData("P 1 1 21/b", CrystalSystem.Monoclinic, 4)]
    [InlineData("P b n m", CrystalSystem.Orthorhombic, 3)]
    [InlineData("P -4", CrystalSystem.Tetragonal, 2)]
    [InlineData("R -3 m:H", CrystalSystem.Trigonal, 2)]
    [InlineData("R -3 m:R", CrystalSystem.Trigonal, 2)]
    [InlineData("P 63/m", CrystalSystem.Hexagonal, 2)]
    [InlineData("P -6", CrystalSystem.Hexagonal, 2)]
    [InlineData("P 2 3", CrystalSystem.Cubic, 1)]
    [InlineData("F d -3 c:2", CrystalSystem.Cubic, 1)]
    public void The_system_and_the_free_parts_of_the_metric_follow_from_the_operations(string symbol, CrystalSystem system, int free)
    {
        SpaceGroup group = SpaceGroups.Find(symbol);
        Assert.Equal(system, group.System);
        Assert.Equal(free, group.ReciprocalMetricBasis().Length);
    }

    [Fact]
    public void Operations_of_no_space_group_are_refused()
    {
        var shear = new SymmetryOperation(new IntegerMatrix3(1, 1, 0, 0, 1, 0, 0, 0, 1), 0, 0, 0);
        Assert.Throws<ArgumentException>(() => new SpaceGroup([shear]));
    }

    private static string Operations(SpaceGroup group) => string.Join(';', group.Operations.Select(Written).Order(StringComparer.Ordinal));

    private static string Written(SymmetryOperation o)
    {
        IntegerMatrix3 r = o.Rotation;
        return string.Create(CultureInfo.InvariantCulture, $"{r.M11},{r.M12},{r.M13},{r.M21},{r.M22},{r.M23},{r.M31},{r.M32},{r.M33}|{o.X},{o.Y},{o.Z}");
    }

    private static string Reflections(SpaceGroup group)
    {
        var numbers = new List<int>(729);
        for (int i = 0; i < 729; i++)
        {
            var h = new MillerIndices((i / 81) - 4, (i / 9 % 9) - 4, (i % 9) - 4);
            numbers.Add(group.IsAbsent(h) ? 0 : group.Multiplicity(h));
        }

        return string.Join(',', numbers);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..16];
}
