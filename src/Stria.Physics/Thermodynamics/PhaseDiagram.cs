using Stria.Physics.FreeEnergies;

namespace Stria.Physics.Thermodynamics;

/// <summary>Phase equilibria against temperature.</summary>
public sealed class PhaseDiagram
{
    private readonly Func<double, IChemicalPotential> lawAt;

    /// <summary>Finds them.</summary>
    /// <param name="lawAt">The free energy at a temperature [K].</param>
    /// <param name="temperatures">T [K], ascending.</param>
    public PhaseDiagram(Func<double, IChemicalPotential> lawAt, IReadOnlyList<double> temperatures)
    {
        this.lawAt = lawAt;
        Rows = [.. temperatures.Select(t => (t, new PhaseEquilibria(lawAt(t))))];
    }

    /// <summary>The equilibria of each temperature.</summary>
    public IReadOnlyList<(double Temperature, PhaseEquilibria Equilibria)> Rows { get; }

    /// <summary>The temperature above which nothing separates [K], between two rows of the diagram; null when the diagram does not reach it.</summary>
    public double? CriticalTemperature()
    {
        int last = -1;
        for (int i = 0; i < Rows.Count; i++)
        {
            last = Rows[i].Equilibria.Spinodals.Count > 0 ? i : last;
        }

        return last < 0 || last == Rows.Count - 1 ? null : Critical(lawAt, Rows[last].Temperature, Rows[last + 1].Temperature);
    }

    /// <summary>The temperature between a separating and a mixing one at which the last spinodal vanishes [K], to 1e-6 of itself.</summary>
    /// <param name="lawAt">The free energy at a temperature.</param>
    /// <param name="separating">A temperature with a spinodal [K].</param>
    /// <param name="mixing">A temperature without [K].</param>
    public static double Critical(Func<double, IChemicalPotential> lawAt, double separating, double mixing)
    {
        while (Math.Abs(mixing - separating) > 1e-6 * mixing)
        {
            double middle = (separating + mixing) / 2;
            if (new PhaseEquilibria(lawAt(middle)).Spinodals.Count > 0)
            {
                separating = middle;
            }
            else
            {
                mixing = middle;
            }
        }

        return (separating + mixing) / 2;
    }
}
