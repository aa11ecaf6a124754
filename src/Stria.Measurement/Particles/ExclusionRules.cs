using System.Globalization;

namespace Stria.Measurement.Particles;

/// <summary>Which particles are left out of the statistics. Each rule that is null leaves out none.</summary>
public sealed record ExclusionRules
{
    /// <summary>Whether particles at the border of the image are left out: a part of them may lie beyond.</summary>
    public bool AtBorder { get; init; } = true;

    /// <summary>Least area [m²].</summary>
    public double? LeastArea { get; init; }

    /// <summary>Largest area [m²].</summary>
    public double? LargestArea { get; init; }

    /// <summary>Least length over width.</summary>
    public double? LeastAspect { get; init; }

    /// <summary>Largest length over width.</summary>
    public double? LargestAspect { get; init; }

    /// <summary>Least area over that of the convex hull: clumps have less.</summary>
    public double? LeastSolidity { get; init; }

    /// <summary>Largest share of pixels under or over other particles.</summary>
    public double? LargestShared { get; init; }

    /// <summary>Particles that somebody struck out, by number.</summary>
    public IReadOnlyList<int> Numbers { get; init; } = [];

    /// <summary>The particles, with the reason where one is left out.</summary>
    public IReadOnlyList<MeasuredParticle> Applied(IReadOnlyList<MeasuredParticle> particles) => [.. particles.Select(p => p with { Excluded = Reason(p) })];

    private string? Reason(MeasuredParticle p) =>
        Numbers.Contains(p.Number) ? "struck out by hand"
        : AtBorder && p.Instance.TouchesBorder ? "at the border of the image"
        : Below(p.Shape.Area * 1e12, LeastArea * 1e12) ? $"area below {Text(LeastArea!.Value * 1e12)} µm²"
        : Below(-p.Shape.Area, -LargestArea) ? $"area above {Text(LargestArea!.Value * 1e12)} µm²"
        : Below(p.Shape.Aspect, LeastAspect) ? $"aspect below {Text(LeastAspect!.Value)}"
        : Below(-p.Shape.Aspect, -LargestAspect) ? $"aspect above {Text(LargestAspect!.Value)}"
        : Below(p.Shape.Solidity, LeastSolidity) ? $"solidity below {Text(LeastSolidity!.Value)}"
        : Below(-p.SharedPart, -LargestShared) ? $"more than {Text(LargestShared!.Value)} of it under or over others"
        : null;

    private static bool Below(double value, double? limit) => value < limit;

    private static string Text(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
}
