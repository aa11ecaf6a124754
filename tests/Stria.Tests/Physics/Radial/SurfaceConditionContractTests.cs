using Stria.Matter;
using Stria.Numerics.Diffusion;
using Stria.Physics.Radial;

namespace Stria.Tests.Physics.Radial;

/// <summary>What every surface condition promises.</summary>
public sealed class SurfaceConditionContractTests
{
    private const double T = 298.15, ThermalEnergy = PhysicalConstants.GasConstant * T;

    private static ISurfaceCondition[] All =>
    [
        new ClosedSurface(), new ConstantInflow(2e-10), new ConstantInflow(-1e-9), new HeldSurface(-700),
        new SurfaceReaction(1e-9, 500, T), new SurfaceReaction(3e-10, -900, T, Reservoir.Potential),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, All.Length)];

    [Fact]
    public void Every_condition_of_the_room_is_tested()
    {
        Type[] kinds = [.. typeof(ISurfaceCondition).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(ISurfaceCondition).IsAssignableFrom(t))];
        Assert.Equal(kinds.Select(t => t.Name).Order(), All.Select(c => c.GetType().Name).Distinct().Order());
        Assert.Equal(kinds.Length, All.Select(c => c.Kind).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_derivatives_are_those_of_the_inflow(int number)
    {
        ISurfaceCondition condition = All[number];
        foreach ((double c, double mu) in new[] { (0.1, -2000.0), (0.5, 300.0), (0.9, 1500.0) })
        {
            SurfaceInflow at = condition.Inflow(3, c, mu);
            double byC = (condition.Inflow(3, c + 1e-5, mu).Rate - condition.Inflow(3, c - 1e-5, mu).Rate) / 2e-5;
            double byMu = (condition.Inflow(3, c, mu + 0.1).Rate - condition.Inflow(3, c, mu - 0.1).Rate) / 0.2;
            Assert.Equal(byC, at.ByComposition, 1e-7 * (Math.Abs(byC) + 1e-12));
            Assert.Equal(byMu, at.ByPotential, 1e-6 * (Math.Abs(byMu) + 1e-16));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_closed_surface_lets_nothing_through_and_only_a_closed_one(int number)
    {
        ISurfaceCondition condition = All[number];
        bool passes = condition.HeldPotential is not null || condition.Inflow(0, 0.4, 123).Rate != 0;
        Assert.Equal(condition.IsClosed, !passes);
    }

    [Theory]
    [InlineData(Reservoir.Activity)]
    [InlineData(Reservoir.Potential)]
    public void A_reaction_runs_towards_its_reservoir(Reservoir reservoir)
    {
        var reaction = new SurfaceReaction(1e-9, 500, T, reservoir);
        double before = double.PositiveInfinity;
        foreach (double mu in new[] { -3000.0, -500, 499, 501, 2500 })
        {
            double rate = reaction.Inflow(0, 0.3, mu).Rate;
            Assert.Equal(mu < 500, rate > 0);
            Assert.True(rate < before);
            before = rate;
        }

        Assert.Equal(0, reaction.Inflow(0, 1, -3000).Rate, 1e-25);
    }

    [Fact]
    public void Near_equilibrium_both_reservoirs_have_the_same_exchange_rate()
    {
        double mu = 500, small = 1e-3;
        double activity = new SurfaceReaction(1e-9, mu, T).Inflow(0, 0.3, mu - small).Rate, potential = new SurfaceReaction(1e-9, mu, T, Reservoir.Potential).Inflow(0, 0.3, mu - small).Rate;
        double exchange = 1e-9 * 0.7 * Math.Exp(mu / ThermalEnergy) * small / ThermalEnergy;
        Assert.Equal(exchange, activity, 1e-5 * exchange);
        // √a a_ext of one against √a of the other.
        Assert.Equal(exchange * Math.Exp(-mu / (2 * ThermalEnergy)), potential, 1e-5 * exchange);
    }

    [Theory]
    [InlineData(ParticleShape.Slab, 1)]
    [InlineData(ParticleShape.Cylinder, 2)]
    [InlineData(ParticleShape.Sphere, 3)]
    public void A_rate_of_filling_is_a_flux_through_the_surface_over_the_volume(ParticleShape shape, int dimension) =>
        Assert.Equal(0.5e-7 / 3600 / dimension, ConstantInflow.Galvanostatic(0.5 / 3600, shape, 1e-7).Inflow(0, 0.5, 0).Rate, 1e-25);
}
