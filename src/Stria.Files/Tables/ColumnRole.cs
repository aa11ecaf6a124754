namespace Stria.Files;

/// <summary>What a column of a laboratory table is.</summary>
public enum ColumnRole
{
    /// <summary>Time since the beginning [s], a clock "12:34:56", or a date.</summary>
    Time,

    /// <summary>Time since the beginning of the step [s].</summary>
    StepTime,

    /// <summary>Current [A], or per mass of active material [A/kg].</summary>
    Current,

    /// <summary>Potential [V].</summary>
    Potential,

    /// <summary>Charge with its sign, counted on [C], or per mass [C/kg].</summary>
    Charge,

    /// <summary>Charge passed while charging [C]; may begin again with cycle or step.</summary>
    ChargeCapacity,

    /// <summary>Charge passed while discharging [C]; may begin again with cycle or step.</summary>
    DischargeCapacity,

    /// <summary>Charge passed within the step, without sign [C].</summary>
    StepCapacity,

    /// <summary>Number of the step.</summary>
    Step,

    /// <summary>Number of the cycle.</summary>
    Cycle,

    /// <summary>What the cycler does: "C", "D", "CC Chg", "Rest".</summary>
    Mode,

    /// <summary>Frequency [Hz].</summary>
    Frequency,

    /// <summary>Re Z [Ω].</summary>
    RealPart,

    /// <summary>Im Z [Ω], negative for a capacitor.</summary>
    ImaginaryPart,

    /// <summary>−Im Z [Ω], positive for a capacitor.</summary>
    NegativeImaginaryPart,

    /// <summary>|Z| [Ω].</summary>
    Modulus,

    /// <summary>Phase of Z [rad or deg].</summary>
    Phase,

    /// <summary>Position along a profile [m].</summary>
    Position,

    /// <summary>Height of a profile [m].</summary>
    Height,

    /// <summary>Spacing of laser spots [m or pixels].</summary>
    SpotSpacing,

    /// <summary>Curvature [1/m].</summary>
    Curvature,

    /// <summary>Scattering angle 2θ [rad or deg].</summary>
    TwoTheta,

    /// <summary>Momentum transfer q [1/m or 1/Å].</summary>
    MomentumTransfer,

    /// <summary>Lattice spacing d [m or Å].</summary>
    Spacing,

    /// <summary>Photon energy [eV or keV].</summary>
    PhotonEnergy,

    /// <summary>Counts, or what is proportional to them.</summary>
    Counts,

    /// <summary>Standard deviation of the counts.</summary>
    StandardDeviation,
}
