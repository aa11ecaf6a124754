using Stria.Matter;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Synthesis;

public sealed class SceneExposureTests
{
    private static readonly SceneFrame Small = new(44, 60, 40e-9) { PhotonEnergies_eV = EnergyGrids.Coarse() };

    private static readonly DisturbanceOptions Perfect = new() { Severity = 0, Noise = false, Counts = 1000, EnergyOffset_eV = 0 };

    private static readonly Block Square = new(Small);

    private static SyntheticStack Make(IScene scene, DisturbanceOptions how, long seed = 3) => SceneExposure.Make(scene, Made.V2O5, how, seed);

    // Counts of a frame that is no hot one, at the middle of the square and at a corner of the open field.
    private static (float Middle, float Open) At(SyntheticStack made, int frame) => (made.Stack.Frame(frame)[(22 * 60) + 30], made.Stack.Frame(frame)[0]);

    [Fact]
    public void A_seed_repeats_the_measurement_for_any_number_of_threads_and_another_seed_does_not()
    {
        IScene scene = new StriatedWire(Small);
        SyntheticStack one = SceneExposure.Make(scene, Made.V2O5, new DisturbanceOptions(), 4), three = SceneExposure.Make(scene, Made.V2O5, new DisturbanceOptions(), 4, threads: 3);
        Assert.Equal(one.Stack.Counts, three.Stack.Counts);
        Assert.Equal(one.Truth.Composition.Values, three.Truth.Composition.Values);
        Assert.NotEqual(one.Stack.Counts, SceneExposure.Make(scene, Made.V2O5, new DisturbanceOptions(), 5).Stack.Counts);
    }

    [Fact]
    public void A_perfect_measurement_follows_Beer_and_Lambert()
    {
        SyntheticStack made = Make(Square, Perfect);
        for (int f = 0; f < made.Stack.FrameCount; f += 7)
        {
            (float middle, float open) = At(made, f);
            double expected = Block.Thickness * SpectraMade.PerNanometre(0.45) * 1e9 * SpectraMade.Molar.References[3].At([Small.PhotonEnergies_eV[f]])[0];
            Assert.Equal(expected, Math.Log(open / middle), 2e-3 * expected);
        }
    }

    [Fact]
    public void The_sample_moves_by_what_is_told()
    {
        SyntheticStack made = Make(Square, Perfect with { Drift = 6, Walk = 0.4, Jumps = 2 });
        (double row, double column) = Centre(made, 0);
        Assert.Equal((0, 0), (made.Truth.Rows[0], made.Truth.Columns[0]));
        for (int f = 1; f < made.Stack.FrameCount; f += 5)
        {
            (double y, double x) = Centre(made, f);
            // A plate as wide as whole pixels: its centre of gravity is kept by the means over pixels.
            Assert.Equal(made.Truth.Rows[f], y - row, 1e-4);
            Assert.Equal(made.Truth.Columns[f], x - column, 1e-4);
        }

        Assert.InRange(made.Truth.Rows.Concat(made.Truth.Columns).Max(Math.Abs), 3, 12);
    }

    private static (double Row, double Column) Centre(SyntheticStack made, int frame)
    {
        ReadOnlySpan<float> values = made.Stack.Frame(frame);
        double sum = 0, y = 0, x = 0, open = values[0];
        for (int i = 0; i < values.Length; i++)
        {
            double dark = open - values[i];
            (sum, y, x) = (sum + dark, y + (dark * (i / 60)), x + (dark * (i % 60)));
        }

        return (y / sum, x / sum);
    }

    [Fact]
    public void Stray_light_is_added_to_the_counts_and_taken_from_the_beam()
    {
        SyntheticStack clean = Make(Square, Perfect), stray = Make(Square, Perfect with { StrayLight = 0.02 });
        (float before, float open) = At(clean, 20);
        (float after, float still) = At(stray, 20);
        Assert.Equal(open, still, 0.01f);
        Assert.Equal((0.98 * before) + (0.02 * open), after, 0.01);
    }

    [Fact]
    public void Dead_time_takes_its_share_where_the_light_is_full_and_less_where_it_is_not()
    {
        SyntheticStack clean = Make(Square, Perfect), dead = Make(Square, Perfect with { DeadTime = 0.04 });
        Assert.Equal(0.96, At(dead, 0).Open / At(clean, 0).Open, 1e-4);
        (float weak, _) = At(clean, 20);
        Assert.Equal(1 / (1 + (0.04 / 0.96 * weak / At(clean, 0).Open)), At(dead, 20).Middle / weak, 1e-4);
    }

    [Fact]
    public void A_halo_brightens_the_sample_darkens_its_surroundings_and_keeps_the_light()
    {
        SyntheticStack clean = Make(Square, Perfect), halo = Make(Square, Perfect with { Halo = 0.06, HaloWidth = 5 });
        int beside = (22 * 60) + 16;
        Assert.True(halo.Stack.Frame(20)[beside] < clean.Stack.Frame(20)[beside] - 1);
        Assert.True(At(halo, 20).Middle > At(clean, 20).Middle + 1);
        Assert.Equal(Sum(clean), Sum(halo), 2e-5 * Sum(clean));

        static double Sum(SyntheticStack s) => System.Numerics.Tensors.TensorPrimitives.Sum(s.Stack.Frame(20));
    }

    [Fact]
    public void Broadening_lowers_peaks_and_keeps_their_area()
    {
        SceneFrame fine = Small with { PhotonEnergies_eV = [.. Enumerable.Range(0, 401).Select(i => 512 + (0.1 * i))] };
        double[] sharp = Spectrum(Make(new Block(fine), Perfect)), broad = Spectrum(Make(new Block(fine), Perfect with { Broadening_eV = 0.3 }));
        Assert.True(broad.Max() < 0.985 * sharp.Max());
        Assert.Equal(sharp.Sum(), broad.Sum(), 2e-3 * sharp.Sum());

        static double[] Spectrum(SyntheticStack s) => [.. Enumerable.Range(0, s.Stack.FrameCount).Select(f => Math.Log(At(s, f).Open / At(s, f).Middle))];
    }

    [Fact]
    public void Dichroism_has_opposite_signs_along_and_across_the_polarisation()
    {
        double plain = Resonance(Make(Square, Perfect)), along = Resonance(Make(Square, Perfect with { Dichroism = 0.1 }));
        double across = Resonance(Make(Square with { Angle = Math.PI / 2 }, Perfect with { Dichroism = 0.1 })), between = Resonance(Make(Square with { Angle = Math.PI / 4 }, Perfect with { Dichroism = 0.1 }));
        Assert.True(along > 1.02 * plain);
        Assert.Equal(plain - along, across - plain, 1e-3 * plain);
        Assert.Equal(plain, between, 1e-4 * plain);

        // Near d_xy of V L₃.
        static double Resonance(SyntheticStack s) => Math.Log(At(s, Nearest(515.7)).Open / At(s, Nearest(515.7)).Middle);
    }

    [Fact]
    public void The_carbon_film_absorbs_as_the_table_says()
    {
        SyntheticStack made = Make(Square, Perfect with { CarbonFilm = 80e-9 });
        Assert.NotNull(made.Truth.CarbonFilm);
        float[] film = made.Truth.CarbonFilm.Values;
        int[] open = [.. Enumerable.Range(0, film.Length).Where(p => made.Truth.Thickness.Values[p] == 0)];
        int bare = open.MinBy(p => film[p]), covered = open.MaxBy(p => film[p]);
        Assert.True(film[covered] > 79 && film[bare] < 1);
        for (int f = 0; f < made.Stack.FrameCount; f += 9)
        {
            double mu = AttenuationTable.Henke.LinearAttenuation(ChemicalFormula.Parse("C"), 2000, Small.PhotonEnergies_eV[f]);
            Assert.Equal(1e-9 * (film[covered] - film[bare]) * mu, Math.Log(made.Stack.Frame(f)[bare] / made.Stack.Frame(f)[covered]), 1e-3);
        }
    }

    [Fact]
    public void The_energy_axis_reads_what_is_planted()
    {
        SyntheticStack made = Make(Square, Perfect with { EnergyOffset_eV = 1.25, EnergyStretch = 0.001 });
        double[] energies = made.Stack.PhotonEnergies_eV;
        Assert.Equal(1.25, made.Truth.EnergyOffset_eV);
        Assert.Equal(1.25, ((energies[0] + energies[^1]) / 2) - ((Small.PhotonEnergies_eV[0] + Small.PhotonEnergies_eV[^1]) / 2), 9);
        Assert.Equal(1.001, (energies[^1] - energies[0]) / (Small.PhotonEnergies_eV[^1] - Small.PhotonEnergies_eV[0]), 9);
    }

    [Fact]
    public void Hot_pixels_stand_in_the_share_of_frames_that_is_asked()
    {
        SyntheticStack all = Make(Square, Perfect with { HotFrames = 1 }), none = Make(Square, Perfect);
        Assert.All(Enumerable.Range(0, all.Stack.FrameCount), f => Assert.InRange(Different(all, none, f), 1, 3));

        static int Different(SyntheticStack a, SyntheticStack b, int frame)
        {
            int n = 0;
            for (int i = 0; i < a.Stack.Grid.Count; i++)
            {
                n += a.Stack.Frame(frame)[i] != b.Stack.Frame(frame)[i] ? 1 : 0;
            }

            return n;
        }
    }

    [Fact]
    public void Switching_one_disturbance_off_leaves_the_others_as_they_were()
    {
        PlantedValue[] all = [.. Make(Square, new DisturbanceOptions()).Truth.Disturbances], less = [.. Make(Square, new DisturbanceOptions { StrayLight = 0, Drift = 0 }).Truth.Disturbances];
        Assert.All(all.Zip(less), pair => Assert.Equal(pair.First.Name is "stray_light" or "drift" ? 0 : pair.First.Value, pair.Second.Value));
    }

    [Fact]
    public void Drawn_strengths_lie_in_the_ranges_of_real_measurements_and_severity_scales_them()
    {
        (string Name, double Low, double High)[] ranges =
        [
            ("counts", 2500, 10000), ("ring_decay", 0.03, 0.1), ("drift", 3, 10), ("walk", 0.1, 0.5), ("jumps", 0, 4), ("hot_frames", 0.03, 0.03), ("energy_offset", -3, 3), ("broadening", 0.15, 0.3),
            ("stray_light", 0, 0.02), ("dead_time", 0, 0.04), ("halo", 0.03, 0.08), ("halo_width", 5, 10), ("blur", 0.5, 1), ("dichroism", 0.05, 0.12), ("carbon_film", 50, 100),
        ];
        SceneFrame tiny = new(8, 8, 40e-9) { PhotonEnergies_eV = [508, 520, 530, 540] };
        for (long seed = 1; seed <= 30; seed++)
        {
            Dictionary<string, double> drawn = Make(new WireEnsemble(tiny) { Wires = 1 }, new DisturbanceOptions(), seed).Truth.Disturbances.ToDictionary(d => d.Name, d => d.Value);
            Assert.All(ranges, r => Assert.InRange(drawn[r.Name], r.Low, r.High));
            Dictionary<string, double> half = Make(new WireEnsemble(tiny) { Wires = 1 }, new DisturbanceOptions { Severity = 0.5 }, seed).Truth.Disturbances.ToDictionary(d => d.Name, d => d.Value);
            Assert.All((string[])["halo", "drift", "broadening", "carbon_film", "dichroism"], n => Assert.Equal(0.5 * drawn[n], half[n], 1e-9 * drawn[n]));
        }
    }

    [Fact]
    public void Particles_that_are_no_wires_show_no_dichroism() =>
        Assert.Equal(0, Make(new FaintField(Small), new DisturbanceOptions()).Truth.Disturbances.Single(d => d.Name == "dichroism").Value);

    [Fact]
    public void Incident_counts_decay_are_filled_up_once_and_dip()
    {
        SyntheticStack made = Make(Square, Perfect with { Counts = 5000, RingDecay = 0.1, Dip = 0.5 });
        double[] counts = made.Truth.Incident, smooth = Make(Square, Perfect with { Counts = 5000 }).Truth.Incident, ratio = [.. counts.Zip(smooth, (a, b) => a / b)];
        Assert.Equal(5000, counts[0], 60.0);
        Assert.InRange(ratio.Min(), 0.4, 0.6);
        Assert.Single(Enumerable.Range(1, ratio.Length - 1), f => ratio[f] > ratio[f - 1] + 0.02 && Small.PhotonEnergies_eV[f] < 537);
        for (int f = 0; f < made.Stack.FrameCount; f += 10)
        {
            Assert.Equal(counts[f], made.Stack.Frame(f)[0], 0.01);
        }
    }

    private static int Nearest(double energy) => Enumerable.Range(0, Small.PhotonEnergies_eV.Length).MinBy(f => Math.Abs(Small.PhotonEnergies_eV[f] - energy));

    /// <summary>A square plate of one composition in the middle of the field.</summary>
    private sealed record Block(SceneFrame Frame) : IScene
    {
        public const double Thickness = 80e-9;

        public double Angle { get; init; }

        public string Description => "a plate";

        public (double Low, double High) Counts => (1000, 2000);

        public bool HasWires => true;

        public void Draw(SceneCanvas canvas, SeededRandom random) => canvas.Paint(new Plate(canvas.Component(0.45), Angle), new SceneParticle(22, 30), 20);

        private readonly struct Plate(int component, double angle) : IShape
        {
            public SceneMatter At(double row, double column) =>
                Math.Abs(row - 21.5) < 9 && Math.Abs(column - 29.5) < 9 ? new SceneMatter(Thickness, component, component, 0, angle) : SceneMatter.None;
        }
    }
}
