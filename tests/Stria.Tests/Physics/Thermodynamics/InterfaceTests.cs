using Stria.Core;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Tests.Physics.Thermodynamics;

/// <summary>Energy, width and profile of a flat boundary.</summary>
public sealed class InterfaceTests
{
    [Fact]
    public void The_interface_of_a_quartic_double_well_is_the_closed_form()
    {
        // Δf = ρ (c−a)²(b−c)²: γ = C √(2κρ) (b−a)³/6, profile a + (b−a)(1 + tanh(z/2ℓ))/2 with 1/ℓ = (b−a) √(2ρ/κ).
        const double Rho = 5, A = 0.3, B = 0.7, Kappa = 2;
        (InterfaceProperties found, _) = Of(new DoubleWell(Rho, A, B).ToChemicalPotential(), Kappa, 3);
        Assert.Equal(3 * Math.Sqrt(2 * Kappa * Rho) * Math.Pow(B - A, 3) / 6, found.Energy, 1e-13);
        Assert.Equal((B - A) * Math.Sqrt(Kappa / (2 * Rho * Math.Pow(B - A, 4) / 16)), found.Width, 1e-10);
        (double[] z, double[] c) = found.Profile();
        double inverse = (B - A) * Math.Sqrt(2 * Rho / Kappa);
        for (int i = 0; i < z.Length; i++)
        {
            Assert.Equal(A + ((B - A) * (1 + Math.Tanh(z[i] * inverse / 2)) / 2), c[i], 1e-6);
        }

        Assert.True(z[^1] - z[0] > found.Width);
    }

    [Fact]
    public void A_regular_solution_of_chi_2_5_has_the_width_of_the_design()
    {
        // s = 2.653 √(κ/RT): 5 nm ↔ 8.8e-15 J m²/mol at 298.15 K.
        (InterfaceProperties scaled, _) = Of(new RegularSolution(2.5).ToChemicalPotential(), 1, 1);
        Assert.Equal(2.653, scaled.Width, 1e-3);
        (InterfaceProperties real, _) = Of(RegularSolution.At(2.5, 298.15).ToChemicalPotential(), 8.8e-15, 18532);
        Assert.Equal(5e-9, real.Width, 0.01e-9);
    }

    [Fact]
    public void The_energy_is_that_of_a_finely_summed_profile()
    {
        // γ = C ∫ (Δf + ½κ c′²) dz, trapezoidal sum over the profile, against the integral over c.
        const double Kappa = 1.3;
        IChemicalPotential law = new RegularSolution(2.8).ToChemicalPotential();
        (InterfaceProperties found, CommonTangent tangent) = Of(law, Kappa, 2);
        (double[] z, double[] c) = found.Profile(4001, 1e-7);
        double sum = 0;
        for (int i = 1; i < z.Length; i++)
        {
            double h = z[i] - z[i - 1], slope = (c[i] - c[i - 1]) / h;
            double bulk = (law.At(c[i]).Value - tangent.At(c[i]) + law.At(c[i - 1]).Value - tangent.At(c[i - 1])) / 2;
            sum += h * (bulk + (0.5 * Kappa * slope * slope));
        }

        Assert.Equal(found.Energy, 2 * sum, 1e-5 * found.Energy);
    }

    [Fact]
    public void Width_and_energy_grow_with_the_root_of_kappa()
    {
        IChemicalPotential law = new RegularSolution(3, 2479).ToChemicalPotential();
        (InterfaceProperties thin, _) = Of(law, 1e-15, 18532);
        (InterfaceProperties wide, _) = Of(law, 9e-15, 18532);
        Assert.Equal(3, wide.Width / thin.Width, 1e-12);
        Assert.Equal(3, wide.Energy / thin.Energy, 1e-10);
    }

    [Fact]
    public void A_dilute_phase_keeps_the_integral_accurate()
    {
        (InterfaceProperties found, CommonTangent tangent) = Of(new RegularSolution(12).ToChemicalPotential(), 1, 1);
        double brute = 0;
        const int N = 2_000_000;
        IChemicalPotential law = new RegularSolution(12).ToChemicalPotential();
        double[] c = [.. Enumerable.Range(0, N).Select(i => tangent.Low + ((tangent.High - tangent.Low) * (i + 0.5) / N))], f = new double[N];
        law.Evaluate(c, f, [], []);
        for (int i = 0; i < N; i++)
        {
            brute += Math.Sqrt(2 * Math.Max(0, f[i] - tangent.At(c[i]))) * (tangent.High - tangent.Low) / N;
        }

        Assert.Equal(brute, found.Energy, 1e-8);
    }

    [Fact]
    public void Without_gradient_energy_there_is_no_interface() => Assert.Contains("κ", Assert.Throws<ScenarioException>(() => Of(new RegularSolution(3).ToChemicalPotential(), 0, 1)).Message, StringComparison.Ordinal);

    private static (InterfaceProperties Found, CommonTangent Tangent) Of(IChemicalPotential law, double kappa, double concentration)
    {
        CommonTangent tangent = new PhaseEquilibria(law).Tangents[0];
        return (new InterfaceProperties(law, tangent, kappa, concentration), tangent);
    }
}
