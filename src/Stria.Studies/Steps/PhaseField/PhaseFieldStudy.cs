namespace Stria.Studies;

/// <summary>The chain from a shape and a start to a composition that evolves.</summary>
internal static class PhaseFieldStudy
{
    /// <summary>The study that answers a phase-field scenario.</summary>
    public static Study Of(PhaseFieldScenario scenario)
    {
        StressScenario shape = ShapeOf(scenario);
        (IStudyStep Step, double Weight)[] steps = scenario.Problem.Geometry is RadialGeometry ?
        [
            (new ReadCompositionStep(shape), 0.1),
            (new RadialProblemStep(scenario), 0.1),
            (new RadialEvolveStep(scenario), 20),
            (new RadialResultsStep(scenario), 10),
        ]
        : scenario.Discretisation.Method == SpaceMethod.Spectral ?
        [
            (new ReadCompositionStep(shape), 0.1),
            (new SpectralGridStep(scenario), 0.3),
            (new SpectralProblemStep(scenario), 0.2),
            (new SpectralEvolveStep(scenario), 10),
            (new PhaseFieldResultsStep(scenario), 10),
        ]
        :
        [
            (new ReadCompositionStep(shape), 0.1),
            (new OutlineStep(shape), 0.1),
            (new PhaseFieldMeshStep(scenario, shape), 0.3),
            (new PhaseFieldProblemStep(scenario), 0.2),
            (new EvolveStep(scenario), 20),
            (new PhaseFieldResultsStep(scenario), 3),
        ];
        return new Study(scenario, [.. steps.Select(s => s.Step)], [.. steps.Select(s => s.Weight)]);
    }

    /// <summary>The same body as a stress problem, whose steps find outlines, meshes and elastic laws.</summary>
    private static StressScenario ShapeOf(PhaseFieldScenario scenario)
    {
        PhaseFieldSettings problem = scenario.Problem;
        MechanicsSettings mechanics = problem.Mechanics ?? new MechanicsSettings();
        return new StressScenario
        {
            Problem = new StressProblem
            {
                Geometry = problem.Geometry,
                Composition = problem.Initial,
                Material = problem.Material,
                Model = mechanics.Model,
                Stiffness = mechanics.Stiffness,
                ChemicalStrain = mechanics.ChemicalStrain,
                Axis = problem.Axis,
                Edge = Enum.Parse<EdgeChoice>(mechanics.Edge.ToString()),
                Conditions = mechanics.Conditions,
                BendingCurvature = mechanics.BendingCurvature,
            },
            Discretisation = new StressDiscretisation { Order = scenario.Discretisation.Order, CompositionStep = 10 },
            Seed = scenario.Seed,
            Threads = scenario.Threads,
        };
    }
}
