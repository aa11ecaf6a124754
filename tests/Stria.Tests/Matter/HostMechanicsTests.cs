using System.Text.Json;
using Stria.Core;
using Stria.Matter;
using Stria.Studies;

namespace Stria.Tests.Matter;

public sealed class HostMechanicsTests
{
    private const double Angstrom = 1e-10;

    private static LatticeCell Cell(double x, double a, double b, double c, double beta = 90) =>
        new(x, new AxisTriple(a * Angstrom, b * Angstrom, c * Angstrom), beta * Math.PI / 180, "made");

    [Fact]
    public void An_orthorhombic_cell_stretches_by_the_ratio_of_its_axes()
    {
        var strain = LatticeStrain.Between(Cell(0, 11.5, 3.6, 4.4), Cell(1, 11.385, 3.636, 4.84));
        Assert.Equal(-0.01, strain.Normal.A, 1e-12);
        Assert.Equal(0.01, strain.Normal.B, 1e-12);
        Assert.Equal(0.1, strain.Normal.C, 1e-12);
        Assert.Equal(0, 1 + strain.XZ - 1, 1e-15);
        Assert.Equal((0.99 * 1.01 * 1.1) - 1, strain.VolumeChange, 1e-12);
    }

    [Fact]
    public void The_volume_change_of_a_monoclinic_cell_is_that_of_its_volume()
    {
        LatticeCell low = Cell(0, 15.3, 3.6, 10.1, 110), high = Cell(1, 16.3, 3.9, 9.9, 115);
        Assert.Equal((high.Volume / low.Volume) - 1, LatticeStrain.Between(low, high).VolumeChange, 1e-13);
    }

    [SharedDataFact]
    public void The_stretches_of_zeta_are_those_of_another_program()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(SharedData.Path("../references/electrode/ref_zeta_table1.json")));
        double[][] u = [.. reference.RootElement.GetProperty("total").GetProperty("U").EnumerateArray().Select(r => r.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
        LatticeStrain strain = MaterialLibrary.Shipped.Find("v2o5-zeta").RequireMechanics().RequireLattice().Strain(1.8, 0);
        Assert.Equal(u[0][0] - 1, strain.Normal.A, 1e-12);
        Assert.Equal(u[1][1] - 1, strain.Normal.B, 1e-12);
        Assert.Equal(u[2][2] - 1, strain.Normal.C, 1e-12);
        Assert.Equal(u[0][2], strain.XZ, 1e-12);
    }

    [Fact]
    public void Between_two_cells_the_lattice_is_linear_in_x_and_beyond_them_constant()
    {
        var table = new LatticeTable([Cell(0, 10, 4, 5), Cell(0.5, 11, 4, 5), Cell(1, 11, 4, 6)]);
        Assert.Equal(0.05, table.Strain(0.25, 0).Normal.A, 1e-12);
        Assert.Equal(0.1, table.Strain(0.75, 0).Normal.C, 1e-12);
        Assert.Equal(table.Strain(1, 0), table.Strain(1.3, -0.2));
        Assert.Equal(1 / 1.2 - 1, table.Strain(0, 1).Normal.C, 1e-12);
    }

    [Theory]
    [InlineData(CrystalAxis.B, CrystalAxis.C, 0.02, 0.01, 0.03, 0.0)]
    [InlineData(CrystalAxis.B, CrystalAxis.A, 0.02, 0.03, 0.01, 0.0)]
    [InlineData(CrystalAxis.A, CrystalAxis.B, 0.01, 0.03, 0.02, -0.004)]
    [InlineData(CrystalAxis.C, CrystalAxis.B, 0.03, 0.01, 0.02, 0.004)]
    public void Strain_is_read_along_the_axes_that_lie_in_the_particle(CrystalAxis along, CrystalAxis through, double xi, double eta, double thickness, double shear)
    {
        var strain = new LatticeStrain(new AxisTriple(0.01, 0.02, 0.03), 0.004);
        Assert.Equal((xi, eta, thickness, shear), strain.InParticleAxes(new CrystalOrientation(along, through, "made")));
    }

    [Fact]
    public void Stiffness_is_read_along_the_axes_that_lie_in_the_particle()
    {
        var crystal = new OrthotropicElasticity(new(100, 200, 300), new(23, 13, 12), new(44, 55, 66), "made");
        OrthotropicElasticity particle = crystal.InParticleAxes(new CrystalOrientation(CrystalAxis.B, CrystalAxis.A, "made"));
        Assert.Equal(new AxisTriple(200, 300, 100), particle.Normal);
        Assert.Equal(new AxisTriple(13, 12, 23), particle.Coupling);
        Assert.Equal(new AxisTriple(55, 66, 44), particle.Shear);
    }

    [Fact]
    public void A_stiffness_that_releases_energy_is_unstable()
    {
        Assert.True(new OrthotropicElasticity(new(100, 100, 100), new(40, 40, 40), new(30, 30, 30), "made").IsStable);
        Assert.False(new OrthotropicElasticity(new(100, 100, 100), new(40, 40, 120), new(30, 30, 30), "made").IsStable);
        Assert.False(new OrthotropicElasticity(new(100, 100, 100), new(-60, -60, -60), new(30, 30, 30), "made").IsStable);
        Assert.False(new OrthotropicElasticity(new(100, 100, 100), new(40, 40, 40), new(30, -30, 30), "made").IsStable);
    }

    [Fact]
    public void Alpha_v2o5_carries_the_numbers_of_the_bent_nanowires()
    {
        HostMaterial host = MaterialLibrary.Shipped.Find("v2o5-alpha");
        HostMechanics mechanics = host.RequireMechanics();
        Assert.Equal(43e9, mechanics.RequireIsotropic().YoungsModulus);
        Assert.Equal(0.3, mechanics.RequireIsotropic().PoissonsRatio);
        Assert.Equal(2.415e-6, mechanics.PartialMolarVolume!.Total, 1e-18);
        AxisTriple strain = mechanics.StrainByMolarVolume(1, 0);
        Assert.Equal(0.0448, strain.A + strain.B + strain.C, 1e-4);
        Assert.Equal(strain.A, strain.C);
        Assert.Equal(0.118, Math.Pow(1 + host.LinearStrain(1, 0), 3) - 1, 1e-3);
    }

    [Theory]
    [InlineData("v2o5-alpha", 1e-3)]
    [InlineData("v2o5-zeta", 1e-3)]
    [InlineData("lifepo4", 1e-3)]
    [InlineData("licoo2", 0.04)]
    [InlineData("limn2o4", 0.11)]
    public void The_maximum_concentration_is_one_lithium_in_the_volume_of_a_formula_unit(string key, double tolerance)
    {
        HostMaterial host = MaterialLibrary.Shipped.Find(key);
        Assert.Equal(1, host.RequireMechanics().MaximumConcentration!.Value * host.MolarVolume(0), tolerance);
    }

    [Theory]
    [InlineData("v2o5-zeta", 1.8)]
    [InlineData("lifepo4", 1.0)]
    public void The_lattice_grows_as_the_densities_say(string key, double x)
    {
        HostMaterial host = MaterialLibrary.Shipped.Find(key);
        Assert.Equal((host.MolarVolume(x) / host.MolarVolume(0)) - 1, host.RequireMechanics().RequireLattice().Strain(x, 0).VolumeChange, 1e-3);
    }

    [Fact]
    public void What_a_study_lacks_is_said_with_how_to_give_it()
    {
        var bare = new HostMechanics();
        Assert.Contains("youngs_modulus", Assert.Throws<ScenarioException>(() => bare.RequireIsotropic()).Message, StringComparison.Ordinal);
        Assert.Contains("partial_molar_volume", Assert.Throws<ScenarioException>(() => bare.StrainByMolarVolume(1, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("lattice", Assert.Throws<ScenarioException>(() => bare.RequireLattice()).Message, StringComparison.Ordinal);
        Assert.Contains("orientation", Assert.Throws<ScenarioException>(() => bare.RequireOrientation()).Message, StringComparison.Ordinal);
        HostMaterial host = MaterialLibrary.Shipped.Find("v2o5-alpha") with { Mechanics = null };
        Assert.Contains("'v2o5-alpha' has no mechanics", Assert.Throws<ScenarioException>(() => host.RequireMechanics()).Message, StringComparison.Ordinal);
    }
}
