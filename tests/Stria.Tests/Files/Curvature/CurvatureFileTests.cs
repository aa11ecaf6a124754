using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Curvature;

public sealed class CurvatureFileTests
{
    [SharedDataFact]
    public void The_profile_of_a_wafer_opens_and_its_parabola_has_the_published_curvature()
    {
        SubstrateProfiles profiles = SubstrateProfiles.Read(SharedData.Path("curvature/sic_wafer40_0deg.csv"));
        Assert.Equal(7755, profiles.Positions.Length);
        Assert.Equal(0.03877, profiles.Positions[^1]);
        Assert.Equal(["y_before_0", "y_after_0"], profiles.Heights.Select(h => h.Name));
        Assert.Equal(5.7506887e-5, profiles.Heights[1].Values[^1], 1e-15);
        Assert.Equal(3, profiles.Remarks.Count(r => r.Kind == RemarkKind.Assumed && r.Text.Contains("m was assumed", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_profile_in_other_units_is_read_through_a_map()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("p.txt", "scan;hoehe\n0;0\n1,5;20\n3;35\n");
        SubstrateProfiles profiles = SubstrateProfiles.Read(path, ColumnMap.Parse("x=scan [mm], h=hoehe [nm]"));
        Assert.Equal([0, 1.5e-3, 3e-3], profiles.Positions);
        Assert.Equal([0, 2e-8, 3.5e-8], profiles.Heights[0].Values.Select(h => Math.Round(h, 15)));
        path = folder.Write("q.txt", "x (mm),h (nm)\n0,0\n3,20\n1,35\n");
        Assert.Contains("line 4", Assert.Throws<DataException>(() => SubstrateProfiles.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spacings_in_pixels_and_curvatures_are_read_with_their_times()
    {
        using var folder = new TemporaryFolder();
        CurvatureRecord spots = CurvatureRecord.Read(folder.Write("s.csv", "time (min),spot spacing (px),T (°C)\n0,200.5,25\n1,200.75,26\n"));
        Assert.Equal(([0.0, 60.0], [200.5, 200.75], "px"), (spots.Times, spots.Spacings, spots.SpacingUnit), new TripleComparer());
        Assert.Equal("T", spots.Further.Single().Name);
        CurvatureRecord curved = CurvatureRecord.Read(folder.Write("k.csv", "t/s,curvature/1/m\n0,0.01\n1,0.02\n"));
        Assert.Equal([0.01, 0.02], curved.Curvatures!);
        Assert.Null(curved.Spacings);
        Assert.Throws<DataException>(() => CurvatureRecord.Read(folder.Write("n.csv", "t/s,U/V\n0,0.01\n1,0.02\n")));
        Assert.Contains("time runs backward", Assert.Throws<DataException>(() => CurvatureRecord.Read(folder.Write("b.csv", "t/s,spacing/px\n5,1\n1,2\n"))).Message, StringComparison.Ordinal);
    }

    private sealed class TripleComparer : IEqualityComparer<(double[] Times, double[]? Spacings, string Unit)>
    {
        public bool Equals((double[] Times, double[]? Spacings, string Unit) x, (double[] Times, double[]? Spacings, string Unit) y) =>
            x.Times.SequenceEqual(y.Times) && x.Spacings!.SequenceEqual(y.Spacings!) && x.Unit == y.Unit;

        public int GetHashCode((double[] Times, double[]? Spacings, string Unit) obj) => obj.Unit.GetHashCode(StringComparison.Ordinal);
    }
}
