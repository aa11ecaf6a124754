using Stria.Core;
using Stria.Numerics.Diffusion;

namespace Stria.Measurement.Gitt;

/// <summary>What must be known of the electrode to turn potentials into diffusion coefficients. Nothing is assumed.</summary>
public sealed record GittSample
{
    /// <summary>Shape of the particles.</summary>
    public required ParticleShape Shape { get; init; }

    /// <summary>Radius of sphere or cylinder, or half the thickness of a slab that is open on both sides [m]. D scales with its square.</summary>
    public required double Length { get; init; }

    /// <summary>Charge for one unit of x [C], or per area when the trace holds current densities.</summary>
    public required double ChargePerComposition { get; init; }

    /// <summary>x at the beginning of the trace.</summary>
    public required double StartComposition { get; init; }

    /// <summary>Volume over surface [m]: the length that stands in the formula of Weppner and Huggins.</summary>
    public double VolumeOverSurface => Length / (int)Shape;

    /// <summary>Composition after a charge.</summary>
    /// <param name="charge">Charge since the beginning [C], positive on charge, which takes ions out.</param>
    public double Composition(double charge) => StartComposition - (charge / ChargePerComposition);

    internal GittSample Checked()
    {
        new MeasuredValue(Length).Positive("diffusion length of the particles [m]");
        new MeasuredValue(ChargePerComposition).Positive("charge for one unit of x [C], from mass and formula of the host,");
        return double.IsFinite(StartComposition) ? this : throw new ScenarioException("The composition x at the beginning of the trace is not given; charge alone tells only its changes.");
    }
}
