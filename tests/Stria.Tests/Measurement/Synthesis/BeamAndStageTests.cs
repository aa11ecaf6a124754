using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Synthesis;

/// <summary>What is drawn for a made measurement: its disturbances, the way of the stage and the light.</summary>
public sealed class BeamAndStageTests
{
    private const int Frames = 100;

    private static readonly DisturbanceOptions Still = new() { Severity = 0, Counts = 1000, Drift = 0, Walk = 0, Jumps = 0, RingDecay = 0, Dip = 0 };

    [Fact]
    public void Without_walk_and_jumps_the_stage_goes_straight_and_as_far_as_its_drift()
    {
        (double[] rows, double[] columns) = Path(Still with { Drift = 7 }, 3);
        Assert.Equal(7, double.Hypot(rows[^1], columns[^1]), 1e-12);
        for (int f = 0; f < Frames; f++)
        {
            Assert.Equal(rows[^1] * f / (Frames - 1), rows[f], 1e-12);
            Assert.Equal(columns[^1] * f / (Frames - 1), columns[f], 1e-12);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_first_frame_is_where_displacements_are_measured_from(long seed)
    {
        (double[] rows, double[] columns) = Path(Still with { Drift = 5, Walk = 0.5, Jumps = 4 }, seed);
        Assert.Equal(0, rows[0]);
        Assert.Equal(0, columns[0]);
        Assert.NotEqual(0, rows[^1]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void One_jump_moves_the_stage_once_and_by_two_pixels_at_most(long seed)
    {
        (double[] rows, double[] columns) = Path(Still with { Jumps = 1 }, seed);
        double step = Assert.Single(rows.Zip(rows.Skip(1), (a, b) => b - a), d => d != 0);
        Assert.InRange(step, -2, 2);
        Assert.InRange(columns[^1], -2, 2);
        Assert.Equal(step, rows[^1]);
    }

    [Fact]
    public void Twice_the_walk_strays_twice_as_far()
    {
        (double[] once, _) = Path(Still with { Walk = 0.2 }, 9);
        (double[] twice, _) = Path(Still with { Walk = 0.4 }, 9);
        for (int f = 0; f < Frames; f++)
        {
            Assert.Equal(2 * once[f], twice[f], 1e-12);
        }

        Assert.True(once.Max(Math.Abs) > 0.01);
    }

    [Fact]
    public void A_severity_of_none_leaves_only_counts_and_the_width_of_a_halo_that_is_not_there()
    {
        PlantedValue[] left = [.. Drawn(new DisturbanceOptions { Severity = 0 }, 1, wires: true).Planted().Where(p => p.Value != 0)];
        string[] expected = ["counts", "halo_width"];
        Assert.Equal(expected, left.Select(p => p.Name));
    }

    [Fact]
    public void One_disturbance_given_leaves_the_others_as_they_were()
    {
        PlantedValue[] drawn = [.. Drawn(new DisturbanceOptions(), 6, wires: true).Planted()];
        PlantedValue[] given = [.. Drawn(new DisturbanceOptions { Halo = 0.2, Drift = 1 }, 6, wires: true).Planted()];
        Assert.Equal(drawn.Length, given.Length);
        string[] changed = [.. drawn.Zip(given).Where(p => p.First != p.Second).Select(p => p.First.Name)];
        string[] expected = ["drift", "halo"];
        Assert.Equal(expected, changed);
    }

    [Fact]
    public void Severity_scales_what_is_drawn_but_not_the_error_of_the_axis_beyond_its_range()
    {
        Disturbances one = Drawn(new DisturbanceOptions(), 8, wires: true), two = Drawn(new DisturbanceOptions { Severity = 2 }, 8, wires: true);
        Assert.Equal(2 * one.Drift, two.Drift, 1e-12);
        Assert.Equal(2 * one.Walk, two.Walk, 1e-12);
        Assert.Equal(2 * one.StrayLight, two.StrayLight, 1e-12);
        Assert.Equal(2 * one.Halo, two.Halo, 1e-12);
        Assert.Equal(2 * one.Blur, two.Blur, 1e-12);
        Assert.Equal(2 * one.CarbonFilm, two.CarbonFilm, 1e-18);
        Assert.Equal(0.06, two.HotFrames, 1e-12);
        Assert.Equal(one.EnergyOffset_eV, two.EnergyOffset_eV);
        Assert.Equal(one.Counts, two.Counts);
    }

    [Fact]
    public void What_is_drawn_lies_in_the_ranges_that_are_written_down()
    {
        for (long seed = 1; seed <= 40; seed++)
        {
            Disturbances d = Drawn(new DisturbanceOptions(), seed, wires: true);
            Assert.InRange(d.Counts, 2500 - 1e-6, 10000 + 1e-6);
            Assert.InRange(d.RingDecay, 0.03, 0.1);
            Assert.InRange(d.Dip, 0.2, 0.5);
            Assert.InRange(d.Jumps, 0, 4);
            Assert.InRange(d.EnergyOffset_eV, -3, 3);
            Assert.InRange(d.DeadTime, 0, 0.04);
            Assert.InRange(d.HaloWidth, 5, 10);
            Assert.InRange(d.Dichroism, 0.05, 0.12);
            Assert.InRange(d.CarbonFilm, 50e-9, 100e-9);
            Assert.Equal(0, d.EnergyStretch);
        }
    }

    [Fact]
    public void Only_wires_are_dichroic_unless_it_is_asked_for()
    {
        Assert.Equal(0, Drawn(new DisturbanceOptions(), 2, wires: false).Dichroism);
        Assert.Equal(0.3, Drawn(new DisturbanceOptions { Dichroism = 0.3 }, 2, wires: false).Dichroism);
    }

    [Fact]
    public void A_dip_never_takes_all_the_light() => Assert.Equal(0.9, Drawn(new DisturbanceOptions { Dip = 0.99 }, 2, wires: false).Dip);

    [Fact]
    public void The_light_is_proportional_to_the_counts_and_starts_at_them()
    {
        double[] one = Light(Still, 4), two = Light(Still with { Counts = 2000 }, 4);
        Assert.Equal(1000, one[0], 1e-9);
        Assert.All(one.Zip(two), p => Assert.Equal(2 * p.First, p.Second, 1e-9));
    }

    [Fact]
    public void The_ring_is_filled_up_once_and_never_falls_by_more_than_its_decay()
    {
        double[] steady = Light(Still, 5), decaying = Light(Still with { RingDecay = 0.1 }, 5);
        double[] share = [.. decaying.Zip(steady, (d, s) => d / s)];
        Assert.All(share, s => Assert.InRange(s, 0.9 - 1e-12, 1 + 1e-12));
        Assert.Single(share.Skip(1).Zip(share), p => p.First > p.Second);
        Assert.Equal(1, share[0], 1e-12);
    }

    [Fact]
    public void A_dip_has_its_depth_and_lies_between_538_and_552_eV()
    {
        double[] flat = Light(Still, 6), dipped = Light(Still with { Dip = 0.4 }, 6), energies = EnergyGrids.Fine();
        double[] share = [.. dipped.Zip(flat, (d, s) => d / s)];
        int lowest = Array.IndexOf(share, share.Min());
        Assert.InRange(share[lowest], 0.6 - 1e-9, 0.63);
        Assert.InRange(energies[lowest], 537, 553);
        Assert.Equal(1, share[0], 1e-9);
    }

    private static Disturbances Drawn(DisturbanceOptions options, long seed, bool wires)
    {
        var frame = new SceneFrame(40, 40, 40e-9);
        IScene scene = wires ? new StriatedWire(frame) : new CoreShellInclusions(frame);
        return options.Draw(scene, new SeededRandom(seed));
    }

    private static (double[] Rows, double[] Columns) Path(DisturbanceOptions options, long seed) =>
        StagePath.Draw(Frames, Drawn(options, seed, wires: false), new SeededRandom(seed));

    private static double[] Light(DisturbanceOptions options, long seed) =>
        IncidentBeam.Draw(EnergyGrids.Fine(), Drawn(options, seed, wires: false), new SeededRandom(seed));
}
