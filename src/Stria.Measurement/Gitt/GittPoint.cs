namespace Stria.Measurement.Gitt;

/// <summary>How a diffusion coefficient was found.</summary>
public enum DiffusionMethod
{
    /// <summary>Weppner and Huggins, from the pulse.</summary>
    WeppnerHuggins,

    /// <summary>The exact series of the body fitted to the pulse, for any length of it.</summary>
    FiniteBody,

    /// <summary>Weppner and Huggins' slope, from the relaxation after the pulse.</summary>
    Relaxation,

    /// <summary>Diffusion in the particle fitted to the whole record.</summary>
    InverseFit,
}

/// <summary>A diffusion coefficient of one pulse by one method.</summary>
/// <param name="Method">How it was found.</param>
/// <param name="Diffusivity">D with its standard deviation [m²/s]; NaN when the method gives none.</param>
/// <param name="Doubts">Why it should not be used; empty when nothing speaks against it.</param>
public sealed record DiffusionEstimate(DiffusionMethod Method, MeasuredValue Diffusivity, IReadOnlyList<string> Doubts)
{
    /// <summary>True when nothing speaks against it.</summary>
    public bool Valid => Doubts.Count == 0 && double.IsFinite(Diffusivity.Value);
}

/// <summary>What one pulse tells.</summary>
/// <param name="Pulse">The pulse.</param>
/// <param name="CompositionBefore">x before it.</param>
/// <param name="CompositionAfter">x after it.</param>
public sealed record GittPoint(GittPulse Pulse, double CompositionBefore, double CompositionAfter)
{
    /// <summary>x in its middle.</summary>
    public double Composition => (CompositionBefore + CompositionAfter) / 2;

    /// <summary>Rest potential before it [V].</summary>
    public required double PotentialBefore { get; init; }

    /// <summary>Rest potential after it [V].</summary>
    public required double PotentialAfter { get; init; }

    /// <summary>Slope of the rest potential, dU/dx [V].</summary>
    public double Slope => (PotentialAfter - PotentialBefore) / (CompositionAfter - CompositionBefore);

    /// <summary>Drop at the first line under current over that current [Ω]: resistances faster than the record.</summary>
    public required double OhmicResistance { get; init; }

    /// <summary>Drop extrapolated to the beginning along √t over the current [Ω]: all resistances without diffusion.</summary>
    public required double TransferResistance { get; init; }

    /// <summary>Drop at the end of the pulse, against the rest potential after it, over the current [Ω]: with diffusion.</summary>
    public required double TotalResistance { get; init; }

    /// <summary>The diffusion coefficients by each method.</summary>
    public required IReadOnlyList<DiffusionEstimate> Diffusion { get; init; }

    /// <summary>The diffusion coefficient by a method.</summary>
    public DiffusionEstimate By(DiffusionMethod method) => Diffusion.First(d => d.Method == method);
}
