using Stria.Core;

namespace Stria.Measurement.Impedance;

/// <summary>What must be known of an electrode to turn its ionic resistance into a tortuosity. Nothing is assumed: each number must be given.</summary>
public sealed record BlockedElectrode
{
    /// <summary>Cross-sectional area [m²].</summary>
    public required MeasuredValue Area { get; init; }

    /// <summary>Thickness of one electrode, without current collector [m].</summary>
    public required MeasuredValue Thickness { get; init; }

    /// <summary>Porosity: volume fraction of the electrolyte [1].</summary>
    public required MeasuredValue Porosity { get; init; }

    /// <summary>Conductivity of the electrolyte at the temperature of the measurement [S/m].</summary>
    public required MeasuredValue Conductivity { get; init; }

    /// <summary>How many such electrodes the spectrum holds in series: 2 for a symmetric cell, 1 against a reference electrode.</summary>
    public int Electrodes { get; init; } = 2;

    /// <summary>Tortuosity factor τ = R_ion A κ ε/(n d), with n electrodes in series (Luo et al., Nat. Mater. 2022, eq. 20, for n = 2).</summary>
    /// <param name="ionicResistance">Ionic resistance of all electrodes in series [Ω].</param>
    /// <exception cref="ScenarioException">A number is missing or not positive, or the porosity is not below 1.</exception>
    public MeasuredValue Tortuosity(MeasuredValue ionicResistance)
    {
        if (!(Porosity.Value < 1))
        {
            throw new ScenarioException($"The porosity is {Porosity.Value:g4}; it is a fraction below 1.");
        }

        return MeasuredValue.Product(1, (MacMullin(ionicResistance), 1), (Porosity.Positive("porosity"), 1));
    }

    /// <summary>MacMullin number N = τ/ε = R_ion A κ/(n d): by how much the pores conduct less than the same space full of electrolyte.</summary>
    /// <param name="ionicResistance">Ionic resistance of all electrodes in series [Ω].</param>
    /// <exception cref="ScenarioException">A number is missing or not positive.</exception>
    public MeasuredValue MacMullin(MeasuredValue ionicResistance) => Electrodes is 1 or 2
        ? MeasuredValue.Product(
            1.0 / Electrodes,
            (ionicResistance, 1),
            (Area.Positive("area of the electrode [m²]"), 1),
            (Conductivity.Positive("conductivity of the electrolyte [S/m]"), 1),
            (Thickness.Positive("thickness of the electrode [m]"), -1))
        : throw new ScenarioException($"A spectrum holds one or two electrodes in series, not {Electrodes}.");
}
