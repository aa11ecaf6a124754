using Stria.Figures;
using Stria.Measurement.Particles;

namespace Stria.Studies;

/// <summary>Figures of particles.</summary>
internal static class ParticleFigures
{
    private const int MostNumbers = 150, DensityPoints = 240;

    /// <summary>The figures.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        ParticleMaps maps = context.Get<ParticleMaps>();
        IReadOnlyList<MeasuredParticle> all = context.Get<IReadOnlyList<MeasuredParticle>>();
        ParticleStatistics statistics = context.Get<ParticleStatistics>();
        yield return Overlay(maps, all);
        if (statistics.Used.Count == 0)
        {
            yield break;
        }

        yield return Areas(statistics, maps);
        yield return Shapes(statistics);
        if (statistics.AreaOnComposition is not null)
        {
            yield return AreaAgainstComposition(statistics, maps);
        }

        if (statistics.Attributes.Count > 2)
        {
            yield return Correlations(statistics, maps);
        }
    }

    /// <summary>Areas at which densities are written and drawn [µm²].</summary>
    public static double[] AreaGrid(ParticleStatistics statistics)
    {
        double last = statistics.Phases.Max(p => p.Areas.Max() + (2.5 * p.Density.Bandwidth));
        return [.. Enumerable.Range(0, DensityPoints + 1).Select(i => last * i / DensityPoints)];
    }

    private static NamedFigure Overlay(ParticleMaps maps, IReadOnlyList<MeasuredParticle> all)
    {
        MapOutline[] outlines = [.. all.Select(p => MapOutline.Of("", p.Instance.Mask()) with { Colour = p.Excluded is null ? Palette.Categorical((p.Number - 1) % 6) : Rgb.Parse("#ffffff") })];
        MapPoint[] numbers = all.Count > MostNumbers ? [] : [.. all.Select(p => new MapPoint(p.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), p.Shape.Centre.Row, p.Shape.Centre.Column) { Colour = Rgb.Parse("#ffffff") })];
        return NamedFigure.Of(
            "particles",
            "Particles with their numbers",
            "One outline for each particle, whole across every crossing; two colours along one wire mean that it was cut, one colour round two that they were not parted. White outlines are left out of the statistics.",
            new Figure(new MapPanel(maps.Image) { Colours = ColourMap.Grey, Outlines = outlines, Points = numbers, Title = $"{all.Count} particles" }));
    }

    private static NamedFigure Areas(ParticleStatistics statistics, ParticleMaps maps)
    {
        double[] grid = AreaGrid(statistics);
        PhaseAreas[] drawn = [.. statistics.Phases.Where(p => p.Density.Bandwidth > 0)];
        string NameOf(PhaseAreas p) => p.Name.Length == 0 ? $"{p.Areas.Count} particles" : $"{p.Name} ({p.Areas.Count})";
        return NamedFigure.Of(
            "areas",
            "Distribution of areas by phase",
            "One hump for each phase; the most frequent area of a phase is marked, and means little where the interval of the table is as wide as the hump.",
            new Figure([
                new HistogramPanel(new Axis("area [µm²]") { Limits = (0, grid[^1]) }, [.. statistics.Phases.Select(p => new HistogramClass(NameOf(p), [.. p.Areas]) { Colour = ColourOf(p.Index) })]) { YLabel = "particles", Bins = 24 },
                new LinePanel(new Axis("area [µm²]") { Limits = (0, grid[^1]) }, new Axis("density [1/µm²]"), [.. drawn.Select(p => new Series(NameOf(p), grid, [.. grid.Select(p.Density.At)]) { Colour = ColourOf(p.Index), LineWidth = 1.5 })])
                {
                    Marks = [.. drawn.Select(p => new VerticalMark(p.Density.Mode, $"{p.Density.Mode:g3}") { Colour = ColourOf(p.Index) })],
                },
            ]) { Columns = 2, PanelLetters = true },
            maps.PhaseNames.Count == 0 ? null : "A particle counts to the phase of most of its pixels.");
    }

    private static NamedFigure Shapes(ParticleStatistics statistics)
    {
        double[] Of(Func<MeasuredParticle, double> value) => [.. statistics.Used.Select(value)];
        HistogramPanel Panel(string label, double[] values) => new(new Axis(label), [new HistogramClass("", values)]) { YLabel = "particles", Bins = 20, Legend = LegendPlace.None };
        return NamedFigure.Of(
            "shapes",
            "Length, width, aspect, circularity",
            "Single bars far out are clumps or fragments: look at their numbers in the table and strike them out.",
            new Figure([
                Panel("length [µm]", Of(p => p.Shape.Length * 1e6)), Panel("width [µm]", Of(p => p.Shape.Width * 1e6)),
                Panel("length over width", Of(p => p.Shape.Aspect)), Panel("circularity", Of(p => p.Shape.Circularity)),
            ]) { Columns = 2, PanelLetters = true });
    }

    private static NamedFigure AreaAgainstComposition(ParticleStatistics statistics, ParticleMaps maps)
    {
        double[] x = [.. statistics.Used.Select(p => p.Composition)], area = [.. statistics.Used.Select(p => p.Shape.Area * 1e12)];
        double low = x.Where(double.IsFinite).Min(), high = x.Where(double.IsFinite).Max();
        double[] along = [.. Enumerable.Range(0, 61).Select(i => low + (i * (high - low) / 60))];
        Numerics.Statistics.LineFit line = statistics.AreaOnComposition!;
        double factor = line.Scatter > 0 ? 1 : 0;
        return NamedFigure.Of(
            "area-composition",
            "Area against lithiation",
            "The band is the 95 % interval of the line. A line inside a level band means that no dependence is shown; clusters of points along x are phases.",
            new Figure(new ScatterPanel(new Axis("mean composition x"), new Axis("area [µm²]") { Limits = (0, 1.06 * area.Max()) }, x, area)
            {
                Class = maps.PhaseNames.Count == 0 ? null : [.. statistics.Used.Select(p => p.Phase)],
                Classes = [.. maps.PhaseNames.Select((n, i) => new ClassStyle(n, ColourOf(i)))],
                Curves = [new Series("line, 95 %", along, [.. along.Select(line.At)]) { Sd = [.. along.Select(v => factor * line.HalfInterval(v))], Colour = Palette.Categorical(6) }],
            }) { Width = 400 },
            $"Slope {line.Slope:g3} ± {line.SlopeHalfInterval:g2} µm² per unit of x (95 %); rank correlation {statistics.AreaWithComposition!.Coefficient:f2}, 95 % interval {statistics.AreaWithComposition.Low:f2} to {statistics.AreaWithComposition.High:f2}.");
    }

    private static NamedFigure Correlations(ParticleStatistics statistics, ParticleMaps maps)
    {
        int n = statistics.Attributes.Count;
        double[] places = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        // The first row is drawn at the bottom; a matrix begins at the top.
        double[] values = [.. Enumerable.Range(0, n).Reverse().SelectMany(row => Enumerable.Range(0, n).Select(c => row == c || statistics.Matrix[row][c].IsSignificant ? statistics.Matrix[row][c].Coefficient : double.NaN))];
        return NamedFigure.Of(
            "correlations",
            "Correlations of attributes",
            "Red goes together, blue against each other; grey pairs have an interval that holds zero. Of many pairs one in twenty is coloured by chance.",
            new Figure(new HeatPanel(
                new Axis("") { Names = [.. statistics.Attributes.Select(a => a.Symbol)] },
                new Axis("") { Names = [.. statistics.Attributes.Reverse().Select(a => ParticleTables.NameOf(a, maps))] },
                places,
                places,
                values)
            { Colours = ColourMap.BlueWhiteRed, Limits = (-1, 1), Label = "rank correlation", Aspect = 0.9 }));
    }

    private static Rgb ColourOf(int phase) => Rgb.Parse(ResultFigures.PhaseColours[phase % ResultFigures.PhaseColours.Length]);
}
