using Stria.Measurement.Particles;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>What the particles say together.</summary>
/// <param name="Used">The particles that no rule left out.</param>
internal sealed record ParticleStatistics(IReadOnlyList<MeasuredParticle> Used)
{
    /// <summary>Areas by phase of the particle; of one nameless phase where none are known.</summary>
    public IReadOnlyList<PhaseAreas> Phases { get; private init; } = [];

    /// <summary>Area [µm²] against x; null without x.</summary>
    public LineFit? AreaOnComposition { get; private init; }

    /// <summary>Rank correlation of area and x; null without x.</summary>
    public Correlation? AreaWithComposition { get; private init; }

    /// <summary>The attributes that vary, in the order of the matrix.</summary>
    public IReadOnlyList<ParticleAttribute> Attributes { get; private init; } = [];

    /// <summary>Rank correlations of all attributes with each other.</summary>
    public IReadOnlyList<IReadOnlyList<Correlation>> Matrix { get; private init; } = [];

    /// <summary>Forms the statistics.</summary>
    public static ParticleStatistics Of(IReadOnlyList<MeasuredParticle> all, IReadOnlyList<string> phaseNames, long seed)
    {
        MeasuredParticle[] used = [.. all.Where(p => p.Excluded is null)];
        IEnumerable<(string Name, int Index, MeasuredParticle[] Members)> groups = phaseNames.Count == 0
            ? [("", 0, used)]
            : phaseNames.Select((name, i) => (name, i, used.Where(p => p.Phase == i).ToArray()));
        double[] areas = [.. used.Select(p => p.Shape.Area * 1e12)], x = [.. used.Select(p => p.Composition)];
        bool hasX = x.Count(double.IsFinite) > 3;
        ParticleAttribute[] attributes = used.Length < 4 ? [] : [.. ParticleAttributes.Correlated.Where(a => used.Select(a.Of).Where(double.IsFinite).Distinct().Take(3).Count() > 2)];
        double[][] values = [.. attributes.Select(a => used.Select(a.Of).ToArray())];
        return new ParticleStatistics(used)
        {
            Phases = [.. groups.Where(g => g.Members.Length > 0).Select(g => PhaseAreas.Of(g.Name, g.Index, [.. g.Members.Select(p => p.Shape.Area * 1e12)], seed))],
            AreaOnComposition = hasX ? LineFit.Of(x, areas) : null,
            AreaWithComposition = hasX ? Correlation.Spearman(x, areas) : null,
            Attributes = attributes,
            Matrix = [.. values.Select(a => values.Select(b => Correlation.Spearman(a, b)).ToArray())],
        };
    }
}

/// <summary>Areas of the particles of one phase.</summary>
/// <param name="Name">The phase; empty without phases.</param>
/// <param name="Index">Its number.</param>
/// <param name="Areas">The areas [µm²].</param>
internal sealed record PhaseAreas(string Name, int Index, IReadOnlyList<double> Areas)
{
    /// <summary>Their density.</summary>
    public required KernelDensity Density { get; init; }

    /// <summary>Lower end of the 68 % interval of the mode [µm²].</summary>
    public double ModeLow { get; private init; }

    /// <summary>Its upper end.</summary>
    public double ModeHigh { get; private init; }

    /// <summary>Forms them.</summary>
    public static PhaseAreas Of(string name, int index, double[] areas, long seed)
    {
        var density = new KernelDensity(areas, isPositive: true);
        (double low, double high) = density.ModeInterval(0.68, seed);
        return new PhaseAreas(name, index, areas) { Density = density, ModeLow = low, ModeHigh = high };
    }
}
