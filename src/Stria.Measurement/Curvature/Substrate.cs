using Stria.Core;

namespace Stria.Measurement.Curvature;

/// <summary>The plate that the electrode bends. Each number must be given.</summary>
public sealed record Substrate
{
    /// <summary>Young's modulus [Pa].</summary>
    public required MeasuredValue YoungsModulus { get; init; }

    /// <summary>Thickness [m].</summary>
    public required MeasuredValue Thickness { get; init; }

    /// <summary>Poisson's ratio, 0 … 0.5.</summary>
    public required MeasuredValue PoissonsRatio { get; init; }

    /// <summary>Diameter or width of the plate [m], for the test of large deflections; NaN when it is not known.</summary>
    public double Width { get; init; } = double.NaN;

    /// <summary>Biaxial modulus E/(1 − ν) [Pa].</summary>
    /// <exception cref="ScenarioException">A number is missing or out of range.</exception>
    public MeasuredValue BiaxialModulus
    {
        get
        {
            if (!(PoissonsRatio.Value is >= 0 and < 0.5))
            {
                throw new ScenarioException($"Poisson's ratio of the substrate is {PoissonsRatio.Value:g4}; it lies between 0 and 0.5.");
            }

            var remainder = new MeasuredValue(1 - PoissonsRatio.Value, PoissonsRatio.Sigma);
            return MeasuredValue.Product(1, (YoungsModulus.Positive("Young's modulus of the substrate [Pa]"), 1), (remainder, -1));
        }
    }
}

/// <summary>The electrode on the plate.</summary>
public sealed record Film
{
    /// <summary>Thickness [m].</summary>
    public required MeasuredValue Thickness { get; init; }

    /// <summary>Biaxial modulus E/(1 − ν) [Pa]; NaN when it is not known, so that only the formula for thin films can be used.</summary>
    public double BiaxialModulus { get; init; } = double.NaN;
}
