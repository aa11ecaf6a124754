using System.Text;
using Stria.Core;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>Files of unusual instruments through the map of columns, at the verbs.</summary>
[Collection("profiles")]
public sealed class ColumnMapVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string? before = Environment.GetEnvironmentVariable("STRIA_PROFILES");

    public ColumnMapVerbTests() => Environment.SetEnvironmentVariable("STRIA_PROFILES", folder.Path("profiles"));

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("STRIA_PROFILES", before);
        folder.Dispose();
    }

    private double Discharge(string name, params string[] arguments) =>
        StriaCommand.Number(LabScene.Run(folder, name, ["cycling", .. arguments, "--cell", "none"]), "discharge_capacity_first");

    [Fact]
    public void Three_conventions_of_sign_give_the_same_capacities()
    {
        CyclerTrace trace = LabScene.OneCycle();
        double charge = Discharge("charge", folder.Write("charge.csv", LabScene.Text(trace)), "--sign", "charge");
        double discharge = Discharge("discharge", folder.Write("discharge.csv", LabScene.Text(trace, sign: -1)), "--sign", "discharge");
        string[] lines = LabScene.Text(trace).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> sizes = lines.Skip(1).Select((l, i) => string.Join(',', l.Split(',').Select((c, k) => k == 1 ? c.TrimStart('-') : c)) + (trace.Currents[i] < 0 ? ",D" : trace.Currents[i] > 0 ? ",C" : ",R"));
        double magnitudes = Discharge("sizes", folder.Write("sizes.csv", "Test Time(s),Current(mA),Voltage(V),Md\n" + string.Join('\n', sizes) + "\n"), "--map", "t=#1 [s], I=#2 [mA], U=#3 [V], mode=#4");
        Assert.Equal(1 / 3.6, charge, 0.02 / 3.6);
        Assert.Equal(charge, discharge, 1e-9);
        Assert.Equal(charge, magnitudes, 1e-3);
    }

    [Fact]
    public void A_german_file_with_decimal_commas_and_an_old_code_page_is_read_with_a_map()
    {
        string text = "Prüfzeit [h];Strom [mA];Spannung [mV]\n" + string.Join('\n', LabScene.Text(LabScene.OneCycle()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(l => l.Split(',')).Select(c => $"{double.Parse(c[0]) / 3600:F9};{c[1]};{double.Parse(c[2]) * 1e3:F4}".Replace('.', ','))) + "\n";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string path = folder.Path("deutsch.txt");
        File.WriteAllBytes(path, Encoding.GetEncoding(1252).GetBytes(text));
        Assert.Equal(1 / 3.6, Discharge("deutsch", path, "--map", "t=Prüfzeit [h], I=Strom [mA], U=Spannung [mV], delimiter=semicolon, decimal=comma, codepage=1252"), 0.02 / 3.6);
    }

    [Fact]
    public void A_made_up_export_of_LAND_is_read_as_it_is()
    {
        var text = new StringBuilder("Cycle\tStep\tRecord\tTest Time\tVoltage/V\tCurrent/mA\tCapacity/mAh\n");
        string[][] rows = [.. LabScene.Text(LabScene.OneCycle(), decimals: 6).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))];
        foreach ((string[] cells, int i) in rows.Select((r, i) => (r, i)))
        {
            text.AppendLine(string.Join('\t', "1", "1", (i + 1).ToString(), cells[0], cells[2], cells[1], "0"));
        }

        Assert.Equal(1 / 3.6, Discharge("land", folder.Write("land.txt", text.ToString()), "--map", "t=Test Time [s], I=Current/mA, U=Voltage/V"), 0.02 / 3.6);
    }

    [Fact]
    public void A_map_is_saved_under_a_name_and_used_by_it_and_the_scenario_holds_the_whole_map()
    {
        string file = folder.Write("odd.txt", LabScene.Text(LabScene.OneCycle(), "A,B,C"));
        double first = Discharge("first", file, "--map", "t=A [s], I=B [mA], U=C [V]", "--save-map", "odd-cycler");
        Assert.Contains("odd-cycler", StriaCommand.Succeed("list", "profiles").Output, StringComparison.Ordinal);
        Assert.Equal(first, Discharge("second", file, "--map", "odd-cycler"));
        string scenario = File.ReadAllText(Path.Combine(folder.Path("second"), "scenario.yaml"));
        Assert.Contains("t = A [s], I = B [mA], U = C [V]", scenario, StringComparison.Ordinal);
        Assert.Contains("odd-cycler", StriaCommand.Run("cycling", file, "--map", "od-cycler").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData(".hidden")]
    [InlineData("two words")]
    public void A_profile_has_a_plain_name(string name)
    {
        StriaAnswer answer = StriaCommand.Run("cycling", folder.Write("odd.txt", LabScene.Text(LabScene.OneCycle(), "A,B,C")), "--map", "t=A [s], I=B [mA], U=C [V]", "--save-map", name, "--out", folder.Path("refused"));
        Assert.Equal(1, answer.Code);
        Assert.Contains(name, answer.Error, StringComparison.Ordinal);
    }
}
