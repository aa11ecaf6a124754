using Stria.Measurement.Particles;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Particles;

namespace Stria.Verification;

/// <summary>Particles in ensembles of crossing wires, and in labelled pictures of journals.</summary>
[Collection(VerificationCollection.Name)]
public sealed class ParticleVerification : IDisposable
{
    private const string Section = "Particles";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Ensembles_of_ninety_wires_of_which_a_quarter_cross()
    {
        SegmentationScore[] scores = [.. Enumerable.Range(1, 8).Select(seed => Ensembles.Score(360, 90, 0.25, seed).Score)];
        VerificationRecord.AtLeast(Section, "90 wires, a quarter crossing, 8 seeds: least AP50", 0.75, scores.Min(s => s.AveragePrecision));
        VerificationRecord.AtMost(Section, "90 wires, a quarter crossing, 8 seeds: largest Kolmogorov–Smirnov distance of the areas", 0.12, scores.Max(s => s.AreaDistance));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_whole_chain_from_counts_to_particles(int seed)
    {
        string made = folder.Path("made"), found = folder.Path("particles");
        File.WriteAllText(folder.Path("scene.yaml"), $"kind: synthesize\nscene:\n  kind: wire_ensemble\n  crossing: 0.25\nscore: true\nseed: {seed}\n");
        StriaCommand.Succeed("run", folder.Path("scene.yaml"), "--out", made);
        StriaCommand.Succeed("particles", made, "--truth", Path.Combine(made, "truth.h5"), "--out", found);
        VerificationRecord.AtLeast(Section, $"90 wires through the whole chain, seed {seed}: AP50", 0.75, StriaCommand.Number(found, "truth_average_precision"));
        VerificationRecord.AtMost(Section, $"90 wires through the whole chain, seed {seed}: Kolmogorov–Smirnov distance of the areas", 0.12, StriaCommand.Number(found, "truth_area_distance"));
    }
}
