using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>Stripes of a narrow strip; the bent wire with six gradient energies and three seeds stands in the second tier.</summary>
public sealed class StripesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_period_grows_with_the_gradient_energy()
    {
        double[] periods = [.. new[] { "6e-14", "2.4e-13" }.Select(kappa => Period(kappa, 3, 3))];
        Assert.InRange(periods[1] / periods[0], 1.3, 2.6);

        // The fastest wave without stress is 2π √(2κ/RT|f″|) long, 44 nm for the smallest κ; stripes join later.
        Assert.InRange(periods[0], 44e-9, 88e-9);
    }

    [Fact]
    public void A_finer_mesh_with_the_same_noise_has_the_same_stripes() => Assert.Equal(1, Period("6e-14", 3, 1) / Period("6e-14", 4.5, 1), 0.02);

    private double Period(string kappa, double cells, double end)
    {
        string text = PhaseFieldScene.Text(
            $"geometry: {{ kind: shapes, regions: [ {{ name: strip, shape: {{ kind: rectangle, width: 700 nm, height: 12 nm }} }} ] }}\nperiodic: x\nnoise: 0.02\nnoise_length: 10 nm\n"
            + $"interface_width: \ngradient_energy: {kappa} J m2/mol\naxis: {{ kind: constant, angle: 0 deg }}",
            FormattableString.Invariant($"{{ end: {end} s, tolerance: 4e-3 }}"),
            "{ snapshots: 1, animation: false }",
            FormattableString.Invariant($"discretisation: {{ order: linear, cells_across_interface: {cells} }}"));
        text = string.Join('\n', text.Split('\n').Where(l => !l.Contains("width: 60 nm", StringComparison.Ordinal)));
        StudyContext run = PhaseFieldScene.Evolve(folder, $"{kappa}-{cells:0}-{end:0}", text);
        return new PatternMeasures(run).Of(run.Get<FieldCourse>().Snapshots[^1]).Period.Mean;
    }
}
