using Stria.Measurement.Particles;
using Stria.Measurement.Synthesis;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.FewEnergies;
using Stria.Tests.Measurement.Particles;
using Stria.Tests.Studies.FewEnergies;

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
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void The_whole_chain_from_counts_to_particles(int seed)
    {
        string made = folder.Path("made"), found = folder.Path("particles");
        File.WriteAllText(folder.Path("scene.yaml"), $"kind: synthesize\nscene:\n  kind: wire_ensemble\n  crossing: 0.25\nscore: true\nseed: {seed}\n");
        StriaCommand.Succeed("run", folder.Path("scene.yaml"), "--out", made);
        StriaCommand.Succeed("particles", made, "--truth", Path.Combine(made, "truth.h5"), "--out", found);
        VerificationRecord.AtLeast(Section, $"90 wires through the whole chain, seed {seed}: AP50", 0.75, StriaCommand.Number(found, "truth_average_precision"));
        VerificationRecord.AtMost(Section, $"90 wires through the whole chain, seed {seed}: Kolmogorov–Smirnov distance of the areas", 0.12, StriaCommand.Number(found, "truth_area_distance"));
    }

    [Fact]
    public void Three_images_of_two_wires_with_drift_and_noise()
    {
        var errors = new List<double>();
        for (int seed = 1; seed <= 5; seed++)
        {
            SyntheticTruth truth = FewImages.Write(folder.Path("few.hdf5"), folder.Path("library.csv"), TwoWires.Three_eV, seed);
            string run = folder.Path($"few-{seed}");
            StriaCommand.Succeed("few", folder.Path("few.hdf5"), "--references", folder.Path("library.csv"), "--material", "v2o5-alpha", "--bounds", "0.1:0.3", "--out", run);
            errors.Add(FewImages.Error(run, "/composition/x", truth));
        }

        VerificationRecord.AtMost("Few energies", "two crossing wires, three energies, drift and noise of 20 000 counts, 5 seeds: largest error of x", 0.013, errors.Max());
    }
}
