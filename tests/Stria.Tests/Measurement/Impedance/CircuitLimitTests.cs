using System.Numerics;
using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Tests.Measurement.Impedance;

/// <summary>Circuits at frequencies where their impedance can be told by hand, and what they are joined from.</summary>
public sealed class CircuitLimitTests
{
    private const double Ohm = 50, Farad = 2e-5;

    private static double Hertz(double omega) => omega / (2 * Math.PI);

    private static Complex At(string circuit, double omega, params double[] parameters) => Circuit.Parse(circuit).Impedance([Hertz(omega)], parameters)[0];

    private static void Same(Complex expected, Complex found) => Assert.InRange((expected - found).Magnitude, 0, 1e-9 * expected.Magnitude);

    [Fact]
    public void A_resonant_circuit_is_a_resistor_at_its_resonance() => Same(Ohm, At("R0-L1-C1", 1 / Math.Sqrt(1e-3 * Farad), Ohm, 1e-3, Farad));

    [Fact]
    public void An_arc_has_its_top_at_the_reciprocal_of_its_time() => Same(new Complex(Ohm / 2, -Ohm / 2), At("p(R1,C1)", 1 / (Ohm * Farad), Ohm, Farad));

    [Theory]
    [InlineData(0.1)]
    [InlineData(1000.0)]
    [InlineData(1e6)]
    public void Elements_become_simpler_ones_at_the_ends_of_their_exponents(double omega)
    {
        Same(At("C1", omega, Farad), At("CPE1", omega, Farad, 1));
        Same(At("p(R1,C1)", omega, Ohm, Farad), At("ZARC1", omega, Ohm, Ohm * Farad, 1));
        Same(At("p(R1,CPE1)", omega, Ohm, Math.Pow(1e-3, 0.8) / Ohm, 0.8), At("ZARC1", omega, Ohm, 1e-3, 0.8));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1000.0)]
    public void The_order_of_branches_and_of_parts_does_not_matter(double omega)
    {
        Same(At("p(R1,C1)", omega, Ohm, Farad), At("p(C1,R1)", omega, Farad, Ohm));
        Same(At("R1-C1", omega, Ohm, Farad), At("C1-R1", omega, Farad, Ohm));
        Same(At("R1", omega, Ohm / 2), At("p(R1,R2)", omega, Ohm, Ohm));
    }

    [Fact]
    public void A_Warburg_impedance_has_equal_parts_and_falls_with_the_root_of_the_frequency()
    {
        Complex slow = At("W1", 1, 3), fast = At("W1", 4, 3);
        Same(new Complex(3, -3), slow);
        Same(slow / 2, fast);
    }

    [Fact]
    public void Diffusion_through_a_layer_and_with_reaction_tend_to_their_resistance_at_rest()
    {
        Assert.Equal(Ohm, At("Ws1", 1e-6, Ohm, 1).Real, 1e-6);
        Assert.Equal(Ohm, At("G1", 1e-6, Ohm, 1).Real, 1e-6);
        Assert.Equal(Ohm / 3, At("Wo1", 1e-3, Ohm, 1).Real, 1e-4);
    }

    [Fact]
    public void Joined_circuits_add_their_impedances_or_their_admittances()
    {
        Circuit a = Circuit.Parse("R0-C0"), b = Circuit.Parse("p(R1,C1)");
        double[] f = [0.1, 10, 1e4], pa = [Ohm, Farad], pb = [2 * Ohm, Farad / 3], both = [.. pa, .. pb];
        Complex[] za = a.Impedance(f, pa), zb = b.Impedance(f, pb), series = Circuit.Series(a, b).Impedance(f, both), parallel = Circuit.Parallel(a, b).Impedance(f, both);
        for (int i = 0; i < f.Length; i++)
        {
            Same(za[i] + zb[i], series[i]);
            Same(za[i] * zb[i] / (za[i] + zb[i]), parallel[i]);
        }
    }

    [Fact]
    public void Parameters_are_found_by_name()
    {
        var circuit = Circuit.Parse("R0-p(R1,CPE1)");
        Assert.Equal(3, circuit.IndexOf("CPE1.alpha"));
        Assert.Equal(-1, circuit.IndexOf("R9"));
        Assert.Null(CircuitElements.Find("cpe"));
    }

    [Fact]
    public void Wrong_joints_are_refused()
    {
        ICircuitElement line = CircuitElements.Find("TLM")!, resistor = CircuitElements.Find("R")!;
        var part = Circuit.Parse("C1");
        Assert.Contains("TLM needs an interface, as in TLM1(CPE1).", Assert.Throws<ScenarioException>(() => Circuit.Of(line, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("R is no transmission line and takes no interface.", Assert.Throws<ScenarioException>(() => Circuit.Line(resistor, 1, part)).Message, StringComparison.Ordinal);
        Assert.Contains("A connection joins at least two circuits.", Assert.Throws<ScenarioException>(() => Circuit.Series(part)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tortuosity_of_pores_follows_from_their_resistance()
    {
        var electrode = new BlockedElectrode { Area = 1e-4, Thickness = 1e-5, Porosity = 0.4, Conductivity = 0.05 };
        Assert.Equal(2.5, electrode.MacMullin(10).Value, 1e-12);
        Assert.Equal(1, electrode.Tortuosity(10).Value, 1e-12);
        Assert.Equal(2, (electrode with { Electrodes = 1 }).Tortuosity(10).Value, 1e-12);
        Assert.Equal(3, electrode.Tortuosity(30).Value, 1e-12);
        Assert.Contains("The porosity is 1; it is a fraction below 1.", Assert.Throws<ScenarioException>(() => (electrode with { Porosity = 1 }).Tortuosity(10)).Message, StringComparison.Ordinal);
        Assert.Contains("one or two electrodes in series, not 3.", Assert.Throws<ScenarioException>(() => (electrode with { Electrodes = 3 }).MacMullin(10)).Message, StringComparison.Ordinal);
    }
}
