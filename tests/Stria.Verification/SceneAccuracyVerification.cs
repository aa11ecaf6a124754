using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Verification;

/// <summary>The chain with default settings and each scene's recipe (settings of the fit that are fixed for all seeds) on made scenes with all disturbances, against what is planted. The seeds from 507 on were drawn after the settings were fixed.</summary>
/// <remarks>
/// Phases are compared where x is: inside, two pixels from the edge, where the planted thickness exceeds 15 nm. Over all pixels, edges included, the three scenes of one particle keep the bound as well. The
/// ensemble is held to 0.94 there: its wires are a few pixels wide, a blur of 0.5 to 1 px mixes half of their pixels with the open field, and with the width of the beam known exactly and the noise of the
/// fit, the outline alone leaves 0.977 at 0.55 px and 0.965 at 0.94 px.
/// </remarks>
[Collection(VerificationCollection.Name)]
public sealed class SceneAccuracyVerification : IDisposable
{
    private const string Section = "Composition of made scenes with all disturbances";
    private const string Seeds = "seeds 507 to 509";
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("two_domain_wire", 0.03, 0.015, 0.93, 8)]
    [InlineData("striated_wire", 0.03, 0.02, 0.88, 8)]
    [InlineData("core_shell", 0.05, 0.02, 0.9, 8)]
    [InlineData("wire_ensemble", 0.03, 0.028, 0.97, 15)]
    public void Default_settings_and_recipes_recover_what_is_planted(string scene, double registration, double composition, double overlap, double thickness)
    {
        string[] runs = Runs(scene);
        double[] coverages = [.. runs.Select(r => StriaCommand.Number(r, "truth_coverage"))];
        Assert.Multiple(
            () => Registration(scene, registration, runs),
            () => VerificationRecord.AtMost(Section, $"{scene}, {Seeds}: largest error of the energy shift [eV]", 0.01, Worst(runs, "truth_energy_shift_error")),
            () => VerificationRecord.AtMost(Section, $"{scene}, {Seeds}: largest error of the thickness, root mean square [nm]", thickness, Worst(runs, "truth_thickness_rmse")),
            () => VerificationRecord.AtMost(Section, $"{scene}, {Seeds}: largest error of x, root mean square", composition, Worst(runs, "truth_x_rmse")),
            () => VerificationRecord.Between(Section, $"{scene}, {Seeds}: least share of 68 % intervals that hold the truth", 0.58, 0.78, coverages.Min()),
            () => VerificationRecord.Between(Section, $"{scene}, {Seeds}: largest share of 68 % intervals that hold the truth", 0.58, 0.78, coverages.Max()),
            () => VerificationRecord.AtLeast(Section, $"{scene}, {Seeds}: least mean intersection over union of the phases, inside", overlap, Least(runs, "truth_phase_iou_inside")),
            () => VerificationRecord.AtLeast(
                Section, $"{scene}, {Seeds}: least mean intersection over union of the phases, all pixels", scene == "wire_ensemble" ? 0.94 : overlap, Least(runs, "truth_phase_iou")));
    }

    [Fact]
    public void A_faint_field_whose_contrast_changes_is_registered() => Registration("faint_field", 0.05, Runs("faint_field"));

    private static void Registration(string scene, double bound, string[] runs) =>
        VerificationRecord.AtMost(Section, $"{scene}, {Seeds}: largest error of the registration, root mean square [px]", bound, Worst(runs, "truth_registration_rms"));

    private static double Least(string[] runs, string name) => runs.Min(r => StriaCommand.Number(r, name));

    private static double Worst(string[] runs, string name) => runs.Max(r => Math.Abs(StriaCommand.Number(r, name)));

    private string[] Runs(string scene) =>
    [
        .. new[] { 507, 508, 509 }.Select(seed =>
        {
            string run = folder.Path($"{scene}-{seed}");
            StriaCommand.Succeed("synthesize", scene, "--seed", $"{seed}", "--score", "--out", run);
            return run;
        }),
    ];

    public void Dispose() => folder.Dispose();
}
