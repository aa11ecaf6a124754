using Stria.Core;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>'stria timescales' against the paper's own numbers (Nat. Mater. 2022, eqs 15 and 16).</summary>
public sealed class TimescalesRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Half_a_second_in_spheres_and_ten_minutes_in_the_pores_are_the_papers()
    {
        string sheet = folder.Write("spheres.yaml", """
            name: nanospheres
            particle_length: 50 nm
            solid_diffusivity: 5e-15 m2/s
            thickness: 100 um
            porosity: 0.45
            porosity_sd: 0.02
            tortuosity: 5.398
            salt_diffusivity: 2e-10 m2/s

            """);
        string run = LabScene.Run(folder, "run", "timescales", sheet, "--half-cycle", "10 h");
        Assert.Equal(0.5, StriaCommand.Number(run, "particle_time"), 1e-12);
        Assert.Equal(1e-8 / (0.45 / 5.398 * 2e-10), StriaCommand.Number(run, "electrolyte_time"), 1e-9);
        Assert.Equal(600, StriaCommand.Number(run, "electrolyte_time"), 1.0);
        Assert.Equal(600 / 36000.0, StriaCommand.Number(run, "share_of_half_cycle"), 1e-4);
        Assert.Equal(600 * 0.02 / 0.45, (double)StriaCommand.Summary(run)["electrolyte_time"]!["sd"]!, 0.1);
        Assert.Empty(LabScene.Undocumented(run));
        Assert.Contains("Diffusion in the pores limits", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
        string again = LabScene.Run(folder, "again", "run", Path.Combine(run, "scenario.yaml"));
        Assert.Equal(File.ReadAllText(Path.Combine(run, "summary.json")), File.ReadAllText(Path.Combine(again, "summary.json")));
    }

    [Fact]
    public void Numbers_come_from_runs_of_gitt_and_eis_where_the_sheet_gives_none()
    {
        Directory.CreateDirectory(folder.Path("g"));
        Directory.CreateDirectory(folder.Path("e"));
        folder.Write("g/summary.json", """{ "diffusivity_median": { "value": 5e-15, "sd": null, "unit": "m²/s" } }""");
        folder.Write("e/summary.json", """{ "tortuosity": { "value": 5.0, "sd": 0.5, "unit": "1" } }""");
        string run = LabScene.Run(folder, "run", "timescales", "--gitt", folder.Path("g"), "--eis", folder.Path("e"), "--particle-length", "500 nm", "--thickness", "100 um", "--porosity", "0.5", "--salt-diffusivity", "2e-10 m2/s");
        Assert.Equal(50, StriaCommand.Number(run, "particle_time"), 1e-9);
        Assert.Equal(500, StriaCommand.Number(run, "electrolyte_time"), 1e-9);
        Assert.Equal(50, (double)StriaCommand.Summary(run)["electrolyte_time"]!["sd"]!, 1e-6);
        folder.Write("g/summary.json", """{ "diffusivity_median": { "value": 0.2, "sd": null, "unit": "1/s" } }""");
        Assert.Contains("diffusivity_median", LabScene.Refused(folder, "timescales", "--gitt", folder.Path("g"), "--eis", folder.Path("e"), "--particle-length", "500 nm", "--thickness", "100 um", "--porosity", "0.5", "--salt-diffusivity", "2e-10 m2/s"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"diffusivity_median\": 3 }")]
    [InlineData("{ \"diffusivity_median\": { \"value\": \"x\", \"unit\": \"m²/s\" } }")]
    [InlineData("{ \"diffusivity_median\": { \"value\": 1e-15, \"unit\": 5 } }")]
    [InlineData("{")]
    public void A_damaged_summary_is_named(string text)
    {
        var context = new StudyContext(new TimescalesScenario(), RunFolder.Create(folder.Path("damaged"), false));
        var step = new TimescalesStep(new TimescalesScenario { GittSummary = folder.Write("summary.json", text) });
        DataException refused = Assert.Throws<DataException>(() => step.Run(context, new Progress<RunProgress>(), default));
        Assert.Contains("summary.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read as the summary of a run", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--thickness", "'thickness'")]
    [InlineData("--porosity", "'porosity'")]
    [InlineData("--particle-length", "'particle_length'")]
    [InlineData("--tortuosity", "'tortuosity'")]
    public void What_is_missing_is_named_and_nothing_assumed(string left, string word)
    {
        string[] all = ["--particle-length", "50 nm", "--solid-diffusivity", "5e-15 m2/s", "--salt-diffusivity", "2e-10 m2/s", "--thickness", "100 um", "--porosity", "0.45", "--tortuosity", "5"];
        int at = Array.IndexOf(all, left);
        string message = LabScene.Refused(folder, ["timescales", .. all[..at], .. all[(at + 2)..]]);
        Assert.Contains(word, message, StringComparison.Ordinal);
        Assert.Contains("Nothing is assumed", message, StringComparison.Ordinal);
    }
}
