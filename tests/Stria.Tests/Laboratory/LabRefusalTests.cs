using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>What the laboratory's verbs cannot do ends in one message with file, place, value and likely cause; nothing is assumed and nothing half-written.</summary>
public sealed class LabRefusalTests : IDisposable
{
    private const string Good = "time/s,<I>/mA,Ewe/V\n0,0,3.0\n10,1,3.1\n20,1,3.2\n30,-1,3.1\n40,-1,3.0\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private void Refused(string[] words, params string[] arguments)
    {
        string message = LabScene.Refused(folder, arguments);
        Assert.All(words, w => Assert.Contains(w, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_where_a_number_should_be() =>
        Refused(["trace.csv", "line 4", "overflow"], "cycling", folder.Write("trace.csv", Good.Replace("20,1,3.2", "20,overflow,3.2", StringComparison.Ordinal)));

    [Fact]
    public void Time_that_runs_backward() =>
        Refused(["trace.csv", "5"], "cycling", folder.Write("trace.csv", Good.Replace("30,-1", "5,-1", StringComparison.Ordinal)));

    [Fact]
    public void An_unknown_unit() =>
        Refused(["trace.csv", "furlong"], "cycling", folder.Write("trace.csv", Good.Replace("Ewe/V", "Ewe/furlong", StringComparison.Ordinal)));

    [Fact]
    public void A_trace_without_current() =>
        Refused(["trace.csv", "holds no current"], "cycling", folder.Write("trace.csv", "time/s,<I>/mA,Ewe/V\n0,0,3.0\n10,0,3.1\n20,0,3.2\n"));

    [Fact]
    public void A_file_that_is_not_there() => Refused(["nowhere.csv"], "cycling", folder.Path("nowhere.csv"));

    [Fact]
    public void A_map_that_names_a_column_that_is_not_there() =>
        Refused(["trace.csv", "Strom", "Ewe/V"], "cycling", folder.Write("trace.csv", Good), "--map", "t=time/s, I=Strom, U=Ewe/V");

    [Theory]
    [InlineData("active_mass: 2 cm", "2 cm", "kg")]
    [InlineData("active_mass: 2", "'2'", "unit")]
    [InlineData("aktive_mass: 2 mg", "aktive_mass", "active_mass")]
    [InlineData("active_mass: -2 mg", "active_mass", "between")]
    [InlineData("area: two cm2", "two cm2", "number")]
    public void A_cell_sheet_with_a_mistake_is_shown_with_its_line(string entry, params string[] words)
    {
        folder.Write("trace.cell.yaml", $"name: cell\n{entry}\n");
        Refused(["trace.cell.yaml", "   2 |", .. words], "cycling", folder.Write("trace.csv", Good));
    }

    [Fact]
    public void A_cell_sheet_that_was_named_and_is_not_there() => Refused(["missing.yaml"], "cycling", folder.Write("trace.csv", Good), "--cell", folder.Path("missing.yaml"));

    [Theory]
    [InlineData("formula: V2O5\nactive_mass: 2 mg", "has no composition x")]
    [InlineData("formula: LixQq2\nactive_mass: 2 mg", "Qq")]
    [InlineData("formula: TixS2\nactive_mass: 2 mg", "ion_charge")]
    [InlineData("area_sd: 0.1 cm2\nformula: LixV2O5", "no 'area'")]
    [InlineData("nominal_capacity: 2 mAh\nnominal_specific_capacity: 147 mAh/g", "nominal_capacity")]
    public void Entries_of_a_cell_sheet_that_make_no_sense(string sheet, string word)
    {
        folder.Write("trace.cell.yaml", sheet + "\n");
        string[] verb = word.Contains("'area'", StringComparison.Ordinal) ? ["eis", folder.Write("trace.csv", Spectrum(12)), "--blocking"] : ["cycling", folder.Write("trace.csv", Good)];
        Refused([word], verb);
    }

    [Fact]
    public void A_spectrum_of_three_points() => Refused(["z.csv", "3 points", "aborted"], "eis", folder.Write("z.csv", Spectrum(3)));

    [Fact]
    public void A_spectrum_of_three_points_and_a_circuit_with_more_parameters() =>
        Refused(["z.csv", "3 points", "too few"], "eis", folder.Write("z.csv", Spectrum(3)), "--circuit", "R0-p(R1,CPE1)-p(R2,CPE2)");

    [Theory]
    [InlineData("R0-p(R1,C1", "R0-p(R1,C1")]
    [InlineData("R0-Q1", "Q")]
    [InlineData("R0-R0", "R0 twice")]
    public void A_circuit_that_is_none(string circuit, string word) => Refused([word], "eis", folder.Write("z.csv", Spectrum(20)), "--circuit", circuit);

    [Fact]
    public void A_parameter_that_the_circuit_does_not_have() =>
        Refused(["R7", "R0, C1"], "eis", folder.Write("z.csv", Spectrum(20)), "--circuit", "R0-C1", "--parameter", "R7=3");

    [Fact]
    public void A_cycler_file_given_as_impedance_names_the_formats_that_were_tried() =>
        Refused(["trace.csv"], "eis", folder.Write("trace.csv", Good));

    [Theory]
    [InlineData("--mass", "2 cm")]
    [InlineData("--area", "1.2")]
    [InlineData("--sign", "sometimes")]
    [InlineData("--technique", "magic")]
    [InlineData("--map", "noprofile")]
    public void An_option_with_an_impossible_value_is_wrong_use(string option, string value)
    {
        StriaAnswer answer = StriaCommand.Run("cycling", folder.Write("trace.csv", Good), option, value, "--out", folder.Path("refused"));
        Assert.Equal(2, answer.Code);
        Assert.Contains(option, answer.Error, StringComparison.Ordinal);
        Assert.Contains(value, answer.Error, StringComparison.Ordinal);
    }

    private static string Spectrum(int points) => "freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n" + string.Concat(Enumerable.Range(0, points).Select(i => FormattableString.Invariant($"{1e5 / Math.Pow(10, i / 4.0):g8},{10 + (i * 0.1)},{0.01 * Math.Pow(10, i / 4.0)}\n")));
}
