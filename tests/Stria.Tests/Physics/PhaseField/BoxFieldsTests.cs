using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField.Spectral;
using Stria.Physics.Thermodynamics;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Potential and stress of a box against what single waves have, and boxes that are taken up again.</summary>
public sealed class BoxFieldsTests
{
    private const double Young = 50e9, Poisson = 0.3, Eta = 0.015, Sites = 18500;

    private static SpectralProblem Problem(BoxBorder border, (int Rows, int Columns) size) => new()
    {
        Size = size,
        Pixel = 2,
        Law = new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(),
        GradientEnergy = 2,
        Mobility = 5,
        Border = border,
        Coherency = new IsotropicCoherency(0.4),
    };

    [Theory]
    [InlineData(CoherentBody.Bulk)]
    [InlineData(CoherentBody.Sheet)]
    public void A_wave_is_stressed_along_its_crests_alone(CoherentBody body)
    {
        (int rows, int columns) = (24, 20);
        var fields = new BoxFields(Problem(BoxBorder.Periodic, (rows, columns)));
        double kx = 2 * Math.PI * 3 / 40, ky = -2 * Math.PI * 2 / 48, k2 = (kx * kx) + (ky * ky), modulus = Young * Eta / (body == CoherentBody.Bulk ? 1 - Poisson : 1);
        double[] wave = [.. Enumerable.Range(0, rows * columns).Select(i => 0.1 * Math.Cos((kx * 2 * (i % columns)) + (ky * 2 * (i / columns)) + 0.3))];
        double[] stress = fields.Stress([.. wave.Select(w => 0.5 + w)], new IsotropicSwelling(Young, Poisson, Eta, Sites), body);
        for (int i = 0; i < wave.Length; i++)
        {
            double xx = stress[4 * i], yy = stress[(4 * i) + 1], xy = stress[(4 * i) + 3], along = -modulus * wave[i];
            // Nothing pulls across the crests: σ·n = 0, the divergence of the stress is none.
            Assert.Equal(0, (xx * kx) + (xy * ky), 1e-6 * modulus);
            Assert.Equal(0, (xy * kx) + (yy * ky), 1e-6 * modulus);
            Assert.Equal(along, xx + yy, 1e-9 * modulus);
            Assert.Equal(along * ky * ky / k2, xx, 1e-9 * modulus);
            Assert.Equal(body == CoherentBody.Bulk ? along : 0, stress[(4 * i) + 2], 1e-9 * modulus);
        }
    }

    [Fact]
    public void Without_flux_the_stress_is_that_of_the_mirrored_box()
    {
        (int rows, int columns) = (12, 10);
        double[] quarter = [.. Enumerable.Range(0, rows * columns).Select(i => 0.5 + (0.03 * Math.Sin(i * i)))], whole = new double[4 * rows * columns];
        for (int i = 0; i < whole.Length; i++)
        {
            (int y, int x) = (i / (2 * columns), i % (2 * columns));
            whole[i] = quarter[(Math.Min(y, (2 * rows) - 1 - y) * columns) + Math.Min(x, (2 * columns) - 1 - x)];
        }

        var swelling = new IsotropicSwelling(Young, Poisson, Eta, Sites);
        double[] small = new BoxFields(Problem(BoxBorder.NoFlux, (rows, columns))).Stress(quarter, swelling, CoherentBody.Bulk);
        double[] large = new BoxFields(Problem(BoxBorder.Periodic, (2 * rows, 2 * columns))).Stress(whole, swelling, CoherentBody.Bulk);
        for (int i = 0; i < quarter.Length; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                Assert.Equal(large[(4 * ((i / columns * 2 * columns) + (i % columns))) + k], small[(4 * i) + k], 1e-4);
            }
        }

        Assert.True(small.Where((_, i) => i % 4 == 3).Max() > 1e6, "There must be shear.");
    }

    [Theory]
    [InlineData(BoxBorder.Periodic)]
    [InlineData(BoxBorder.NoFlux)]
    public void The_potential_is_the_slope_of_the_energy(BoxBorder border)
    {
        SpectralProblem problem = Problem(border, (8, 10));
        double[] c = [.. Enumerable.Range(0, 80).Select(i => 0.5 + (0.05 * Math.Sin(3 * i * i)))], mu = new BoxFields(problem).Potential(c);
        double Energy(int pixel, double by)
        {
            double[] changed = [.. c];
            changed[pixel] += by;
            var solver = new SpectralSolver(problem);
            solver.Fill(changed);
            return solver.Energy / (problem.Pixel * problem.Pixel);
        }

        foreach (int pixel in new[] { 0, 13, 79 })
        {
            Assert.Equal((Energy(pixel, 1e-5) - Energy(pixel, -1e-5)) / 2e-5, mu[pixel], 1e-6);
        }
    }

    [Theory]
    [InlineData(BoxBorder.Periodic)]
    [InlineData(BoxBorder.NoFlux)]
    public void A_box_goes_on_from_its_state_to_the_same_bits(BoxBorder border)
    {
        SpectralProblem problem = Problem(border, (16, 20));
        double[] c = [.. Enumerable.Range(0, 320).Select(i => 0.5 + (0.02 * Math.Sin(i * i)))];
        SpectralSolver whole = new(problem), first = new(problem), second = new(problem);
        whole.Fill(c);
        first.Fill(c);
        whole.Advance(20);
        first.Advance(20);
        second.Resume(first.State);
        Assert.Equal(whole.Energy, second.Energy);
        whole.Advance(60);
        second.Advance(60);
        Assert.Equal(whole.Composition.ToArray(), second.Composition.ToArray());
        Assert.Equal((whole.Steps, whole.Rejected, whole.Energy, whole.Range), (second.Steps, second.Rejected, second.Energy, second.Range));
        Assert.Contains("320 pixels, the box 64", Assert.Throws<Stria.Core.ScenarioException>(() => new SpectralSolver(Problem(border, (8, 8))).Resume(first.State)).Message, StringComparison.Ordinal);
    }
}
