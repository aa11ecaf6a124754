using Stria.Physics.Transport;

namespace Stria.Physics.PhaseField;

/// <summary>Says why a run cannot go on, and what to change.</summary>
internal static class FailureWords
{
    private const double NearBound = 1e-3;

    public static string Of(PhaseFieldSystem system, PhaseFieldState state, StepFailure failure)
    {
        double low = state.Composition.Min(), high = state.Composition.Max(), mean = state.Mass / system.Space.Area;
        string head = $"The phase field stopped at t = {state.Time * system.Problem.Scales.Time:G6}{(system.Problem.Scales.Time == 1 ? "" : " s")} (mean c = {mean:G4}, {low:G4} … {high:G4}) because steps became too short: ";
        bool starved = (failure is StepFailure.Bounds or StepFailure.Convergence or StepFailure.Error) && system.Problem.Boundary.Any(b => b is ConstantFlux or TotalFlux or EquipotentialFlux)
            && (low < system.Domain.Low + NearBound || high > system.Domain.High - NearBound);
        if (starved)
        {
            string what = low < system.Domain.Low + NearBound ? "takes more lithium from the surface than diffusion brings there; it has run empty" : "brings more lithium to the surface than diffusion takes away; it is full";
            return head + $"the prescribed flux {what}. Perhaps a smaller current, an earlier end, or a voltage limit.";
        }

        return head + failure switch
        {
            StepFailure.Bounds => $"the composition would leave {system.Domain.Low:G3} … {system.Domain.High:G3}. Perhaps {(state.Method == PhaseFieldMethod.Newton ? "a finer mesh" : "the Newton method")}, a smaller first step, or a weaker start.",
            StepFailure.Energy => "the energy of a closed system rose however short they were. Perhaps the mesh is too coarse for the interface, or the first step too long.",
            StepFailure.Error => "their estimated error stayed above the tolerance. Perhaps a larger tolerance, or a smoother start.",
            _ when state.Method == PhaseFieldMethod.Newton => "Newton's method did not converge however short they were. Perhaps a smoother start, or smaller fluxes.",
            _ => "the equations of a step could not be factored however short they were. Perhaps the Newton method, or a larger stabilisation.",
        };
    }
}
