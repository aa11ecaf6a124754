using Stria.Core;
using Stria.Physics.Thermodynamics;
using Stria.Physics.Transport;

namespace Stria.Physics.PhaseField;

/// <summary>What is refused before anything is computed, each with its reason.</summary>
internal static class PhaseFieldChecks
{
    private const double NearSites = 1e-6;

    public static void Check(PhaseFieldProblem problem)
    {
        foreach (double kappa in new[] { problem.Gradient.Along, problem.Gradient.Across })
        {
            if (!(kappa > 0 && double.IsFinite(kappa)))
            {
                throw new ScenarioException($"The gradient energy κ is {kappa:G6}; it must be above 0. Without it an interface has no width, and what is computed depends on the mesh.");
            }
        }

        if (!(problem.MobilityDirections.Along > 0 && problem.MobilityDirections.Across > 0))
        {
            throw new ScenarioException($"The mobility along the crystal's axes is {problem.MobilityDirections.Along:G6} and {problem.MobilityDirections.Across:G6} times M; both must be above 0. For a direction without diffusion perhaps take a small share, such as 0.001.");
        }

        if (problem.AxisAngles is { } angles && angles.Length != problem.Mesh.CellCount)
        {
            throw new ScenarioException($"{angles.Length} local axes for {problem.Mesh.CellCount} cells.");
        }

        if (problem.Mobility is LatticeMobility && problem.FreeEnergy.Domain is var domain && (double.IsInfinity(domain.Low) || double.IsInfinity(domain.High))
            && new PhaseEquilibria(problem.FreeEnergy).Tangents.FirstOrDefault(t => t.Low < -NearSites || t.High > 1 + NearSites) is { } outside)
        {
            throw new ScenarioException($"A lattice mobility D c(1−c) is negative outside 0 … 1, where the free energy has a phase (from {outside.Low:G4} to {outside.High:G4}). Perhaps a constant mobility is meant.");
        }

        EquipotentialFlux[] shared = [.. problem.Boundary.OfType<EquipotentialFlux>()];
        if (shared.Length > 1 || (shared.Length == 1 && problem.Boundary.Any(b => b is FixedComposition or FixedPotential)))
        {
            throw new ScenarioException($"The current through '{shared[0].Part}' decides the potential of that part alone where nothing else is held; a second current of one potential, or a held composition or potential, does not go with it. Perhaps an even current through one of the parts.");
        }

        if (shared.Length == 1 && problem.Dynamics == PhaseFieldDynamics.Relaxing)
        {
            throw new ScenarioException($"A field that relaxes has no current through '{shared[0].Part}'.");
        }

        if (problem.Elasticity is { } elasticity && (elasticity.Periodic?.AlongX == true, elasticity.Periodic?.AlongY == true) != (problem.PeriodicAlongX, problem.PeriodicAlongY))
        {
            throw new ScenarioException("Composition and displacement must repeat themselves along the same directions.");
        }

        foreach (FixedComposition held in problem.Boundary.OfType<FixedComposition>())
        {
            if (!problem.FreeEnergy.Domain.Contains(held.Composition))
            {
                throw OutOfBounds(problem, held.Composition, $"held on '{held.Part}'");
            }
        }
    }

    public static void CheckStart(PhaseFieldSystem system, ReadOnlySpan<double> composition)
    {
        if (composition.Length != system.Count)
        {
            throw new ScenarioException($"{composition.Length} initial compositions for {system.Count} unknowns.");
        }

        for (int i = 0; i < composition.Length; i++)
        {
            if (!system.Domain.Contains(composition[i]))
            {
                int node = system.Space.NodeOf[i];
                throw OutOfBounds(system.Problem, composition[i], $"the initial one at ({system.Problem.Mesh.Points[2 * node]:G4}, {system.Problem.Mesh.Points[(2 * node) + 1]:G4})");
            }
        }

        if (!system.IsWithin(composition))
        {
            throw new ScenarioException("The initial composition leaves its bounds between the nodes of quadratic cells. Perhaps a finer mesh, or a smoother start.");
        }
    }

    private static ScenarioException OutOfBounds(PhaseFieldProblem problem, double composition, string where) => new(
        $"The composition {composition:G6} ({where}) is not within {problem.FreeEnergy.Domain.Low:G3} … {problem.FreeEnergy.Domain.High:G3}, where the {problem.FreeEnergy.Kind} energy is defined, its ends left out. "
        + "Perhaps the noise is too large, or the composition is a percentage.");
}
