using Stria.Numerics.Diffusion;

namespace Stria.Tests.Numerics;

public sealed class RadialDiffusionTests
{
    public static TheoryData<ParticleShape> Shapes => [ParticleShape.Slab, ParticleShape.Cylinder, ParticleShape.Sphere];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_surface_rises_as_the_series_say(ParticleShape shape)
    {
        foreach ((double theta, double tolerance) in new[] { (1e-3, 1.5e-3), (1e-2, 5e-4), (0.1, 1e-4), (1, 2e-7) })
        {
            Assert.Equal(1, Rise(shape, theta, 80, 200) / ConstantFluxDiffusion.SurfaceRise(shape, theta), tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Errors_fall_with_the_square_of_cells_and_steps(ParticleShape shape)
    {
        double exact = ConstantFluxDiffusion.SurfaceRise(shape, 0.1);
        double[] errors = [.. new[] { 10, 20, 40 }.Select(n => Math.Abs(Rise(shape, 0.1, n, 4 * n) - exact))];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 1.7, 3.2);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 1.7, 3.2);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void With_a_diffusivity_that_depends_on_composition_errors_fall_with_the_square_too(ParticleShape shape)
    {
        var table = new DiffusivityTable(0, 2, [.. Enumerable.Range(0, 2001).Select(i => Math.Exp(-2 * i * 1e-3))]);
        double[] surfaces = [.. new[] { 10, 20, 40, 160 }.Select(n => Rise(shape, 0.2, n, 4 * n, table))], errors = [.. surfaces.Take(3).Select(s => Math.Abs(s - surfaces[3]))];

        // The same with the diffusivity of the beginning is another curve: the dependence matters here.
        Assert.True(surfaces[3] > 1.2 * ConstantFluxDiffusion.SurfaceRise(shape, 0.2));
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 1.7, 2.6);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 1.7, 2.6);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_flows_in_is_what_is_there(ParticleShape shape)
    {
        var table = new DiffusivityTable(0, 1, [.. Enumerable.Range(0, 101).Select(i => 1e-15 * (0.2 + Math.Exp(-Math.Pow((i - 55) / 25.0, 2))))]);
        var body = new RadialDiffusion(shape, 5e-7);
        body.Fill(0.3);
        double charged = 0;
        foreach ((double rate, double step) in new[] { (2e-3, 0.01), (2e-3, 1), (2e-3, 20), (0, 1), (0, 300), (-1e-3, 50) })
        {
            body.Advance(table, rate, step);
            charged += rate * step;
        }

        Assert.Equal(0.3 + charged, body.Mean, 12);
        Assert.True(Math.Abs(charged) > 1e-3);
    }

    [Theory]
    [InlineData(ParticleShape.Slab, 0.001, 0.035682482323055424)]
    [InlineData(ParticleShape.Slab, 0.1, 0.3568262460086544)]
    [InlineData(ParticleShape.Slab, 1, 1.3333228520244376)]
    [InlineData(ParticleShape.Sphere, 0.003, 0.06493213302825256)]
    [InlineData(ParticleShape.Sphere, 0.1, 0.4867616863424232)]
    [InlineData(ParticleShape.Sphere, 2, 6.2)]
    public void Series_have_the_reference_values(ParticleShape shape, double theta, double rise) =>
        Assert.Equal(1, ConstantFluxDiffusion.SurfaceRise(shape, theta) / rise, 3e-6);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Short_and_long_series_meet(ParticleShape shape)
    {
        double below = ConstantFluxDiffusion.SurfaceRise(shape, 2e-4 * (1 - 1e-12)), above = ConstantFluxDiffusion.SurfaceRise(shape, 2e-4 * (1 + 1e-12));
        Assert.Equal(1, above / below, 1e-5);
    }

    // Unit flux, length and diffusivity; steps even in √t.
    private static double Rise(ParticleShape shape, double theta, int cells, int steps, DiffusivityTable? given = null)
    {
        DiffusivityTable table = given ?? DiffusivityTable.Constant(1);
        var body = new RadialDiffusion(shape, 1, cells);
        body.Fill(0);
        for (int k = 1; k <= steps; k++)
        {
            double from = theta * (k - 1.0) * (k - 1) / steps / steps, to = theta * k * k / steps / steps;
            body.Advance(table, (int)shape, to - from);
        }

        return body.Surface(table, (int)shape);
    }
}
