using Stria.Core;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField.Spectral;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Elastic energy of waves in cubic crystals against closed forms, and what a box refuses.</summary>
public sealed class CubicCoherencyTests
{
    private const double C11 = 250, C12 = 150, C44 = 100, Strain = 0.01;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Along_an_axis_and_along_the_diagonal_the_closed_forms_hold(bool swellsAcross)
    {
        var symbol = new CubicCoherency((C11, C12, C44), Strain, 1, swellsAcross);
        double stress = (C11 + ((swellsAcross ? 2 : 1) * C12)) * Strain, whole = (2 * stress * Strain) + (swellsAcross ? stress * Strain : 0);
        Assert.Equal(whole - (stress * stress / C11), symbol.At(1), 1e-14);
        Assert.Equal(whole - (stress * stress / C11), symbol.At(0), 1e-14);
        Assert.Equal(whole - (2 * stress * stress / (C11 + C12 + (2 * C44))), symbol.At(0.5), 1e-14);
        Assert.Equal("cubic", symbol.Kind);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.35)]
    public void The_axes_are_alike_and_the_energy_scales_with_strain_moduli_and_concentration(double alongX)
    {
        double b = new CubicCoherency((C11, C12, C44), Strain).At(alongX);
        Assert.True(b > 1e-3);
        Assert.Equal(b, new CubicCoherency((C11, C12, C44), Strain).At(1 - alongX), 1e-12 * b);
        Assert.Equal(b, new CubicCoherency((C11, C12, C44), -Strain).At(alongX), 1e-12 * b);
        Assert.Equal(9 * b, new CubicCoherency((C11, C12, C44), 3 * Strain).At(alongX), 1e-11 * b);
        Assert.Equal(2 * b, new CubicCoherency((2 * C11, 2 * C12, 2 * C44), Strain).At(alongX), 1e-11 * b);
        Assert.Equal(b / 50, new CubicCoherency((C11, C12, C44), Strain, 50).At(alongX), 1e-12 * b);
    }

    [Fact]
    public void A_crystal_that_does_not_swell_stores_nothing()
    {
        var symbol = new CubicCoherency((C11, C12, C44), 0);
        Assert.Equal(0.0, symbol.At(0.3));
        Assert.Equal(0.0, symbol.At(1));
    }

    [Theory]
    [InlineData(100.0, 150.0, 100.0, 1.0)]
    [InlineData(100.0, -60.0, 100.0, 1.0)]
    [InlineData(250.0, 150.0, 0.0, 1.0)]
    [InlineData(250.0, 150.0, 100.0, 0.0)]
    public void Unstable_crystals_are_refused(double c11, double c12, double c44, double concentration)
    {
        string message = Assert.Throws<ScenarioException>(() => new CubicCoherency((c11, c12, c44), Strain, concentration)).Message;
        Assert.Contains("are not the moduli of a stable cubic crystal", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, 1.0, 1.0, 0.0)]
    [InlineData(1.0, -1.0, 1.0, 0.0)]
    [InlineData(1.0, 1.0, double.NaN, 0.0)]
    [InlineData(1.0, 1.0, 1.0, -0.1)]
    public void A_box_of_impossible_numbers_is_refused(double pixel, double kappa, double mobility, double stabilisation)
    {
        SpectralProblem problem = Problem() with { Pixel = pixel, GradientEnergy = kappa, Mobility = mobility, Stabilisation = stabilisation };
        string message = Assert.Throws<ScenarioException>(() => problem.Check()).Message;
        Assert.Contains("A box needs pixels, κ and M above 0 and a stabilisation of at least 0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mirrored_boxes_take_isotropic_moduli_and_periodic_ones_any()
    {
        var cubic = new CubicCoherency((C11, C12, C44), Strain);
        SpectralProblem mirrored = Problem() with { Border = BoxBorder.NoFlux, Coherency = cubic };
        Assert.Null(Record.Exception(() => Problem().Check()));
        Assert.Null(Record.Exception(() => (mirrored with { Border = BoxBorder.Periodic }).Check()));
        Assert.Null(Record.Exception(() => (mirrored with { Coherency = new IsotropicCoherency(0.3) }).Check()));
        Assert.Contains("it takes isotropic moduli only. Use a periodic box.", Assert.Throws<ScenarioException>(() => mirrored.Check()).Message, StringComparison.Ordinal);
    }

    private static SpectralProblem Problem() => new()
    {
        Size = (8, 8),
        Pixel = 1,
        Law = new RegularSolution(2.5).ToChemicalPotential(),
        GradientEnergy = 1,
        Mobility = 1,
    };
}
