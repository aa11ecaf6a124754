namespace Stria.Measurement.Particles;

/// <summary>One particle with all that was measured on it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Instance">Its pixels.</param>
/// <param name="Shape">Size and shape.</param>
public sealed record MeasuredParticle(int Number, ParticleInstance Instance, ParticleShape Shape)
{
    /// <summary>Mean of the image where the particle lies alone (all of it where it does nowhere), in the image's unit: the thickness of a map.</summary>
    public double Height { get; init; } = double.NaN;

    /// <summary>Spread of the image there, one standard deviation.</summary>
    public double HeightSpread { get; init; } = double.NaN;

    /// <summary>Mean composition x, weighted by amount, where the particle lies alone; NaN without a composition.</summary>
    public double Composition { get; init; } = double.NaN;

    /// <summary>Spread of x over those pixels, one standard deviation; noise included.</summary>
    public double CompositionSpread { get; init; } = double.NaN;

    /// <summary>Share of its pixels in each phase; empty without phases.</summary>
    public IReadOnlyList<double> PhaseShares { get; init; } = [];

    /// <summary>The phase of most of its pixels; −1 without.</summary>
    public int Phase => PhaseShares.Any(s => s > 0) ? Enumerable.Range(0, PhaseShares.Count).MaxBy(p => PhaseShares[p]) : -1;

    /// <summary>Share of its pixels that lie under or over other particles.</summary>
    public double SharedPart { get; init; }

    /// <summary>Numbers of the particles that it touches.</summary>
    public IReadOnlyList<int> Touches { get; init; } = [];

    /// <summary>Numbers of the particles that it crosses: they share pixels.</summary>
    public IReadOnlyList<int> Crosses { get; init; } = [];

    /// <summary>Why it is left out of the statistics; null when it is not.</summary>
    public string? Excluded { get; init; }
}
