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

    /// <summary>True when the model has an electronic rail, whose resistance the spectrum cannot tell from that of the pores.</summary>
    public bool HasRail => Electronic.Value > 0;

    /// <summary>True when something was known of a rail beforehand, which tells which of the two is that of the pores.</summary>
    public bool RailsAreKnown { get; init; }

    /// <summary>True when the model has an electronic rail and nothing tells which of the two it is: then both readings are to be given.</summary>
    public bool IsAmbiguous => HasRail && !RailsAreKnown;

    /// <summary>The same spectrum read the other way round: what was called the resistance of the solid is that of the pores, and K = (1 + R_el/R_ion)/3 changes with it.</summary>
    /// <exception cref="InvalidOperationException">The model has no electronic rail.</exception>
    public SymmetricCellResult Exchanged() => HasRail
        ? this with { Ionic = Electronic, Electronic = Ionic, Coefficient = (1 + (Ionic.Value / Electronic.Value)) / 3 }
        : throw new InvalidOperationException($"{Fit.Circuit.Text} has one rail, which cannot change places.");

    /// <summary>The circuits that were compared, with their Bayesian information criterion (the lowest is taken) and ionic resistance.</summary>
    public IReadOnlyList<(string Circuit, double InformationCriterion, MeasuredValue Ionic)> Compared { get; init; } = [];

    /// <summary>Resistance of the cell at frequencies so low that the ideal interface charges evenly: R_HFR + R_cont + K R_ion [Ω].</summary>
    public double LowFrequency => HighFrequency.Value + Contact.Value + (Coefficient * Ionic.Value);

    /// <summary>Factor from a standard deviation to half the 95 % interval.</summary>
    public required double Factor95 { get; init; }
}
