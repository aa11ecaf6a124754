using Stria.Core;
using Stria.Physics.PhaseField.Spectral;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>Puts laws, start and elasticity on the pixels of a box: as the finite elements do on the mesh of the pixels' middles, and then as transforms take them.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class SpectralProblemStep(PhaseFieldScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "problem";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        SpectralGrid grid = context.Get<SpectralGrid>();
        new PhaseFieldProblemStep(scenario) { Area = grid.Area, IsOfPixels = true }.Run(context, progress, cancel);
        PhaseFieldBody body = context.Get<PhaseFieldBody>();
        PhaseFieldLaws laws = body.Laws;
        IsotropicSwelling? swelling = IsotropicHost.Of(scenario.Problem.Mechanics, context, laws.SiteDensity);
        CoherentBody coherent = scenario.Problem.Mechanics is { Model: PlaneModelChoice.PlaneStress } ? CoherentBody.Sheet : CoherentBody.Bulk;
        double modulus = swelling?.Coherency(coherent) ?? 0;
        var problem = new SpectralProblem
        {
            Size = (grid.Rows, grid.Columns),
            Pixel = grid.Pixel,
            Law = laws.FreeEnergy,
            GradientEnergy = laws.GradientEnergy,
            Mobility = ((ConstantMobilitySettings)scenario.Problem.Mobility).Diffusivity / laws.ThermalEnergy,
            Border = scenario.Problem.Periodic == PeriodicSides.Both ? BoxBorder.Periodic : BoxBorder.NoFlux,
            Coherency = swelling is null ? null : new IsotropicCoherency(modulus),
        };
        problem.Check();
        context.Put(new SpectralBody(problem, swelling, coherent));
    }
}

/// <summary>A box, ready to be advanced.</summary>
/// <param name="Problem">The box, in SI.</param>
/// <param name="Swelling">Its elasticity; null without mechanics.</param>
/// <param name="Coherent">Plane strain or plane stress.</param>
internal sealed record SpectralBody(SpectralProblem Problem, IsotropicSwelling? Swelling, CoherentBody Coherent)
{
    /// <summary>½ B Σ (c − c̄)² of the pixels, over C_max and thickness [J m²/mol]: the elastic energy of a body with isotropic moduli.</summary>
    public double ElasticEnergy(ReadOnlySpan<double> composition, double mean)
    {
        double sum = 0, modulus = Swelling?.Coherency(Coherent) ?? 0;
        for (int i = 0; i < composition.Length && modulus != 0; i++)
        {
            sum += (composition[i] - mean) * (composition[i] - mean);
        }

        return 0.5 * modulus * sum * Problem.Pixel * Problem.Pixel;
    }
}
