using Stria.Measurement.Synthesis;
using Stria.Tests.Measurement;

namespace Stria.Verification;

/// <summary>The chain by library calls on the core–shell scene of the demonstration, five seeds, against the planted truth.</summary>
[Collection(VerificationCollection.Name)]
public sealed class ChainVerification
{
    private const string Section = "From counts to composition (core–shell scene)";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_planted_truth_is_recovered(long seed)
    {
        SceneChain chain = SceneChain.Of(new CoreShellOptions { Seed = seed });
        (double x, double thickness, double coverage) = chain.Score();
        VerificationRecord.AtMost(Section, $"seed {seed}: registration, root mean square error per axis [px]", 0.06, chain.RegistrationRms);
        VerificationRecord.Add(Section, $"seed {seed}: energy shift, found − planted [eV]", 0, chain.ShiftError_eV, 0.01);
        VerificationRecord.AtMost(Section, $"seed {seed}: x, root mean square error (thickness > 15 nm, 2 px off the edge)", 0.025, x);
        VerificationRecord.AtMost(Section, $"seed {seed}: thickness, root mean square error [nm]", 8, thickness);
        VerificationRecord.Between(Section, $"seed {seed}: share of 68 % intervals of x that hold the truth", 0.55, 0.80, coverage);
        VerificationRecord.Between(Section, $"seed {seed}: median reduced χ²", 0.9, 1.15, chain.Fit.MedianReducedChiSquare);
    }
}
