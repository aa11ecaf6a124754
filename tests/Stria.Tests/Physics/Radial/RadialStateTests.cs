using Stria.Core;
using Stria.Numerics.Diffusion;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Radial;

namespace Stria.Tests.Physics.Radial;

/// <summary>Radial particles that are taken up again.</summary>
public sealed class RadialStateTests
{
    private static RadialProblem Problem(ParticleShape shape, int cells = 60) => new()
    {
        Shape = shape,
        Length = 50,
        Law = new RegularSolution(2.5).ToChemicalPotential(),
        ThermalEnergy = 1,
        Diffusivity = 1,
        GradientEnergy = 2,
        Surface = ConstantInflow.Galvanostatic(2e-5, shape, 50),
        Cells = cells,
    };

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Sphere)]
    public void A_particle_goes_on_from_its_state_to_the_same_bits(ParticleShape shape)
    {
        RadialSolver whole = new(Problem(shape), 1e-3), first = new(Problem(shape), 1e-3), second = new(Problem(shape), 1e-3);
        whole.Fill(0.05);
        first.Fill(0.05);
        // Within the spinodal, where modes grow and steps are taken back.
        whole.Advance(8000);
        first.Advance(8000);
        second.Resume(first.State);
        var steps = new List<double>();
        whole.Advance(20000);
        second.Advance(20000, new Told(s => steps.Add(s.LastStep)));
        Assert.Equal(whole.Composition.ToArray(), second.Composition.ToArray());
        Assert.Equal((whole.Steps, whole.Rejected, whole.Iterations, whole.Inserted, whole.Energy), (second.Steps, second.Rejected, second.Iterations, second.Inserted, second.Energy));
        Assert.Equal(12000, steps.Sum(), 1e-7);
        Assert.Equal(0.05 + 0.4, whole.Mean, 1e-10);
    }

    [Fact]
    public void A_state_of_another_number_of_shells_is_refused()
    {
        var particle = new RadialSolver(Problem(ParticleShape.Sphere));
        particle.Fill(0.1);
        Assert.Contains("60 shells, the particle 40", Assert.Throws<ScenarioException>(() => new RadialSolver(Problem(ParticleShape.Sphere, 40)).Resume(particle.State)).Message, StringComparison.Ordinal);
    }

    private sealed class Told(Action<RadialSolver> tell) : IProgress<RadialSolver>
    {
        public void Report(RadialSolver value) => tell(value);
    }
}
