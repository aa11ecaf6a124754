namespace Stria.Measurement.Particles;

/// <summary>The numbers of a particle that tables and correlations have, each with its unit. A new attribute is one line here.</summary>
public static class ParticleAttributes
{
    /// <summary>All attributes.</summary>
    public static IReadOnlyList<ParticleAttribute> All { get; } =
    [
        new("area", "A", "µm²", p => p.Shape.Area * 1e12),
        new("length", "L", "µm", p => p.Shape.Length * 1e6),
        new("width", "W", "µm", p => p.Shape.Width * 1e6),
        new("aspect", "L/W", "1", p => p.Shape.Aspect),
        new("perimeter", "P", "µm", p => p.Shape.Perimeter * 1e6),
        new("equivalent diameter", "d", "µm", p => p.Shape.EquivalentDiameter * 1e6),
        new("largest diameter", "Feret", "µm", p => p.Shape.LargestDiameter * 1e6),
        new("convexity", "conv.", "1", p => p.Shape.Convexity),
        new("solidity", "solid.", "1", p => p.Shape.Solidity),
        new("circularity", "circ.", "1", p => p.Shape.Circularity),
        new("eccentricity", "ecc.", "1", p => p.Shape.Eccentricity),
        new("orientation", "angle", "°", p => p.Shape.Orientation * 180 / Math.PI),
        new("height", "t", "", p => p.Height),
        new("spread of height", "sd t", "", p => p.HeightSpread),
        new("x", "x", "1", p => p.Composition),
        new("spread of x", "sd x", "1", p => p.CompositionSpread),
        new("shared part", "shared", "1", p => p.SharedPart),
        new("contacts", "contacts", "1", p => p.Touches.Count + p.Crosses.Count),
    ];

    /// <summary>Those whose correlations are shown: without the direction, which is an angle, and without those that say another's thing again.</summary>
    public static IReadOnlyList<ParticleAttribute> Correlated { get; } =
        [.. All.Where(a => a.Name is not ("orientation" or "equivalent diameter" or "largest diameter" or "eccentricity" or "shared part"))];
}

/// <summary>One attribute of particles.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">A few letters for narrow places.</param>
/// <param name="Unit">Its unit; empty = that of the image.</param>
/// <param name="Of">Its value; NaN where there is none.</param>
public sealed record ParticleAttribute(string Name, string Symbol, string Unit, Func<MeasuredParticle, double> Of);
