using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Cycling;

/// <summary>How the ends of charge and discharge creep along the axis of charge from cycle to cycle.</summary>
/// <param name="ChargeEnds">Charge passed since the beginning at the end of each charge [C].</param>
/// <param name="DischargeEnds">The same at the end of each discharge [C].</param>
public sealed record EndPointSlippage(double[] ChargeEnds, double[] DischargeEnds)
{
    /// <summary>Creep of the ends of charge per cycle [C]: oxidation at the positive electrode.</summary>
    public MeasuredValue ChargeSlippage => Line(ChargeEnds).Slope;

    /// <summary>Creep of the ends of discharge per cycle [C]: loss of active ions at the negative electrode.</summary>
    public MeasuredValue DischargeSlippage => Line(DischargeEnds).Slope;

    /// <summary>Computes the ends; a half cycle that the record cuts off has none.</summary>
    /// <param name="trace">The trace.</param>
    public static EndPointSlippage Of(CyclerTrace trace)
    {
        double[] charge = TracePhases.Charges(trace);
        IReadOnlyList<HalfCycle> halves = HalfCycles.Find(trace);
        double[] Ends(PhaseKind kind) => [.. halves.Where(h => h.Kind == kind && h.IsWhole).Select(h => charge[h.Last])];
        return new EndPointSlippage(Ends(PhaseKind.Charge), Ends(PhaseKind.Discharge));
    }

    /// <summary>The straight line through ends against their number: its value at the first of them [C] and its slope per cycle [C]. Two ends give no standard deviation, fewer no line.</summary>
    /// <param name="ends">The ends [C].</param>
    public static (double First, MeasuredValue Slope) Line(double[] ends)
    {
        if (ends.Length < 2)
        {
            return (double.NaN, new MeasuredValue(double.NaN, double.NaN));
        }

        double[] one = [.. ends.Select(_ => 1.0)], number = [.. ends.Select((_, i) => (double)i)];
        DenseLeastSquares fit = DenseLeastSquares.Factor([one, number])!;
        double[] line = fit.Solve(ends);
        double squares = ends.Select((e, i) => Math.Pow(e - line[0] - (line[1] * i), 2)).Sum();
        return (line[0], new MeasuredValue(line[1], ends.Length > 2 ? Math.Sqrt(squares / (ends.Length - 2) * fit.InverseGramDiagonal()[1]) : double.PositiveInfinity));
    }
}
