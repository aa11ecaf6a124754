namespace Stria.Files;

/// <summary>What the head of a file tells about the cell; null or empty where it tells nothing. A cell sheet of one's own outranks it.</summary>
public sealed record CellInformation
{
    /// <summary>Name of the test or the cell.</summary>
    public string Name { get; init; } = "";

    /// <summary>Mass of active material [kg].</summary>
    public double? ActiveMass { get; init; }

    /// <summary>Area of the electrode [m²].</summary>
    public double? ElectrodeArea { get; init; }

    /// <summary>Nominal capacity [C].</summary>
    public double? NominalCapacity { get; init; }

    /// <summary>Molar mass of the host [kg/mol].</summary>
    public double? MolarMass { get; init; }

    /// <summary>Ion content x at the beginning, as typed in before the test.</summary>
    public double? InitialIonContent { get; init; }

    /// <summary>Material of the electrode.</summary>
    public string ElectrodeMaterial { get; init; } = "";

    /// <summary>Electrolyte.</summary>
    public string Electrolyte { get; init; } = "";

    /// <summary>The instrument, its channel and its program, as far as told.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>The technique or the schedule.</summary>
    public string Technique { get; init; } = "";

    /// <summary>What the operator wrote.</summary>
    public string Comment { get; init; } = "";

    /// <summary>When the record began by the instrument's clock, whose zone files do not tell (taken as UTC).</summary>
    public DateTimeOffset? Start { get; init; }
}
