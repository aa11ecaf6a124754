using Stria.Studies;

namespace Stria.Tests.Studies.Spectra;

public sealed class LcfSettingsTests
{
    [Fact]
    public void Fit_settings_name_bounds_that_contradict_each_other()
    {
        Assert.Contains("'fewest' (5) is more than 'most' (4).", new LcfFitSettings { Fewest = 5 }.Mistakes());
        Assert.Contains("'least_weight' (2) is more than 'largest_weight' (1).", new LcfFitSettings { LeastWeight = 2, LargestWeight = 1 }.Mistakes());
        Assert.Contains("No 4 weights between 0 and 0.2 sum to one.", new LcfFitSettings { Sum = LcfSum.One, LargestWeight = 0.2 }.Mistakes());
        Assert.Empty(new LcfFitSettings { Sum = LcfSum.One, LargestWeight = 0.25 }.Mistakes());
    }
}
