using Stria.Measurement;

namespace Stria.Studies;

/// <summary>The unit in which the charges of some cells are shown: per mass where the mass of each is known, else as they are.</summary>
internal sealed class CapacityScale
{
    private const double MilliampereHour = 3.6;
    private readonly bool perMass;

    private CapacityScale(bool perMass) => this.perMass = perMass;

    /// <summary>The unit.</summary>
    public string Unit => perMass ? "mAh/g" : "mAh";

    /// <summary>The unit per volt.</summary>
    public string PerVolt => perMass ? "mAh/(g V)" : "mAh/V";

    /// <summary>"specific capacity [mAh/g]" or "capacity [mAh]".</summary>
    public string Label => perMass ? "specific capacity [mAh/g]" : "capacity [mAh]";

    /// <summary>The scale of cells.</summary>
    public static CapacityScale Of(IEnumerable<CycledTrace> cells) => new(cells.All(c => c.Facts.Mass is not null));

    /// <summary>The scale of one cell.</summary>
    public static CapacityScale Of(CellFacts facts) => new(facts.Mass is not null);

    /// <summary>A charge in that unit.</summary>
    /// <param name="charge">The charge [C].</param>
    /// <param name="facts">The cell that it passed.</param>
    public double Value(double charge, CellFacts facts) => charge / MilliampereHour / (perMass ? facts.Mass!.Value.Value * 1e3 : 1);

    /// <summary>A charge in that unit with its standard deviation, that of the mass included.</summary>
    public MeasuredValue Value(MeasuredValue charge, CellFacts facts) => perMass
        ? MeasuredValue.Product(1 / MilliampereHour / 1e3, (charge, 1), (facts.Mass!.Value, -1))
        : new MeasuredValue(charge.Value / MilliampereHour, charge.Sigma / MilliampereHour);
}
