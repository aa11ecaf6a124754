using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Tests.Measurement.Cycling;

namespace Stria.Verification;

/// <summary>Incremental capacity: peaks are where plateaus are, and nowhere else.</summary>
[Collection(VerificationCollection.Name)]
public sealed class CyclingVerification
{
    private const string Section = "Incremental capacity";

    [Fact]
    public void Peaks_are_where_plateaus_are_and_nowhere_else()
    {
        int right = 0, invented = 0, holding = 0;
        double worst = 0;
        for (int seed = 1; seed <= 100; seed++)
        {
            IncrementalCapacity two = Of(CycledCells.Plateaus, 2e-4, seed);
            right += two.Peaks.Count == 2 ? 1 : 0;
            foreach ((CapacityPeak peak, (double potential, double _, double _)) in two.Peaks.Zip(CycledCells.Plateaus))
            {
                double error = Math.Abs(peak.Potential.Value - potential);
                worst = Math.Max(worst, error);
                holding += error <= 1.96 * peak.Potential.Sigma ? 1 : 0;
            }

            invented += Of([], 2e-4, seed).Peaks.Count;
        }

        VerificationRecord.AtLeast(Section, "100 discharges with two plateaus and 0.2 mV noise: those with exactly two peaks", 100, right);
        VerificationRecord.AtMost(Section, "the same: largest error of a peak [V]", 5e-3, worst);
        VerificationRecord.AtLeast(Section, "the same: share of 95 % intervals that hold the plateau", 0.95, holding / 200.0);
        VerificationRecord.AtMost(Section, "100 discharges along a slope with 0.2 mV noise: peaks found", 0, invented);
    }

    private static IncrementalCapacity Of((double Potential, double Share, double Width)[] plateaus, double noise, long seed)
    {
        CyclerTrace trace = CycledCells.Discharge(plateaus, noise, seed);
        return IncrementalCapacity.Of(trace, HalfCycles.Find(trace)[0]);
    }
}
