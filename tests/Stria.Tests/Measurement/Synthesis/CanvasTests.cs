using Stria.Core;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Synthesis;

/// <summary>The fine raster on which scenes are painted, and the shapes and spectra of the models.</summary>
public sealed class CanvasTests
{
    [Fact]
    public void A_component_of_the_same_composition_and_spectrum_is_the_same()
    {
        var canvas = new SceneCanvas(4, 4, 1);
        ReferenceSpectrum own = ModelSpectra.Standard(0.3);
        Assert.Equal(0, canvas.Component(0.1));
        Assert.Equal(1, canvas.Component(0.3));
        Assert.Equal(2, canvas.Component(0.3, own));
        Assert.Equal(1, canvas.Component(0.3));
        Assert.Equal(2, canvas.Component(0.3, own));
        Assert.Equal(3, canvas.Components.Count);
    }

    [Fact]
    public void A_mixture_leaves_two_deposits_on_each_fine_pixel_that_share_its_thickness()
    {
        var canvas = new SceneCanvas(4, 5, 1);
        canvas.Paint(new Sheet(8, 0.25), new SceneParticle(2, 2), 100);
        Deposit[] deposits = canvas.Deposits.ToArray();
        Assert.Equal(2 * 6 * 7 * 9, deposits.Length);
        Assert.All(deposits, d => Assert.Equal(d.Component == 0 ? 6f : 2f, d.Thickness));
        Assert.Single(canvas.Particles);
    }

    [Fact]
    public void What_has_no_share_or_no_thickness_leaves_no_deposit()
    {
        var canvas = new SceneCanvas(4, 4, 0);
        canvas.Paint(new Sheet(0, 0.5), new SceneParticle(2, 2), 100);
        Assert.True(canvas.Deposits.IsEmpty);
        canvas.Paint(new Sheet(8, 0), new SceneParticle(2, 2), 100);
        Assert.Equal(4 * 4 * 9, canvas.Deposits.Length);
        Assert.Equal(1, canvas.Deposits[0].Particle);
    }

    [Fact]
    public void A_reach_of_nothing_paints_the_fine_pixel_in_the_middle()
    {
        var canvas = new SceneCanvas(4, 4, 1);
        canvas.Paint(new Sheet(8, 0), new SceneParticle(0, 0), 0);
        Deposit only = Assert.Single(canvas.Deposits.ToArray());
        Assert.Equal((4 * 18) + 4, only.Place);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    [InlineData(0.37, -1.3)]
    [InlineData(-1.6, 0.05)]
    public void A_displaced_ramp_is_the_ramp_less_its_displacement(double down, double right)
    {
        var canvas = new SceneCanvas(3, 4, 2);
        float[] image = [.. Enumerable.Range(0, canvas.FineHeight * canvas.FineWidth).Select(i => (float)((10 * Middle(i / canvas.FineWidth)) + Middle(i % canvas.FineWidth)))];
        float[] seen = new FineSampler(canvas).Sample(image, down, right);
        Assert.Equal(12, seen.Length);
        for (int p = 0; p < seen.Length; p++)
        {
            Assert.Equal((10 * ((p / 4) - down)) + (p % 4) - right, seen[p], 1e-4);
        }
    }

    [Fact]
    public void The_middle_of_the_core_shell_particle_is_core_of_middle_thickness_and_beyond_it_is_nothing()
    {
        var particle = new CoreShellParticle(101, 101, 0.2);
        (double thickness, double shell) = particle.At(50, 50);
        Assert.Equal(95e-9, thickness, 1e-15);
        Assert.Equal(0, shell);
        Assert.Equal((0.0, 0.0), particle.At(0, 0));
        Assert.Equal((0.0, 0.0), particle.At(50, 100));
    }

    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0.6, 0.7)]
    [InlineData(0.9, 1)]
    public void Core_mixture_and_shell_follow_each_other_and_the_wedge_is_straight(double along, double expected)
    {
        var particle = new CoreShellParticle(101, 101, 0);
        double far = along * 0.36 * 101;
        (double thick, double shell) = particle.At(50, 50 + far);
        (double thin, double other) = particle.At(50, 50 - far);
        Assert.Equal(expected, shell);
        Assert.Equal(expected, other);
        Assert.Equal(190e-9, thick + thin, 1e-15);
        Assert.Equal(110e-9 * along, thick - thin, 1e-15);
    }

    [Fact]
    public void A_tilted_particle_is_the_straight_one_turned()
    {
        const double Tilt = 0.3;
        CoreShellParticle straight = new(81, 121, 0), tilted = new(81, 121, Tilt);
        foreach ((double y, double x) in ((double, double)[])[(2, 5), (-9, 12), (11, -20), (0, 30)])
        {
            (double thickness, double shell) = straight.At(40 + y, 60 + x);
            (double turned, double turnedShell) = tilted.At(40 + (x * Math.Sin(Tilt)) + (y * Math.Cos(Tilt)), 60 + (x * Math.Cos(Tilt)) - (y * Math.Sin(Tilt)));
            Assert.True(thickness > 0);
            Assert.Equal(thickness, turned, 1e-15);
            Assert.Equal(shell, turnedShell);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_carbon_film_covers_a_part_of_the_field_and_scales_with_its_thickness(long seed)
    {
        var canvas = new SceneCanvas(40, 40, 2);
        float[] one = CarbonPatch.On(canvas, 80e-9, new SeededRandom(seed)).Thickness, two = CarbonPatch.On(canvas, 160e-9, new SeededRandom(seed)).Thickness;
        Assert.Equal(canvas.FineHeight * canvas.FineWidth, one.Length);
        Assert.InRange(one.Average() / 80e-9, 0.2, 0.8);
        Assert.All(one, t => Assert.InRange(t, 0f, (float)80e-9));
        Assert.All(one.Zip(two), p => Assert.Equal(2 * p.First, p.Second, 1e-12f));
    }

    [Fact]
    public void No_film_is_nowhere() => Assert.All(CarbonPatch.On(new SceneCanvas(8, 8, 1), 0, new SeededRandom(1)).Thickness, t => Assert.Equal(0f, t));

    [Theory]
    [InlineData(0)]
    [InlineData(0.45)]
    [InlineData(1)]
    public void Far_from_the_edges_the_model_spectrum_does_not_know_the_composition(double x)
    {
        Assert.Equal(ModelSpectra.OpticalDensity(490, 0.2), ModelSpectra.OpticalDensity(490, x), 1e-12);
        Assert.Equal(ModelSpectra.OpticalDensity(600, 0.2), ModelSpectra.OpticalDensity(600, x), 1e-12);
        Assert.Equal(0.62 * (1 - (0.75 * x)), ModelSpectra.Dichroism(515.6 + (0.25 * x), x), 1e-12);
        Assert.Equal(0, ModelSpectra.Dichroism(490, x), 1e-12);
    }

    [Fact]
    public void The_library_holds_the_model_at_its_compositions()
    {
        IReadOnlyList<ReferenceSpectrum> library = ModelSpectra.Library();
        Assert.Equal(ModelSpectra.LibraryCompositions, library.Select(r => r.Composition));
        foreach (ReferenceSpectrum reference in library)
        {
            double[] energies = reference.Spectrum.PhotonEnergies_eV;
            Assert.Equal(500, energies[0]);
            Assert.Equal(565, energies[^1]);
            Assert.Equal(ModelSpectra.OpticalDensity(energies[300], reference.Composition), reference.Spectrum.Values[300]);
            Assert.True(reference.Spectrum.Values.Min() > 0);
        }
    }

    // Where the middle of a fine pixel lies, for a margin of two pixels.
    private static double Middle(int fine) => ((fine + 0.5) / SceneCanvas.Fineness) - 0.5 - 2;

    private readonly struct Sheet(double thickness, double share) : IShape
    {
        public SceneMatter At(double row, double column) => new(thickness, 0, 1, share, 0);
    }
}
