using Stria.Measurement.Curvature;
using Stria.Tests;
using Stria.Tests.Measurement;
using Stria.Tests.Measurement.Curvature;

namespace Stria.Verification;

/// <summary>Stress from curvature: planted stress under drift and scatter, and a measured wafer.</summary>
[Collection(VerificationCollection.Name)]
public sealed class CurvatureVerification
{
    private const string Section = "Substrate curvature";
    private const double Drift = 8e-5;

    [Fact]
    public void Planted_stress_is_recovered_from_drifting_spots()
    {
        double ofHalf = 0, ofEnd = 0;
        for (int seed = 1; seed <= 20; seed++)
        {
            double[] curvatures = SpotSpacing.Curvature(BentPlate.Spacings(Drift, 0.0005, seed), BentPlate.Spacing, BentPlate.Angle, BentPlate.Distance);
            StressRecord found = StressAnalysis.Run(new CurvatureRecord(BentPlate.Trace.Times, curvatures), BentPlate.Trace, BentPlate.Plate, BentPlate.Electrode);
            ofHalf = Math.Max(ofHalf, found.Cycles.Max(c => Math.Abs(c.FirstHalf - 8e6) / 8e6));
            ofEnd = Math.Max(ofEnd, Math.Abs(found.Cycles[^1].Accumulated - 2e6) / 8e6);
        }

        VerificationRecord.AtMost(Section, "two cycles of 8 MPa, drift of 2.2 MPa over 45 h, 20 seeds: largest relative error of a half cycle", 0.02, ofHalf);
        VerificationRecord.AtMost(Section, "the same: largest error of the accumulated 2 MPa, relative to 8 MPa", 0.02, ofEnd);
    }

    [SharedDataFact]
    public void A_wafer_is_measured()
    {
        double[][] rows = ElectrodeReferences.Numbers(SharedData.Path("curvature/sic_wafer40_0deg.csv"));
        double[] x = [.. rows.Select(r => r[0])];
        VerificationRecord.Add(Section, "wafer before SiC: curvature [1/m]", -0.0371, ProfileCurvature.Of(x, [.. rows.Select(r => r[1])]).Curvature.Value, 5e-5);
        VerificationRecord.Add(Section, "wafer after SiC: curvature [1/m]", -0.1485, ProfileCurvature.Of(x, [.. rows.Select(r => r[2])]).Curvature.Value, 5e-5);
    }
}
