using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Verification;

/// <summary>The chain with default settings and each scene's recipe (settings of the fit that are fixed for all seeds) on made scenes with all disturbances, against what is planted. Seeds from 301 were drawn after the settings were fixed.</summary>
[Collection(VerificationCollection.Name)]
public sealed class SceneAccuracyVerification : IDisposable
{
    private const string Section = "Composition of made scenes with all disturbances";
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("two_domain_wire", 0.015, 0.93, 8)]
    [InlineData("striated_wire", 0.02, 0.88, 8)]
    [InlineData("core_shell", 0.02, 0.9, 8)]
    [InlineData("wire_ensemble", 0.028, 0.97, 15)]
    public void Default_settings_and_recipes_recover_what_is_planted(string scene, double composition, double overlap, double thickness)
    {
        int[] seeds = [301, 302, 303];
        string[] runs = [.. seeds.Select(s => folder.Path($"{scene}-{s}"))];
        foreach ((int seed, string run) in seeds.Zip(runs))
        {
            StriaCommand.Succeed("synthesize", scene, "--seed", $"{seed}", "--score", "--out", run);
        }

        double Worst(string name) => runs.Max(r => Math.Abs(StriaCommand.Number(r, name)));
        VerificationRecord.AtMost(Section, $"{scene}, seeds 301 to 303: largest error of the energy shift [eV]", 0.01, Worst("truth_energy_shift_error"));
        VerificationRecord.AtMost(Section, $"{scene}, seeds 301 to 303: largest error of the thickness, root mean square [nm]", thickness, Worst("truth_thickness_rmse"));
        VerificationRecord.AtMost(Section, $"{scene}, seeds 301 to 303: largest error of x, root mean square", composition, Worst("truth_x_rmse"));
        VerificationRecord.Between(Section, $"{scene}, seeds 301 to 303: least share of 68 % intervals that hold the truth", 0.58, 0.78, runs.Min(r => StriaCommand.Number(r, "truth_coverage")));
        VerificationRecord.AtLeast(Section, $"{scene}, seeds 301 to 303: least mean intersection over union of the phases", overlap, runs.Min(r => StriaCommand.Number(r, "truth_phase_iou")));
    }

    public void Dispose() => folder.Dispose();
}
