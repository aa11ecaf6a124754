namespace Stria.Studies;

/// <summary>What radial particles and spectral boxes, the two fast forms of the phase field, do not have; each is refused with what does have it.</summary>
internal static class PhaseFieldForms
{
    /// <summary>The mistakes of a scenario of one of the two forms.</summary>
    public static IEnumerable<string> Mistakes(PhaseFieldScenario scenario)
    {
        bool spectral = scenario.Discretisation.Method == SpaceMethod.Spectral;
        return scenario.Problem.Geometry is RadialGeometry
            ? Said(scenario, "A radial particle", [.. Common(scenario), .. OfRadial(scenario)])
            : spectral ? Said(scenario, "A spectral box", [.. Common(scenario), .. OfSpectral(scenario)]) : [];
    }

    private static IEnumerable<string> Said(PhaseFieldScenario scenario, string form, IEnumerable<(bool Wrong, string Reason)> checks)
    {
        string instead = scenario.Problem.Geometry is RadialGeometry ? "a geometry of shapes" : "'method: finite_elements'";
        return checks.Where(c => c.Wrong).Select(c => $"{form} {c.Reason}. Leave it out, or take {instead}.");
    }

    private static IEnumerable<(bool, string)> Common(PhaseFieldScenario scenario)
    {
        PhaseFieldSettings problem = scenario.Problem;
        PhaseFieldTimeSettings time = scenario.Time;
        yield return (problem.GradientRatio != 1 || problem.MobilityRatio != 1, "is the same in all directions; it takes no 'gradient_ratio' and no 'mobility_ratio'");
        yield return (problem.Wetting.Count > 0, "has no 'wetting'");
        yield return (problem.Source is not null, "has no 'source'");
        yield return (problem.Dynamics != FieldDynamics.Conserved, "keeps its amount ('dynamics: conserved')");
        yield return (problem.Mobility is TableMobilitySettings, "takes no table of the mobility");
        yield return (problem.Mechanics is { BendingCurvature: not 0 }, "has no imposed bend ('bending_curvature')");
        yield return (problem.Mechanics is { Conditions.Count: > 0 } or { Edge: not HeldEdges.Free }, "is free of forces; 'mechanics' takes no 'conditions' and no 'edge' but 'free'");
        yield return (problem.Mechanics is { } m && (m.MeanStrain != new MeanStrainSettings() || m.MeanStress != new MeanStressSettings()), "changes its size freely; 'mechanics' takes no 'mean_strain' and no 'mean_stress'");
        yield return (time.FirstStep is not null || time.LargestStep is not null || time.Method != TimeMethod.Automatic, "finds its own steps; 'time' takes no 'first_step', 'largest_step' and 'method'");
    }

    private static IEnumerable<(bool, string)> OfRadial(PhaseFieldScenario scenario)
    {
        PhaseFieldSettings problem = scenario.Problem;
        yield return (scenario.Discretisation.Method == SpaceMethod.Spectral, "is solved in shells, not by 'method: spectral'");
        yield return (problem.Periodic != PeriodicSides.None, "cannot be periodic");
        yield return (problem.Initial is MapComposition or MeshComposition, "begins with a composition of its radius (uniform, expression in r, table against r), not with a map or a mesh");
        yield return (problem.Boundary.Any(b => b.Part != "surface"), "has one part of boundary, 'surface'");
        yield return (problem.Mechanics is { Model: not PlaneModelChoice.PlaneStrain }, "has the exact stress of its shape; 'model' says nothing here");
        yield return (scenario.Output.Lines.Count > 0, "has the radius as its only line");
    }

    private static IEnumerable<(bool, string)> OfSpectral(PhaseFieldScenario scenario)
    {
        PhaseFieldSettings problem = scenario.Problem;
        yield return (problem.Geometry is not ShapeGeometry { Regions: [{ Shape: RectangleShape }] }, "is one rectangle");
        yield return (problem.Periodic is PeriodicSides.X or PeriodicSides.Y, "is periodic both ways or not at all ('periodic: both')");
        yield return (problem.Boundary.Count > 0, "lets nothing through its boundary");
        yield return (problem.Mobility is LatticeMobilitySettings, "has a constant mobility ('mobility: { kind: constant, … }')");
        yield return (problem.Mechanics is { StressFreeComposition: not null }, "changes its size freely with its mean composition; 'stress_free_composition' says nothing here");
        yield return (problem.Mechanics is { Model: PlaneModelChoice.Axisymmetric }, "lies in the plane; it takes no axisymmetric mechanics");
    }
}
