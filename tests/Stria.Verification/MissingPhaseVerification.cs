using Stria.Tests.Measurement;

namespace Stria.Verification;

/// <summary>Twenty seeds of each small scene with all disturbances: the full library is not suspected, and the library without the standards of one phase that is there is.</summary>
[Collection(VerificationCollection.Name)]
public sealed class MissingPhaseVerification
{
    private const string Section = "Whether the library can explain the data";
    private const int Seeds = 20, Enough = 19;

    [Theory]
    [InlineData("core–shell", "α")]
    [InlineData("striated wire", "α")]
    [InlineData("two-domain wire", "δ")]
    public void A_missing_phase_is_noticed_and_a_full_library_is_not_suspected(string name, string phase)
    {
        int unsuspected = 0, noticed = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            MadeMap made = MadeMap.Of(MissingPhase.Scene(name), seed);
            unsuspected += MissingPhase.Found(made) is { IsSuspect: false } ? 1 : 0;
            noticed += MissingPhase.Found(made, MissingPhase.Standards(phase)) is { IsSuspect: true } ? 1 : 0;
        }

        VerificationRecord.Between(Section, $"{name}: full library not suspected, of {Seeds} seeds", Enough, Seeds, unsuspected);
        VerificationRecord.Between(Section, $"{name}: library without {phase} suspected, of {Seeds} seeds", Enough, Seeds, noticed);
    }
}
