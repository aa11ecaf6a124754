using Stria.Core;

namespace Stria.Verification;

/// <summary>Conversion factors against tables of the standards bodies.</summary>
[Collection(VerificationCollection.Name)]
public sealed class QuantityVerification
{
    [Theory]
    [InlineData("1 eV", "J", 1.602176634e-19, "SI Brochure 2019, table 8")]
    [InlineData("1 bar", "Pa", 1e5, "NIST SP 811, app. B.8")]
    [InlineData("1 atm", "Pa", 101325, "NIST SP 811, app. B.8")]
    [InlineData("1 Å", "m", 1e-10, "NIST SP 811, app. B.8")]
    [InlineData("1 L", "m^3", 1e-3, "SI Brochure 2019, table 8")]
    [InlineData("1 d", "s", 86400, "SI Brochure 2019, table 8")]
    [InlineData("1 Ah", "C", 3600, "NIST SP 811, app. B.8")]
    [InlineData("1 Wh", "J", 3600, "NIST SP 811, app. B.8")]
    [InlineData("180 deg", "rad", Math.PI, "definition")]
    [InlineData("0 °C", "K", 273.15, "definition")]
    public void Units_have_the_factors_of_the_standards(string written, string unit, double expected, string source) =>
        VerificationRecord.Add("Units", $"{written} in {unit} ({source})", expected, Quantity.Parse(written).In(unit), Math.Abs(expected) * 1e-15);
}
