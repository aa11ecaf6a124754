using Stria.Core;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>What cannot be computed ends in one plain message; what may mislead is warned of.</summary>
public sealed class PhaseFieldRefusalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_start_outside_the_site_fractions() =>
        Refused(PhaseFieldScene.Text("initial: { kind: uniform, value: 1.2 }"), "1.2", "is not within 0 … 1");

    [Fact]
    public void Noise_that_leaves_the_site_fractions() =>
        Refused(PhaseFieldScene.Text("initial: { kind: uniform, value: 0.02 }"), "Perhaps the noise is too large");

    [Fact]
    public void No_gradient_energy() =>
        Refused(PhaseFieldScene.Text("interface_width: \ngradient_energy: 0 J m2/mol", rest: "discretisation: { cell_size: 4 nm }"), "κ is 0; it must be above 0");

    [Fact]
    public void Gradient_energy_that_is_nowhere_given() => Refused(
        PhaseFieldScene.Text("interface_width: \nmaterial: lifepo4\nfree_energy: { kind: regular_solution, interaction: 3 }"), "gradient energy is not known", "'interface_width'");

    [Fact]
    public void An_interface_width_for_a_host_without_a_gap() =>
        Refused(PhaseFieldScene.Text("free_energy: { kind: regular_solution, interaction: 1.5 }"), "without a miscibility gap has no interface");

    [Fact]
    public void A_flux_that_starves_the_particle() => Refused(
        PhaseFieldScene.Text(
            "free_energy: { kind: regular_solution, interaction: 1 }\ngradient_energy: 1e-14 J m2/mol\ninterface_width: \nnoise: 0\nboundary: [ { kind: galvanostatic, part: left, rate: -40 1/s } ]",
            "{ end: 1 s }",
            rest: "discretisation: { cell_size: 10 nm, order: linear }"),
        "takes more lithium from the surface than diffusion brings there");

    [Fact]
    public void A_part_that_the_boundary_does_not_have() =>
        Refused(PhaseFieldScene.Text("boundary: [ { kind: composition, part: lft, value: 0.9 } ]"), "lft", "left");

    [Theory]
    [InlineData("periodic: x\ngeometry: { kind: shapes, regions: [ { name: a, shape: { kind: disk, radius: 20 nm } } ] }", "A periodic box needs a geometry of one rectangle")]
    [InlineData("gradient_energy: 1e-14 J m2/mol", "say the same")]
    [InlineData("periodic: both\nmechanics: { edge: fixed }", "has no edge to hold")]
    [InlineData("periodic: x\nmechanics: { mean_strain: { yy: 0.01 } }", "continues along x alone has no 'yy'")]
    [InlineData("mechanics: { mean_stress: { xx: 10 MPa } }", "are for boxes that continue on the opposite side")]
    [InlineData("periodic: both\nmechanics: { mean_strain: { xx: 0 }, mean_stress: { xx: 10 MPa } }", "both give 'xx'")]
    [InlineData("periodic: both\nmechanics: { bending_curvature: 1e5 1/m }", "does not continue on the opposite side")]
    [InlineData("periodic: both\nmechanics: { model: axisymmetric }", "lies in the plane")]
    [InlineData("periodic: x\nmechanics: { edge: fixed }", "is held along x")]
    [InlineData("boundary: [ { kind: flux, part: left, value: 1 mol/(m2 s) }, { kind: composition, part: left, value: 0.2 } ]", "has more than one condition")]
    [InlineData("temperature: 25", "cannot be expressed in K")]
    [InlineData("mobility: { kind: lattice, diffusivity: 5e-15 m/s }", "diffusivity")]
    public void Settings_that_contradict_each_other(string problem, string words)
    {
        string text = PhaseFieldScene.Text(problem);
        text = problem.Contains("geometry:", StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Where(l => !l.Contains("strip", StringComparison.Ordinal))) : text;
        Refused(text, words);
    }

    [Theory]
    [InlineData("units: none", "'width' is a pure number where 'units: none' is chosen")]
    [InlineData("units: imperial", "'imperial' is not possible for 'units'")]
    public void Units_in_a_scenario_without_units(string choice, string words) =>
        Refused(PhaseFieldScene.Text(rest: choice), words);

    [Fact]
    public void More_pictures_than_anybody_wants() =>
        Refused(PhaseFieldScene.Text(time: "{ end: 100 s }", output: "{ every: 1 ns, animation: false }"), "makes 1E+11 pictures; 10000 are the most");

    [Fact]
    public void A_lattice_mobility_with_wells_outside_the_sites() => Refused(
        PhaseFieldScene.Text("free_energy: { kind: double_well, height: 1000 J/mol, low: -0.2, high: 0.8 }"), "A lattice mobility D c(1−c) is negative outside 0 … 1", "from -0.2 to 0.8", "Perhaps a constant mobility");

    [Fact]
    public void A_mesh_too_coarse_for_the_interface_is_warned_of_with_the_size_that_is_wanted()
    {
        StudyContext run = PhaseFieldScene.Evolve(folder, "coarse", PhaseFieldScene.Text(time: "{ end: 0.01 s }", output: "{ snapshots: 1 }", rest: "discretisation: { cell_size: 10 nm }"));
        Remark warning = Assert.Single(run.Remarks, r => r.Kind == RemarkKind.Warning);
        Assert.Contains("Perhaps 'cell_size: 4 nm'", warning.Text, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private void Refused(string text, params string[] words)
    {
        string complaint = Assert.ThrowsAny<StriaException>(() => PhaseFieldScene.Evolve(folder, "refused", text)).Message;
        Assert.All(words, word => Assert.Contains(word, complaint, StringComparison.Ordinal));
    }
}
