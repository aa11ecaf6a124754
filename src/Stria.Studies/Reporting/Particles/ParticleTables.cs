using Stria.Files;
using Stria.Measurement.Particles;

namespace Stria.Studies;

/// <summary>Tables of particles.</summary>
internal static class ParticleTables
{
    /// <summary>Writes one line per particle, the areas by phase, and the correlations with their intervals.</summary>
    public static void Write(StudyContext context)
    {
        IReadOnlyList<MeasuredParticle> all = context.Get<IReadOnlyList<MeasuredParticle>>();
        ParticleMaps maps = context.Get<ParticleMaps>();
        ParticleStatistics statistics = context.Get<ParticleStatistics>();
        Particles(context, all, maps);
        if (statistics.Used.Count == 0)
        {
            return;
        }

        Phases(context, statistics);
        Densities(context, statistics);
        if (statistics.Attributes.Count > 1)
        {
            Correlations(context, statistics);
        }
    }

    private static void Particles(StudyContext context, IReadOnlyList<MeasuredParticle> all, ParticleMaps maps)
    {
        bool hasX = maps.Composition is not null;
        IEnumerable<ParticleAttribute> attributes = ParticleAttributes.All.Where(a => hasX || !a.Name.EndsWith('x'));
        CsvTable.Write(
            context.Table("particles.csv", "Particles"),
            [
                new CsvColumn("number", "1", all.Select(p => (double)p.Number)),
                new CsvColumn("row", "px", all.Select(p => p.Shape.Centre.Row)),
                new CsvColumn("column", "px", all.Select(p => p.Shape.Centre.Column)),
                .. attributes.Select(a => new CsvColumn(NameOf(a, maps), a.Unit.Length == 0 ? maps.Image.Unit : a.Unit, all.Select(a.Of))),
                .. maps.PhaseNames.Select((name, i) => new CsvColumn($"share of {name}", "1", all.Select(p => p.PhaseShares[i]))),
                .. maps.PhaseNames.Count > 0 ? (CsvColumn[])[new CsvColumn("phase", all.Select(p => p.Phase < 0 ? "" : maps.PhaseNames[p.Phase]))] : [],
                new CsvColumn("touches", all.Select(p => string.Join(' ', p.Touches))),
                new CsvColumn("crosses", all.Select(p => string.Join(' ', p.Crosses))),
                new CsvColumn("left out", all.Select(p => p.Excluded ?? "")),
            ]);
    }

    /// <summary>What an attribute is called: the image's own quantity for its height.</summary>
    public static string NameOf(ParticleAttribute attribute, ParticleMaps maps) => attribute.Name switch
    {
        "height" => maps.Image.Symbol,
        "spread of height" => $"spread of {maps.Image.Symbol}",
        _ => attribute.Name,
    };

    private static void Phases(StudyContext context, ParticleStatistics statistics) => CsvTable.Write(
        context.Table("areas.csv", "Areas by phase"),
        new CsvColumn("phase", statistics.Phases.Select(p => p.Name.Length == 0 ? "all" : p.Name)),
        new CsvColumn("particles", "1", statistics.Phases.Select(p => (double)p.Areas.Count)),
        new CsvColumn("mode of area", "µm²", statistics.Phases.Select(p => p.Density.Mode)),
        new CsvColumn("68 % from", "µm²", statistics.Phases.Select(p => p.ModeLow)),
        new CsvColumn("68 % to", "µm²", statistics.Phases.Select(p => p.ModeHigh)),
        new CsvColumn("mean area", "µm²", statistics.Phases.Select(p => p.Areas.Average())),
        new CsvColumn("bandwidth", "µm²", statistics.Phases.Select(p => p.Density.Bandwidth)));

    private static void Densities(StudyContext context, ParticleStatistics statistics)
    {
        double[] grid = ParticleFigures.AreaGrid(statistics);
        CsvTable.Write(
            context.Table("area-density.csv", "Density of areas by phase"),
            [new CsvColumn("area", "µm²", grid), .. statistics.Phases.Where(p => p.Density.Bandwidth > 0).Select(p => new CsvColumn(p.Name.Length == 0 ? "all" : p.Name, "1/µm²", grid.Select(p.Density.At)))]);
    }

    private static void Correlations(StudyContext context, ParticleStatistics statistics)
    {
        (int A, int B)[] pairs = [.. Enumerable.Range(0, statistics.Attributes.Count).SelectMany(a => Enumerable.Range(a + 1, statistics.Attributes.Count - a - 1).Select(b => (a, b)))];
        CsvTable.Write(
            context.Table("correlations.csv", "Rank correlations (Spearman) of attributes"),
            new CsvColumn("attribute", pairs.Select(p => statistics.Attributes[p.A].Name)),
            new CsvColumn("with", pairs.Select(p => statistics.Attributes[p.B].Name)),
            new CsvColumn("coefficient", "1", pairs.Select(p => statistics.Matrix[p.A][p.B].Coefficient)),
            new CsvColumn("95 % from", "1", pairs.Select(p => statistics.Matrix[p.A][p.B].Low)),
            new CsvColumn("95 % to", "1", pairs.Select(p => statistics.Matrix[p.A][p.B].High)),
            new CsvColumn("particles", "1", pairs.Select(p => (double)statistics.Matrix[p.A][p.B].Count)));
    }
}
