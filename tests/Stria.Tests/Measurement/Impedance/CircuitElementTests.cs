using System.Numerics;
using System.Text.Json;
using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Tests.Measurement.Impedance;

public sealed class CircuitElementTests
{
    private static readonly Dictionary<string, string> Circuits = new()
    {
        ["TLM_blocking"] = "TLM1(CPE1)",
        ["TLM_blocking_ideal"] = "TLM1(CPE1)",
        ["GTLM_two_rail"] = "GTLM1(CPE1)",
        ["TLM_faradaic"] = "TLM1(p(R1,CPE1))",
        ["Warburg_finite_space"] = "Wo1",
        ["Warburg_finite_length"] = "Ws1",
        ["Sphere_finite_space"] = "Wsph1",
        ["Gerischer"] = "G1",
    };

    private static readonly double[] Frequencies = [.. Enumerable.Range(0, 19).Select(i => 1e-3 * Math.Pow(10, i / 2.0))];

    public static TheoryData<string> Kinds => [.. CircuitElements.All.Select(e => e.TakesInterface ? $"{e.Name}1(p(R1,CPE1))" : $"{e.Name}1"), "R0-p(R1-Wo1,CPE1)-ZARC2-p(L1,R3)", "p(GTLM1(p(R1-Ws1,CPE1)),C2-R5)"];

    [SharedDataFact]
    public void Elements_have_the_reference_impedances()
    {
        JsonElement reference = ElectrodeReferences.Document("ref_eis.json");
        double[] frequencies = [.. reference.GetProperty("f").EnumerateArray().Select(f => f.GetDouble())];
        int compared = 0;
        foreach (JsonElement element in reference.GetProperty("elements").EnumerateArray())
        {
            double[] parameters = [.. element.GetProperty("params").EnumerateObject().Select(p => p.Value.GetDouble())];
            Complex[] found = Circuit.Parse(Circuits[element.GetProperty("name").GetString()!]).Impedance(frequencies, parameters);
            foreach ((Complex z, JsonElement expected) in found.Zip(element.GetProperty("Z").EnumerateArray()))
            {
                Complex reference1 = new(expected[0].GetDouble(), expected[1].GetDouble());
                Assert.InRange((z - reference1).Magnitude / reference1.Magnitude, 0, 1e-12);
                Assert.InRange(Math.Abs(z.Real / reference1.Real - 1), 0, 1e-10);
                Assert.InRange(Math.Abs(z.Imaginary / reference1.Imaginary - 1), 0, 1e-10);
                compared++;
            }
        }

        Assert.Equal(8 * 9, compared);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Derivatives_are_those_of_the_impedance(string text)
    {
        var circuit = Circuit.Parse(text);
        double[] p = [.. circuit.Parameters.Select((q, i) => Typical(q.Role) * (1 + (0.1 * i)))];
        var evaluator = new CircuitEvaluator(circuit, Frequencies);
        evaluator.Evaluate(p);
        for (int k = 0; k < p.Length; k++)
        {
            Complex[] above = circuit.Impedance(Frequencies, With(p, k, 1 + 1e-5)), below = circuit.Impedance(Frequencies, With(p, k, 1 - 1e-5));
            ReadOnlySpan<Complex> analytic = evaluator.Derivative(k);
            double largest = 0;
            for (int i = 0; i < Frequencies.Length; i++)
            {
                Complex difference = (above[i] - below[i]) / (2e-5 * p[k]);
                Assert.InRange((analytic[i] - difference).Magnitude, 0, 2e-8 * (difference.Magnitude + (evaluator.Impedance[i].Magnitude / p[k])));
                largest = Math.Max(largest, difference.Magnitude);
            }

            Assert.True(largest > 0, circuit.Parameters[k].Name);
        }
    }

    [Fact]
    public void A_blocked_line_tends_to_a_third_of_its_rails_at_low_frequency()
    {
        double real = Circuit.Parse("GTLM1(C1)").Impedance([1e-4], [120, 15, 2e-4])[0].Real, fast = Circuit.Parse("GTLM1(C1)").Impedance([1e9], [120, 15, 2e-4])[0].Real;
        Assert.Equal((120 + 15) / 3.0, real, 6);
        Assert.Equal(120 * 15 / 135.0, fast, 1);
        Assert.Equal(40, Circuit.Parse("TLM1(C1)").Impedance([1e-4], [120, 2e-4])[0].Real, 6);
    }

    [Fact]
    public void A_line_without_electronic_resistance_is_the_line_with_one_rail()
    {
        Complex[] two = Circuit.Parse("GTLM1(CPE1)").Impedance(Frequencies, [120, 1e-12, 2e-4, 0.9]), one = Circuit.Parse("TLM1(CPE1)").Impedance(Frequencies, [120, 2e-4, 0.9]);
        Assert.All(two.Zip(one), z => Assert.InRange((z.First - z.Second).Magnitude / z.Second.Magnitude, 0, 1e-11));
    }

    [Fact]
    public void A_circuit_is_written_as_it_was_read_and_made_of_objects_as_well()
    {
        const string Text = "R0-p(R1,CPE1)-GTLM1(p(R2-Wo1,CPE2))";
        var read = Circuit.Parse("R0 - p( R1 , CPE1 ) - GTLM1( p(R2-Wo1,CPE2) )");
        Circuit R(int i) => Circuit.Of(CircuitElements.Find("R")!, i);
        Circuit cpe1 = Circuit.Of(CircuitElements.Find("CPE")!, 1), cpe2 = Circuit.Of(CircuitElements.Find("CPE")!, 2), wo = Circuit.Of(CircuitElements.Find("Wo")!, 1);
        Circuit made = Circuit.Series(R(0), Circuit.Parallel(R(1), cpe1), Circuit.Line(CircuitElements.Find("GTLM")!, 1, Circuit.Parallel(Circuit.Series(R(2), wo), cpe2)));
        Assert.Equal(Text, read.Text);
        Assert.Equal(Text, made.Text);
        Assert.Equal(["R0", "R1", "CPE1.Q", "CPE1.alpha", "GTLM1.Rion", "GTLM1.Rel", "R2", "Wo1.R", "Wo1.tau", "CPE2.Q", "CPE2.alpha"], made.Parameters.Select(p => p.Name));
    }

    [Theory]
    [InlineData("R0-", "an element is expected")]
    [InlineData("R0-p(R1)", "two branches")]
    [InlineData("R0-cpe1", "perhaps CPE")]
    [InlineData("R0-X1", "is no element")]
    [InlineData("R0-p(R1,C1", "closing bracket")]
    [InlineData("R0-TLM1", "needs its interface")]
    [InlineData("R0(C1)", "takes no interface")]
    [InlineData("R0-R0", "holds R0 twice")]
    [InlineData("R0)", "not expected here")]
    public void A_wrong_circuit_is_refused_with_the_place(string text, string words) =>
        Assert.Contains(words, Assert.Throws<ScenarioException>(() => Circuit.Parse(text)).Message, StringComparison.Ordinal);

    private static double[] With(double[] p, int k, double factor)
    {
        double[] changed = [.. p];
        changed[k] *= factor;
        return changed;
    }

    private static double Typical(ParameterRole role) => role switch
    {
        ParameterRole.Resistance => 30,
        ParameterRole.Exponent => 0.7,
        ParameterRole.Time => 0.2,
        ParameterRole.Inductance => 1e-5,
        ParameterRole.WarburgCoefficient => 4,
        _ => 1e-3,
    };
}
