using Stria.Core;
using Stria.Numerics.Diffusion;

namespace Stria.Studies;

/// <summary>What must be known of a cell to turn currents and impedances into numbers of the material. What is left out is not assumed: the numbers that need it are left out or refused.</summary>
public sealed record CellSheet
{
    /// <summary>Name of the cell, for legends.</summary>
    public string? Name { get; init; }

    /// <summary>Formula of the host with the ion's amount as x ("LixV2O5").</summary>
    public string? Formula { get; init; }

    /// <summary>The ion that goes in and out ("Li"); null takes the element whose amount is x in the formula.</summary>
    public string? Ion { get; init; }

    /// <summary>Charge number of the ion: 1 for Li⁺, 2 for Mg²⁺; null takes the usual one of the ion.</summary>
    [Range(1, 4)]
    public int? IonCharge { get; init; }

    /// <summary>Composition x at the beginning of the trace.</summary>
    [Range(-10, 10)]
    public double? StartComposition { get; init; }

    /// <summary>Mass of the active material, without its ions [kg].</summary>
    [Unit("kg")]
    [Range(1e-15, 1e3)]
    public double? ActiveMass { get; init; }

    /// <summary>Standard deviation of the mass [kg].</summary>
    [Unit("kg")]
    [Range(0, 1e3)]
    public double? ActiveMassSd { get; init; }

    /// <summary>Cross-sectional area of the electrode [m²].</summary>
    [Unit("m^2")]
    [Range(1e-15, 1e3)]
    public double? Area { get; init; }

    /// <summary>Standard deviation of the area [m²].</summary>
    [Unit("m^2")]
    [Range(0, 1e3)]
    public double? AreaSd { get; init; }

    /// <summary>Thickness of one electrode, without its current collector [m].</summary>
    [Unit("m")]
    [Range(1e-10, 1)]
    public double? Thickness { get; init; }

    /// <summary>Standard deviation of the thickness [m].</summary>
    [Unit("m")]
    [Range(0, 1)]
    public double? ThicknessSd { get; init; }

    /// <summary>Porosity: volume fraction of the electrolyte.</summary>
    [Range(1e-6, 1)]
    public double? Porosity { get; init; }

    /// <summary>Standard deviation of the porosity.</summary>
    [Range(0, 1)]
    public double? PorositySd { get; init; }

    /// <summary>What the electrolyte is, in words.</summary>
    public string? Electrolyte { get; init; }

    /// <summary>Conductivity of the electrolyte at the temperature of the measurement [S/m].</summary>
    [Unit("S/m")]
    [Range(1e-12, 1e6)]
    public double? Conductivity { get; init; }

    /// <summary>Standard deviation of the conductivity [S/m].</summary>
    [Unit("S/m")]
    [Range(0, 1e6)]
    public double? ConductivitySd { get; init; }

    /// <summary>How many like electrodes an impedance spectrum holds in series: 2 for a symmetric cell, 1 against a reference electrode.</summary>
    [Range(1, 2)]
    public int? Electrodes { get; init; }

    /// <summary>Capacity that is passed in one hour at 1C [C].</summary>
    [Unit("C")]
    [Range(1e-9, 1e9)]
    public double? NominalCapacity { get; init; }

    /// <summary>The same per mass of active material [C/kg], as "147 mAh/g".</summary>
    [Unit("C/kg")]
    [Range(1e-3, 1e9)]
    public double? NominalSpecificCapacity { get; init; }

    /// <summary>Shape of the particles, for diffusion in them.</summary>
    public ParticleShape? ParticleShape { get; init; }

    /// <summary>Radius of spheres and cylinders, half the thickness of slabs open on both sides [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1)]
    public double? ParticleLength { get; init; }

    /// <summary>Diffusivity of the ion in the host [m²/s].</summary>
    [Unit("m^2/s")]
    [Range(1e-30, 1)]
    public double? SolidDiffusivity { get; init; }

    /// <summary>Standard deviation of that diffusivity [m²/s].</summary>
    [Unit("m^2/s")]
    [Range(0, 1)]
    public double? SolidDiffusivitySd { get; init; }

    /// <summary>Diffusivity of the salt in the electrolyte [m²/s].</summary>
    [Unit("m^2/s")]
    [Range(1e-30, 1)]
    public double? SaltDiffusivity { get; init; }

    /// <summary>Standard deviation of that diffusivity [m²/s].</summary>
    [Unit("m^2/s")]
    [Range(0, 1)]
    public double? SaltDiffusivitySd { get; init; }

    /// <summary>Tortuosity factor of the pores.</summary>
    [Range(0.1, 1e6)]
    public double? Tortuosity { get; init; }

    /// <summary>Standard deviation of the tortuosity.</summary>
    [Range(0, 1e6)]
    public double? TortuositySd { get; init; }

    /// <summary>The plate that the electrode bends, for curvature; null when there is none.</summary>
    public SubstrateSheet? Substrate { get; init; }

    /// <summary>Reads a cell sheet.</summary>
    /// <param name="path">The YAML file.</param>
    /// <exception cref="ScenarioException">It is not there, or holds mistakes: all of them are in the message, each with its line.</exception>
    public static CellSheet Read(string path)
    {
        try
        {
            return RecordReader.Parse<CellSheet>(File.ReadAllText(path), path, Path.GetDirectoryName(Path.GetFullPath(path))!, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"The cell sheet {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// This sheet, with the entries of another where it says nothing. A value that it gives takes no standard deviation from the other, whose deviation is that of
    /// another value; entries of the plate join one by one; and of the two nominal capacities one given here outranks either given there.
    /// </summary>
    public CellSheet Over(CellSheet other)
    {
        CellSheet joined = SheetEntries.Join(this, other);
        bool isNamed = NominalCapacity is not null || NominalSpecificCapacity is not null;
        return joined with
        {
            Substrate = Substrate is { } here && other.Substrate is { } there ? SheetEntries.Join(here, there) : joined.Substrate,
            NominalCapacity = isNamed ? NominalCapacity : joined.NominalCapacity,
            NominalSpecificCapacity = isNamed ? NominalSpecificCapacity : joined.NominalSpecificCapacity,
        };
    }
}
