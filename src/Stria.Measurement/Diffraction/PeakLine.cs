namespace Stria.Measurement;

/// <summary>One line of the radiation in one reflection, or a foreign line, at the parameters of a pattern.</summary>
/// <param name="centre">Where it is seen, without axial divergence.</param>
/// <param name="factors">What widths and shift depend on at its place.</param>
/// <param name="shape">Its shape.</param>
internal readonly struct PeakLine(double centre, (double A, double B, double C) factors, PseudoVoigt shape)
{
    /// <summary>Where it is seen, without axial divergence; NaN where the radiation does not reach it.</summary>
    internal double Centre { get; } = centre;

    internal (double A, double B, double C) Factors { get; } = factors;

    internal PseudoVoigt Shape { get; } = shape;

    /// <summary>How the place of the lattice moves with 1/d².</summary>
    internal double Slope { get; init; }

    /// <summary>How centre, variance of the Gaussian and width of the Lorentzian change when the place of the lattice moves by one.</summary>
    internal (double Centre, double Variance, double Lorentz) Along { get; init; }

    /// <summary>How the Gaussian variance changes with what the instrument gives for it: 1, less where that is hardly wider than a step.</summary>
    internal double VarianceSlope { get; init; }

    /// <summary>How its own strain width changes with the sum of the terms of the anisotropic strain.</summary>
    internal double StrainSlope { get; init; }

    /// <summary>Number of its phase; −1 for a foreign line.</summary>
    internal int Phase { get; init; }

    /// <summary>Number of its reflection in the phase, or of the foreign line.</summary>
    internal int Reflection { get; init; }

    /// <summary>Number of its line in the radiation.</summary>
    internal int Number { get; init; }

    /// <summary>Its intensity relative to the first line.</summary>
    internal double Weight { get; init; } = 1;

    /// <summary>Its width in units of the instrument's.</summary>
    internal double Widening { get; init; } = 1;
}
