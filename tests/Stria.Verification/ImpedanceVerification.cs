using Stria.Core;
using Stria.Measurement.Impedance;
using Stria.Tests;
using Stria.Tests.Measurement.Impedance;

namespace Stria.Verification;

/// <summary>Impedance: planted truth, reference spectra, and how honest the intervals are.</summary>
[Collection(VerificationCollection.Name)]
public sealed class ImpedanceVerification
{
    private const string Section = "Impedance spectra";

    [Fact]
    public void Symmetric_cells_with_rail_and_contact_give_their_tortuosity()
    {
        SymmetricCellResult[] found = [.. Enumerable.Range(1, 20).Select(seed => SymmetricCell.Analyse(SpectraForFits.SymmetricCell(seed)))];
        double truth = SpectraForFits.SymmetricTruth[4];
        VerificationRecord.AtLeast(Section, "20 cells with contact arc, rail and 0.3 % noise, circuit chosen by Stria: intervals (95 %) of R_ion, and so of τ, that hold the truth", 19, found.Count(f => Math.Abs(f.Ionic.Value - truth) <= f.Factor95 * f.Ionic.Sigma));
        VerificationRecord.AtMost(Section, "the same: largest relative error of R_ion, and so of τ", 0.04, found.Max(f => Math.Abs((f.Ionic.Value / truth) - 1)));
        VerificationRecord.AtLeast(Section, "the same: right circuit of four chosen", 20, found.Count(f => f.Fit.Circuit.Text == SymmetricCell.ContactAndRail));
        SymmetricCellResult[] without = [.. Enumerable.Range(1, 20).Select(seed => SymmetricCell.Analyse(SpectraForFits.SymmetricCell(seed), SymmetricCell.Contact))];
        VerificationRecord.AtLeast(Section, "the same without the electronic rail: mean bias of R_ion", 0.04, Math.Abs((without.Average(f => f.Ionic.Value) / truth) - 1));
    }

    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        var circuit = Circuit.Parse(SymmetricCell.ContactAndRail);
        ImpedanceSpectrum[] spectra = [.. Enumerable.Range(1, 1000).Select(seed => SpectraForFits.SymmetricCell(seed))];
        ImpedanceFitResult[] fits = ImpedanceBatch.Run(spectra, circuit);
        for (int k = 0; k < circuit.Parameters.Count; k++)
        {
            double share = fits.Average(f => f.Parameters[k].Holds(SpectraForFits.SymmetricTruth[k]) ? 1.0 : 0);
            VerificationRecord.Between(Section, $"1000 cells: share of 95 % intervals of {circuit.Parameters[k].Name} that hold the truth", 0.93, 0.97, share);
        }
    }

    [SharedDataFact]
    public void Reference_spectra_are_fitted()
    {
        ParameterEstimate ionic = ImpedanceFit.Run(SpectraForFits.Blocking(), Circuit.Parse("R0-TLM1(CPE1)"))["TLM1.Rion"];
        VerificationRecord.Add(Section, "noisy blocking spectrum, modulus weights: R_ion [Ω]", 120, ionic.Value, 0.5);
        VerificationRecord.AtMost(Section, "noisy blocking spectrum: distance from the truth over half the 95 % interval", 1, Math.Abs(ionic.Value - 120) / ionic.HalfWidth95);
        foreach ((ImpedanceWeighting weighting, double bound) in new[] { (ImpedanceWeighting.Unit, 5.0e-4), (ImpedanceWeighting.Modulus, 5.1e-4) })
        {
            ImpedanceFitResult found = ImpedanceFit.Run(SpectraForFits.Example(), Circuit.Parse("R0-p(R1,C1)-p(R2-Wo1,C2)"), new ImpedanceFitOptions { Weighting = weighting, DropInductive = true });
            VerificationRecord.AtMost(Section, $"example of a lithium-ion cell (57 points), {weighting.ToString().ToLowerInvariant()} weights: root of mean |ΔZ|² [Ω]", bound, found.RootMeanSquare);
        }
    }
}
