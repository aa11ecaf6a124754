using Stria.Core;

namespace Stria.Studies;

/// <summary>Direction of the local axis ξ of the particle; η stands 90° counter-clockwise of it.</summary>
public interface IAxisSettings
{
    /// <summary>In words, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>Found from the shape; follows a bent wire.</summary>
public sealed record ParticleAxis : IAxisSettings
{
    /// <inheritdoc/>
    public string Method => "the local axis found from the particle's shape";
}

/// <summary>One direction everywhere.</summary>
public sealed record ConstantAxis : IAxisSettings
{
    /// <summary>Against x, counter-clockwise [rad].</summary>
    [Unit("rad")]
    public required double Angle { get; init; }

    /// <inheritdoc/>
    public string Method => $"a constant axis at {Angle * 180 / Math.PI:g4}°";
}

/// <summary>Along the circles round a centre, for bent strips.</summary>
public sealed record AzimuthalAxis : IAxisSettings
{
    /// <summary>x of the centre [m].</summary>
    [Unit("m")]
    public double CentreX { get; init; }

    /// <summary>y of the centre [m].</summary>
    [Unit("m")]
    public double CentreY { get; init; }

    /// <inheritdoc/>
    public string Method => "an axis along the circles round the centre of bending";
}
