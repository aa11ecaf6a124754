namespace Stria.Measurement.Impedance;

/// <summary>The resistances of a cell with blocked electrodes.</summary>
/// <param name="Fit">The fit that they come from.</param>
public sealed record SymmetricCellResult(ImpedanceFitResult Fit)
{
    /// <summary>High-frequency resistance of electrolyte and set-up, R_HFR [Ω].</summary>
    public required MeasuredValue HighFrequency { get; init; }

    /// <summary>Contact resistance between electrode and current collector, R_cont [Ω]; exactly 0 when the model has none.</summary>
    public required MeasuredValue Contact { get; init; }

    /// <summary>Ionic resistance of the pores, R_ion, of all electrodes in the cell [Ω].</summary>
    public required MeasuredValue Ionic { get; init; }

    /// <summary>Electronic resistance of the solid, of all electrodes in the cell [Ω]; exactly 0 when the model has none.</summary>
    public required MeasuredValue Electronic { get; init; }

    /// <summary>K of R_cell = R_HFR + R_cont + K R_ion: 1/3 without electronic resistance, (R_ion + R_el)/(3 R_ion) with it.</summary>
    public required double Coefficient { get; init; }

    /// <summary>The circuits that were compared, with their Bayesian information criterion (the lowest is taken) and ionic resistance.</summary>
    public IReadOnlyList<(string Circuit, double InformationCriterion, MeasuredValue Ionic)> Compared { get; init; } = [];

    /// <summary>Resistance of the cell at frequencies so low that the ideal interface charges evenly: R_HFR + R_cont + K R_ion [Ω].</summary>
    public double LowFrequency => HighFrequency.Value + Contact.Value + (Coefficient * Ionic.Value);

    /// <summary>Factor from a standard deviation to half the 95 % interval.</summary>
    public required double Factor95 { get; init; }
}
