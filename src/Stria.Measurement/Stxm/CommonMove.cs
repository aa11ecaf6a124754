using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>One part of the error of the common terms, as what it changes of a fit; what is null stays.</summary>
/// <param name="Name">What is in error, as a name of a map ("energy_shift").</param>
/// <param name="Meaning">The same in words.</param>
public sealed record CommonMove(string Name, string Meaning)
{
    /// <summary>The references and the background with the part added.</summary>
    public ReferenceDesign? Design { get; init; }

    /// <summary>A share of each reference and a constant on its scale that are added to it: what an error of its scale comes to.</summary>
    public (double[] Shares, double[] Constants)? Scaling { get; init; }

    /// <summary>The additive light with the part added.</summary>
    public AdditiveLight? Light { get; init; }

    /// <summary>Share of counts lost at the highest I₀, as it was put back in the optical densities as measured, and with the part added.</summary>
    public (double Before, double After)? LostCounts { get; init; }

    /// <summary>What dichroism adds along the polarisation with the part added [reference, energy].</summary>
    public double[]? Dichroism { get; init; }

    /// <summary>cos 2θ of each pixel with the part added.</summary>
    public float[]? Cosine { get; init; }
}

/// <summary>A fit, and what it was made of.</summary>
/// <param name="Measured">Optical densities with additive light in them, lost counts put back.</param>
/// <param name="Sample">Those that were fitted.</param>
/// <param name="Fit">The fit, with its normal equations.</param>
/// <param name="Options">How it was made.</param>
public sealed record FittedStack(OpticalDensityStack Measured, OpticalDensityStack Sample, ReferenceFitResult Fit, ReferenceFitOptions Options)
{
    /// <summary>Additive light that was taken off.</summary>
    public AdditiveLight Light { get; init; } = AdditiveLight.None;

    /// <summary>What dichroism adds along the polarisation, as it was taken off [reference, energy]; empty without dichroism.</summary>
    public double[] Dichroism { get; init; } = [];

    /// <summary>cos 2θ of each pixel, as it was taken off.</summary>
    public float[] Cosine { get; init; } = [];

    /// <summary>What absorbed, as it was taken off [reference][pixel].</summary>
    public float[][] Absorbing { get; init; } = [];
}
