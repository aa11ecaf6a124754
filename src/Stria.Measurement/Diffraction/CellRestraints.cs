using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement;

/// <summary>Restraints on cells as further terms of the sum of squares.</summary>
internal sealed class CellRestraints(IReadOnlyList<CellRestraint> restraints, PatternModel model)
{
    private readonly (CellRestraint Of, int Phase)[] terms = [.. restraints.Select(r => (r, Number(r, model)))];

    internal double Cost()
    {
        double sum = 0;
        foreach ((CellRestraint of, int phase) in terms)
        {
            double off = (Value(of.Quantity, phase, model.Parameters.Values) - of.Value) / of.Sigma;
            sum += off * off;
        }

        return sum;
    }

    internal void Add(int[] free, ReducedNormal normal)
    {
        foreach ((CellRestraint of, int phase) in terms)
        {
            double off = (Value(of.Quantity, phase, model.Parameters.Values) - of.Value) / of.Sigma;
            double[] slopes = [.. free.Select(k => Slope(of, phase, k))];
            for (int i = 0; i < free.Length; i++)
            {
                normal.Right[i] -= slopes[i] * off;
                for (int j = 0; j < free.Length; j++)
                {
                    normal.Matrix[(i * free.Length) + j] += slopes[i] * slopes[j];
                }
            }
        }
    }

    private double Slope(CellRestraint of, int phase, int parameter)
    {
        int first = model.Parameters.Cell(phase);
        if (parameter < first || parameter >= first + model.Phases[phase].CellParameters)
        {
            return 0;
        }

        // Few and smooth: differences of the cell itself are exact to ten digits.
        double[] values = [.. model.Parameters.Values];
        double step = 1e-5 * Math.Max(Math.Abs(values[parameter]), 1e-4);
        values[parameter] += step;
        double up = Value(of.Quantity, phase, values);
        values[parameter] -= 2 * step;
        return (up - Value(of.Quantity, phase, values)) / (2 * step) / of.Sigma;
    }

    private double Value(CellQuantity quantity, int phase, double[] values)
    {
        ReflectionSet set = model.Phases[phase];
        var cell = UnitCell.FromReciprocalMetric_angstrom2(set.Metric(values.AsSpan(model.Parameters.Cell(phase), set.CellParameters)));
        return quantity switch
        {
            CellQuantity.A => cell.A_angstrom,
            CellQuantity.B => cell.B_angstrom,
            CellQuantity.C => cell.C_angstrom,
            CellQuantity.Alpha => cell.Alpha_deg,
            CellQuantity.Beta => cell.Beta_deg,
            CellQuantity.Gamma => cell.Gamma_deg,
            _ => cell.Volume_angstrom3,
        };
    }

    private static int Number(CellRestraint restraint, PatternModel model)
    {
        int phase = Enumerable.Range(0, model.Phases.Count).FirstOrDefault(p => model.Phases[p].Phase.Name == restraint.Phase, -1);
        return phase < 0 ? throw new ScenarioException($"A restraint names the phase '{restraint.Phase}'; the phases are {string.Join(", ", model.Phases.Select(p => p.Phase.Name))}.")
            : restraint.Sigma > 0 ? phase : throw new ScenarioException($"The restraint of {restraint.Quantity} of '{restraint.Phase}' has the standard deviation {restraint.Sigma:g4}; it must be positive.");
    }
}
