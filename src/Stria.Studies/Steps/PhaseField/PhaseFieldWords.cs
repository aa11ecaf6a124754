using Stria.Core;
using Stria.Matter;

namespace Stria.Studies;

/// <summary>What a phase-field run assumed, used and computed, in words and headline numbers.</summary>
/// <param name="scenario">What is asked.</param>
/// <param name="context">The nouns of the run.</param>
/// <param name="body">Numbers of the body.</param>
internal sealed class PhaseFieldWords(PhaseFieldScenario scenario, StudyContext context, BodyNumbers body)
{
    private const double Nanometre = 1e-9;
    private readonly bool plain = scenario.Units == UnitChoice.None;

    /// <summary>Tells all of it.</summary>
    public void Tell()
    {
        Numbers();
        Methods();
        PhaseFieldSettings problem = scenario.Problem;
        if (problem.Mechanics is { StressFreeComposition: null })
        {
            context.Say(Remark.Assumed($"The body is free of stress at c = {body.StressFree:f4}, its mean at the start."));
        }

        if (!plain && problem.GradientEnergy is null)
        {
            context.Say(Remark.Assumed($"The gradient energy κ is {body.Laws.GradientEnergy:g4} J m²/mol, {body.Laws.GradientMeaning}."));
        }

        if (context.TryGet("", out HostMaterial? host))
        {
            host.Mechanics?.Numbers().ToList().ForEach(n => context.Cite($"{n.Name} = {n.Value:g6} {n.Unit}: {n.Source}"));
            if (problem.FreeEnergy is MaterialFreeEnergy && host.FreeEnergy is { } energy)
            {
                context.Cite($"Free energy of {host.Name}: {energy.Source}");
            }
        }
    }

    private void Numbers()
    {
        PhaseFieldLaws laws = body.Laws;
        context.Report(new Headline("unknowns", body.Unknowns, "1", "Unknowns of the phase field"));
        context.Report(new Headline("initial_mean", body.Mean, "1", "Mean composition c at the start"));
        if (laws.Tangent is { } tangent)
        {
            context.Report(new Headline("binodal_low", tangent.Low, "1", "Lithium-poor phase of the common tangent"));
            context.Report(new Headline("binodal_high", tangent.High, "1", "Lithium-rich phase of the common tangent"));
        }

        if (laws.Interface is { } boundary)
        {
            context.Report(plain
                ? new Headline("interface_width_theory", boundary.Width, "1", "Width of a flat interface without stress (001 eq. 4)")
                : new Headline("interface_width_theory", boundary.Width / Nanometre, "nm", "Width of a flat interface without stress (001 eq. 4)"));
            context.Report(plain
                ? new Headline("interface_energy_theory", boundary.Energy, "1", "Energy of a flat interface without stress")
                : new Headline("interface_energy_theory", boundary.Energy * 1e3, "mJ/m²", "Energy of a flat interface without stress"));
        }

        if (!plain)
        {
            context.Report(new Headline("diffusion_time", body.DiffusionTime.Value, "s", $"Time of diffusion through the body, {body.DiffusionTime.Meaning}"));
        }
    }

    private void Methods()
    {
        PhaseFieldSettings problem = scenario.Problem;
        string boundary = problem.Boundary.Count == 0 ? "no lithium passed the boundary" : string.Join(", ", problem.Boundary.Select(b => Words(b, plain)));
        string mechanics = problem.Mechanics is { } m
            ? $"Momentum balance in {(problem.Geometry is RadialGeometry r ? $"a {r.Word}" : m.Model == PlaneModelChoice.PlaneStress ? "plane stress" : m.Model == PlaneModelChoice.PlaneStrain ? "plane strain" : "axial symmetry")} was solved with {m.Stiffness.Method} and {m.ChemicalStrain.Method}, free of stress at c = {body.StressFree:f4}; its stress entered the chemical potential."
            : "Stress was left out.";
        context.Describe(
            $"The composition evolved by the {(problem.Dynamics == FieldDynamics.Conserved ? "Cahn–Hilliard" : "Allen–Cahn")} equation{(problem.Dynamics == FieldDynamics.Conserved ? $" (Santos et al. 2020, eqs 12–22{(problem.Mobility is LatticeMobilitySettings ? ", with M = D c(1−c)/RT" : "")})" : "")}: "
            + $"{problem.FreeEnergy.Method}; κ = {body.Laws.GradientEnergy:g4}{(plain ? "" : " J m²/mol")} ({body.Laws.GradientMeaning}); {problem.Mobility.Method}; {problem.Geometry.Method}; at the start {problem.Initial.Method}"
            + $"{(problem.Noise > 0 ? $" with noise of ± {problem.Noise:g3}{(problem.NoiseLength is { } length ? $" and the correlation length {(plain ? $"{length:g3}" : $"{length * 1e9:g3} nm")}" : " at each node")} (seed {scenario.Seed})" : "")}; {boundary}. {mechanics}");
        context.Cite("Santos et al., Mater. Horiz. 7, 3275 (2020), doi:10.1039/d0mh01240h: phase-field model");
        context.Cite("Cahn and Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102");
    }

    private static string Words(ITransportSettings boundary, bool plain) => boundary switch
    {
        CompositionBoundary b => $"c = {b.Value:g4} at '{b.Part}'",
        PotentialBoundary b => $"μ = {b.Value:g5} at '{b.Part}'",
        FluxBoundary b => $"a flux of {b.Value:g4}{(plain ? "" : " mol/(m² s)")} into '{b.Part}'",
        GalvanostaticBoundary b => $"a constant current {(b.Spread == CurrentSpread.Even ? "" : "at one potential ")}through '{b.Part}' that changes the mean by {(plain ? $"{b.Rate:g4} per unit of time" : $"{b.Rate * 3600:g4} per hour")}",
        _ => "",
    };
}

/// <summary>Numbers of a body that are told of every form of the phase field.</summary>
/// <param name="Laws">What thermodynamics says.</param>
/// <param name="Mean">Mean composition at the start.</param>
/// <param name="StressFree">Composition without stress; NaN without mechanics.</param>
internal sealed record BodyNumbers(PhaseFieldLaws Laws, double Mean, double StressFree)
{
    /// <summary>Unknowns of the field.</summary>
    public required double Unknowns { get; init; }

    /// <summary>Time of diffusion through the body [s], and what it is.</summary>
    public required (double Value, string Meaning) DiffusionTime { get; init; }
}
