using System.Globalization;
using System.Text;
using Stria.Core;
using Stria.Numerics.Diffusion;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Gitt;

namespace Stria.Tests.Laboratory;

/// <summary>What 'stria gitt' leaves behind, from files to numbers.</summary>
public sealed class GittRunTests(GittRunTests.Once once) : IClassFixture<GittRunTests.Once>
{
    // The made record has D = 1 m²/s in bodies of 1 m; 10⁻¹⁴ of it in particles of 10⁻⁷ m takes the same times.
    private const double Length = 1e-7, True = 1e-14;

    /// <summary>A trace of currents in ampere with every digit.</summary>
    private static string Text(CyclerTrace trace)
    {
        var text = new StringBuilder("time/s,<I>/A,Ewe/V\n");
        for (int i = 0; i < trace.Count; i++)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{trace.Times[i]:R},{trace.Currents[i]:R},{trace.Potentials[i]:R}"));
        }

        return text.ToString();
    }

    // The formula and mass whose unit of x is one coulomb: 1 C = m F/M.
    private static string Sheet(string rest) => string.Create(CultureInfo.InvariantCulture, $"formula: LixV2O5\nactive_mass: {0.18187976 / 96485.33212:R} kg\nstart_composition: 0.5\n{rest}\n");

    [Fact]
    public void The_folder_holds_gitt_csv_and_figures_and_every_number_is_documented()
    {
        Assert.Equal(["gitt.csv", "pulses.csv", "rest-potentials.csv"], Directory.GetFiles(Path.Combine(once.Run, "tables")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.Equal(["diffusivity", "inverse-fit", "potential", "resistances", "trace"], Directory.GetFiles(Path.Combine(once.Run, "figures"), "*.png").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal));
        Assert.Empty(LabScene.Undocumented(once.Run));
    }

    [Fact]
    public void D_is_the_planted_one_by_every_valid_method_and_the_interval_surrounds_it()
    {
        IReadOnlyDictionary<string, string>[] rows = LabScene.Table(once.Run, "gitt.csv");
        Assert.Equal(["x", "D [m²/s]", "D low (95 %) [m²/s]", "D high (95 %) [m²/s]", "method", "valid", "direction", "doubts"], rows[0].Keys);
        IReadOnlyDictionary<string, string>[] valid = [.. rows.Where(r => r["valid"] == "yes")];
        Assert.True(valid.Select(r => r["method"]).Distinct().Count() >= 2);
        Assert.All(valid, r => Assert.Equal(True, LabScene.Number(r, "D [m²/s]"), 0.06 * True));
        Assert.All(rows.Where(r => r["D high (95 %) [m²/s]"].Length > 0), r => Assert.InRange(LabScene.Number(r, "D [m²/s]"), LabScene.Number(r, "D low (95 %) [m²/s]"), LabScene.Number(r, "D high (95 %) [m²/s]")));
        Assert.Equal(True, StriaCommand.Number(once.Run, "diffusivity_median"), 0.03 * True);
    }

    [Fact]
    public void Pulses_rests_and_compositions_are_those_that_were_made()
    {
        Assert.Equal(5, StriaCommand.Number(once.Run, "discharge_pulses"));
        Assert.Equal(5, StriaCommand.Number(once.Run, "discharge_pulses_full"));
        Assert.Equal(0.1, StriaCommand.Number(once.Run, "pulse_length"), 1e-9);
        IReadOnlyDictionary<string, string>[] pulses = LabScene.Table(once.Run, "pulses.csv");
        Assert.Equal(0.5, LabScene.Number(pulses[0], "x before"), 1e-5);
        Assert.Equal(0.55, LabScene.Number(pulses[^1], "x after"), 1e-5);
        Assert.All(pulses, p => Assert.Equal(0.3, LabScene.Number(p, "resistance without diffusion [Ohm]"), 0.02));
    }

    [Fact]
    public void The_scenario_that_a_run_wrote_is_sound_and_repeats_it_to_the_last_digit()
    {
        string scenario = Path.Combine(once.Run, "scenario.yaml");
        Assert.Contains("kind gitt", StriaCommand.Succeed("check", scenario).Output, StringComparison.Ordinal);
        string again = LabScene.Run(once.Folder, "again", "run", scenario);
        Assert.All((string[])["summary.json", "tables/gitt.csv", "tables/pulses.csv"], name => Assert.Equal(File.ReadAllText(Path.Combine(once.Run, name)), File.ReadAllText(Path.Combine(again, name))));
    }

    [Fact]
    public void Without_mass_charge_stands_for_x_and_without_a_length_D_over_its_square()
    {
        string run = LabScene.Run(once.Folder, "bare", "gitt", once.File, "--cell", "none", "--shape", "slab", "--no-inverse-fit");
        IReadOnlyDictionary<string, string>[] rows = LabScene.Table(run, "gitt.csv");
        Assert.Contains("charge passed [mAh]", rows[0].Keys);
        Assert.All(rows.Where(r => r["valid"] == "yes"), r => Assert.Equal(1, LabScene.Number(r, "D/l^2 [1/s]"), 0.06));
        string[] remarks = StriaCommand.Remarks(run);
        Assert.Contains(remarks, r => r.StartsWith("warning", StringComparison.Ordinal) && r.Contains("'active_mass', 'formula', 'start_composition'", StringComparison.Ordinal));
        Assert.Contains(remarks, r => r.StartsWith("warning", StringComparison.Ordinal) && r.Contains("'particle_length'", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_shape_there_is_no_D_but_potentials_and_resistances()
    {
        string run = LabScene.Run(once.Folder, "shapeless", "gitt", once.File, "--cell", "none");
        Assert.False(File.Exists(Path.Combine(run, "tables", "gitt.csv")));
        Assert.Equal(5, LabScene.Table(run, "pulses.csv").Length);
        Assert.Contains(StriaCommand.Remarks(run), r => r.Contains("'particle_shape'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_that_was_interrupted_is_fitted_in_stretches()
    {
        CyclerTrace whole = TitrationRecords.Straight(ParticleShape.Slab, 0.1, 0.5, 0.3);
        int third = Enumerable.Range(0, whole.Count).Where(i => whole.Currents[i] == 0 && i > whole.Count / 2).First();
        double[] shifted = [.. whole.Potentials.Select((u, i) => i < third ? u : u + 0.02)];
        once.Folder.Write("broken.cell.yaml", Sheet("particle_shape: slab\nparticle_length: 100 nm"));
        string run = LabScene.Run(once.Folder, "broken", "gitt", once.Folder.Write("broken.csv", Text(new CyclerTrace(whole.Times, whole.Currents, shifted))), "--pulses-per-value", "2");
        Assert.Contains(StriaCommand.Remarks(run), r => r.StartsWith("warning", StringComparison.Ordinal) && r.Contains("2 stretches of 2, 2 pulses", StringComparison.Ordinal));
        Assert.All(LabScene.Table(run, "gitt.csv").Where(r => r["method"] == "inverse_fit"), r => Assert.Equal(True, LabScene.Number(r, "D [m²/s]"), 0.05 * True));
    }

    [Fact]
    public void Limits_of_what_is_believed_are_set_by_name()
    {
        string run = LabScene.Run(once.Folder, "strict", "gitt", once.File, "--no-inverse-fit", "--limit", "bias=0.0001", "misfit=1e-12", "step=1 mV");
        Assert.All(LabScene.Table(run, "gitt.csv"), r => Assert.Equal("no", r["valid"]));
        StriaAnswer wrong = StriaCommand.Run("gitt", once.File, "--limit", "boldness=3");
        Assert.Equal(2, wrong.Code);
        Assert.Contains("slope_change", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_discharge_is_no_titration() => Assert.Contains("titration", LabScene.Refused(once.Folder, "gitt", once.Folder.Write("plain.csv", "time/s,<I>/mA,Ewe/V\n0,0,3\n10,-1,2.9\n20,-1,2.8\n30,-1,2.7\n")), StringComparison.Ordinal);

    [Fact]
    public void A_pulse_that_was_cut_off_is_kept_flagged_and_gives_no_D()
    {
        CyclerTrace whole = TitrationRecords.Straight(ParticleShape.Slab, 0.1, 0.5, 0.3);
        int[] last = [.. Enumerable.Range(0, whole.Count).Where(i => whole.Currents[i] != 0)];

        // Half of the last pulse is missing, as after a limit of the potential.
        HashSet<int> gone = [.. last.Where(i => whole.Times[i] > whole.Times[last[^1]] - 0.05)];
        int[] kept = [.. Enumerable.Range(0, whole.Count).Where(i => !gone.Contains(i))];
        var cut = new CyclerTrace([.. kept.Select(i => whole.Times[i])], [.. kept.Select(i => whole.Currents[i])], [.. kept.Select(i => whole.Potentials[i])]);
        once.Folder.Write("cut.cell.yaml", Sheet("particle_shape: slab\nparticle_length: 100 nm"));
        string run = LabScene.Run(once.Folder, "cut", "gitt", once.Folder.Write("cut.csv", Text(cut)), "--no-inverse-fit");
        Assert.Equal(4, StriaCommand.Number(run, "discharge_pulses_full"));
        Assert.Equal("yes", LabScene.Table(run, "pulses.csv")[^1]["cut off"]);
        Assert.All(LabScene.Table(run, "gitt.csv").Where(r => r["doubts"].Contains("cut off", StringComparison.Ordinal)), r => Assert.Equal("no", r["valid"]));
        Assert.Contains(StriaCommand.Remarks(run), r => r.Contains("limit of the potential", StringComparison.Ordinal));
    }

    /// <summary>One run that several tests look at.</summary>
    public sealed class Once : IDisposable
    {
        public Once()
        {
            File = Folder.Write("titration.csv", Text(TitrationRecords.Straight(ParticleShape.Slab, 0.1, 0.5, 0.3)));
            Folder.Write("titration.cell.yaml", Sheet("particle_shape: slab\nparticle_length: 100 nm"));
            Run = LabScene.Run(Folder, "run", "gitt", File);
        }

        internal TemporaryFolder Folder { get; } = new();

        internal string File { get; }

        internal string Run { get; }

        public void Dispose() => Folder.Dispose();
    }
}
