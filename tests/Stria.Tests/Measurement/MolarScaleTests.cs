using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

public sealed class MolarScaleTests
{
    private static readonly double[] Energies = Made.Energies(61, 505);

    [Theory]
    [InlineData(0)]
    [InlineData(0.45)]
    public void Optical_density_of_a_known_thickness_gives_this_thickness_back(double x)
    {
        // A film of 80 nm that attenuates as its free atoms outside the edges, on a background of 0.3 that is none of its own.
        double[] film = [.. Energies.Select(e => (80e-9 * Made.V2O5.LinearAttenuation(AttenuationTable.Henke, x, e)) + 0.3 + (Made.V2O5.IsAwayFromEdges(e) ? 0 : 0.7))];
        ScaledReference scaled = MolarScale.Apply([new ReferenceSpectrum(new Spectrum(Energies, film, "film"), x)], Made.V2O5).References[0];
        Assert.Equal(Made.V2O5.MolarVolume(x) / 80e-9, scaled.Scale, 1e-9 * scaled.Scale);
        Assert.Equal(-0.3 * scaled.Scale, scaled.Offset, 1e-9 * scaled.Scale);
        Assert.Equal(80, scaled.MolarVolume * 1e9 / scaled.Scale, 1e-6);
    }

    [Fact]
    public void The_model_library_lies_on_the_table_in_the_windows()
    {
        ScaledReferences scaled = MolarScale.Apply(ModelSpectra.Library(), Made.V2O5);
        Assert.True(scaled.IsMolar);
        foreach (ScaledReference reference in scaled.References)
        {
            double[] table = [.. Energies.Select(e => 0.1 * Made.V2O5.Formula.MolarMass(reference.Composition) * Made.V2O5.MassAttenuation(AttenuationTable.Henke, reference.Composition, e))];
            double[] values = reference.At(Energies);
            int[] away = [.. Enumerable.Range(0, Energies.Length).Where(i => Made.V2O5.IsAwayFromEdges(Energies[i]))];
            Assert.Equal(1, away.Sum(i => values[i]) / away.Sum(i => table[i]), 0.02);
            Assert.All(away, i => Assert.InRange(values[i] / table[i], 0.8, 1.2));
        }
    }

    [Fact]
    public void References_that_have_a_scale_keep_it()
    {
        var spectrum = new Spectrum(Energies, [.. Energies.Select(e => 1000 + e)], "given");
        ScaledReferences scaled = MolarScale.Apply(
            [new ReferenceSpectrum(spectrum, 0.3, ReferenceScale.MassAttenuation), new ReferenceSpectrum(spectrum, 0.3, ReferenceScale.OpticalDensityPerNanometre)], Made.V2O5);
        // 1 cm²/g = 0.1 m²/kg; 1/nm × m³/mol = 10⁹ m²/mol.
        Assert.Equal(0.1 * Made.V2O5.Formula.MolarMass(0.3), scaled.References[0].Scale, 1e-12);
        Assert.Equal(1e9 * Made.V2O5.MolarVolume(0.3), scaled.References[1].Scale, 1e-3);
        Assert.All(scaled.References, r => Assert.Equal(0, r.Offset));
    }

    [Fact]
    public void A_spectrum_without_points_in_the_windows_is_refused()
    {
        double[] between = Made.Energies(20, 515);
        var reference = new ReferenceSpectrum(new Spectrum(between, between, "cut"), 0.1) { Source = "library.csv" };
        string message = Assert.Throws<DataException>(() => MolarScale.Apply([reference], Made.V2O5)).Message;
        Assert.Contains("library.csv: reference 'cut' covers 515.0–534.0 eV and has 0 points in the windows", message);
    }

    [Fact]
    public void A_spectrum_that_falls_across_the_edges_is_refused()
    {
        var reference = new ReferenceSpectrum(new Spectrum(Energies, [.. Energies.Select(e => Math.Exp(-(e - 505) / 20))], "upside down"), 0.1);
        Assert.Contains("'upside down' does not rise", Assert.Throws<DataException>(() => MolarScale.Apply([reference], Made.V2O5)).Message);
    }

    [Fact]
    public void References_as_they_are_say_so_and_warn_of_unequal_edges()
    {
        IReadOnlyList<ReferenceSpectrum> library = ModelSpectra.Library();
        ReferenceSpectrum doubled = library[1] with { Spectrum = new Spectrum(library[1].Spectrum.PhotonEnergies_eV, [.. library[1].Spectrum.Values.Select(v => 2 * v)], "thick") };
        ScaledReferences found = ScaledReferences.AsTheyAre([library[0], doubled]);
        Assert.False(found.IsMolar);
        Assert.Contains(found.Remarks, r => r.Kind == RemarkKind.Assumed);
        Assert.Contains(found.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("factor 2.0", StringComparison.Ordinal) && r.Text.Contains("--material", StringComparison.Ordinal));
        Assert.DoesNotContain(ScaledReferences.AsTheyAre([library[0], library[1]]).Remarks, r => r.Kind == RemarkKind.Warning);
    }
}
